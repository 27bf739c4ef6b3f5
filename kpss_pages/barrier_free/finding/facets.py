"""What places can be narrowed down by, each value with how many it would leave; counted in one query."""

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import partial
from typing import Any

from django.db.models import Count
from django.utils.translation import gettext as _

from kpss_pages.barrier_free.choices import Category, Verdict
from kpss_pages.barrier_free.finding.filters import Filters
from kpss_pages.barrier_free.querysets import PlaceQuerySet


@dataclass(frozen=True)
class Value:
    """A value of a facet: ``count`` places are left when it is chosen, with the other facets as they are."""

    value: str
    name: str
    count: int
    is_chosen: bool


@dataclass(frozen=True)
class Counted:
    """How many places are left, and the values of each facet by the names of the fields of ``Filters``."""

    count: int
    categories: tuple[Value, ...]
    verdicts: tuple[Value, ...]
    ticks: tuple[Value, ...]
    """"toilet", "parking" and "lift"."""


Group = dict[str, Any]


def counted(filters: Filters, rows: PlaceQuerySet) -> Counted:
    """Count a town's places that are narrowed down by everything but what is ticked."""
    names = ("category", filters.profile, "toilet", "has_parking", "has_lift")
    groups: list[Group] = list(rows.order_by().values(*dict.fromkeys(names)).annotate(number=Count("pk")))
    passes = _conditions(filters)
    by_facet: dict[str, Counter[Any]] = {name: Counter() for name in passes}
    total = 0
    for group in groups:
        failing = [name for name, passed in passes.items() if not passed(group)]
        if not failing:
            total += group["number"]
        for name in passes if not failing else failing if len(failing) == 1 else ():
            by_facet[name][_value(name, group, filters)] += group["number"]
    return Counted(
        count=total,
        categories=_values(by_facet["categories"], Category.choices, filters.categories, hides_empty=True),
        verdicts=_values(by_facet["verdicts"], Verdict.choices, filters.verdicts),
        ticks=tuple(
            Value(name, words, by_facet[name][True], getattr(filters, name)) for name, words in _tick_words().items()
        ),
    )


def _conditions(filters: Filters) -> dict[str, Callable[[Group], bool]]:
    return {
        "categories": lambda group: not filters.categories or group["category"] in filters.categories,
        "verdicts": lambda group: not filters.verdicts or group[filters.profile] in filters.verdicts,
        **{name: partial(_is_there, filters, name) for name in _tick_words()},
    }


def _is_there(filters: Filters, name: str, group: Group) -> bool:
    return not getattr(filters, name) or bool(_value(name, group, filters))


def _value(name: str, group: Group, filters: Filters) -> Any:
    if name == "categories":
        return group["category"]
    if name == "verdicts":
        return group[filters.profile]
    return group["toilet"] == Verdict.ACCESSIBLE if name == "toilet" else group[f"has_{name}"] is True


def _tick_words() -> dict[str, str]:
    return {"toilet": _("Toilet for a wheelchair"), "parking": _("Reserved parking"), "lift": _("Lift")}


def _values(
    counts: Counter[Any], choices: Iterable[tuple[str, Any]], chosen: tuple[str, ...], *, hides_empty: bool = False
) -> tuple[Value, ...]:
    values = (Value(str(value), str(name), counts[value], value in chosen) for value, name in choices)
    return tuple(value for value in values if value.count or value.is_chosen or not hides_empty)
