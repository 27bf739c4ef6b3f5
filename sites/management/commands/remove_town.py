"""Remove a town with all its rows and files."""

from dataclasses import asdict
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from sites.models import TownSettings
from sites.removal import plan_removal, remove_town


class Command(BaseCommand):
    help = "Remove a town with all its rows and files. Without --confirm it only lists what would go."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("hostname")
        parser.add_argument("--confirm", metavar="HOSTNAME", default="", help="the host name once more")

    def handle(self, *args: Any, **options: Any) -> None:
        town = TownSettings.objects.select_related("site__root_page").filter(site__hostname=options["hostname"]).first()
        if town is None:
            raise CommandError(f"No town has the host name {options['hostname']}.")
        if options["confirm"] and options["confirm"] != options["hostname"]:
            raise CommandError("--confirm does not repeat the host name. Nothing was removed.")
        removal = remove_town(town) if options["confirm"] else plan_removal(town)
        for what, value in asdict(removal).items():
            self.stdout.write(f"{what}: {value}")
        self.stdout.write("Removed." if options["confirm"] else "Dry run: nothing was removed.")
