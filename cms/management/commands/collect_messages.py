from pathlib import Path
from typing import Any

import polib
from django.core.management.base import CommandParser
from django.core.management.commands import makemessages

from cms.messages import languages, merge

NOT_OURS = ["var", "media", "tests", "docs", "node_modules"]


class Command(makemessages.Command):
    help = "Collect the messages of our sources into the catalogues in locale/. Needs GNU gettext."

    # Line numbers would change half of each catalogue with every commit.
    xgettext_options = [*makemessages.Command.xgettext_options, "--add-location=file"]
    msguniq_options = [*makemessages.Command.msguniq_options, "--add-location=file"]

    def add_arguments(self, parser: CommandParser) -> None:
        """Take none: everybody must collect alike."""

    def handle(self, *args: Any, **options: Any) -> None:
        super().handle(
            locale=languages(),
            exclude=[],
            domain="django",
            verbosity=0,
            all=False,
            extensions=[],
            symlinks=False,
            ignore_patterns=list(NOT_OURS),
            use_default_ignore_patterns=True,
            no_wrap=False,
            no_location=False,
            add_location=None,
            no_obsolete=True,
            keep_pot=False,
        )

    def build_potfiles(self) -> list[str]:
        """Return each template once; Django finds a folder of LOCALE_PATHS that is called locale twice over."""
        return list(dict.fromkeys(super().build_potfiles()))

    def write_po_file(self, potfile: str, locale: str) -> None:
        path = Path(potfile).parent / locale / "LC_MESSAGES" / f"{self.domain}.po"
        path.parent.mkdir(parents=True, exist_ok=True)
        catalogue = polib.pofile(str(path)) if path.exists() else polib.POFile()
        merged = merge(catalogue, polib.pofile(potfile), locale)
        merged.save(str(path))
        missing = len(merged.untranslated_entries())
        self.stdout.write(f"{path}: {len(merged)} messages, {missing} to translate")
