"""What is at a place: kinds whose things are at places say which (offices, services, events)."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kpss_pages.barrier_free.models import Place


@dataclass(frozen=True)
class ThingHere:
    """A thing at a place: what it is ("office"), its name, and its address for the public, "" where it has none."""

    kind: str
    name: str
    url: str = ""


FindsThings = Callable[["Place", str], Iterable[ThingHere]]
"""Takes a place and the language; yields what the public may see there."""

_finders: list[FindsThings] = []


def register_things_here(find: FindsThings) -> FindsThings:
    """Let places show the things of a kind; called when an app starts."""
    if find not in _finders:
        _finders.append(find)
    return find


def things_at(place: "Place", language: str) -> list[ThingHere]:
    """Return what is at a place, by kinds in the order in which they registered."""
    return [thing for find in _finders for thing in find(place, language)]
