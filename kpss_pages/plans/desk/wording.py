"""How the admin's screens speak of goals, measures and of what was done with them."""

from collections.abc import Mapping
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kpss_pages.plans.choices import MoneySource
from kpss_pages.plans.content import Cost, Goal, Indicator, Link, Measure
from kpss_pages.plans.desk.fields import amount_text
from kpss_pages.plans.periods import DAY_FORMAT

DONE: Mapping[tuple[str, str], Any] = {
    ("goal", "added"): gettext_lazy("Added the goal %(number)s %(name)s"),
    ("goal", "changed"): gettext_lazy("Changed the goal %(number)s %(name)s"),
    ("goal", "deleted"): gettext_lazy("Deleted the goal %(number)s %(name)s with what was below it"),
    ("goal", "moved"): gettext_lazy("Moved the goal %(number)s %(name)s"),
    ("goal", "restored"): gettext_lazy("Put the goal %(number)s %(name)s back"),
    ("measure", "added"): gettext_lazy("Added the measure %(number)s %(name)s"),
    ("measure", "changed"): gettext_lazy("Changed the measure %(number)s %(name)s"),
    ("measure", "deleted"): gettext_lazy("Deleted the measure %(number)s %(name)s"),
    ("measure", "copied"): gettext_lazy("Copied the measure %(number)s %(name)s"),
    ("measure", "moved"): gettext_lazy("Moved the measure %(number)s %(name)s"),
    ("measure", "restored"): gettext_lazy("Put the measure %(number)s %(name)s back"),
    ("plan", "currency"): gettext_lazy("Changed the currency to %(name)s"),
    ("plan", "taken"): gettext_lazy("Took measures over from the plan %(name)s: %(number)s"),
}
"""What the history says, by what was changed and how."""


def history_sentence(told: Mapping[str, Any]) -> str:
    """Return what the history says of a change of goals and measures."""
    sentence = DONE.get((told.get("what", ""), told.get("done", "")))
    if sentence is None:
        return _("Changed goals and measures")
    return str(sentence) % {"number": told.get("number", ""), "name": told.get("name", "")}


def row_title(row: Goal | Measure) -> str:
    return f"{row.number} {row.name}".strip()


def spoken(value: Any) -> str:
    """Return the value of a field of a goal or measure as text, rows one a line; "–" for nothing."""
    match value:
        case None | "" | () | False:
            return "–"
        case True:
            return _("yes")
        case tuple():
            return "\n".join(map(_row_text, value))
    return date_format(value, DAY_FORMAT) if hasattr(value, "year") else str(value)


def _row_text(row: Any) -> str:
    match row:
        case Cost():
            return f"{row.year}, {dict(MoneySource.choices).get(row.source, row.source)}: {amount_text(row.amount)}"
        case Indicator():
            amounts = [amount_text(amount) for amount in (row.baseline, row.target) if amount is not None]
            return ", ".join(part for part in (row.name, row.unit, " → ".join(amounts)) if part)
        case Link():
            return ", ".join(part for part in (row.label, row.url) if part)
        case str():
            return row
    return ", ".join(part for part in (row.name, row.term, row.responsible) if part)
