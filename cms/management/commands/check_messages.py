from pathlib import Path
from typing import Any

import polib
from django.core.management.base import CommandError

from cms.management.commands import collect_messages
from cms.messages import catalogues, faults, key


class Command(collect_messages.Command):
    help = "Check that every message is collected and translated in both languages. Changes no catalogue."

    def handle(self, *args: Any, **options: Any) -> None:
        self.found: list[str] = []
        super().handle(*args, **options)
        for path in catalogues():
            self.found += [f"{path}: {fault}." for fault in faults(polib.pofile(str(path)))]
        for fault in self.found:
            self.stderr.write(fault)
        if self.found:
            raise CommandError(f"{len(self.found)} faults in the messages; run “make messages” and translate.")
        self.stdout.write("The messages are complete.")

    def write_po_file(self, potfile: str, locale: str) -> None:
        """Compare where the parent class writes."""
        path = Path(potfile).parent / locale / "LC_MESSAGES" / f"{self.domain}.po"
        if not path.exists():
            self.found.append(f"{path} does not exist.")
            return
        wanted = {key(entry) for entry in polib.pofile(potfile)}
        present = {key(entry) for entry in polib.pofile(str(path)) if not entry.obsolete}
        self.found += [f"{path}: “{msgid}” is not collected." for _, msgid in sorted(wanted - present, key=str)]
        self.found += [f"{path}: “{msgid}” is used nowhere." for _, msgid in sorted(present - wanted, key=str)]
