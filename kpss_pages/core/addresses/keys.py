"""Addresses as they are compared: names without what people write in different ways, numbers apart from streets."""

import re
from dataclasses import dataclass
from functools import lru_cache

from sites.text import without_diacritics, words

_SAME = {
    word: same
    for same, written in {
        "": ("ul", "ulice", "ulica"),
        "dr": ("doktora",),
        "gen": ("generala",),
        "nabr": ("nabrezi", "nabrezie", "nab"),
        "nam": ("namesti", "namestie"),
        "sidl": ("sidliste", "sidlisko"),
        "sv": ("svateho", "svate", "svatej"),
        "tr": ("trida", "trieda"),
    }.items()
    for word in written
}
"""What words of streets are compared as; registers and people shorten them or not."""
_HOUSE, _REGISTERED = "house", "ev"
_NUMBERED = re.compile(
    r"(?P<street>.*?)[\s,]*"
    rf"(?:\b(?:(?P<{_HOUSE}>c\. ?p\.?|cp\.?|cislo popisne)|(?P<{_REGISTERED}>c\. ?ev?\.?|ev\. ?c\.?|ev\.)))? *"
    r"\b(?P<first>\d{1,5} ?[a-z]?)(?: ?/ ?(?P<second>\d{1,4} ?[a-z]?|[a-z]))?"
)
_DISTRICT = re.compile(r" \d{1,2}$")
"""Of "Praha 5", "Přerov 2", where a district or a post office is written after the municipality."""


@dataclass(frozen=True)
class Numbered:
    """A street as it is compared, and its numbers.

    Where one number is written nobody knows which one it is, unless it says so: both ``house`` and ``turn`` have it.
    """

    street: str
    house: str
    turn: str = ""
    is_either: bool = False


@lru_cache(maxsize=50_000)
def plain_name(name: str) -> str:
    """Return the words of a name as it is compared: in small letters without diacritics and punctuation."""
    return " ".join(match.group() for match in words(without_diacritics(name)))


@lru_cache(maxsize=50_000)
def street_key(street: str) -> str:
    """Return a street as it is compared: "Masarykovo náměstí", "ul. Masarykovo nám." and this are all the same."""
    plain = plain_name(street)
    return " ".join(filter(None, (_SAME.get(word, word) for word in plain.split()))) or plain


def municipality_keys(name: str) -> tuple[str, ...]:
    """Return what a municipality may be called: "praha 5", "praha"."""
    plain = plain_name(name)
    return tuple(dict.fromkeys((plain, _DISTRICT.sub("", plain))))


def numbered(line: str) -> Numbered | None:
    """Return the street and the numbers of "Hlavní 12/3", "Hlavní 3a", "Lhota 12", "č. p. 12"; None without a number.

    What follows a comma is a floor or an entrance, if a number stands before it.
    """
    plain = " ".join(without_diacritics(line[:200]).split())
    found = _NUMBERED.fullmatch(plain.partition(",")[0].strip()) or _NUMBERED.fullmatch(plain)
    if found is None:
        return None
    street, first, second = street_key(found["street"]), *(_number(found[name]) for name in ("first", "second"))
    if second and not second.isalpha():
        return Numbered(street, f"ev. {first}" if found[_REGISTERED] else first, second)
    number = first + second
    if found[_REGISTERED]:
        return Numbered(street, f"ev. {number}")
    if found[_HOUSE]:
        return Numbered(street, number)
    return Numbered(street, number, number, is_either=True)


def digits_of(postal_code: str) -> str:
    return "".join(character for character in postal_code if character.isascii() and character.isdigit())[:10]


def _number(text: str | None) -> str:
    return (text or "").replace(" ", "")
