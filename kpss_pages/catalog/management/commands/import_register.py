"""Read a register for towns: ``manage.py import_register rpss.json --town prerov.localhost``."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from kpss_pages.catalog.choices import Register
from kpss_pages.catalog.registers.fetching import address_of, fetched
from kpss_pages.catalog.registers.refusing import RegisterRefused
from kpss_pages.catalog.registers.reports import Fate
from kpss_pages.catalog.registers.running import read_for_towns
from kpss_pages.catalog.registers.wording import sentence_of_row
from sites.models import TownSettings


class Command(BaseCommand):
    help = "Read a register of social services and propose to towns what differs from their catalogues."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", nargs="?", help="the register's file; without one it is fetched from its address")
        parser.add_argument("--register", choices=Register.values, default=Register.CZECH.value, help="which to fetch")
        parser.add_argument("--town", action="append", metavar="HOST", help="a town's host name; may be given again")
        parser.add_argument("--all-towns", action="store_true", help="every town that has said which area is its own")
        parser.add_argument("--dry-run", action="store_true", help="say what would be proposed, and propose nothing")
        parser.add_argument("--rows", type=int, default=20, help="rows of the report that are shown for each town")

    def handle(self, *args: Any, **options: Any) -> None:
        names = self._sites(options)
        try:
            if options["file"]:
                with open(options["file"], "rb") as file:
                    runs = read_for_towns(file, list(names), source=options["file"], is_trial=options["dry_run"])
            else:
                address = address_of(Register(options["register"]))
                with fetched(address) as file:
                    runs = read_for_towns(file, list(names), source=address, is_trial=options["dry_run"])
        except (OSError, RegisterRefused) as error:
            raise CommandError(str(error)) from error
        for run in runs:
            counts = run.report["counts"]
            said = ", ".join(f"{fate.label}: {counts[fate.value]}" for fate in Fate if counts.get(fate.value))
            self.stdout.write(f"{names[run.site_id]}: {run.report['read']} entries read; {said or 'nothing'}")
            for line in (sentence_of_row(row) for row in run.report["rows"][: options["rows"]]):
                self.stdout.write(f"  {line}")

    def _sites(self, options: dict[str, Any]) -> dict[int, str]:
        towns = TownSettings.objects.select_related("site")
        if options["all_towns"]:
            found = towns.exclude(site__catalogsettings__area="").filter(site__catalogsettings__isnull=False)
        elif options["town"]:
            found = towns.filter(site__hostname__in=options["town"])
            missing = set(options["town"]) - {town.site.hostname for town in found}
            if missing:
                raise CommandError(f"There is no town at {', '.join(sorted(missing))}.")
        else:
            raise CommandError("Say for which towns: --town prerov.localhost, or --all-towns.")
        return {town.site_id: town.site.hostname for town in found.order_by("site_id")}
