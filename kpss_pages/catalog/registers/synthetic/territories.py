"""Municipalities in which invented services lie."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Municipality:
    """A municipality: its number in the register of territories, its name and a postal code without a space."""

    code: str
    name: str
    postal_code: str = "10000"

    @classmethod
    def read(cls, line: str) -> "Municipality":
        """Return the municipality of "511382 Přerov" or "511382 Přerov 75002"; raise ValueError for anything else."""
        code, *words = line.split()
        if not code.isdigit() or not words:
            raise ValueError(line)
        last = words[-1]
        if len(words) > 1 and len(last) == 5 and last.isdigit():
            return cls(code, " ".join(words[:-1]), last)
        return cls(code, " ".join(words))


_NAMES = ("Vzorov", "Příkladov", "Ukázkov", "Zkoušov", "Smyšlenov", "Názorná Lhota", "Modelice", "Nanečisto")
_ENDINGS = ("", " nad Řekou", " pod Lesem", " u Silnice", "-Město", "-Ves", " Dolní", " Horní", " Malý", " Velký")

PLACES = tuple(
    Municipality(str(990001 + number), f"{_NAMES[number % len(_NAMES)]}{_ENDINGS[number // len(_NAMES)]}", "10000")
    for number in range(len(_NAMES) * len(_ENDINGS))
)
"""Invented ones, with numbers that no municipality has."""
