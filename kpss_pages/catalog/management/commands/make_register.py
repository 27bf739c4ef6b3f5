"""Write an invented register: ``manage.py make_register --services 6733 --seed 1 --out rpss.json --codes-dir codes``."""

from datetime import date
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from kpss_pages.catalog.registers.synthetic import PLACES, Municipality, code_lists, services
from kpss_pages.catalog.registers.synthetic.addresses import write_addresses
from kpss_pages.catalog.registers.synthetic.writing import write_czech, write_slovak


class Command(BaseCommand):
    help = "Write an invented register of social services in the true format, and its code lists."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--services", type=int, default=6733, help="how many services")
        parser.add_argument("--seed", type=int, default=1, help="the same seed gives the same register")
        parser.add_argument("--country", choices=("CZ", "SK"), default="CZ", help="whose register it is like")
        parser.add_argument("--out", type=Path, required=True, help="the file to write")
        parser.add_argument("--codes-dir", type=Path, help="the folder for the code lists; none are written without it")
        parser.add_argument("--addresses", type=Path, help="a ZIP file to write for load_addresses; Czech ones only")
        parser.add_argument(
            "--municipality",
            action="append",
            metavar="“511382 Přerov 75002”",
            help="number, name and postal code of a municipality where services lie; may be given again",
        )
        parser.add_argument("--today", type=date.fromisoformat, default=date.today(), help="2026-09-01")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            municipalities = [Municipality.read(line) for line in options["municipality"] or ()] or PLACES
        except ValueError as error:
            raise CommandError(
                f"Write a municipality as its number and its name: 511382 Přerov, not “{error}”."
            ) from error
        country = options["country"]
        wanted = (options["services"], options["seed"], municipalities, options["today"], country)
        folder, addresses = options["codes_dir"], options["addresses"]
        if addresses and country == "SK":
            raise CommandError("Only Czech addresses are invented.")
        try:
            count = (write_slovak if country == "SK" else write_czech)(options["out"], services(*wanted))
            files = code_lists.write(folder, municipalities, country) if folder else []
            if addresses:
                self.stdout.write(f"{addresses}: {write_addresses(addresses, services(*wanted))} addresses")
        except OSError as error:
            raise CommandError(str(error)) from error
        self.stdout.write(f"{options['out']}: {count} services; {len(files)} code lists")
