"""Run a worker."""

import os
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from sites.workers import TownWorker


class Command(BaseCommand):
    help = "Do the work that is put off (texts of documents) and what is regular (scheduled publishing), until stopped."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--interval", type=float, default=1, help="seconds between two looks at an empty queue")
        parser.add_argument("--batch", action="store_true", help="end when there is nothing to do")
        parser.add_argument("--with-parent", action="store_true", help="end with the process that started this one")

    def handle(self, *args: Any, **options: Any) -> None:
        parent = os.getppid() if options["with_parent"] else None
        worker = TownWorker(options["interval"], options["batch"], parent)
        worker.configure_signals()
        worker.run()
