from typing import Any

import polib
from django.core.management.base import BaseCommand

from cms.messages import catalogues


class Command(BaseCommand):
    help = "Compile the message catalogues that changed; unlike compilemessages it needs no GNU gettext."
    requires_system_checks = []

    def handle(self, *args: Any, **options: Any) -> None:
        for path in catalogues():
            compiled = path.with_suffix(".mo")
            if compiled.exists() and compiled.stat().st_mtime >= path.stat().st_mtime:
                continue
            polib.pofile(str(path)).save_as_mofile(str(compiled))
            if options["verbosity"] > 1:
                self.stdout.write(f"Compiled {compiled}")
