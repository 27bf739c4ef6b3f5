"""How far a plan has got, priority by priority, for the public: counts, and the bars that are drawn of them."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _

from kpss_pages.plans.choices import MeasureState
from kpss_pages.plans.evaluation import NOT_REPORTED, ReportRow, by_priority, counts_of
from kpss_pages.plans.public.filters import state_name

UNREPORTED_CLASS = "unreported"


@dataclass(frozen=True)
class Segment:
    """One state in a bar 100 units long; ``x`` and ``width`` are numbers as SVG writes them."""

    css: str
    label: str
    count: int
    x: str
    width: str


@dataclass(frozen=True)
class Progress:
    """The measures of one priority, or of the whole plan when ``name`` is ""."""

    name: str
    total: int
    met: int
    segments: tuple[Segment, ...]

    @property
    def shown(self) -> list[Segment]:
        """The states in which a measure is."""
        return [segment for segment in self.segments if segment.count]


def progress_of(rows: Iterable[ReportRow], name: str = "") -> Progress:
    """Return the bar of some measures; met are those fulfilled and those being fulfilled continuously."""
    counts = counts_of(rows)
    total = sum(counts.values())
    segments, x = [], 0.0
    for state, count in counts.items():
        width = 100 * count / total if total else 0.0
        segments.append(Segment(state or UNREPORTED_CLASS, state_name(state), count, f"{x:.2f}", f"{width:.2f}"))
        x += width
    met = counts[MeasureState.FULFILLED] + counts[MeasureState.RUNNING]
    return Progress(name, total, met, tuple(segments))


def progress_by_priority(rows: Iterable[ReportRow]) -> list[Progress]:
    """Return a bar a priority, in the plan's order."""
    return [progress_of(found, name or _("Without a priority")) for name, found in by_priority(rows).items()]


def is_reported(rows: Iterable[ReportRow]) -> bool:
    """Whether anything is known of the state of a measure."""
    return any(row.state != NOT_REPORTED for row in rows)
