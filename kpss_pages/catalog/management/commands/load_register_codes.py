"""Load code lists of a register: ``manage.py load_register_codes druhy-socialni-sluzby.json obce.json obce-orp.csv``."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from kpss_pages.catalog.choices import Register
from kpss_pages.catalog.registers.loading_codes import list_name_of, load
from kpss_pages.catalog.registers.refusing import RegisterRefused

ENDINGS = (".json", ".csv", ".xlsx")


class Command(BaseCommand):
    help = "Load code lists of a register of social services, which all towns share. Files are called as their lists."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "files", type=Path, nargs="+", help="JSON files; CSV or XLSX for districts; or folders of them"
        )
        parser.add_argument("--register", choices=Register.values, default=Register.CZECH.value)

    def handle(self, *args: Any, **options: Any) -> None:
        files = [
            each
            for path in options["files"]
            for each in (
                sorted(inner for inner in path.iterdir() if inner.suffix in ENDINGS) if path.is_dir() else [path]
            )
        ]
        if not files:
            raise CommandError("There are no code lists in the folder.")
        for path in files:
            try:
                list_name = list_name_of(str(path))
                with path.open("rb") as file:
                    loaded = load(Register(options["register"]), list_name, file)
            except (OSError, RegisterRefused) as error:
                raise CommandError(f"{path}: {error}") from error
            self.stdout.write(f"{list_name}: {loaded.codes} codes, {loaded.changed} new or changed")
            for name in loaded.without_term:
                self.stdout.write(f"  not in our vocabulary: {name}")
