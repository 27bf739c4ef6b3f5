"""Make everything anew that the search finds by and shows."""

from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand

from kpss_pages.search.texts import rebuild_texts


class Command(BaseCommand):
    help = (
        "Rebuild the search index and the texts of snippets; after a restore, a data load or a change of the stemmer."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        call_command("update_index", verbosity=0)
        self.stdout.write(f"The index is rebuilt; {rebuild_texts()} pages have a text.")
