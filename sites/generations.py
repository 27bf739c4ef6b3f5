"""Generations of what is kept, in the shared cache: whoever sees another generation knows that something has changed.

A generation is a number drawn by chance, so one that was lost (the cache is full, or was restarted) is never taken for
the one before it. ``sites.hearing`` says which of them a process knows without asking.
"""

import secrets
from collections.abc import Iterable, Mapping

from django.core.cache import cache

from sites.hearing import hearing

PREFIX = "kpss:generation:"
SECONDS = 7 * 24 * 3600
"""Longer than anything that is kept; a forgotten generation only costs finding it anew."""


def generations_of(keys: Iterable[str]) -> dict[str, int]:
    """Return the current generations by key, drawing those that are missing."""
    wanted = sorted(keys)
    told = hearing.told
    found: dict[str, int] = cache.get_many(wanted)
    for key in wanted:
        if key not in found:
            drawn = secrets.randbits(62)
            # Another process may have drawn one meanwhile, and that one counts for both.
            found[key] = cache.get_or_set(key, drawn, SECONDS) or drawn
    hearing.learn(found, told)
    return found


def current(key: str) -> int:
    """Return the current generation of one key; nobody is asked where this process would have been told of its end."""
    if hearing.is_up_to_date() and (known := hearing.known.get(key)) is not None:
        return known
    return generations_of([key])[key]


def are_current(generations: Mapping[str, int]) -> bool:
    """Whether nothing has changed since the generations were read."""
    if hearing.is_up_to_date() and hearing.known.items() >= generations.items():
        return True
    told = hearing.told
    found: dict[str, int] = cache.get_many(generations)
    hearing.learn(found, told)
    return found == generations


def end(keys: Iterable[str]) -> None:
    """End the current generations of keys."""
    cache.delete_many(list(keys))
