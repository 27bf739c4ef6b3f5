"""What came of reading a register for a town: how many entries of each fate, and a row for each that says something."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from kpss_pages.catalog.registers.entries import Note

MOST_ROWS = 2000
"""Of a report that is kept; what is proposed can be read in the proposals."""
MOST_NOTES = 100
GENERAL = {"unknown_keys", "unknown_element", "unread", "no_municipality", "no_unit", "address_elsewhere"}
"""Notes that would stand at nearly every entry: they are told once, with how often."""


class Fate(models.TextChoices):
    """What becomes of an entry."""

    NEW = "new", _("new service proposed")
    CHANGED = "changed", _("change proposed")
    ENDED = "ended", _("end proposed")
    OPEN = "open", _("proposed already")
    LEFT = "left", _("left as the town or the provider wrote it")
    REFUSED = "refused", _("rejected before")
    SAME = "same", _("no difference")
    OVER = "over", _("ended in the register, not in the catalogue")
    WRONG = "wrong", _("could not be used")


@dataclass
class Report:
    """A town's report while it is made."""

    counts: Counter[str] = field(default_factory=Counter)
    rows: list[dict[str, Any]] = field(default_factory=list)
    more: int = 0
    """Rows that are not kept."""
    notes: Counter[tuple[str, tuple[tuple[str, str], ...]]] = field(default_factory=Counter)

    def note(self, note: Note, times: int = 1) -> None:
        key = (note.code, tuple(sorted((name, str(value)) for name, value in note.params.items())))
        if key in self.notes or len(self.notes) < MOST_NOTES:
            self.notes[key] += times

    def add(
        self,
        fate: Fate,
        number: str,
        name: str,
        *,
        fields: Iterable[str] = (),
        left: Iterable[str] = (),
        refused: Iterable[str] = (),
        notes: Iterable[Note] = (),
    ) -> None:
        """Count an entry; a row is kept of each that is not simply as it was."""
        self.counts[fate] += 1
        own = []
        for note in notes:
            if note.code in GENERAL:
                self.note(note)
            else:
                own.append([note.code, dict(note.params)])
        row: dict[str, Any] = {"fate": fate.value, "number": number, "name": name[:200], "fields": list(fields)}
        row |= {"left": list(left), "refused": list(refused), "notes": own[:10]}
        if fate == Fate.OVER or (fate == Fate.SAME and not own and not row["left"]):
            return
        if len(self.rows) < MOST_ROWS:
            self.rows.append(row)
        else:
            self.more += 1

    def to_json(self) -> dict[str, Any]:
        return {
            "counts": dict(self.counts),
            "rows": self.rows,
            "more": self.more,
            "notes": [[code, dict(params), times] for (code, params), times in self.notes.items()],
        }
