"""What a reader narrows the measures of a plan down to."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Self
from urllib.parse import urlencode

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from kpss_pages.core.collation import sort_key
from kpss_pages.plans.choices import MeasureState
from kpss_pages.plans.content import Measure, PlanContent
from kpss_pages.plans.evaluation import ReportRow, YearOfPlan
from sites.languages import current_language

PARAMETERS = ("group", "state", "year", "responsible")
NOT_REPORTED = "none"
"""The state asked for by those who look for measures of which nothing was reported."""


@dataclass(frozen=True)
class Offer:
    """What can be chosen: what the measures of the plan really have, in the order in which it is offered."""

    groups: tuple[str, ...]
    states: tuple[tuple[str, str], ...]
    years: tuple[int, ...]
    responsible: tuple[str, ...]

    @classmethod
    def of(cls, content: PlanContent, years: Iterable[YearOfPlan]) -> Self:
        """Return what a plan offers; states only when something was reported."""
        reported = tuple(years)
        language = current_language()
        groups = {group for measure in content.measures for group in measure.target_groups if group}
        responsible = {measure.responsible for measure in content.measures if measure.responsible}
        states = [(state.value, str(state.label)) for state in MeasureState] if reported else []
        if states:
            states.append((NOT_REPORTED, _("nothing reported yet")))
        return cls(
            groups=tuple(sorted(groups, key=lambda name: sort_key(name, language))),
            states=tuple(states),
            years=tuple(sorted({year.year for year in reported} | set(_years_of_terms(content.measures)))),
            responsible=tuple(sorted(responsible, key=lambda name: sort_key(name, language))),
        )


@dataclass(frozen=True)
class MeasureFilters:
    """A target group, a state, a year and whoever is responsible, out of those offered.

    ``has_unknown`` when something else was asked for, which is then left out.
    """

    group: str = ""
    state: str = ""
    year: int | None = None
    responsible: str = ""
    has_unknown: bool = False

    @classmethod
    def from_query(cls, query: Mapping[str, str], offer: Offer) -> Self:
        """Read GET parameters; what is not offered is dropped and noted."""
        asked = {name: query.get(name, "").strip() for name in PARAMETERS}
        known = {
            "group": asked["group"] if asked["group"] in offer.groups else "",
            "state": asked["state"] if asked["state"] in dict(offer.states) else "",
            "responsible": asked["responsible"] if asked["responsible"] in offer.responsible else "",
        }
        year = next((year for year in offer.years if str(year) == asked["year"]), None)
        unknown = any(asked[name] and not known[name] for name in known) or bool(asked["year"] and year is None)
        return cls(**known, year=year, has_unknown=unknown)

    def __bool__(self) -> bool:
        return bool(self.group or self.state or self.year or self.responsible)

    @property
    def query(self) -> str:
        """The filters as the query of an address: "?group=…&year=2026", "" without any."""
        chosen = {name: getattr(self, name) for name in PARAMETERS if getattr(self, name)}
        return f"?{urlencode(chosen)}" if chosen else ""

    def matching(self, measures: Iterable[Measure], states: Mapping[int, ReportRow]) -> list[Measure]:
        """Return the measures to show, in their order; ``states`` are those of ``states_in``."""
        return [measure for measure in measures if self._matches(measure, states.get(measure.id))]

    def _matches(self, measure: Measure, report: ReportRow | None) -> bool:
        if self.group and self.group not in measure.target_groups:
            return False
        if self.responsible and self.responsible != measure.responsible:
            return False
        if self.year is not None and not runs_in(measure, self.year):
            return False
        if not self.state:
            return True
        state = report.state if report is not None else ""
        return state == self.state or (not state and self.state == NOT_REPORTED)

    def sentence(self, shown: int, total: int) -> str:
        """Return what is shown: "3 measures of 40 are shown – target group: seniors, running in: 2026"."""
        counted = ngettext(
            "%(shown)d measure of %(total)d is shown", "%(shown)d measures of %(total)d are shown", shown
        ) % {"shown": shown, "total": total}
        chosen = [
            _("target group: %(name)s") % {"name": self.group} if self.group else "",
            _("running in: %(year)d") % {"year": self.year} if self.year else "",
            _("state: %(state)s") % {"state": state_name(self.state)} if self.state else "",
            _("responsible: %(name)s") % {"name": self.responsible} if self.responsible else "",
        ]
        return f"{counted} – {', '.join(filter(None, chosen))}" if self else counted


def state_name(state: str) -> str:
    """Return a state in words; those of ``MeasureState``, everything else is "nothing reported yet"."""
    return str(MeasureState(state).label) if state in MeasureState.values else _("nothing reported yet")


def runs_in(measure: Measure, year: int) -> bool:
    """Whether a measure's term touches a year; one without dates runs as long as its plan."""
    begins, ends = measure.starts_on, measure.ends_on
    return (begins is None or begins.year <= year) and (ends is None or ends.year >= year)


def states_in(years: Iterable[YearOfPlan], year: int | None) -> dict[int, tuple[int, ReportRow]]:
    """Return the year and the row that tell a measure's state, by its id: that year's, or the last one reported."""
    found: dict[int, tuple[int, ReportRow]] = {}
    for known in sorted(years, key=lambda known: known.year):
        if year is not None and known.year != year:
            continue
        found |= {row.id: (known.year, row) for row in known.rows if row.state}
    return found


def _years_of_terms(measures: Iterable[Measure]) -> Iterable[int]:
    for measure in measures:
        days = [day for day in (measure.starts_on, measure.ends_on) if day is not None]
        if days:
            yield from range(days[0].year, days[-1].year + 1)
