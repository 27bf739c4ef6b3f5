"""Text folding for search: the same on every database, at indexing and at query time, in Czech and in Slovak.

Diacritics go first, because half of the public types queries without them; a light stemmer then takes the endings off
what is left. Stems are keys and not words ("služba", "služeb" and "sluzby" are all "sluzb"): nobody sees them.
"""

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache

_WORD = re.compile(r"[^\W_]+")
_HIDDEN = re.compile("[\u00ad\u200b\u200c\u200d\ufeff]")
_SOFTENING_I = re.compile("i(?=[aeiou])")
_FLEETING_E = re.compile("(?<=[bcdfghjklmnprstvxz])e(?=[bcdfghjklmnprstvxz]$)")

_ENDINGS = (
    *("ami", "emi", "imi", "ymi", "eho", "iho", "emu", "imu", "ech", "ach", "ich", "och", "ych"),
    *("ou", "em", "am", "um", "om", "im", "ym", "ej", "mi"),
    *("a", "e", "i", "o", "u", "y"),
)
"""Endings of nouns and adjectives of both languages, the longest first."""
_ENDINGS_INSIDE = ("em", "am", "um", "om", "im", "ym")
"""Endings that may as well be the end of a stem, "program": taken off "programu" too, so that the two meet."""
_SHORTEST_STEM = 3
_SHORTEST_BEFORE_OV = 4

_SAME_WORD = (
    "clovek cloveka cloveku clovekem lide lidi lidem lidmi lidech ludia ludi ludom ludmi ludoch",
    "dite ditete diteti ditetem deti detem detech detmi dieta dietata dietatu dietatom detom detoch",
    "dum domu domem domy domech dom",
    "den dne dnu dny dnem dnech dni dna dnom dnoch",
    "penize penez penezi penezum penezich penazi peniaze penazmi",
    "prijem prijmu prijmy prijmem prijmech",
    "ridici ridiciho ridicich ridicim",
)
"""Forms that no rule brings together; on each line, all are indexed as the first."""

_ABBREVIATIONS = {
    "kpss": "komunitní plánování sociálních služeb",
    "sprss": "střednědobý plán rozvoje sociálních služeb",
    "ozp": "osoby se zdravotním postižením",
    "ozzp": "osoby so zdravotným postihnutím",
    "orp": "obec s rozšířenou působností",
    "meu": "městský úřad",
    "msu": "mestský úrad",
    "up": "úřad práce",
    "dps": "dům s pečovatelskou službou",
    "nzdm": "nízkoprahové zařízení pro děti a mládež",
    "sas": "sociálně aktivizační služby",
    "mpsv": "ministerstvo práce a sociálních věcí",
}


def without_diacritics(text: str) -> str:
    """Return ``text`` in lower case with its diacritics taken off: "Přerov" gives "prerov"."""
    decomposed = unicodedata.normalize("NFKD", text.lower())
    return "".join(c for c in decomposed if not unicodedata.combining(c))


def words(text: str) -> Iterator[re.Match[str]]:
    """Yield the words of ``text`` with their positions; letters and digits only."""
    return _WORD.finditer(text)


def folded(text: str) -> str:
    """Return the index form of ``text``: its stems in order, then what its abbreviations stand for and the reverse."""
    stems = _stems(text)
    line = f" {' '.join(stems)} "
    extra = []
    for abbreviation, phrase in _PHRASES.items():
        if abbreviation in stems:
            extra.append(phrase)
        if f" {phrase} " in line:
            extra.append(abbreviation)
    return " ".join([*stems, *extra])


def query_stems(text: str) -> list[str]:
    """Return what to look for in the index, without repetition; single letters count only when there is nothing else."""
    stems = list(dict.fromkeys(_stems(text)))
    return [stem for stem in stems if len(stem) > 1 or stem.isdigit()] or stems


def _stems(text: str) -> list[str]:
    return [fold_word(match.group()) for match in words(_HIDDEN.sub("", text))]


@lru_cache(maxsize=20_000)
def fold_word(word: str) -> str:
    """Return the index form of one word."""
    stem = _stem(without_diacritics(word))
    return _CANONICAL.get(stem, stem)


def _stem(word: str) -> str:
    if len(word) <= _SHORTEST_STEM or not word.isalpha():
        return word
    stem = _SOFTENING_I.sub("", word)
    stem = _without_ending(stem, _ENDINGS)
    stem = _without_ending(stem, _ENDINGS_INSIDE)
    if stem.endswith("ov") and len(stem) >= _SHORTEST_BEFORE_OV + 2:
        stem = stem[:-2]
    if len(stem) > _SHORTEST_STEM:
        stem = _FLEETING_E.sub("", stem)
        stem = f"{stem[:-2]}k" if stem.endswith("ok") else stem
    # Consonants soften before endings: "matka" and "matce", "Praha" and "Praze".
    return stem[:-1] + {"c": "k", "z": "h"}.get(stem[-1], stem[-1])


def _without_ending(word: str, endings: tuple[str, ...]) -> str:
    for ending in endings:
        if word.endswith(ending) and len(word) - len(ending) >= _SHORTEST_STEM:
            return word[: -len(ending)]
    return word


_CANONICAL = {_stem(form): _stem(line.split()[0]) for line in _SAME_WORD for form in line.split()}
_PHRASES = {abbreviation: " ".join(_stems(phrase)) for abbreviation, phrase in _ABBREVIATIONS.items()}
