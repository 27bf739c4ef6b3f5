"""The guide as PDF/UA-1: a brochure (A5) or a large print (A4, 18 points), tagged, with bookmarks."""

import re
from collections.abc import Mapping
from dataclasses import asdict
from pathlib import Path
from typing import Any

from kpss_pages.catalog.guide.book import Book
from sites.typesetting import typeset_apart

TEMPLATE = Path(__file__).parent / "guide.typ"

LONGEST_WORD = 24
"""Characters of an address or a word that fit into a narrow line; longer ones may be broken."""
_ZERO_WIDTH_SPACE = "\u200b"
_LONG = re.compile(rf"[^\s\u00a0{_ZERO_WIDTH_SPACE}]{{{LONGEST_WORD},}}")
_AFTER = re.compile(r"(?<=[/.@_?&=-])(?=[^/\s])")
_NOT_SHOWN = {"address", "anchor", "access", "language", "colour", "path"}


def pdf_of(book: Book, is_large: bool) -> bytes:
    """Return the guide as a file."""
    return typeset_apart(TEMPLATE, {**_values(asdict(book)), "is_large": is_large})


def _values(value: Any, name: str = "") -> Any:
    match value:
        case str() if name not in _NOT_SHOWN:
            return _LONG.sub(_breakable, value)
        case bytes():
            return list(value)
        case Mapping():
            return {key: _values(part, key) for key, part in value.items()}
        case list() | tuple():
            return [_values(part, name) for part in value]
        case _ if hasattr(value, "year"):
            return [value.year, value.month, value.day]
    return value


def _breakable(match: re.Match[str]) -> str:
    """Return a long word with places where it may be broken: behind its signs, else anywhere."""
    word = _AFTER.sub(_ZERO_WIDTH_SPACE, match[0])
    parts = word.split(_ZERO_WIDTH_SPACE)
    return _ZERO_WIDTH_SPACE.join(
        _ZERO_WIDTH_SPACE.join(part[at : at + LONGEST_WORD] for at in range(0, len(part), LONGEST_WORD))
        for part in parts
        if part
    )
