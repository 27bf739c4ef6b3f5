"""The limits as tables for people: what is looked at, and what makes it accessible or partly so, in words."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from kpss_pages.barrier_free.choices import SHAPES, Profile, Shape
from kpss_pages.barrier_free.measures.parts import Kind, Measure
from kpss_pages.barrier_free.measures.vocabulary import part as part_of
from kpss_pages.barrier_free.measures.wording import number_words, words_of
from kpss_pages.barrier_free.verdicts.limits import Limit, limits

OUTSIDE = frozenset(str(category.value) for category, shape in SHAPES.items() if shape is not Shape.BUILDING)
"""Places that are no buildings, as the table has them. A row that counts for all spots stands with the buildings."""


@dataclass(frozen=True)
class Row:
    """A limit in words: "Door width", "at least 80 cm", "at least 70 cm"; "" where nothing makes it so."""

    what: str
    accessible: str
    partly: str


@dataclass(frozen=True)
class Group:
    """The limits of a part."""

    label: str
    rows: list[Row]


@dataclass(frozen=True)
class LimitTable:
    """Limits for somebody, by part."""

    key: str
    caption: str
    groups: list[Group]


def method_table(code: str, caption: str) -> LimitTable:
    """Return the method's own limits of an edition."""
    return LimitTable(
        f"method-{code}", caption, _groups(one for one in limits() if one.is_method and code in one.editions)
    )


def sources_of(code: str) -> list[str]:
    """Return where the words of the method's limits of an edition were read, once each."""
    said = (source for one in limits() if one.is_method and code in one.editions for source in one.source.split(", "))
    return list(dict.fromkeys(source for source in said if source))


def own_table(profile: Profile, *, outside: bool, caption: str) -> LimitTable:
    """Return our own rules for somebody, in buildings or outside; they are the same in all editions."""
    rows = (
        one
        for one in limits()
        if not one.is_method and profile in one.profiles and bool(OUTSIDE.intersection(one.places)) == outside
    )
    return LimitTable(f"{'outside' if outside else 'building'}-{profile.value}", caption, _groups(rows))


def _groups(rows: Iterable[Limit]) -> list[Group]:
    found: dict[str, list[Row]] = {}
    for limit in rows:
        if limit.key == "has_floors":
            continue  # That a floor needs a lift is said in a sentence; the lift has its own limits.
        row = _row(limit)
        if row not in found.setdefault(limit.part, []):
            found[limit.part].append(row)
    return [Group(str(part_of(part).label), rows) for part, rows in found.items()]


def _row(limit: Limit) -> Row:
    return Row(_what(limit), _limit_words(limit, limit.accessible), _limit_words(limit, limit.partly))


def _what(limit: Limit) -> str:
    part = part_of(limit.part)
    if limit.how == "count":
        return str(capfirst(", ".join(str(part.measure(key).label) for key in limit.keys)))
    said = {"what": capfirst(str(part.measure(limit.key).label))}
    if limit.when is None:
        if _has_lengths(limit):
            return _("%(what)s, when it is longer") % said
        return said["what"]
    condition = part.measure(limit.when.key)
    if limit.when.most is not None:
        return _("%(what)s, up to %(length)s long") % {**said, "length": number_words(limit.when.most, condition.unit)}
    words = str(condition.label) if condition.kind is Kind.CLAIM else words_of(condition, limit.when.value)
    return f"{said['what']} ({words})"


def _has_lengths(limit: Limit) -> bool:
    """Whether other limits of the measure depend on a length."""
    return any(
        one.part == limit.part
        and one.key == limit.key
        and one.when is not None
        and one.when.most is not None
        and bool(set(limit.profiles).intersection(one.profiles))
        for one in limits()
    )


def _limit_words(limit: Limit, number: str) -> str:
    if not number:
        return ""
    if number == "any":
        return _("any other")
    measure = part_of(limit.part).measure(limit.key)
    if limit.how == "is":
        return _or([_value_words(measure, value) for value in number.split()])
    if limit.how == "count":
        return _("at least %(number)s of these") % {"number": number}
    said = {"number": number_words(float(number), measure.unit)}
    return (_("at most %(number)s") if limit.how == "at most" else _("at least %(number)s")) % said


def _value_words(measure: Measure, value: str) -> str:
    if measure.kind is Kind.CLAIM:
        return words_of(measure, value == "yes")
    return words_of(measure, value)


def _or(words: list[str]) -> str:
    return " / ".join(words)
