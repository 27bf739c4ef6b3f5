"""Read what has not been read yet: the text of documents, and what is wrong with their files."""

from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from sites.documents.texts import read_text
from sites.documents.uploads import look_at
from sites.models import TownDocument
from sites.models.media import TextState


class Command(BaseCommand):
    help = "Read the text of the documents that wait for it and look at files that nobody has looked at."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--again", action="store_true", help="read all documents anew, after a change of the reader"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        if options["again"]:
            TownDocument.objects.update(text_state=TextState.WAITING, findings=None)
        looked_at = 0
        for document in TownDocument.objects.filter(findings__isnull=True).iterator(chunk_size=100):
            look_at(document)
            TownDocument.objects.filter(pk=document.pk).update(findings=document.findings)
            looked_at += document.findings is not None
        waiting = list(TownDocument.objects.filter(text_state=TextState.WAITING).values_list("pk", flat=True))
        for document_id in waiting:
            read_text(document_id)
        failed = TownDocument.objects.filter(pk__in=waiting, text_state=TextState.FAILED).count()
        self.stdout.write(
            f"Files looked at: {looked_at}. Texts read: {len(waiting) - failed}, cannot be read: {failed}."
        )
