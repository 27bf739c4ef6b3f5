"""What somebody asks the map for, as its address says it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields, replace
from typing import Any, Self
from urllib.parse import urlencode

from kpss_pages.barrier_free.choices import Category, Profile, Verdict
from kpss_pages.barrier_free.finding.narrowing import BY_DISTANCE, SORTS, asked_for
from kpss_pages.barrier_free.finding.near import tidy_near
from kpss_pages.barrier_free.finding.wording import sentence_of
from kpss_pages.barrier_free.querysets import PlaceQuerySet
from kpss_pages.core.searching import query_in

KILOMETRES = (1, 2, 5, 10, 20)
PARAMETERS = {
    "categories": "category",
    "verdicts": "verdict",
    "open_now": "open",
}
"""Fields whose parameter in the address is called otherwise; the others are called as the field is."""


@dataclass(frozen=True)
class Filters:
    """What is asked for; false when it is everything.

    ``verdicts`` are those for ``profile``. ``toilet``, ``parking`` and ``lift`` ask for a toilet for a wheelchair,
    reserved parking and a lift that somebody has seen. ``near`` is a position in degrees ("49.455,17.451") or the name
    of a place or a municipality of the town, ``km`` how far from there. ``sort`` is "" for the order that fits best: by
    distance from a place, by name otherwise.
    """

    q: str = ""
    categories: tuple[str, ...] = ()
    profile: str = Profile.WHEELCHAIR.value
    verdicts: tuple[str, ...] = ()
    toilet: bool = False
    parking: bool = False
    lift: bool = False
    open_now: bool = False
    near: str = ""
    km: int | None = None
    sort: str = ""

    @classmethod
    def of(cls, query: Mapping[str, Any]) -> Self:
        """Read the parameters of an address; what nobody knows is dropped."""
        near = tidy_near(_text(query, "near"))
        km, sort, profile = _text(query, "km"), _text(query, "sort"), _text(query, "profile")
        return cls(
            q=_text(query, "q"),
            categories=_known(query, "category", Category.values),
            profile=profile if profile in Profile.values else Profile.WHEELCHAIR.value,
            verdicts=_known(query, "verdict", Verdict.values),
            toilet=_text(query, "toilet") == "1",
            parking=_text(query, "parking") == "1",
            lift=_text(query, "lift") == "1",
            open_now=_text(query, "open") == "1",
            near=near,
            km=int(km) if near and km in map(str, KILOMETRES) else None,
            sort=sort if sort in SORTS and (near or sort != BY_DISTANCE) else "",
        )

    def __bool__(self) -> bool:
        """Whether the list is narrowed down; an order, and for whom the verdicts are, narrow nothing."""
        rest = replace(self, sort="", profile=Profile.WHEELCHAIR.value)
        return rest != type(self)()

    def of_places(self, rows: PlaceQuerySet) -> PlaceQuerySet:
        """Return those of a town's places that are asked for, in the order that is asked for."""
        return asked_for(self, rows)

    def pairs(self) -> list[tuple[str, str]]:
        """Return names and values as the address has them; defaults are left out."""
        return [
            (PARAMETERS.get(field.name, field.name), value)
            for field in fields(self)
            if getattr(self, field.name) != field.default
            for value in _values(getattr(self, field.name))
        ]

    @property
    def querystring(self) -> str:
        """The address's query without "?", the same for the same question; "" for everything."""
        return urlencode(self.pairs())

    def without(self, name: str, value: str = "") -> Self:
        """Return the filters without one: without one of its values where it has several."""
        now = getattr(self, name)
        if isinstance(now, tuple) and value:
            rest: dict[str, Any] = {name: tuple(each for each in now if each != value)}
            return replace(self, **rest)
        usual: dict[str, Any] = {name: type(self).__dataclass_fields__[name].default}
        changed = replace(self, **usual)
        if name == "near":
            changed = replace(changed, km=None, sort="" if changed.sort == BY_DISTANCE else changed.sort)
        return changed

    def changed(self, **values: Any) -> Self:
        return replace(self, **values)

    def sentence(self, count: int, town: str = "") -> str:
        """Return how many places of a town there are, and of what was asked for."""
        return sentence_of(self, count, town)


def _values(value: Any) -> tuple[str, ...]:
    if isinstance(value, tuple):
        return value
    return ("1",) if value is True else (str(value),)


def _known(query: Mapping[str, Any], name: str, known: Iterable[str]) -> tuple[str, ...]:
    """Return the values that a vocabulary has, in its order."""
    values = query.getlist(name) if hasattr(query, "getlist") else query.get(name, ())
    given = {values} if isinstance(values, str) else set(values)
    return tuple(value for value in known if value in given)


def _text(query: Mapping[str, Any], name: str) -> str:
    value = query.get(name)
    return query_in(value) if isinstance(value, str) else ""
