"""Days as cells have them."""

import re
from datetime import date

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

_DAY = re.compile(r"(\d{4})-(\d\d?)-(\d\d?)(?:[ T]00:00(?::00)?)?|(\d\d?)\. ?(\d\d?)\. ?(\d{4})")


def day_in(text: str) -> date:
    """Return the day of a cell, "2026-12-31" or "31. 12. 2026"; raise ValidationError with a sentence for none."""
    match = _DAY.fullmatch(text.strip())
    try:
        if match is None:
            raise ValueError(text)
        year, month, day = (match[1], match[2], match[3]) if match[1] else (match[6], match[5], match[4])
        return date(int(year), int(month), int(day))
    except ValueError as error:
        sentence = _("“%(text)s” is no day. Write it as 2026-12-31 or 31. 12. 2026.")
        raise ValidationError(sentence, code="day", params={"text": text[:40]}) from error
