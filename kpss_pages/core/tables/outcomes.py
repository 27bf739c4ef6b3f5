"""What a table would do, row by row, before anything is saved."""

from collections import Counter
from dataclasses import dataclass
from enum import Enum
from hashlib import sha256

from django.utils.translation import ngettext

from kpss_pages.core.tables.reading import Reading, Trouble


class Fate(Enum):
    """What becomes of a line."""

    CREATED = "created"
    CHANGED = "changed"
    UNCHANGED = "unchanged"
    WRONG = "wrong"


@dataclass(frozen=True)
class Change:
    """A field that is filled in or becomes another; ``before`` is "" where nothing was."""

    label: str
    before: str
    now: str


@dataclass(frozen=True)
class Outcome:
    """What a line does; ``title`` is what the line is about."""

    line: int
    title: str
    fate: Fate
    changes: tuple[Change, ...] = ()


@dataclass(frozen=True)
class Checked:
    """What a table would do; with troubles it cannot be applied."""

    reading: Reading
    outcomes: tuple[Outcome, ...]
    troubles: tuple[Trouble, ...]

    @property
    def can_be_applied(self) -> bool:
        return not self.troubles and bool(self.of(Fate.CREATED) or self.of(Fate.CHANGED))

    def of(self, fate: Fate) -> list[Outcome]:
        return [outcome for outcome in self.outcomes if outcome.fate is fate]

    @property
    def told(self) -> list[Outcome]:
        """The lines that do something."""
        return [outcome for outcome in self.outcomes if outcome.fate in (Fate.CREATED, Fate.CHANGED)]

    def counts(self) -> dict[str, int]:
        """Return how many lines have each fate."""
        found = Counter(outcome.fate for outcome in self.outcomes)
        return {fate.value: found[fate] for fate in Fate}

    @property
    def digest(self) -> str:
        """What tells this from what would do something else."""
        return sha256(repr(self.outcomes).encode()).hexdigest()

    @property
    def summary(self) -> str:
        """In one line how many rows there are of each fate."""
        counts = self.counts()
        created, changed = counts[Fate.CREATED.value], counts[Fate.CHANGED.value]
        unchanged = counts[Fate.UNCHANGED.value]
        sentences = (
            (created, ngettext("%(count)d row is new.", "%(count)d rows are new.", created)),
            (changed, ngettext("%(count)d row changes.", "%(count)d rows change.", changed)),
            (unchanged, ngettext("%(count)d row stays as it is.", "%(count)d rows stay as they are.", unchanged)),
        )
        return " ".join(sentence % {"count": count} for count, sentence in sentences if count)
