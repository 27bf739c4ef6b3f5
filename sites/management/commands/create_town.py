"""Add a town to the installation."""

from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError, CommandParser

from sites.choices import Country, TownKind
from sites.provisioning import NewCoordinator, NewTown, create_town


class Command(BaseCommand):
    help = "Make a town: site, home page, starter pages, collections, groups, workflow and settings, or nothing."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("name", help="name of the town as it stands in the heading of its site")
        parser.add_argument("hostname", help="host name without https://, for example kpss.prerov.example")
        parser.add_argument(
            "--host", action="append", default=[], help="further host name that leads to the first; may be repeated"
        )
        parser.add_argument("--port", type=int, default=443)
        parser.add_argument("--language", default="cs", help="default language: cs or sk")
        parser.add_argument("--other-language", action="append", default=[], help="further language; may be repeated")
        parser.add_argument("--kind", choices=TownKind.values, default=TownKind.TOWN)
        parser.add_argument("--country", choices=Country.values, default=Country.CZ)
        parser.add_argument("--coordinator-role", default="", help="what the coordinator of planning is called")
        parser.add_argument("--coordinator-office", default="", help="where the coordinator is, in one line")
        parser.add_argument("--coordinator-phone", default="")
        parser.add_argument("--coordinator-email", default="")

    def handle(self, *args: Any, **options: Any) -> None:
        new = NewTown(
            name=options["name"],
            hostname=options["hostname"],
            port=options["port"],
            language=options["language"],
            other_languages=tuple(options["other_language"]),
            further_hosts=tuple(options["host"]),
            kind=options["kind"],
            country=options["country"],
            coordinator=NewCoordinator(
                role=options["coordinator_role"],
                office=options["coordinator_office"],
                phone=options["coordinator_phone"],
                email=options["coordinator_email"],
            ),
        )
        try:
            town = create_town(new)
        except ValidationError as error:
            lines = [f"{field}: {' '.join(messages)}" for field, messages in error.message_dict.items()]
            raise CommandError("\n".join(lines)) from error
        self.stdout.write(f"{town.site.site_name}: {town.site.root_url}/")
