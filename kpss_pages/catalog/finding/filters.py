"""What somebody asks the catalogue for, as its address says it."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields, replace
from typing import Any, Self
from urllib.parse import urlencode

from kpss_pages.catalog.choices import Kind
from kpss_pages.catalog.vocabulary import age_groups, forms, service_types, target_groups
from kpss_pages.core.positions import is_like_a_position, position_of
from sites.models import TownSettings

LONGEST_QUERY = 100
LONGEST_NAME = 120
MOST_VALUES = 20
"""Values of one facet that are read; nobody ticks more."""
KILOMETRES = (1, 2, 5, 10, 20, 50)
BY_NAME, BY_DISTANCE = "name", "distance"
SORTS = (BY_NAME, BY_DISTANCE)

_SLUG = re.compile(r"[-\w]{1,60}", re.ASCII)


@dataclass(frozen=True)
class Filters:
    """What is asked for; false when it is everything. Fields are called as the parameters of the address are.

    ``situation`` is the slug of a life situation, ``municipality`` names, ``near`` the name of a municipality,
    "office-12" or a position in degrees ("49.455,17.451"), ``km`` how far from there. ``open``, ``free``, ``access`` and
    ``places`` ask for what is open now, costs nothing, lets people in a wheelchair in and has free places. ``sort`` is
    "" for the order that fits best: by relevance, by distance, by name.
    """

    q: str = ""
    situation: str = ""
    group: tuple[str, ...] = ()
    type: tuple[str, ...] = ()
    form: tuple[str, ...] = ()
    age: tuple[str, ...] = ()
    municipality: tuple[str, ...] = ()
    near: str = ""
    km: int | None = None
    open: bool = False
    free: bool = False
    access: bool = False
    places: bool = False
    kind: str = ""
    sort: str = ""

    @classmethod
    def of(cls, asked: Mapping[str, Any], town: TownSettings) -> Self:
        """Read the parameters of an address; what no vocabulary knows is dropped.

        Municipalities, life situations and places are the town's and known to ``find`` alone, which drops those that
        are not there.
        """
        km = _text(asked, "km", 4)
        near = _near(_text(asked, "near", LONGEST_NAME))
        kind, sort = _text(asked, "kind", 10), _text(asked, "sort", 10)
        situation = _text(asked, "situation", 60)
        return cls(
            q=_text(asked, "q", LONGEST_QUERY),
            situation=situation if _SLUG.fullmatch(situation) else "",
            group=_known(asked, "group", target_groups()),
            type=_known(asked, "type", service_types()),
            form=_known(asked, "form", forms()),
            age=_known(asked, "age", age_groups()),
            municipality=tuple(dict.fromkeys(filter(None, _texts(asked, "municipality")))),
            near=near,
            km=int(km) if near and km in map(str, KILOMETRES) else None,
            open=_text(asked, "open", 1) == "1",
            free=_text(asked, "free", 1) == "1",
            access=_text(asked, "access", 1) == "1",
            places=_text(asked, "places", 1) == "1",
            kind=kind if kind in Kind.values else "",
            sort=sort if sort == BY_NAME or (sort == BY_DISTANCE and near) else "",
        )

    def __bool__(self) -> bool:
        """Whether something is asked for; an order is not."""
        return any(getattr(self, field.name) for field in fields(self) if field.name != "sort")

    @property
    def position(self) -> tuple[float, float] | None:
        """The position in ``near``, None where a place is named or none is."""
        return position_of(self.near)

    def values(self, name: str) -> tuple[str, ...]:
        """Return the chosen values of a parameter as the address has them."""
        value = getattr(self, name)
        if isinstance(value, tuple):
            return value
        if value is True:
            return ("1",)
        return (str(value),) if value else ()

    def pairs(self) -> list[tuple[str, str]]:
        return [(field.name, value) for field in fields(self) for value in self.values(field.name)]

    def querystring(self, **further: Any) -> str:
        """Return the address's query without "?", the same for the same question; "" for everything."""
        return urlencode([*self.pairs(), *((name, str(value)) for name, value in further.items() if value)])

    def without(self, name: str, value: str = "") -> Self:
        """Return the filters without one: without one of its values where it has several."""
        now = getattr(self, name)
        rest: Any = tuple(each for each in now if each != value) if isinstance(now, tuple) and value else None
        empty: Any = type(self).__dataclass_fields__[name].default
        changed = replace(self, **{name: empty if rest is None else rest})
        if name == "near":
            changed = replace(changed, km=None, sort="" if changed.sort == BY_DISTANCE else changed.sort)
        return changed

    def changed(self, **values: Any) -> Self:
        return replace(self, **values)


def _near(text: str) -> str:
    position = position_of(text.replace(" ", ""))
    if position is not None:
        # To some hundred metres: nobody's address stands in an address.
        return f"{position[0]:.3f},{position[1]:.3f}"
    return "" if is_like_a_position(text.replace(" ", "")) else text


def _known(asked: Mapping[str, Any], name: str, known: Iterable[str]) -> tuple[str, ...]:
    """Return the values that a vocabulary has, in its order."""
    given = set(_texts(asked, name))
    return tuple(code for code in known if code in given)


def _texts(asked: Mapping[str, Any], name: str) -> list[str]:
    values = asked.getlist(name) if hasattr(asked, "getlist") else asked.get(name, ())
    values = [values] if isinstance(values, str) else values
    return [_clean(value, LONGEST_NAME) for value in values[:MOST_VALUES]]


def _text(asked: Mapping[str, Any], name: str, longest: int) -> str:
    return _clean(asked.get(name) or "", longest)


def _clean(value: Any, longest: int) -> str:
    text = value if isinstance(value, str) else ""
    return " ".join(text[:longest].replace("\x00", " ").split())
