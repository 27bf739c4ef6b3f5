"""What is worked out once about a town and kept in the shared cache until something of it changes.

A value is kept together with a generation that was read before the value was worked out: whoever began before a change
and comes to an end after it keeps nothing that others would take. A process that knows the generation to be current
(``sites.hearing``) takes the value from its own memory.
"""

import pickle
import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable, Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from time import monotonic
from typing import Generic, NamedTuple, TypeVar

from django.core.cache import cache

from sites import generations
from sites.hearing import hearing

SECONDS = 3600
NEAR = 2048
"""Values that one process has at hand: some 10 MB."""

Value = TypeVar("Value")

_remembered: ContextVar[dict[str, object] | None] = ContextVar("remembered", default=None)


@contextmanager
def remembering() -> Iterator[None]:
    """Look for each value once while one request is answered: a page has some thirty links."""
    token = _remembered.set({})
    try:
        yield
    finally:
        _remembered.reset(token)


def kept(key: str, find: Callable[[], Value], generation_key: str = "", *, is_invented: bool = False) -> Value:
    """Return what is kept under a key; found and kept when nothing is. ``None`` says that there is nothing to keep.

    It counts until the key is forgotten, or until a generation ends that others look after. Of a key that anybody can
    invent nothing at all is written before something has been found.
    """
    remembered = _remembered.get()
    if remembered is not None and key in remembered:
        return remembered[key]  # type: ignore[return-value]
    value = _shared(key, generation_key or _generation_key(key), find, is_invented)
    if remembered is not None and value is not None:
        remembered[key] = value
    return value


class _Packed(NamedTuple):
    """A value that every request unpacks for itself, because it may change what it gets."""

    generation: int
    until: float
    value: bytes


class _Near:
    """The values that this process used last."""

    def __init__(self) -> None:
        self.lock = threading.Lock()
        self.values: OrderedDict[str, _Packed] = OrderedDict()

    def get(self, key: str, generation: int) -> bytes | None:
        with self.lock:
            found = self.values.get(key)
            if found is None or found.generation != generation or found.until < monotonic():
                return None
            self.values.move_to_end(key)
            return found.value

    def put(self, key: str, generation: int, value: object) -> None:
        packed = _Packed(generation, monotonic() + SECONDS, pickle.dumps(value, pickle.HIGHEST_PROTOCOL))
        with self.lock:
            self.values[key] = packed
            self.values.move_to_end(key)
            if len(self.values) > NEAR:
                self.values.popitem(last=False)


_near = _Near()


def _shared(key: str, generation_key: str, find: Callable[[], Value], is_invented: bool) -> Value:
    if hearing.is_up_to_date() and (known := hearing.known.get(generation_key)) is not None:
        packed = _near.get(key, known)
        if packed is not None:
            near: Value = pickle.loads(packed)  # noqa: S301 -- packed by this process
            return near
    told = hearing.told
    found = cache.get_many([key, generation_key])
    generation: int | None = found.get(generation_key)
    if generation is None:
        if is_invented and (nothing := find()) is None:
            return nothing
        generation = generations.generations_of([generation_key])[generation_key]
    else:
        hearing.learn({generation_key: generation}, told)
        if key in found and found[key][0] == generation:
            value: Value = found[key][1]
            _near.put(key, generation, value)
            return value
    value = find()
    if value is not None:
        cache.set(key, (generation, value), SECONDS)
    return value


class AtHand(Generic[Value]):
    """Large values that each process works out for itself and hands out as they are: nobody may change what they get.

    To pack and unpack them for the shared cache would cost as much as to work them out.
    """

    def __init__(self, most: int) -> None:
        """``most`` values are at hand at a time, those used last."""
        self.most = most
        self.lock = threading.Lock()
        self.values: OrderedDict[Hashable, tuple[int, float, Value]] = OrderedDict()

    def get(self, key: Hashable, find: Callable[[], Value], generation_key: str) -> Value:
        """Return the value of a key, found anew when its generation, which others look after, has ended."""
        generation = generations.current(generation_key)
        with self.lock:
            if (kept_value := self.values.get(key)) and kept_value[0] == generation and monotonic() < kept_value[1]:
                self.values.move_to_end(key)
                return kept_value[2]
        value = find()
        with self.lock:
            self.values[key] = (generation, monotonic() + SECONDS, value)
            self.values.move_to_end(key)
            while len(self.values) > self.most:
                self.values.popitem(last=False)
        return value


def forget(keys: Iterable[str]) -> None:
    """Forget what is kept under keys, in this request's memory too."""
    keys = list(keys)
    remembered = _remembered.get() or {}
    for key in keys:
        remembered.pop(key, None)
    cache.delete_many([*keys, *map(_generation_key, keys)])


def _generation_key(key: str) -> str:
    return f"{generations.PREFIX}{key}"
