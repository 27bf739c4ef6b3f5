"""What a reader makes of one entry of a register, and what it could not make of it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True)
class Note:
    """Something that whoever reads the report should know; ``wording.SENTENCES`` has its words by ``code``."""

    code: str
    params: Mapping[str, Any] = field(default_factory=dict)


class UnreadableEntry(ValueError):
    """An entry of which nothing can be used; ``note`` says why."""

    def __init__(self, note: Note) -> None:
        super().__init__(note.code)
        self.note = note


@dataclass(frozen=True)
class Entry:
    """A service of a register as plain values by field (``catalog.values``).

    Beside the fields of a service the values have ``register``, ``register_number``, ``unknown_codes`` and ``provider``.
    A field that the register says nothing readable of is missing and not empty. ``municipalities`` are the numbers and
    the names of those where it is given today: [("511382", "Přerov")]; of secret places nothing is among them.
    """

    number: str
    values: dict[str, Any]
    municipalities: tuple[tuple[str, str], ...] = ()
    reach: str = ""
    """The code of the district or region to which it goes as a whole."""
    is_secret: bool = False
    """Whether all places where it is given are secret."""
    notes: tuple[Note, ...] = ()

    @property
    def ended_on(self) -> str | None:
        """The day on which it ended, in the past; None for one that is given still."""
        return self.values.get("ended_on")
