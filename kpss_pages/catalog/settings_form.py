"""The form of a town's choices for its catalogue: each municipality of its area is one that the register knows."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _

from kpss_pages.catalog.choices import Register
from kpss_pages.catalog.models.registers import RegisterCode
from kpss_pages.catalog.municipalities import CODE_LIST, NUMBERED
from kpss_pages.core.addresses.keys import plain_name
from sites.choices import Country
from sites.models import TownSettings
from sites.tenancy.forms import TownSettingForm

MOST = 300
"""Municipalities of one area; the largest administrative district has some 140."""


class CatalogSettingsForm(TownSettingForm):
    """Says what numbers may be, and of each line of the area what is wrong with it."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            limits = {type(one): one.limit_value for one in self.instance._meta.get_field(name).validators}
            if MinValueValidator in limits and MaxValueValidator in limits:
                said = {"least": limits[MinValueValidator], "most": limits[MaxValueValidator]}
                field.help_text = _("From %(least)d to %(most)d.") % said
                field.widget.attrs |= {"min": said["least"], "max": said["most"]}
        if self.instance.site_id and "area" in self.fields:
            self.fields["area"].help_text = format_html(
                '{} <a href="{}">{}</a>',
                self.fields["area"].help_text,
                reverse("kpss_catalog_register_area", args=[self.instance.site_id]),
                _("Choose a whole district"),
            )

    def clean_area(self) -> str:
        lines = lines_of_area(self.cleaned_data["area"])
        town = TownSettings.objects.filter(site=self.instance.site_id).first()
        country = town.country if town is not None else Country.CZ
        if "area" in self.changed_data:
            check_area(lines, country)
        return "\n".join(lines)


def lines_of_area(area: str) -> list[str]:
    """Return the municipalities of an area as they are written, with single spaces."""
    return [" ".join(line.split()) for line in area.splitlines() if line.strip()]


def check_area(lines: Sequence[str], country: str) -> None:
    """Raise ValidationError with a sentence for each line of an area with which something is wrong."""
    if len(lines) > MOST:
        message = _("There are more than %(most)d lines. Leave those that people need.")
        raise ValidationError(message, code="too_many", params={"most": MOST})
    faults = Area(known_municipalities() if lines and country == Country.CZ else {}).faults(lines)
    if faults:
        raise ValidationError(
            [
                ValidationError(
                    _("Line %(number)d: %(message)s"), code="line", params={"number": number, "message": sentence}
                )
                for number, sentence in faults
            ]
        )


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


def known_municipalities() -> dict[str, str]:
    """Return the names of the register's municipalities by their numbers, none when its lists were never loaded."""
    rows = RegisterCode.objects.filter(register=Register.CZECH, list_name=CODE_LIST)
    return {code.rpartition("/")[2]: name for code, name in rows.values_list("code", "name")}
