"""Dates, hours and rules in words of the current language."""

from collections.abc import Mapping
from datetime import date, datetime

from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from kpss_pages.events.choices import Repeats
from kpss_pages.events.recurrence import EventDate, Schedule
from sites.languages import current_language

NBSP = "\u00a0"

MONTHS_OF_DATES = (
    pgettext_lazy("alt. month", "January"),
    pgettext_lazy("alt. month", "February"),
    pgettext_lazy("alt. month", "March"),
    pgettext_lazy("alt. month", "April"),
    pgettext_lazy("alt. month", "May"),
    pgettext_lazy("alt. month", "June"),
    pgettext_lazy("alt. month", "July"),
    pgettext_lazy("alt. month", "August"),
    pgettext_lazy("alt. month", "September"),
    pgettext_lazy("alt. month", "October"),
    pgettext_lazy("alt. month", "November"),
    pgettext_lazy("alt. month", "December"),
)
"""Months as Django writes them within a date, named here to be translated: its Slovak ones are not in the genitive."""
DAY_FORMAT = f"j.{NBSP}E{NBSP}Y"
SHORT_DAY_FORMAT = f"j.{NBSP}E"
CLOCK_FORMAT = "G.i"
"""Hours of both languages: "16.00" (ČSN 01 6910, STN 01 6910)."""

RULES: Mapping[str, str | Promise] = {
    Repeats.DAILY: gettext_lazy("Every day until %(until)s."),
    Repeats.WEEKLY: gettext_lazy("Every week (%(weekday)s) until %(until)s."),
    Repeats.FORTNIGHTLY: gettext_lazy("Every two weeks (%(weekday)s) until %(until)s."),
    Repeats.MONTHLY_DAY: gettext_lazy("Every month on day %(day)d until %(until)s."),
    Repeats.MONTHLY_WEEKDAY: gettext_lazy(
        "Every month (%(weekday)s, number %(week)d of its kind in the month) until %(until)s."
    ),
    Repeats.YEARLY: gettext_lazy("Every year on %(month_day)s until %(until)s."),
}
LAST_DAY_RULE = gettext_lazy("Every month on day %(day)d, in a shorter month on its last day, until %(until)s.")
LAST_WEEKDAY_RULE = gettext_lazy("Every month (%(weekday)s, the last one in the month) until %(until)s.")


def day_text(day: date) -> str:
    """Return a day with its weekday and year: "středa 18. listopadu 2026", "streda 18. novembra 2026"."""
    return f"{weekday_text(day)} {date_format(day, DAY_FORMAT)}"


def short_day_text(day: date) -> str:
    """Return a day with its weekday, without the year."""
    return f"{weekday_text(day)} {date_format(day, SHORT_DAY_FORMAT)}"


def weekday_text(day: date) -> str:
    """Return a weekday within a sentence: Django's Slovak ones begin with capitals."""
    name = date_format(day, "l")
    return name.lower() if current_language() in ("cs", "sk") else name


def clock_text(moment: datetime) -> str:
    """Return an hour: "16.00" in Czech, "16.00 h" in Slovak."""
    return f"{date_format(moment, CLOCK_FORMAT)}{_unit()}"


def clock_span(starts_at: datetime, ends_at: datetime) -> str:
    """Return a span within a day: "16.00–18.00" in Czech, "16.00 – 18.00 h" in Slovak."""
    dash = f"{NBSP}– " if _is_slovak() else "–"
    return f"{date_format(starts_at, CLOCK_FORMAT)}{dash}{date_format(ends_at, CLOCK_FORMAT)}{_unit()}"


def when_text(event_date: EventDate) -> str:
    """Return when an event is, in full: days with their weekdays, and hours unless it lasts all day."""
    first, last = event_date.first_day, event_date.last_day
    if event_date.is_all_day:
        return day_text(first) if first == last else f"{day_text(first)}{NBSP}– {day_text(last)}"
    starts, ends = event_date.starts_at, event_date.ends_at
    if not event_date.has_end or starts == ends:
        return f"{day_text(first)}, {clock_text(starts)}"
    if first == last:
        return f"{day_text(first)}, {clock_span(starts, ends)}"
    return f"{day_text(first)}, {clock_text(starts)}{NBSP}– {day_text(ends.date())}, {clock_text(ends)}"


def moment_text(moment: datetime, *, is_all_day: bool = False) -> str:
    """Return one moment in full."""
    return day_text(moment.date()) if is_all_day else f"{day_text(moment.date())}, {clock_text(moment)}"


def hours_text(event_date: EventDate, day: date | None = None) -> str:
    """Return what stands beside a title within a day: the hours; on a further day of an event, that it goes on."""
    if day is not None and event_date.first_day < day:
        return _("continues")
    if event_date.is_all_day:
        return _("all day")
    if not event_date.has_end or event_date.ends_at == event_date.starts_at:
        return clock_text(event_date.starts_at)
    if event_date.first_day == event_date.last_day:
        return clock_span(event_date.starts_at, event_date.ends_at)
    return _("from %(hour)s") % {"hour": clock_text(event_date.starts_at)}


def month_text(day: date) -> str:
    """Return a month with its year: "listopad 2026"."""
    name = date_format(day, f"F{NBSP}Y")
    return name.lower() if current_language() in ("cs", "sk") else name


def rule_text(schedule: Schedule) -> str:
    """Return how an event repeats in a sentence, "" for one that happens once."""
    if not schedule.repeats or schedule.until is None:
        return ""
    first = schedule.first_day
    week = (first.day - 1) // 7 + 1
    wording = RULES[schedule.repeats]
    if schedule.repeats == Repeats.MONTHLY_DAY and first.day > 28:
        wording = LAST_DAY_RULE
    if schedule.repeats == Repeats.MONTHLY_WEEKDAY and week == 5:
        wording = LAST_WEEKDAY_RULE
    return str(wording) % {
        "weekday": weekday_text(first),
        "week": week,
        "day": first.day,
        "month_day": date_format(first, f"j.{NBSP}E"),
        "until": date_format(schedule.until, "DATE_FORMAT"),
    }


def _is_slovak() -> bool:
    return current_language() == "sk"


def _unit() -> str:
    return f"{NBSP}h" if _is_slovak() else ""
