"""How municipalities are named: in a town's area, and in the Czech register."""

import re

from sites.text import without_diacritics, words

CODE_LIST = "obce"
"""What the Czech register calls its list of municipalities."""
NUMBERED = re.compile(r"(\d{4,12})(?:\s+(.*))?")
"""A line of an area that names a municipality by its number: "511382 Přerov"."""


def plain_name(name: str) -> str:
    """Return the words of a name as it is compared: in small letters without diacritics and punctuation."""
    return " ".join(match.group() for match in words(without_diacritics(name)))
