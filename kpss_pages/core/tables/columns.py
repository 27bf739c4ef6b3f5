"""The columns of a table, by which it is written and recognised again in any language."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True)
class Column:
    """A column; ``longest`` is how many characters a cell may have."""

    name: str
    header: Any
    longest: int
    has_lines: bool = False
    """Whether the line breaks of a cell mean something."""


YES, NO = _("yes"), _("no")


@dataclass(frozen=True, eq=False)
class Layout:
    """The columns of a kind of table; a file without the column ``key`` is none, and a row without that cell is wrong.

    ``key_missing`` is the sentence for such a row; ``check`` yields column and sentence for what else is wrong in the
    cells of a row.
    """

    columns: tuple[Column, ...]
    key: str
    key_missing: Any
    check: Callable[[Mapping[str, str]], Iterable[tuple[str, str]]] = lambda cells: ()

    def __getitem__(self, name: str) -> Column:
        return next(column for column in self.columns if column.name == name)

    @cache  # noqa: B019 -- layouts live as long as the code
    def by_header(self) -> Mapping[str, Column]:
        """Return the columns by their folded headers in all languages, and by their names in the code."""
        return {word: column for column in self.columns for word in (column.name, *in_all_languages(column.header))}


def spaced(text: str) -> str:
    """Return a text with single spaces and no line breaks."""
    return " ".join(text.split())


def folded(text: str) -> str:
    """Return a word as it is compared: without differences of case and spaces."""
    return spaced(text).casefold()


@cache
def answers() -> Mapping[str, bool]:
    """Return what "yes" and "no" mean, in all languages."""
    return {word: meaning for label, meaning in ((YES, True), (NO, False)) for word in in_all_languages(label)} | {
        "1": True,
        "0": False,
    }


def is_answer(text: str) -> bool:
    return folded(text) in answers()


def in_all_languages(word: Any) -> set[str]:
    """Return a lazy word, folded, in every language of the installation."""
    found = set()
    for language in (None, *(code for code, _name in settings.LANGUAGES)):
        with translation.override(language):
            found.add(folded(str(word)))
    return found
