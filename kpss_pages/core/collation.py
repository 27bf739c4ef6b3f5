"""Sorting by the rules of Czech and Slovak, for lists that Python puts in order.

The order is that of ICU's root collation with the tailorings of CLDR for cs and sk, reduced to the Latin script: the
same as ``cs-x-icu`` and ``sk-x-icu`` give in PostgreSQL. Written here because PyICU has no wheels and needs a
compiler, and the libraries that have them (pyuca, feruca) know no tailoring for the two languages.
"""

import unicodedata

LETTERS = {
    "cs": [*"abcčdefgh", "ch", *"ijklmnopqrřsštuvwxyzž"],
    "sk": [*"aäbcčdefgh", "ch", *"ijklmnoôpqrřsštuvwxyzž"],
}
"""Letters in their order, each language's own; what is not listed sorts as its base letter with a mark."""

_MARKS = "\u0301\u0300\u0306\u0302\u030c\u030a\u0308\u030b\u0303\u0307\u0328\u0327\u0304"
"""Diacritical marks in the order in which they decide between words that are otherwise the same."""

_SIGNS = "_-–—,;:!?.‘’‚“”„'\"()[]{}§@*/\\&#%+<=>|~€$"

_EXPANDED = str.maketrans(
    {
        "ß": "ss",
        "æ": "ae",
        "Æ": "AE",
        "œ": "oe",
        "Œ": "OE",
        "ł": "l\u0335",
        "Ł": "L\u0335",
        "đ": "d\u0335",
        "Đ": "D\u0335",
    }
)

SortKey = tuple[tuple[tuple[int, int], ...], tuple[int, ...], tuple[int, ...]]

_SPACE, _SIGN, _DIGIT, _LETTER, _OTHER = range(5)


def alphabet(language: str) -> list[str]:
    """Return the letters of a language in their order, with "ch" after "h"."""
    return LETTERS[language if language in LETTERS else "cs"]


def sort_key(text: str, language: str) -> SortKey:
    """Return a key that puts ``text`` in its place: letters first, then their marks, then small before capital."""
    letters = alphabet(language)
    rank = {letter: position for position, letter in enumerate(letters)}
    primary: list[tuple[int, int]] = []
    secondary: list[int] = []
    tertiary: list[int] = []
    # Composed, so that a letter written with a combining mark is found among the letters.
    composed = unicodedata.normalize("NFC", text.translate(_EXPANDED))
    position = 0
    while position < len(composed):
        pair = composed[position : position + 2]
        character = pair if pair.lower() == "ch" else composed[position]
        position += len(character)
        small = character.lower()
        capitals = sum(2 ** (len(character) - n) for n, c in enumerate(character) if c != c.lower())
        if small in rank:
            primary.append((_LETTER, rank[small]))
            secondary.append(0)
            tertiary.append(capitals)
            continue
        decomposed = unicodedata.normalize("NFD", small)
        base, marks = decomposed[0], decomposed[1:]
        if base in rank:
            primary.append((_LETTER, rank[base]))
            secondary.extend(_weight(mark) for mark in marks)
            secondary.append(0)
            tertiary.append(capitals)
        elif unicodedata.combining(character):
            secondary.append(_weight(character))
        else:
            primary.append(_place_of(character))
            secondary.append(0)
            tertiary.append(capitals)
    return tuple(primary), tuple(secondary), tuple(tertiary)


def first_letter(text: str, language: str) -> str:
    """Return the letter of the alphabet below which a text stands in an index ("ch" of "Charita"); "" for none."""
    primary = sort_key(text, language)[0]
    kind, place = primary[0] if primary else (_OTHER, 0)
    return alphabet(language)[place] if kind == _LETTER else ""


def _weight(mark: str) -> int:
    place = _MARKS.find(mark)
    return place + 1 if place >= 0 else len(_MARKS) + 1


def _place_of(character: str) -> tuple[int, int]:
    if character.isspace():
        return _SPACE, 0
    if character.isdecimal():
        return _DIGIT, unicodedata.decimal(character)
    if character.isalpha():
        return _OTHER, ord(character)
    place = _SIGNS.find(character)
    return _SIGN, place if place >= 0 else len(_SIGNS) + ord(character)


LONGEST_SORT_TEXT = 1000
"""Characters of a sort text that are kept; an index of PostgreSQL takes some 2,700 bytes."""


def sort_text(text: str, language: str) -> str:
    """Return the sort key as text of 0–9 and a–f, so that a database puts rows in order by any of its collations."""
    primary, secondary, tertiary = sort_key(text, language)
    letters = "".join(_as_text(place) for place in primary)
    marks = "".join(f"{weight:02x}" for weight in secondary)
    capitals = "".join(f"{weight:x}" for weight in tertiary)
    return f"{letters}0{marks}0{capitals}"[:LONGEST_SORT_TEXT]


def sort_text_of_letter(letter: str, language: str) -> str:
    """Return what the sort texts of all words of a letter of the alphabet begin with."""
    return _as_text((_LETTER, alphabet(language).index(letter)))


def _as_text(place: tuple[int, int]) -> str:
    # From 1: a word's end is before everything.
    return f"{place[0] + 1}{place[1]:05x}"
