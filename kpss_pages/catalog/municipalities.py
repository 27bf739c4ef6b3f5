"""How municipalities are named: in a town's area, in the Czech register, and in lists of districts."""

import re

CODE_LIST = "obce"
"""What the Czech register calls its list of municipalities."""
NUMBERED = re.compile(r"(\d{4,12})(?:\s+(.*))?")
"""A line of an area that names a municipality by its number: "511382 Přerov"."""
_SLOVAK = re.compile(r"SK[0-9A-Z]{4}(\d{6})")
"""A code of the Slovak list CL000025: the district's code of CL000024, then the municipality's own number."""


def number_in(code: str) -> str:
    """Return a municipality's own number: "513881" of "SK0227513881", digits as they are, "" for anything else."""
    if match := _SLOVAK.fullmatch(code):
        return match[1]
    return code if NUMBERED.fullmatch(code) and code.isascii() else ""


def reaches_of(code: str) -> tuple[str, ...]:
    """Return the codes of the district and the region that a Slovak code begins with: "SK0227", "SK022"."""
    return (code[:6], code[:5]) if _SLOVAK.fullmatch(code) else ()
