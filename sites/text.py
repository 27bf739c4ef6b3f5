"""Text folding for search: the same on every database, at indexing and at query time."""

import re
import unicodedata

import snowballstemmer

_WORD = re.compile(r"\w+")
_stemmer = snowballstemmer.stemmer("czech")


def without_diacritics(text: str) -> str:
    """Return ``text`` in lower case with its diacritics taken off: "Přerov" gives "prerov"."""
    decomposed = unicodedata.normalize("NFKD", text.lower())
    return "".join(c for c in decomposed if not unicodedata.combining(c))


def folded(text: str) -> str:
    """Return the words of ``text`` stemmed and without diacritics, in order, separated by spaces."""
    return " ".join(fold_word(word) for word in _WORD.findall(text))


def fold_word(word: str) -> str:
    """Return the index form of one word."""
    return without_diacritics(_stemmer.stemWord(word.lower()))
