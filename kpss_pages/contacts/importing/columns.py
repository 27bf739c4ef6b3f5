"""The columns of a table of contacts, by which it is written and recognised again."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext_lazy as _

from kpss_pages.contacts.models.departments import Department
from kpss_pages.contacts.models.offices import Office
from kpss_pages.contacts.models.organisations import Organisation
from kpss_pages.contacts.models.people import Person
from kpss_pages.contacts.models.roles import ContactRole
from kpss_pages.core.ways.lines import LONGEST_TEXT


@dataclass(frozen=True)
class Column:
    """A column; ``longest`` is how many characters a cell may have."""

    name: str
    header: Any
    longest: int


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
    Column("phones", _("Telephones"), LONGEST_TEXT),
    Column("emails", _("E-mails"), LONGEST_TEXT),
    Column("room", _("Room"), _longest(ContactRole, "room")),
    Column("office", _("Office"), _longest(Office, "name")),
    Column("note", _("Note"), _longest(ContactRole, "note")),
    Column("is_listed", _("In the directory (yes or no)"), 20),
)
BY_NAME: Mapping[str, Column] = {column.name: column for column in COLUMNS}

YES, NO = _("yes"), _("no")


def spaced(text: str) -> str:
    """Return a text with single spaces and no line breaks."""
    return " ".join(text.split())


def folded(text: str) -> str:
    """Return a word as it is compared: without differences of case and spaces."""
    return spaced(text).casefold()


@cache
def columns_by_header() -> Mapping[str, Column]:
    """Return the columns by their folded headers in all languages, and by their names in the code."""
    return {header: column for column in COLUMNS for header in (column.name, *_in_all_languages(column.header))}


@cache
def answers() -> Mapping[str, bool]:
    """Return what "yes" and "no" mean, in all languages."""
    return {word: meaning for label, meaning in ((YES, True), (NO, False)) for word in _in_all_languages(label)} | {
        "1": True,
        "0": False,
    }


def _in_all_languages(word: Any) -> set[str]:
    found = set()
    for language in (None, *(code for code, _name in settings.LANGUAGES)):
        with translation.override(language):
            found.add(folded(str(word)))
    return found
