"""The columns of a table of contacts, by which it is written and recognised again."""

from collections.abc import Iterator, Mapping
from typing import Any

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from kpss_pages.contacts.models.departments import Department
from kpss_pages.contacts.models.offices import Office
from kpss_pages.contacts.models.organisations import Organisation
from kpss_pages.contacts.models.people import Person
from kpss_pages.contacts.models.roles import ContactRole
from kpss_pages.core.tables.columns import NO, YES, Column, Layout, is_answer
from kpss_pages.core.ways.lines import LONGEST_TEXT


def _longest(model: Any, field: str) -> int:
    return int(model._meta.get_field(field).max_length)


COLUMNS = (
    Column("organisation", _("Organisation"), _longest(Organisation, "name")),
    Column("department", _("Department"), _longest(Department, "name")),
    Column("part_of", _("Part of the department"), _longest(Department, "name")),
    Column("role", _("Role"), _longest(ContactRole, "name")),
    Column("title_before", _("Titles before the name"), _longest(Person, "title_before")),
    Column("given_name", _("Given name"), _longest(Person, "given_name")),
    Column("family_name", _("Family name"), _longest(Person, "family_name")),
    Column("title_after", _("Titles after the name"), _longest(Person, "title_after")),
    Column("phones", _("Telephones"), LONGEST_TEXT, has_lines=True),
    Column("emails", _("E-mails"), LONGEST_TEXT, has_lines=True),
    Column("room", _("Room"), _longest(ContactRole, "room")),
    Column("office", _("Office"), _longest(Office, "name")),
    Column("note", _("Note"), _longest(ContactRole, "note"), has_lines=True),
    Column("is_listed", _("In the directory (yes or no)"), 20),
)
BY_NAME: Mapping[str, Column] = {column.name: column for column in COLUMNS}


def _check(cells: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    answer = cells.get("is_listed", "")
    if answer and not is_answer(answer):
        sentence = gettext("“%(text)s” is neither %(yes)s nor %(no)s. Write one of the two.")
        yield "is_listed", sentence % {"text": answer[:60], "yes": YES, "no": NO}
    if cells.get("part_of") and not cells.get("department"):
        yield "part_of", gettext("Fill in which department is a part of this one.")
    if not cells.get("family_name"):
        for name in ("given_name", "title_before", "title_after"):
            if cells.get(name):
                yield name, gettext("Fill in the family name too.")


LAYOUT = Layout(COLUMNS, "role", _("Fill in the role: by it the row is found again."), _check)
