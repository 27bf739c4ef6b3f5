"""Rows of a town that are looked for by their words, in any order and without diacritics (``core.models.FoundRow``)."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

from django.db.models import Model, Q, QuerySet

from sites.text import fold_word, without_diacritics
from sites.text import words as words_of

Row = TypeVar("Row", bound=Model)

LONGEST_QUERY = 100
MOST_WORDS = 8


@dataclass(frozen=True)
class Word:
    """A word that is looked for, without diacritics, with its stem."""

    word: str
    stem: str

    @property
    def pieces(self) -> list[str]:
        """What to look for in ``search_words``: a word's beginning, or the stem of another form of it."""
        return [f" {self.word}"] if self.stem == self.word else [f" {self.word}", f" {self.stem} "]

    def is_in(self, row: Any) -> bool:
        return any(piece in row.search_words for piece in self.pieces)


def query_in(text: str) -> str:
    """Return what somebody has typed, as it is looked for and shown."""
    return " ".join(text[:LONGEST_QUERY].replace("\x00", " ").split())


def words_in(text: str) -> tuple[Word, ...]:
    """Return the words of what somebody has typed, each once."""
    found = dict.fromkeys(match.group() for match in words_of(without_diacritics(query_in(text))))
    return tuple(Word(word, fold_word(word)) for word in [*found][:MOST_WORDS])


def called(rows: "QuerySet[Row]", words: Iterable[Word], prefixes: Sequence[str] = ("",)) -> "QuerySet[Row]":
    """Return the rows in which each of the words is.

    ``prefixes`` are the lookups of the row itself and of what is looked through with it.
    """
    for word in words:
        rows = rows.filter(any_of(prefixes, "search_words", word.pieces))
    return rows


def found_by_words(rows: "QuerySet[Row]", text: str) -> "QuerySet[Row]":
    """Return the rows in which each word of what somebody has typed is; none when it has no word."""
    words = words_in(text)
    return called(rows, words) if words else rows.none()


def any_of(prefixes: Sequence[str], field: str, pieces: Sequence[str]) -> Q:
    """Return the condition that one of the pieces is in a field of the row or of what is looked through with it."""
    found = Q(pk__in=())
    for prefix in prefixes:
        for piece in pieces:
            found |= Q(**{f"{prefix}{field}__contains": piece})
    return found
