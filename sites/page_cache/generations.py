"""Generations of tags, kept in the shared cache: whoever sees another generation knows that something has changed.

A generation is a number drawn by chance, so one that was lost (the cache is full, or was restarted) is never taken for
the one before it.
"""

import secrets
from collections.abc import Iterable

from django.core.cache import cache

from sites.page_cache.tags import Tag

PREFIX = "kpss:generation:"
SECONDS = 7 * 24 * 3600
"""Longer than anything that is kept; a forgotten generation only costs a rendering."""


def key_of(tag: Tag) -> str:
    """Return the cache's key of a tag's generation."""
    return PREFIX + ":".join(map(str, tag))


def generations_of(tags: Iterable[Tag]) -> dict[str, int]:
    """Return the current generations by key, drawing those that are missing."""
    keys = sorted(map(key_of, tags))
    found: dict[str, int] = cache.get_many(keys)
    for key in keys:
        if key not in found:
            drawn = _drawn()
            # Another process may have drawn one meanwhile, and that one counts for both.
            found[key] = cache.get_or_set(key, drawn, SECONDS) or drawn
    return found


def are_current(generations: dict[str, int]) -> bool:
    """Whether nothing has changed since the generations were read; one look into the shared cache."""
    return bool(cache.get_many(generations) == generations)


def end(tags: Iterable[Tag]) -> None:
    """End the current generations of tags."""
    cache.delete_many(list(map(key_of, tags)))


def _drawn() -> int:
    return secrets.randbits(62)
