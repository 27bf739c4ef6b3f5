"""Telephone numbers: read as people write them, kept in one form, shown in the groups of their country.

What is kept is E.164 ("+420582329303"). A short number of the country ("112", "116111"), which cannot be dialled with a
country code, is kept as its digits alone.
"""

import re
from functools import lru_cache
from typing import Any

import phonenumbers
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from phonenumbers import NumberParseException, PhoneNumberFormat, ValidationResult, shortnumberinfo

from sites.choices import Country

COUNTRY_CODES = {Country.CZ: "420", Country.SK: "421"}
_LONGEST = 15
"""Digits of the longest number (E.164), its country code among them."""
_LONGEST_SHORT = 6
_SHORT_BEGINS = "1"
"""Short numbers of both countries begin with a one, other numbers with other digits."""
_FEWEST_SEARCHED = 3

_APART = " \t\u00a0\u2007\u2009\u202f/.()-\u2010\u2011\u2012\u2013\u2014"
"""What people put between digits, and what is thrown away."""
_WRITTEN_APART = re.compile(f"[{re.escape(_APART)}]+")
_WITH_CODE = re.compile(r"(?:\+|00)(\d+)")

_UNKNOWN: dict[str, Any] = {
    Country.CZ: gettext_lazy(
        "“%(text)s” is no number of the Czech Republic. Check its digits; a number of another country begins with its"
        " code, for example +421."
    ),
    Country.SK: gettext_lazy(
        "“%(text)s” is no number of Slovakia. Check its digits; a number of another country begins with its code, for"
        " example +420."
    ),
}


def parse(text: str, country: str) -> str:
    """Return a number as it is kept; without a country code it is one of ``country`` ("CZ", "SK").

    Raises ValidationError with a sentence that says what is wrong with it.
    """
    written = text.strip()
    shown_text = written if len(written) <= 40 else f"{written[:40]}…"
    if any(character.isalpha() for character in written):
        raise _error(
            _(
                "“%(text)s” has letters in it. Write the number in digits; what it is for comes after it, behind a dash."
            ),
            shown_text,
        )
    plain = _WRITTEN_APART.sub("", written)
    if not re.fullmatch(r"\+?[0-9]+", plain):
        raise _error(
            _("“%(text)s” is no telephone number. Write digits and spaces, for example 581 268 111."), shown_text
        )
    if re.fullmatch(r"42[01][0-9]{9}", plain):
        plain = f"+{plain}"  # 420 581 268 111: the plus was forgotten
    try:
        number = phonenumbers.parse(plain, country)
    except NumberParseException as error:
        raise _refusal(error.error_type, shown_text) from error
    if len(plain) <= _LONGEST_SHORT and shortnumberinfo.is_valid_short_number_for_region(number, country):
        return plain
    reason = phonenumbers.is_possible_number_with_reason(number)
    if reason in (ValidationResult.TOO_SHORT, ValidationResult.IS_POSSIBLE_LOCAL_ONLY):
        raise _error(_("“%(text)s” is too short for a telephone number. Write all of its digits."), shown_text)
    if reason == ValidationResult.TOO_LONG:
        raise _too_long(shown_text)
    if not phonenumbers.is_valid_number(number):
        of = phonenumbers.region_code_for_country_code(number.country_code or 0)
        raise _error(_UNKNOWN.get(of) or _("“%(text)s” is no number of its country. Check its digits."), shown_text)
    return phonenumbers.format_number(number, PhoneNumberFormat.E164)


def _error(message: Any, text: str) -> ValidationError:
    return ValidationError(message, code="phone", params={"text": text})


def _too_long(text: str) -> ValidationError:
    return _error(_("“%(text)s” is too long for a telephone number. Write one number a line."), text)


def _refusal(error_type: int, text: str) -> ValidationError:
    if error_type == NumberParseException.TOO_LONG:
        return _too_long(text)
    if error_type == NumberParseException.INVALID_COUNTRY_CODE:
        return _error(
            _("“%(text)s” begins with a code that no country has. Check the digits behind the plus."),
            text,
        )
    return _error(_("“%(text)s” is too short for a telephone number. Write all of its digits."), text)


@lru_cache(maxsize=4096)
def shown(number: str, country: str = "") -> str:
    """Return a kept number in groups: in those of its country, with the country code where that is not ``country``."""
    if not number.startswith("+"):
        return _short_in_groups(number)
    try:
        parsed = phonenumbers.parse(number, None)
    except NumberParseException:
        return number
    if phonenumbers.region_code_for_country_code(parsed.country_code or 0) == country:
        return phonenumbers.format_number(parsed, PhoneNumberFormat.NATIONAL)
    return phonenumbers.format_number(parsed, PhoneNumberFormat.INTERNATIONAL)


def _short_in_groups(number: str) -> str:
    return f"{number[:3]} {number[3:]}" if len(number) == _LONGEST_SHORT else number


def href(number: str) -> str:
    """Return the address that dials a kept number: "tel:+420582329303"."""
    return f"tel:{number}"


def digits_searched(query: str, country: str) -> list[str]:
    """Return with which digits a number may begin that ``query`` is the beginning of; empty when it is no number.

    They are those of the kept form without the plus ("420581268"), the likeliest first. ``query`` has any grouping and
    may have the country code ("+420", "00420", "420") or the zero that Slovak numbers begin with at home. Without a code
    it may be a number of either country or a short one. Fewer than three digits behind the code find nothing.
    """
    plain = _WRITTEN_APART.sub("", query)
    if not re.fullmatch(r"\+?[0-9]{1,20}", plain):
        return []
    coded = _WITH_CODE.fullmatch(plain)
    if coded:
        digits = coded[1]
        return [digits] if _has_enough(digits) else []
    if len(plain) < _FEWEST_SEARCHED or len(plain) > _LONGEST:
        return []
    found: list[str] = []
    own = [COUNTRY_CODES[Country(country)]] if country in Country.values else []
    for code in dict.fromkeys((*own, *COUNTRY_CODES.values())):
        # Slovak numbers begin with a zero at home, Czech ones never do.
        national = plain.removeprefix("0") if code == COUNTRY_CODES[Country.SK] else plain
        if len(national) >= _FEWEST_SEARCHED:
            found.append(code + national)
    if plain.startswith(tuple(COUNTRY_CODES.values())) and _has_enough(plain):
        found.append(plain)
    if plain.startswith(_SHORT_BEGINS) and len(plain) <= _LONGEST_SHORT:
        found.append(plain)
    return list(dict.fromkeys(found))


def _has_enough(digits: str) -> bool:
    """Whether digits with a country code say more than the country."""
    for code in COUNTRY_CODES.values():
        if digits.startswith(code) or code.startswith(digits):
            return len(digits) >= len(code) + _FEWEST_SEARCHED
    return _FEWEST_SEARCHED + 2 <= len(digits) <= _LONGEST
