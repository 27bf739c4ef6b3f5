"""What a cell of the spreadsheet holds, or a sentence that says why it cannot be taken."""

import re
from collections.abc import Callable, Mapping
from datetime import date, datetime
from decimal import Decimal
from math import isfinite
from typing import Any

from django.utils.translation import gettext as _
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE

from kpss_pages.core.tables.columns import folded
from kpss_pages.plans.choices import MoneySource
from kpss_pages.plans.models.reports import FIRST_YEAR, LAST_YEAR
from kpss_pages.plans.spreadsheet.columns import NO, YES, Column, Kind, answers, sources_by_label

_FIRST_SERIAL_DAY = date(1899, 12, 30)
_DIGITS = re.compile(r"\d+", re.ASCII)


class CellRefused(ValueError):
    """A cell that cannot be taken; its one argument says why and what to do."""


def cleaned(text: str) -> str:
    """Return a text as it survives in a cell: without outer spaces, characters of control and carriage returns."""
    text = text.replace("_x000D_", "").replace("\r\n", "\n").replace("\r", "\n")
    return ILLEGAL_CHARACTERS_RE.sub("", text).strip()


def through_a_cell(number: Decimal) -> Decimal:
    """Return a number as it survives in a cell, which holds about 15 digits."""
    return Decimal(repr(float(number))) if number.is_finite() else number


def names_in(text: str) -> tuple[str, ...]:
    """Return names separated by semicolons."""
    return tuple(name for name in (cleaned(part) for part in text.split(";")) if name)


def value_of(column: Column, value: Any, data_type: str) -> Any:
    """Return the value of a cell for its column, None for a blank one; raises CellRefused."""
    if value is None or (isinstance(value, str) and not cleaned(value)):
        return None
    if data_type == "f":
        raise CellRefused(
            _("There is a formula here. Copy the cell and insert it again as a value only, or type the value itself.")
        )
    if data_type == "e":
        raise CellRefused(
            _("The spreadsheet program shows the error %(error)s here. Write the value itself.") % {"error": value}
        )
    return _READERS[column.kind](value)


def _text(value: Any) -> str:
    if isinstance(value, str):
        return cleaned(value)
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        return str(int(value)) if float(value).is_integer() else str(value)
    raise CellRefused(
        _(
            "The spreadsheet program made a date or a truth value of this. Set the format of the cell to text and type it again."
        )
    )


def _number(value: Any) -> str:
    """Read a number such as 1.10, which a spreadsheet program likes to make a decimal number or a day of."""
    if isinstance(value, str):
        return cleaned(value)
    if isinstance(value, int) and not isinstance(value, bool):
        return str(value)
    raise CellRefused(
        _(
            "A number such as 1.10 has to be a text, or the program makes 1.1 or a day of it. Set the format of the cell to text and type the number again."
        )
    )


def _id(value: Any) -> int:
    number = _whole(value)
    if number is None or number < 1:
        raise CellRefused(
            _("“%(text)s” is no ID. Leave the ID as it was downloaded; in a new row leave it blank.") % {"text": value}
        )
    return number


def _year(value: Any) -> int:
    number = _year_shown_as_day(value) or _whole(value)
    if number is None:
        raise CellRefused(_("“%(text)s” is no year. Write the year alone, for example 2026.") % {"text": _shown(value)})
    return number


def _first_day(value: Any) -> date:
    return _day(value, month=1, day=1)


def _last_day(value: Any) -> date:
    return _day(value, month=12, day=31)


def _day(value: Any, month: int, day: int) -> date:
    year = _year_shown_as_day(value) or _whole(value)
    if year is not None and FIRST_YEAR <= year <= LAST_YEAR:
        return date(year, month, day)
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    if isinstance(value, str):
        raise CellRefused(
            _(
                "“%(text)s” is a text, not a date. Set the format of the cell to a date and type the day again, or write the year alone, for example 2026."
            )
            % {"text": cleaned(value)}
        )
    raise CellRefused(
        _("“%(text)s” is neither a date nor a year from %(first)d to %(last)d. Type the day again, or the year alone.")
        % {"text": _shown(value), "first": FIRST_YEAR, "last": LAST_YEAR}
    )


def _year_shown_as_day(value: Any) -> int | None:
    """Return the year that was typed into a cell whose format is a date: the program then shows a day of 1905."""
    if isinstance(value, datetime):
        serial = (value.date() - _FIRST_SERIAL_DAY).days
        return serial if FIRST_YEAR <= serial <= LAST_YEAR else None
    return None


def _amount(value: Any) -> Decimal:
    if isinstance(value, (int, float)) and not isinstance(value, bool) and isfinite(value):
        return Decimal(repr(value))
    whole = _whole(value)
    if whole is None:
        raise CellRefused(
            _(
                "“%(text)s” is not a number for the spreadsheet program. Set the format of the cell to a number and type it again, without units."
            )
            % {"text": _shown(value)}
        )
    return Decimal(whole)


def _source(value: Any) -> str:
    found = sources_by_label().get(folded(_text(value)))
    if found is None:
        raise CellRefused(
            _("“%(text)s” is not in the list of sources. Choose one of these: %(choices)s.")
            % {"text": _shown(value), "choices": ", ".join(str(label) for label in MoneySource.labels)}
        )
    return found


def _yes_no(value: Any) -> bool:
    if isinstance(value, bool):
        return value
    found = answers().get(folded(_text(value)))
    if found is None:
        raise CellRefused(
            _("“%(text)s” is neither %(yes)s nor %(no)s. Write one of the two.")
            % {"text": _shown(value), "yes": YES, "no": NO}
        )
    return found


def _whole(value: Any) -> int | None:
    """Return a whole number, also one that is a text of digits alone; None for anything else."""
    if isinstance(value, bool):
        return None
    if isinstance(value, int):
        return value
    if isinstance(value, float):
        return int(value) if value.is_integer() else None
    if isinstance(value, str):
        digits = "".join(value.split())
        return int(digits) if len(digits) <= 15 and _DIGITS.fullmatch(digits) else None
    return None


def _shown(value: Any) -> str:
    return value.strftime("%d.%m.%Y") if isinstance(value, (date, datetime)) else cleaned(str(value))[:60]


def _names(value: Any) -> tuple[str, ...]:
    return names_in(_text(value))


_READERS: Mapping[Kind, Callable[[Any], Any]] = {
    Kind.ID: _id,
    Kind.NUMBER: _number,
    Kind.TEXT: _text,
    Kind.LONG_TEXT: _text,
    Kind.NAMES: _names,
    Kind.FIRST_DAY: _first_day,
    Kind.LAST_DAY: _last_day,
    Kind.YEAR: _year,
    Kind.AMOUNT: _amount,
    Kind.SOURCE: _source,
    Kind.YES_NO: _yes_no,
    Kind.ADDRESS: _text,
    Kind.ROLE: _text,
}
