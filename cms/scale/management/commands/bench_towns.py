"""Fill a development, test or benchmark database with invented towns."""

import time
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from cms.scale.building import build

MOST_TOWNS = 99_999


class Command(BaseCommand):
    help = "Make invented towns of 15 pages until there are so many; run again, it adds what is missing."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("count", type=int)
        parser.add_argument("--domain", default="localhost", help="what the towns' hosts end with")
        parser.add_argument("--port", type=int, default=8000)

    def handle(self, *args: Any, **options: Any) -> None:
        if not 0 <= options["count"] <= MOST_TOWNS:
            raise CommandError(f"The number of towns must be between 0 and {MOST_TOWNS}.")
        started = time.monotonic()
        for done in build(options["count"], options["domain"], options["port"]):
            self.stdout.write(f"{done} of {options['count']} towns, {time.monotonic() - started:.0f} s")
