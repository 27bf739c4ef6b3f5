"""What a reader makes of a list of addresses, and the limits of what is read."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal

from django.utils.translation import gettext as _

from sites.files import FileRefused

AT_ONCE = 1000
"""Addresses that are converted and written at once."""
MOST_BYTES = 120_000_000
"""Of the list of one municipality; that of Prague has some 25 MB."""
MOST_FILES = 10_000
MOST_BYTES_OF_ALL = 2_000_000_000
"""Of all lists in a ZIP file; those of the whole state have some 450 MB."""


@dataclass(frozen=True)
class Address:
    """An address with its position in degrees."""

    code: str
    municipality_code: str
    municipality: str
    part: str
    street: str
    house: str
    turn: str
    postal_code: str
    latitude: Decimal
    longitude: Decimal


@dataclass(frozen=True)
class WrongRow:
    """A row of a file that could not be used, by its number, with a sentence."""

    number: int
    sentence: str


@dataclass
class Chunk:
    """Some rows that were read."""

    addresses: list[Address] = field(default_factory=list)
    without_position: int = 0
    wrong: list[WrongRow] = field(default_factory=list)

    @property
    def count(self) -> int:
        return len(self.addresses) + self.without_position + len(self.wrong)


@dataclass(frozen=True)
class AddressList:
    """One list; its chunks are read as they are asked for and raise FileRefused when it cannot be used after all.

    ``is_whole`` says that it has all the addresses of its one municipality, so that others are gone.
    """

    name: str
    country: str
    chunks: Iterator[Chunk]
    is_whole: bool


def badly_encoded() -> FileRefused:
    return FileRefused(
        _("The list is not encoded in Windows-1250. Take it as the state publishes it, without saving it anew.")
    )


def cut_off() -> FileRefused:
    return FileRefused(_("The list breaks off in the middle. Download it once more; nothing was used of this one."))


def damaged() -> FileRefused:
    return FileRefused(_("The packed file is damaged. Download it once more."))


def too_large() -> FileRefused:
    return FileRefused(_("The file is larger than any list of addresses. Check that it is the right one."))


def no_list() -> FileRefused:
    return FileRefused(
        _(
            "This is no list of addresses: the names of its columns are not there. Take the list as the state publishes "
            "it, or write a table with the columns that the documentation names."
        )
    )


def empty() -> FileRefused:
    return FileRefused(_("There are no addresses in the list. Check that it is the right one."))
