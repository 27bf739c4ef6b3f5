"""The sheets and columns of a plan's spreadsheet, by which it is written and recognised again."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import Enum
from functools import cache
from typing import Any

from django.utils.translation import gettext_lazy as _

from kpss_pages.core.tables.columns import in_all_languages
from kpss_pages.plans.choices import MoneySource


class Kind(Enum):
    """How a cell is written and read."""

    ID = "id"
    NUMBER = "number"
    """The number of a goal or a measure, such as 1.10: a text."""
    TEXT = "text"
    LONG_TEXT = "long text"
    NAMES = "names"
    FIRST_DAY = "first day"
    LAST_DAY = "last day"
    YEAR = "year"
    AMOUNT = "amount"
    SOURCE = "source"
    YES_NO = "yes or no"
    ADDRESS = "address"
    ROLE = "role"
    """A role among the town's contacts, by its name and its number."""


TEXTS = frozenset({Kind.NUMBER, Kind.TEXT, Kind.LONG_TEXT, Kind.NAMES, Kind.ADDRESS, Kind.ROLE})


@dataclass(frozen=True)
class Column:
    """A column; ``name`` is the field of what a row describes, ``width`` is in characters.

    One that ``is_newer`` than files that people may still have need not be there; what it holds then stays as it is.
    """

    name: str
    header: Any
    kind: Kind = Kind.TEXT
    width: int = 24
    is_newer: bool = False


@dataclass(frozen=True)
class Sheet:
    """A sheet; ``name`` is the part of the content that it holds."""

    name: str
    title: Any
    columns: tuple[Column, ...]

    def column(self, name: str) -> Column:
        return next(column for column in self.columns if column.name == name)


_ID = Column("id", _("ID (leave as it is)"), Kind.ID, 12)
_OF_MEASURE = Column("measure", _("Number of the measure"), Kind.NUMBER, 14)

GOALS = Sheet(
    "goals",
    _("Goals"),
    (
        _ID,
        Column("parent", _("Number of the level above"), Kind.NUMBER, 14),
        Column("number", _("Number"), Kind.NUMBER, 12),
        Column("name", _("Name"), width=50),
        Column("description", _("Description"), Kind.LONG_TEXT, 60),
    ),
)
MEASURES = Sheet(
    "measures",
    _("Measures"),
    (
        _ID,
        Column("goal", _("Number of the goal above"), Kind.NUMBER, 14),
        Column("number", _("Number"), Kind.NUMBER, 12),
        Column("name", _("Name"), width=50),
        Column("description", _("Description"), Kind.LONG_TEXT, 60),
        Column("reason", _("Reason"), Kind.LONG_TEXT, 40),
        Column("target_groups", _("Target groups (separated by semicolons)"), Kind.NAMES, 30),
        Column("working_group", _("Working group")),
        Column("territory", _("Territory")),
        Column("responsible", _("Responsible")),
        Column("realised_by", _("Realised by")),
        Column("partners", _("Partners"), Kind.LONG_TEXT, 30),
        Column("starts_on", _("Start (day or year)"), Kind.FIRST_DAY, 14),
        Column("ends_on", _("End (day or year)"), Kind.LAST_DAY, 14),
        Column("term_note", _("Note on the term")),
        Column("output", _("Output"), Kind.LONG_TEXT, 40),
        Column("is_example", _("Example (yes or no)"), Kind.YES_NO, 12),
        Column("responsible_role", _("Responsible role"), Kind.ROLE, 40, is_newer=True),
    ),
)
ACTIVITIES = Sheet(
    "activities",
    _("Activities"),
    (
        _OF_MEASURE,
        Column("name", _("Name"), width=50),
        Column("term", _("Term")),
        Column("responsible", _("Responsible")),
    ),
)
COSTS = Sheet(
    "costs",
    _("Costs"),
    (
        _OF_MEASURE,
        Column("year", _("Year"), Kind.YEAR, 10),
        Column("source", _("Source of money"), Kind.SOURCE, 24),
        Column("amount", _("Amount"), Kind.AMOUNT, 18),
    ),
)
INDICATORS = Sheet(
    "indicators",
    _("Indicators"),
    (
        _ID,
        _OF_MEASURE,
        Column("name", _("Name"), width=50),
        Column("unit", _("Unit"), width=16),
        Column("baseline", _("Baseline"), Kind.AMOUNT, 14),
        Column("target", _("Target"), Kind.AMOUNT, 14),
    ),
)
LINKS = Sheet(
    "links",
    _("Links"),
    (
        _OF_MEASURE,
        Column("label", _("Label"), width=50),
        Column("address", _("Address"), Kind.ADDRESS, 60),
    ),
)
SHEETS = (GOALS, MEASURES, ACTIVITIES, COSTS, INDICATORS, LINKS)
BY_NAME: Mapping[str, Sheet] = {sheet.name: sheet for sheet in SHEETS}

INSTRUCTIONS = _("Instructions")
LISTS = "kpss"
"""The hidden sheet: what may be chosen from, and which plan the file is of; the same in all languages."""

YES, NO = _("yes"), _("no")
PAGE, DOCUMENT = _("page"), _("document")
"""Before the id of a page or a document of the town in the column of addresses."""


@cache
def sheets_by_title() -> Mapping[str, Sheet]:
    return {title: sheet for sheet in SHEETS for title in in_all_languages(sheet.title)}


@cache
def columns_by_header(sheet_name: str) -> Mapping[str, Column]:
    return {header: column for column in BY_NAME[sheet_name].columns for header in in_all_languages(column.header)}


@cache
def ignored_titles() -> frozenset[str]:
    """Return the sheets of the template that hold nothing of the plan."""
    return frozenset({LISTS, *in_all_languages(INSTRUCTIONS)})


@cache
def sources_by_label() -> Mapping[str, str]:
    return _by_label((source.value, source.label) for source in MoneySource)


@cache
def answers() -> Mapping[str, bool]:
    """Return what "yes" and "no" mean, in all languages."""
    return {word: meaning for label, meaning in ((YES, True), (NO, False)) for word in in_all_languages(label)}


@cache
def kinds_of_target() -> Mapping[str, str]:
    """Return the field of a link by the word that stands before an id."""
    return _by_label((("page", PAGE), ("document", DOCUMENT)))


def _by_label(pairs: Iterable[tuple[str, Any]]) -> dict[str, str]:
    return {word: value for value, label in pairs for word in in_all_languages(label)}
