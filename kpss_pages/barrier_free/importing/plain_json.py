"""JSON of strangers: of bounded depth, of numbers that are some, and with nothing said twice."""

import json
import re
from collections.abc import Iterable
from typing import Any, Never

from django.utils.translation import gettext as _

from sites.files import FileRefused

DEEPEST = 30
"""Levels of lists and objects within each other; a place takes six."""
_LONGEST_NUMBER = 40
_STRINGS = re.compile(r'"[^"\\]*+(?:\\.[^"\\]*+)*+"?', re.DOTALL)
"""One that has no end goes to the end of the text: the search must not begin again at each of its marks."""
_BRACKETS = re.compile(r"[\[\]{}]")


def parsed(content: bytes) -> Any:
    """Return what JSON says; raise FileRefused, with one sentence, for what is none or means harm."""
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        sentence = _(
            "The file is not in the coding UTF-8, as JSON has to be. Save it anew in the program it comes from."
        )
        raise FileRefused(sentence, code="coding") from error
    _check_depth(text)
    try:
        return json.loads(
            text,
            object_pairs_hook=_object,
            parse_float=_float,
            parse_int=_int,
            parse_constant=_constant,
        )
    except json.JSONDecodeError as error:
        sentence = _(
            "This is no whole JSON: in line %(line)d, at the character %(column)d, something else was expected. "
            "Save the file anew in the program it comes from."
        )
        raise FileRefused(sentence, code="json", params={"line": error.lineno, "column": error.colno}) from error
    except RecursionError as error:
        raise _too_deep() from error


def _check_depth(text: str) -> None:
    depth = 0
    for bracket in _BRACKETS.finditer(_STRINGS.sub("", text)):
        depth += 1 if bracket.group() in "[{" else -1
        if depth > DEEPEST:
            raise _too_deep()


def _too_deep() -> FileRefused:
    sentence = _("The lists in the file are in each other more than %(most)d times; those of places are not.")
    return FileRefused(sentence, code="depth", params={"most": DEEPEST})


def _object(pairs: Iterable[tuple[str, Any]]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for key, value in pairs:
        if key in found:
            sentence = _("“%(key)s” is there twice in one object, so nobody knows which of the two counts. Keep one.")
            raise FileRefused(sentence, code="twice", params={"key": key[:60]})
        found[key] = value
    return found


def _float(text: str) -> float:
    number = float(text)
    if len(text) > _LONGEST_NUMBER or number in (float("inf"), float("-inf")):
        raise _no_number(text)
    return number


def _int(text: str) -> int:
    if len(text) > _LONGEST_NUMBER:
        raise _no_number(text)
    return int(text)


def _constant(text: str) -> Never:
    raise _no_number(text)


def _no_number(text: str) -> FileRefused:
    sentence = _("“%(text)s” is no number that could be measured. Remove it from the file.")
    return FileRefused(sentence, code="number", params={"text": text[:30]})
