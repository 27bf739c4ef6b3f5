"""The columns of a table of places, by which it is written and recognised again: the place, its survey, all measures.

What is measured has the names of the fields of a survey's form ("entrances-0-door"), and a column for each of the items
that a part can have. The export has the same columns, so that what was exported can be changed and imported.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from django.utils.text import capfirst, format_lazy
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from kpss_pages.barrier_free.choices import Profile
from kpss_pages.barrier_free.measures import PARTS, Kind, Measure, Part
from kpss_pages.barrier_free.models import Place, Survey
from kpss_pages.barrier_free.surveying.reading import LONGEST
from kpss_pages.core.hours.reading import LONGEST as LONGEST_HOURS
from kpss_pages.core.tables.columns import NO, YES, Column, Layout, is_answer

LONGEST_NUMBER = 40
"""Characters of a cell with a number, a day, or one of a few words with something around it."""
LONGEST_LINE = 32_000
"""A cell of a workbook takes no more."""


def measure_name(part: Part, number: int, measure: Measure) -> str:
    """Return the name of a measure's column and field: "entrances-0-door"."""
    return f"{part.key}-{number}-{measure.key}"


def _of(model: Any, field: str, longest: int = 0) -> Column:
    found = model._meta.get_field(field)
    return Column(field, capfirst(found.verbose_name), longest or int(found.max_length), field == "about")


PLACE = (
    _of(Place, "source_key"),
    _of(Place, "name"),
    _of(Place, "category", 60),
    _of(Place, "street"),
    _of(Place, "postal_code"),
    _of(Place, "municipality"),
    _of(Place, "latitude", LONGEST_NUMBER),
    _of(Place, "longitude", LONGEST_NUMBER),
    _of(Place, "line", LONGEST_LINE),
    Column("hours", capfirst(Place._meta.get_field("hours").verbose_name), LONGEST_HOURS),
    _of(Place, "about"),
    Column("website", capfirst(Place._meta.get_field("website").verbose_name), 200),
    Column("is_published", _("On the site (yes or no)"), 20),
)
SURVEY = (
    _of(Survey, "surveyed_on", LONGEST_NUMBER),
    _of(Survey, "surveyor_kind", 60),
    _of(Survey, "surveyor"),
    _of(Survey, "edition", 200),
)


def _measured() -> Iterator[tuple[Column, Measure]]:
    for part in PARTS:
        for number in range(part.most):
            of_item = format_lazy("{} {}", part.item_label, number + 1) if part.is_repeated else part.item_label
            for measure in part.measures:
                header = format_lazy("{} – {}", of_item, measure.label)
                if measure.unit:
                    header = format_lazy("{} ({})", header, measure.unit)
                longest = measure.longest if measure.kind is Kind.TEXT else 100
                yield Column(measure_name(part, number, measure), header, longest), measure


_MEASURED = tuple(_measured())
MEASURES = tuple(column for column, _measure in _MEASURED)
MEASURE_OF: Mapping[str, Measure] = {column.name: measure for column, measure in _MEASURED}
"""The measure of a column by its name."""
VERDICTS = tuple(
    column
    for profile in Profile
    for column in (
        Column(f"verdict-{profile.value}", format_lazy("{} – {}", _("Verdict"), profile.label), 60),
        Column(
            f"reason-{profile.value}", format_lazy("{} – {}", _("Why this verdict"), profile.label), LONGEST["reason"]
        ),
    )
)
"""The verdict for each profile; one that is not what the measures suggest needs its reason beside it."""

COLUMNS = (*PLACE, *SURVEY, *MEASURES, *VERDICTS)


def _check(cells: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    answer = cells.get("is_published", "")
    if answer and not is_answer(answer):
        sentence = gettext("“%(text)s” is neither %(yes)s nor %(no)s. Write one of the two.")
        yield "is_published", sentence % {"text": answer[:60], "yes": YES, "no": NO}


LAYOUT = Layout(COLUMNS, "name", _("Fill in the name of the place."), _check)
