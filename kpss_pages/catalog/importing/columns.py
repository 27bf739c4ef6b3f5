"""The columns of a table of services."""

from collections.abc import Iterator, Mapping
from typing import Any

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from kpss_pages.catalog.models import Facility, Provider, Service, ServiceForm
from kpss_pages.core.tables.columns import NO, YES, Column, Layout, is_answer
from kpss_pages.core.ways.lines import LONGEST_TEXT

LONGEST = 5000
"""Characters of a cell of the fields that have no limit of their own."""


def _longest(model: Any, field: str) -> int:
    return int(model._meta.get_field(field).max_length or LONGEST)


COLUMNS = (
    Column("provider", _("Provider"), _longest(Provider, "name")),
    Column("company_id", _("Company number of the provider"), 20),
    Column("name", _("Service"), _longest(Service, "name")),
    Column("type", _("Type by the act"), 200),
    Column("related_type", _("What sort of help"), _longest(Service, "related_type")),
    Column("mission", _("What it is for"), LONGEST, has_lines=True),
    Column("activities", _("What is done"), LONGEST, has_lines=True),
    Column("target_groups", _("For whom"), LONGEST, has_lines=True),
    Column("age_groups", _("Ages"), LONGEST, has_lines=True),
    Column("ages_note", _("Note on ages"), _longest(Service, "ages_note")),
    Column("forms", _("Forms"), LONGEST, has_lines=True),
    Column("hours_note", _("When"), _longest(ServiceForm, "hours_note")),
    Column("place", _("Name of the place"), _longest(Facility, "name")),
    Column("street", _("Street and number"), _longest(Facility, "street")),
    Column("postal_code", _("Postal code"), _longest(Facility, "postal_code")),
    Column("municipality", _("Municipality"), _longest(Facility, "municipality")),
    Column("access", _("For people in a wheelchair"), 60),
    Column("access_note", _("How to get in"), _longest(Facility, "access_note")),
    Column("area", _("Area served"), LONGEST, has_lines=True),
    Column("price", _("Price"), 60),
    Column("price_note", _("How much it costs"), LONGEST, has_lines=True),
    Column("how_to_apply", _("How to apply"), LONGEST, has_lines=True),
    Column("documents_to_bring", _("What to bring"), LONGEST, has_lines=True),
    Column("waiting", _("How long one waits"), _longest(Service, "waiting")),
    Column("languages", _("Languages"), LONGEST, has_lines=True),
    Column("is_anonymous", _("Without giving a name (yes or no)"), 20),
    Column("phones", _("Telephones"), LONGEST_TEXT, has_lines=True),
    Column("emails", _("E-mails"), LONGEST_TEXT, has_lines=True),
    Column("website", _("Website"), _longest(Service, "website")),
    Column("ended_on", _("Ended on"), 40),
    Column("is_published", _("On the site (yes or no)"), 20),
)
PLACE = ("place", "street", "postal_code", "municipality", "access", "access_note")
LINES = ("activities", "area", "documents_to_bring")
"""What stands on lines in the form, and between semicolons in a cell."""


def _check(cells: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    for name in ("is_anonymous", "is_published"):
        if cells.get(name) and not is_answer(cells[name]):
            sentence = gettext("“%(text)s” is neither %(yes)s nor %(no)s. Write one of the two.")
            yield name, sentence % {"text": cells[name][:60], "yes": YES, "no": NO}
    if cells.get("type") and cells.get("related_type"):
        yield "related_type", gettext("A service by the act has a type instead. Leave one of the two blank.")


LAYOUT = Layout(COLUMNS, "name", _("Fill in the name of the service: by it the row is found again."), _check)
