"""The columns of a table of services: of the service itself, a form, a place, and of its provider."""

from collections.abc import Iterator, Mapping
from typing import Any

from django.utils.dates import WEEKDAYS
from django.utils.text import capfirst
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from kpss_pages.catalog.capacities import LONGEST_TEXT as LONGEST_CAPACITIES
from kpss_pages.catalog.models import Facility, Provider, Service, ServiceForm
from kpss_pages.core.hours.validation import FOOTNOTES, SEASONS, SPECIAL_DAYS
from kpss_pages.core.hours.widgets import ON_HOLIDAYS
from kpss_pages.core.tables.columns import NO, YES, Column, Layout, is_answer
from kpss_pages.core.ways.lines import LONGEST_TEXT

LONGEST = 30_000
"""Characters of a cell of the fields that have no limit of their own; a cell of a workbook takes some more."""
LONGEST_HOURS = 10_000
LONGEST_WORD = 60
"""Characters of a cell with a day, a number, or one of a few words."""


def _longest(model: Any, field: str) -> int:
    return int(model._meta.get_field(field).max_length or LONGEST)


DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
HOURS: Mapping[str, str] = {day: str(number) for number, day in enumerate(DAYS)} | {
    "special_days": SPECIAL_DAYS,
    "seasons": SEASONS,
    "footnotes": FOOTNOTES,
    "open_on_holidays": ON_HOLIDAYS,
}
"""The columns of opening hours, and the inputs of the form of hours that take the same."""

_WHOSE = (
    Column("provider", _("Provider"), _longest(Provider, "name")),
    Column("company_id", _("Company number of the provider"), 20),
    Column("name", _("Service"), _longest(Service, "name")),
)
_WHAT = (
    Column("type", _("Type by the act"), 200),
    Column("related_type", _("What sort of help"), _longest(Service, "related_type")),
    Column("mission", _("What it is for"), LONGEST, has_lines=True),
    Column("activities", _("What is done"), LONGEST, has_lines=True),
    Column("target_groups", _("For whom"), LONGEST, has_lines=True),
    Column("age_groups", _("Ages"), LONGEST, has_lines=True),
    Column("ages_note", _("Note on ages"), _longest(Service, "ages_note")),
)
FORMS = Column("forms", _("Forms"), LONGEST, has_lines=True)
FORM = (
    Column("capacities", _("Capacity"), LONGEST_CAPACITIES, has_lines=True),
    Column("is_nonstop", _("Around the clock (yes or no)"), LONGEST_WORD),
    *(Column(day, capfirst(WEEKDAYS[number]), 200) for number, day in enumerate(DAYS)),
    Column("special_days", _("Closures and exceptional openings"), LONGEST_HOURS, has_lines=True),
    Column("seasons", _("Seasons"), LONGEST_HOURS, has_lines=True),
    Column("footnotes", _("Footnotes"), LONGEST_HOURS, has_lines=True),
    Column("open_on_holidays", _("Open on public holidays (yes or no)"), LONGEST_WORD),
    Column("hours_note", _("Note on hours"), _longest(ServiceForm, "hours_note")),
)
"""What is said of a form."""
PLACE = (
    Column("place", _("Name of the place"), _longest(Facility, "name")),
    Column("street", _("Street and number"), _longest(Facility, "street")),
    Column("postal_code", _("Postal code"), _longest(Facility, "postal_code")),
    Column("municipality", _("Municipality"), _longest(Facility, "municipality")),
    Column("latitude", capfirst(_("latitude")), LONGEST_WORD),
    Column("longitude", capfirst(_("longitude")), LONGEST_WORD),
    Column("access", _("For people in a wheelchair"), LONGEST_WORD),
    Column("access_note", _("How to get in"), _longest(Facility, "access_note"), has_lines=True),
    Column("place_ended_on", _("The place ended on"), LONGEST_WORD),
)
"""What is said of a place."""
_HOW = (
    Column("area", _("Area served"), LONGEST, has_lines=True),
    Column("price", _("Price"), LONGEST_WORD),
    Column("price_note", _("How much it costs"), LONGEST, has_lines=True),
    Column("how_to_apply", _("How to apply"), LONGEST, has_lines=True),
    Column("documents_to_bring", _("What to bring"), LONGEST, has_lines=True),
    Column("waiting", _("How long one waits"), _longest(Service, "waiting")),
    Column("languages", _("Languages"), LONGEST, has_lines=True),
    Column("is_anonymous", _("Without giving a name (yes or no)"), LONGEST_WORD),
    Column("phones", _("Telephones"), LONGEST_TEXT, has_lines=True),
    Column("emails", _("E-mails"), LONGEST_TEXT, has_lines=True),
    Column("website", _("Website"), _longest(Service, "website")),
    Column("ended_on", _("Ended on"), LONGEST_WORD),
    Column("is_published", _("On the site (yes or no)"), LONGEST_WORD),
)
PROVIDER = (
    Column("provider_street", _("Street and number of the provider"), _longest(Provider, "street")),
    Column("provider_postal_code", _("Postal code of the provider"), _longest(Provider, "postal_code")),
    Column("provider_municipality", _("Municipality of the provider"), _longest(Provider, "municipality")),
)
"""What is said of the provider, whichever of its services the row is about."""
_NUMBER = Column("number", _("Number of the service"), LONGEST_WORD)

SERVICE = (*_WHAT, *_HOW)
"""What is said of the service itself."""
COLUMNS = (*_WHOSE, *_WHAT, FORMS, *FORM, *PLACE, *_HOW, *PROVIDER, _NUMBER)
LINES = ("activities", "area", "documents_to_bring")
"""What stands on lines in the form, and between semicolons in a cell."""
_ANSWERS = ("is_anonymous", "is_published", "is_nonstop", "open_on_holidays")


def _check(cells: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    for name in _ANSWERS:
        if cells.get(name) and not is_answer(cells[name]):
            sentence = gettext("“%(text)s” is neither %(yes)s nor %(no)s. Write one of the two.")
            yield name, sentence % {"text": cells[name][:60], "yes": YES, "no": NO}
    if cells.get("type") and cells.get("related_type"):
        yield "related_type", gettext("A service by the act has a type instead. Leave one of the two blank.")


LAYOUT = Layout(COLUMNS, "name", _("Fill in the name of the service: by it the row is found again."), _check)
