"""Periods of validity: what day it is in a town, and how a period is written ("2018–2022", "from 1. 7. 2024")."""

from datetime import date

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from wagtail.models import Page

from sites.languages import current_language
from sites.tenancy.scope import town_of

DAY_FORMAT = "j. n. Y"
"""The numeric date of both languages: "12. 3. 2024" (ČSN 01 6910, STN 01 6910)."""


def period_text(begins: date | None, ends: date | None) -> str:
    """Return a period in the current language; whole years as years, "" without any date."""
    is_years = (begins is None or (begins.month, begins.day) == (1, 1)) and (
        ends is None or (ends.month, ends.day) == (12, 31)
    )
    first = _written(begins, is_years)
    last = _written(ends, is_years)
    if begins and ends:
        if first == last:
            return first
        return f"{first}{_dash(is_years)}{last}"
    if begins:
        return _("from %(day)s") % {"day": first}
    if ends:
        return _("until %(day)s") % {"day": last}
    return ""


def _written(day: date | None, is_year: bool) -> str:
    if day is None:
        return ""
    return str(day.year) if is_year else date_format(day, DAY_FORMAT)


def _dash(is_years: bool) -> str:
    """Czech writes "2018–2022" close, Slovak "2018 – 2022" apart (STN 01 6910); parts with spaces are always apart."""
    is_close = is_years and current_language() != "sk"
    return "–" if is_close else "\u00a0– "


def today_in_town(page: Page) -> date:
    """Return the current day in the time zone of the page's town."""
    town = town_of(page)
    return timezone.localdate(timezone=town.zone if town else None)
