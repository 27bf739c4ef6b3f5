"""The method's notation of steps: "+3" is three up, "-1" one down, "+3 -1" both, "0" none."""

import re

_NOTATION = re.compile(r"^(?:0|[+-][1-9][0-9]{0,2}(?: [+-][1-9][0-9]{0,2}){0,5})$")


def normal_steps(text: str) -> str | None:
    """Return steps in the form in which they are kept ("+3 -1"), None for what is no such notation.

    A plain number means steps up; minus may be typographic, spaces may be missing.
    """
    if len(text) > 80:
        return None
    plain = re.sub(r"\s*([+\-])\s*", r" \1", text.replace("\u2212", "-").replace("\u2013", "-")).strip()
    plain = " ".join(plain.split())
    if plain.isdecimal() and plain.isascii():
        plain = f"+{int(plain)}" if len(plain) < 4 and int(plain) else plain.lstrip("0") or "0"
    return plain if _NOTATION.match(plain) else None


def step_count(steps: str) -> int:
    """Return how many steps there are in all, up and down."""
    return sum(abs(int(flight)) for flight in steps.split())
