"""The area of a catalogue as its people write it: lines, each of them a municipality that the register knows."""

from collections import defaultdict
from collections.abc import Mapping, Sequence

from django.utils.translation import gettext as _

from kpss_pages.catalog.municipalities import NUMBERED
from kpss_pages.core.addresses.keys import plain_name

MOST = 300
"""Municipalities of one area; the largest administrative district has some 140."""


def lines_of_area(area: str) -> list[str]:
    """Return the municipalities of an area as they are written, with single spaces."""
    return [" ".join(line.split()) for line in area.splitlines() if line.strip()]


class Area:
    """Lines of an area among the municipalities of the register; where none are known, only the lines themselves count."""

    def __init__(self, names: Mapping[str, str]) -> None:
        self.names = names
        self.numbers: dict[str, list[str]] = defaultdict(list)
        for number, name in names.items():
            self.numbers[plain_name(name)].append(number)

    def faults(self, lines: Sequence[str]) -> list[tuple[int, str]]:
        """Return what is wrong, by the number of the line."""
        found: list[tuple[int, str]] = []
        seen: dict[str, int] = {}
        for place, line in enumerate(lines, start=1):
            key, sentence = self._line(line)
            if not sentence and key in seen:
                sentence = _("“%(line)s” is there already, on line %(first)d. Keep one of the two.")
                sentence %= {"line": line[:80], "first": seen[key]}
            if sentence:
                found.append((place, sentence))
            seen.setdefault(key, place)
        return found

    def _line(self, line: str) -> tuple[str, str]:
        """Return what a line stands for, and what is wrong with it."""
        if match := NUMBERED.fullmatch(line):
            return match[1], self._numbered(match[1], match[2] or "")
        name = plain_name(line)
        if not name or line.isdecimal():
            sentence = _("“%(line)s” is no municipality. Write its name, or its number and its name.")
            return line, sentence % {"line": line[:80]}
        numbers = self.numbers.get(name, [])
        if len(numbers) == 1:
            return numbers[0], ""
        if numbers:
            choices = "; ".join(f"{number} {self.names[number]}" for number in sorted(numbers)[:10])
            sentence = _(
                "There are several municipalities called %(name)s. Write the one with its number: %(choices)s."
            )
            return name, sentence % {"name": line[:80], "choices": choices}
        sentence = _("The register knows no municipality called %(name)s. Check how its name is written.")
        return name, sentence % {"name": line[:80]} if self.names else ""

    def _numbered(self, number: str, name: str) -> str:
        if not self.names:
            return ""
        if number not in self.names:
            sentence = _("The register knows no municipality with the number %(number)s. Check it, or write the name.")
            return sentence % {"number": number}
        if name and plain_name(name) != plain_name(self.names[number]):
            sentence = _("The number %(number)s is that of %(right)s, not of %(name)s. Check which one is meant.")
            return sentence % {"number": number, "right": self.names[number], "name": name[:80]}
        return ""
