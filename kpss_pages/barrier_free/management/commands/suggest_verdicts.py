"""Suggest verdicts anew after limits were mended: ``manage.py suggest_verdicts 2017``, then once more with ``--save``."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from kpss_pages.barrier_free.models import Survey
from kpss_pages.barrier_free.surveying.anew import suggest_anew
from kpss_pages.barrier_free.verdicts import editions
from sites.models import TownSettings


class Command(BaseCommand):
    help = "Let surveys of an edition hold what its limits suggest now; verdicts held for a reason stay."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("edition", choices=list(editions()), help="the edition whose limits were mended")
        parser.add_argument("--town", metavar="HOST", help="the host name of the only town; all of them without it")
        parser.add_argument("--save", action="store_true", help="save it; without this is only told what would change")

    def handle(self, *args: Any, **options: Any) -> None:
        surveys = Survey.objects.filter(edition=options["edition"])
        if options["town"]:
            town = TownSettings.objects.filter(site__hostname=options["town"]).first()
            if town is None:
                raise CommandError(f"There is no town at {options['town']}.")
            surveys = surveys.in_town(town.site_id)
        changes = suggest_anew(surveys, save=options["save"])
        for (profile, before, now), count in sorted(changes.items()):
            self.stdout.write(f"  {profile}: {before} -> {now}: {count}")
        self.stdout.write("Saved." if options["save"] else "Nothing was saved; --save does it.")
