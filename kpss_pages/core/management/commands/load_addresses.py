"""Load addresses with their positions: ``manage.py load_addresses 20260731_OB_ADR_csv.zip``, or lists one by one."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from kpss_pages.core.addresses.files import lists_in
from kpss_pages.core.addresses.loading import Loaded, load
from sites.choices import Country
from sites.files import FileRefused


class Command(BaseCommand):
    help = "Load the state's lists of addresses with their positions, which all towns share."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("files", type=Path, nargs="+", help="lists, ZIP files of lists, or tables (CSV, XLSX)")
        parser.add_argument(
            "--country",
            choices=Country.values,
            default=Country.CZ.value,
            help="of tables that are no list of the state",
        )
        parser.add_argument("--dry-run", action="store_true", help="say what would change, and change nothing")

    def handle(self, *args: Any, **options: Any) -> None:
        count = 0
        for path in options["files"]:
            name = str(path)
            try:
                for each in lists_in(path, options["country"]):
                    name = f"{path}, {each.name}"
                    self._tell(load(each, is_trial=options["dry_run"]), options["verbosity"])
                    count += 1
            except FileRefused as refusal:
                raise CommandError(f"{name}: {refusal.sentence}") from refusal
            except OSError as error:
                raise CommandError(f"{path}: {error}") from error
        self.stdout.write(f"{count} lists read{'; nothing was changed' if options['dry_run'] else ''}")

    def _tell(self, loaded: Loaded, verbosity: int) -> None:
        """Say what came of a list; of the thousands of a state's those in which nothing is new only when asked to."""
        if not loaded.has_changed and verbosity < 2:
            return
        self.stdout.write(
            f"{loaded.name}: {loaded.read} read, {loaded.new} new, {loaded.changed} changed, {loaded.gone} gone, "
            f"{loaded.without_position} without position, {loaded.wrong_count} wrong"
        )
        for row in loaded.wrong:
            self.stdout.write(f"  row {row.number}: {row.sentence}")
        if loaded.wrong_count > len(loaded.wrong):
            self.stdout.write(f"  and {loaded.wrong_count - len(loaded.wrong)} more")
