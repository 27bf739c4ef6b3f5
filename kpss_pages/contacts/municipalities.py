"""Which office is mine: offices found by the name of a municipality that they serve."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches

from kpss_pages.contacts.models.offices import Office
from kpss_pages.core.collation import sort_key
from sites.text import fold_word, without_diacritics
from sites.text import words as words_of

LONGEST_NAME = 100
MOST_SUGGESTIONS = 12
LIKENESS = 0.7
"""How alike two names must be for one to be offered instead of the other; 1 for the same."""


@dataclass(frozen=True)
class Finding:
    """What somebody's municipality leads to: its offices, or names that may have been meant. False when nobody asked."""

    query: str = ""
    municipality: str = ""
    """The name as the offices have it; "" when it is not known."""
    offices: tuple[Office, ...] = ()
    suggestions: tuple[str, ...] = field(default=())

    def __bool__(self) -> bool:
        return bool(self.query)


def names_of(offices: Iterable[Office], language: str) -> list[str]:
    """Return the municipalities that offices serve, by their names; empty when each of them serves all."""
    names = {name for office in offices for name in office.municipalities}
    return sorted(names, key=lambda name: sort_key(name, language))


def find(text: str, offices: Iterable[Office], language: str) -> Finding:
    """Return the offices of the municipality called ``text``, in any form of its name, with or without diacritics.

    An office without an area serves all municipalities, those too that nobody has named.
    """
    offices = list(offices)
    query = " ".join(text[:LONGEST_NAME].replace("\x00", " ").split())
    if not query:
        return Finding()
    names = names_of(offices, language)
    plain = {name: _plain(name) for name in names}
    wanted = _plain(query)
    known = [name for name in names if plain[name] == wanted] or [
        name for name in names if _stems(name) == _stems(query)
    ]
    if len(known) == 1:
        serving = tuple(office for office in offices if known[0] in office.municipalities)
        return Finding(query, known[0], serving)
    for_all = tuple(office for office in offices if not office.municipalities)
    return Finding(query, offices=for_all, suggestions=tuple((known or _alike(wanted, plain))[:MOST_SUGGESTIONS]))


def _alike(wanted: str, plain: Mapping[str, str]) -> list[str]:
    """Return names that begin with what was written, or have a word that does; else those that look like it."""
    if not wanted:
        return []
    found = [name for name, folded in plain.items() if f" {folded}".find(f" {wanted}") >= 0]
    if found:
        return found
    alike = set(get_close_matches(wanted, plain.values(), MOST_SUGGESTIONS, LIKENESS))
    return [name for name, folded in plain.items() if folded in alike]


def _plain(name: str) -> str:
    return " ".join(match.group() for match in words_of(without_diacritics(name)))


def _stems(name: str) -> list[str]:
    return [fold_word(match.group()) for match in words_of(name)]
