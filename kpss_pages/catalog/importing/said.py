"""What several rows of a table say of one thing: a service, a form or a place."""

from collections.abc import Iterable, Mapping

from django.utils.translation import gettext as _

from kpss_pages.catalog.importing.cells import same
from kpss_pages.catalog.importing.known import Refuse
from kpss_pages.core.tables.reading import Line


class Said:
    """A cell of each column, whichever row it comes from: what is said twice has to be the same."""

    def __init__(self, refuse: Refuse) -> None:
        self.refuse = refuse
        self.cells: dict[str, str] = {}
        self.lines: dict[str, Line] = {}
        """Which row has said it first."""

    def add(self, line: Line, names: Iterable[str]) -> None:
        """Take the cells of some columns of a row."""
        for name in names:
            text = line.text(name)
            if not text:
                continue
            if name not in self.cells:
                self.cells[name], self.lines[name] = text, line
            elif not same(text, self.cells[name]):
                sentence = _("Row %(line)d says “%(text)s” of the same. Write the same in both, or leave one blank.")
                self.refuse(line, name, sentence % {"line": self.lines[name].number, "text": self.cells[name][:60]})

    def differing(self, cells: Mapping[str, str]) -> dict[str, str]:
        """Return what it says other than some cells."""
        return {name: text for name, text in self.cells.items() if not same(text, cells.get(name, ""))}
