"""Plain values out of whatever stands in a register: text, days, telephones, e-mails, websites, company numbers."""

import re
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator

from kpss_pages.core.ways.lines import LONGEST_PURPOSE, parse_email
from kpss_pages.core.ways.numbers import parse
from sites.validators import validate_company_id

MOST_WAYS = 20
_NOT_SHOWN = re.compile("[\x00-\x08\x0b-\x1f\x7f\u200b\u2028\u2029\ufeff\ud800-\udfff]+")
_is_url = URLValidator(schemes=("http", "https"))


def text(value: Any, most: int) -> str:
    """Return one line of at most ``most`` characters; "" for what is no text or number, or says nothing."""
    if isinstance(value, dict):  # {"cs": "…"}, as code lists write names
        value = value.get("cs") or value.get("sk")
    if isinstance(value, bool) or not isinstance(value, str | int):
        return ""
    return " ".join(_NOT_SHOWN.sub(" ", str(value)).split())[:most].rstrip()


def day(value: Any) -> date | None:
    """Return a day of "2007-10-01", also with a time behind it; None for everything else."""
    try:
        return date.fromisoformat(value.strip()[:10]) if isinstance(value, str) else None
    except ValueError:
        return None


def company_id(value: Any) -> str:
    """Return eight digits whose check digit fits, "" for anything else; leading zeros that a number lost are put back."""
    digits = text(value, 20).replace(" ", "")
    digits = digits.zfill(8) if digits.isascii() and digits.isdigit() else ""
    try:
        validate_company_id(digits)
    except ValidationError:
        return ""
    return digits


def phone(value: Any, country: str) -> str:
    """Return a number in its kept form, "" for what is none."""
    try:
        return parse(text(value, 60), country)
    except ValidationError:
        return ""


def email(value: Any) -> str:
    try:
        return parse_email(text(value, 300))
    except ValidationError:
        return ""


def website(value: Any) -> str:
    """Return an address with its scheme, "" for what is none of the web."""
    address = text(value, 300)
    if address and "://" not in address:
        address = f"https://{address}"
    try:
        _is_url(address)
    except ValidationError:
        return ""
    return address if len(address) <= 200 else ""


def purpose(value: Any) -> str:
    return text(value, LONGEST_PURPOSE)
