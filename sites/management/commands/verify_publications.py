"""Check that the records of publication are as they were written."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from wagtail.models import Site

from sites.documents.proof import verify


class Command(BaseCommand):
    help = "Check the seals of the records of publication, town by town; ends with an error when one does not fit."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("hostname", nargs="?", help="the town; all towns when it is left out")

    def handle(self, *args: Any, hostname: str | None = None, **options: Any) -> None:
        sites = Site.objects.order_by("hostname")
        if hostname is not None:
            sites = sites.filter(hostname=hostname)
            if not sites.exists():
                raise CommandError(f"There is no town at {hostname}.")
        broken = 0
        for site in sites.iterator():
            found = verify(site)
            broken += len(found.broken)
            numbers = f", wrong: {', '.join(map(str, found.broken))}" if found.broken else ""
            self.stdout.write(f"{site.hostname}: {found.records} records{numbers}")
        if broken:
            raise CommandError("Some records are not as they were written, or one before them is missing.")
