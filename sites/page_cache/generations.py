"""Generations of tags: they end when something changes that a tag stands for."""

from collections.abc import Iterable

from sites import generations
from sites.page_cache.tags import Tag


def key_of(tag: Tag) -> str:
    """Return the cache's key of a tag's generation."""
    return generations.PREFIX + ":".join(map(str, tag))


def generations_of(tags: Iterable[Tag]) -> dict[str, int]:
    """Return the current generations by key, drawing those that are missing."""
    return generations.generations_of(map(key_of, tags))


def end(tags: Iterable[Tag]) -> None:
    """End the current generations of tags."""
    generations.end(map(key_of, tags))
