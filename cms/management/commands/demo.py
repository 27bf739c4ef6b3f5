"""Load the five demonstration towns and serve them."""

import os
import re
import subprocess
import sys
from contextlib import suppress
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.cache import cache
from django.core.files.storage import default_storage
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import connection
from wagtail.models import Site

from cms.demo.builder import DOMAIN, DemoTown, build_towns
from cms.demo.people import ADMINISTRATOR, PASSWORD
from sites.models import Role
from sites.removal import delete_folder

TOWN_FOLDER = re.compile(r"[0-9a-f]{32}")
THREADS = "4"


class Command(BaseCommand):
    help = "Migrate, load the demonstration towns that are missing, and serve them. Never in production."
    requires_migrations_checks = False

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--port", type=int, default=8000)
        parser.add_argument("--reset", action="store_true", help="throw the demonstration's data away first")
        parser.add_argument("--no-serve", action="store_true", help="only load")

    def handle(self, *args: Any, **options: Any) -> None:
        if not settings.DEMO:
            raise CommandError(
                "These settings are not the demonstration's: its passwords are public, so it is not loaded here. "
                "Use DJANGO_SETTINGS_MODULE=cms.settings.dev."
            )
        port: int = options["port"]
        if options["reset"]:
            reset()
        call_command("migrate", verbosity=0)
        towns = self._load(port)
        move_to_port(port)
        cache.clear()  # what was kept is of the code of before
        self._say_where(towns, port)
        if not options["no_serve"]:
            self.stdout.flush()
            serve(port)

    def _load(self, port: int) -> list[DemoTown]:
        towns = []
        for town in build_towns(port):
            if town.is_new:
                self.stdout.write(f"Loaded {town.name}.")
            towns.append(town)
        return towns

    def _say_where(self, towns: list[DemoTown], port: int) -> None:
        rows = [("All towns", f"http://{DOMAIN}:{port}/", "", ADMINISTRATOR)]
        roles = "|".join(role.value for role in Role)
        for town in towns:
            host = town.host.removesuffix(f".{DOMAIN}")
            rows.append((town.name, f"http://{town.host}:{port}/", ", ".join(town.languages), f"{host}-{roles}"))
        rows.insert(0, ("Town", "Address", "Languages", "Sign-ins"))
        widths = [max(len(row[column]) for row in rows) for column in range(4)]
        self.stdout.write("")
        for row in rows:
            self.stdout.write("  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip())
        self.stdout.write(f"\nThe admin is at /admin/ of every address; the password of every sign-in is {PASSWORD}\n")


def reset() -> None:
    """Delete the demonstration's database and the towns' files."""
    if connection.vendor != "sqlite":
        raise CommandError("Only an SQLite demonstration can be reset. Drop this database and create it anew.")
    connection.close()
    database = str(connection.settings_dict["NAME"])
    for suffix in ("", "-wal", "-shm", "-journal"):
        Path(f"{database}{suffix}").unlink(missing_ok=True)
    with suppress(FileNotFoundError):  # nothing was uploaded yet
        for folder in default_storage.listdir("")[0]:
            if TOWN_FOLDER.fullmatch(folder):
                delete_folder(folder, default_storage)


def move_to_port(port: int) -> None:
    """Tell the towns' sites on which port they are now, so that their addresses are right."""
    for site in Site.objects.filter(hostname__endswith=f".{DOMAIN}").exclude(port=port):
        site.port = port
        site.save()


def serve(port: int) -> None:
    """Become the web server, with a worker beside it that ends with it; returns never."""
    connection.close()
    work = [sys.executable, str(settings.BASE_DIR / "manage.py"), "work", "--with-parent"]
    subprocess.Popen(work)  # noqa: S603 -- our own program
    options = ["--interface", "wsgi", "--host", "127.0.0.1", "--port", str(port), "--blocking-threads", THREADS]
    command = [sys.executable, "-m", "granian", *options, "--no-ws", "--log-level", "warning", "cms.wsgi:application"]
    os.execv(sys.executable, command)  # noqa: S606 -- our own interpreter, nothing of a user's in it
