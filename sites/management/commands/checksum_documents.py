"""Work out the checksums of documents that were stored before checksums were kept."""

from typing import Any

from django.core.management.base import BaseCommand

from sites.documents.versions import sha256_of
from sites.models import TownDocument


class Command(BaseCommand):
    help = "Work out the SHA-256 of documents that have none yet; the rest are left alone."

    def handle(self, *args: Any, **options: Any) -> None:
        done = missing = 0
        for document in TownDocument.objects.filter(sha256="").iterator(chunk_size=200):
            if sha256_of(document):
                done += 1
            else:
                missing += 1
                self.stderr.write(f"The file of document {document.pk} is missing: {document.file.name}")
        self.stdout.write(f"{done} checksums worked out, {missing} files missing.")
