"""The inputs of opening hours, each with its label and an example."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from kpss_pages.core.hours.dates import name_of
from kpss_pages.core.hours.lines import written_day, written_footnotes, written_seasons, written_special_days
from kpss_pages.core.hours.validation import FOOTNOTES, SEASONS, SPECIAL_DAYS
from kpss_pages.core.hours.values import DAYS, OfficeHours

ON_HOLIDAYS = "open_on_holidays"
PARTS = (*(str(day) for day in range(DAYS)), SPECIAL_DAYS, SEASONS, FOOTNOTES, ON_HOLIDAYS)
"""What the inputs are called, behind the name of the field."""


def written(hours: OfficeHours) -> dict[str, str]:
    """Return hours as what stands in the inputs."""
    days = {str(number): written_day(day) for number, day in enumerate(hours.week)}
    return days | {
        FOOTNOTES: written_footnotes(hours.footnotes),
        SEASONS: written_seasons(hours.seasons),
        SPECIAL_DAYS: written_special_days(hours.special_days),
        ON_HOLIDAYS: "on" if hours.open_on_holidays else "",
    }


@dataclass(frozen=True)
class Input:
    """An input as the template shows it."""

    name: str
    id: str
    label: str
    value: str
    is_faulty: bool
    help_text: str = ""
    rows: int = 1


class HoursWidget(forms.Widget):
    """Seven lines of text and three boxes; ``faulty`` are the parts that could not be read."""

    template_name = "kpss_core/hours/widget.html"
    use_fieldset = True
    faulty: frozenset[str] = frozenset()

    class Media:
        css = {"all": ["kpss_core/hours-form.css"]}

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context(name, None, attrs)
        typed = written(value) if isinstance(value, OfficeHours) else value or {}
        prefix = context["widget"]["attrs"].get("id") or f"id_{name}"
        inputs = {each.name.removeprefix(f"{name}-"): each for each in self._inputs(name, prefix, typed)}
        context["widget"] |= {
            "days": [inputs[str(day)] for day in range(DAYS)],
            "boxes": [inputs[part] for part in (FOOTNOTES, SPECIAL_DAYS, SEASONS)],
            "on_holidays": inputs[ON_HOLIDAYS],
            "described_by": context["widget"]["attrs"].get("aria-describedby", ""),
            "is_disabled": bool(context["widget"]["attrs"].get("disabled")),
        }
        return context

    def _inputs(self, name: str, prefix: str, typed: dict[str, str]) -> Iterator[Input]:
        said = {
            FOOTNOTES: (
                _("Footnotes"),
                _("One a line, with the mark that stands behind the hours: * by invitation only"),
                2,
            ),
            SPECIAL_DAYS: (
                _("Closures and exceptional openings"),
                _(
                    "One a line, with the year: 24. 12. 2026 – Christmas, or 28.–30. 12. 2026: 8.00–10.00 – stock-taking"
                ),
                3,
            ),
            SEASONS: (
                _("Seasons"),
                _(
                    "For a part of every year with hours of its own. First its days and its name: 1. 7. – 31. 8. –"
                    " Summer. Below it a line for days with the same hours: Mon, Wed 8.00–12.00. Other days are closed."
                ),
                4,
            ),
            ON_HOLIDAYS: (_("Open on public holidays too"), "", 1),
        }
        for part in PARTS:
            label, help_text, rows = said.get(part) or (capfirst(name_of(int(part))), "", 1)
            yield Input(
                name=f"{name}-{part}",
                id=f"{prefix}-{part}",
                label=label,
                value=typed.get(part, ""),
                is_faulty=part in self.faulty,
                help_text=help_text,
                rows=max(rows, typed.get(part, "").count("\n") + 2) if rows > 1 else 1,
            )

    def value_from_datadict(self, data: Any, files: Any, name: str) -> dict[str, str]:
        return {part: str(data.get(f"{name}-{part}") or "") for part in PARTS}

    def value_omitted_from_data(self, data: Any, files: Any, name: str) -> bool:
        return not any(f"{name}-{part}" in data for part in PARTS)

    def id_for_label(self, id_: str) -> str:
        return f"{id_}-0" if id_ else ""
