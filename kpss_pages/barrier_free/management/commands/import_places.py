"""Import places of a town: ``manage.py import_places places.geojson --town prerov.localhost --dry-run``."""

from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError, CommandParser

from kpss_pages.barrier_free.importing.applying import PLACES_IMPORT
from kpss_pages.barrier_free.importing.outcomes import PlacesChecked
from kpss_pages.core.tables.keeping import Kept
from sites.models import TownSettings


class Command(BaseCommand):
    help = "Read a table, a GeoJSON or tags of OpenStreetMap, and make or change the places of a town: all or nothing."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", help="CSV, XLSX or GeoJSON")
        parser.add_argument("--town", required=True, metavar="HOST", help="the town's host name")
        parser.add_argument("--dry-run", action="store_true", help="say what would be done, and save nothing")
        parser.add_argument("--rows", type=int, default=20, help="rows of which is told what was left out or is wrong")

    def handle(self, *args: Any, **options: Any) -> None:
        town = TownSettings.objects.select_related("site").filter(site__hostname=options["town"]).first()
        if town is None:
            raise CommandError(f"There is no town at {options['town']}.")
        try:
            with open(options["file"], "rb") as file:
                reading = PLACES_IMPORT.read(file.read())
        except OSError as error:
            raise CommandError(str(error)) from error
        except ValidationError as error:
            raise CommandError(" ".join(error.messages)) from error
        checked = PLACES_IMPORT.check(town.site_id, town.country, reading)
        self._tell(checked, options["rows"])
        if checked.troubles:
            raise CommandError(
                f"Nothing is saved: {len(checked.troubles)} places in the file have to be repaired first."
            )
        if options["dry_run"] or not checked.can_be_applied:
            self.stdout.write("Nothing was saved.")
            return
        _done, is_saved = PLACES_IMPORT.apply(town, Kept(reading, checked.digest), None)
        if not is_saved:
            raise CommandError("The places were changed meanwhile. Nothing is saved: run the import again.")
        self.stdout.write("Saved.")

    def _tell(self, checked: PlacesChecked, most: int) -> None:
        for note in checked.reading.notes:
            self.stdout.write(note)
        for outcome in checked.with_notes[:most]:
            self.stdout.write(f"  {outcome.line}: {outcome.title}: {' '.join(outcome.notes)}")
        for trouble in checked.troubles[:most]:
            place = f"{trouble.line}, {trouble.column}" if trouble.column else str(trouble.line)
            self.stderr.write(f"  {place}: {trouble.sentence}")
        self.stdout.write(checked.summary or "No row does anything.")
