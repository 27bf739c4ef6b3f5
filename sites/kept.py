"""What is worked out once about a town and kept in the shared cache until something of it changes.

A value is kept together with a generation that was read before the value was worked out: whoever began before a change
and comes to an end after it keeps nothing that others would take.
"""

import secrets
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import TypeVar

from django.core.cache import cache

SECONDS = 3600

Value = TypeVar("Value")

_remembered: ContextVar[dict[str, object] | None] = ContextVar("remembered", default=None)


@contextmanager
def remembering() -> Iterator[None]:
    """Ask the shared cache once for each value while one request is answered: a page has some thirty links."""
    token = _remembered.set({})
    try:
        yield
    finally:
        _remembered.reset(token)


def kept(key: str, find: Callable[[], Value]) -> Value:
    """Return what is kept under a key; found and kept when nothing is. ``None`` says that there is nothing to keep."""
    remembered = _remembered.get()
    if remembered is not None and key in remembered:
        return remembered[key]  # type: ignore[return-value]
    value = _shared(key, find)
    if remembered is not None and value is not None:
        remembered[key] = value
    return value


def _shared(key: str, find: Callable[[], Value]) -> Value:
    generation_key = _generation_key(key)
    found = cache.get_many([key, generation_key])
    generation: int | None = found.get(generation_key)
    if generation is None:
        drawn = secrets.randbits(62)
        # Another process may have drawn one meanwhile, and that one counts for both.
        generation = cache.get_or_set(generation_key, drawn, SECONDS) or drawn
    elif key in found and found[key][0] == generation:
        value: Value = found[key][1]
        return value
    value = find()
    if value is not None:
        cache.set(key, (generation, value), SECONDS)
    return value


def forget(keys: Iterable[str]) -> None:
    """Forget what is kept under keys, in this request's memory too."""
    keys = list(keys)
    remembered = _remembered.get() or {}
    for key in keys:
        remembered.pop(key, None)
    cache.delete_many([*keys, *map(_generation_key, keys)])


def _generation_key(key: str) -> str:
    return f"{key}:generation"
