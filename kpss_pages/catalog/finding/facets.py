"""What services can be narrowed down by, each value with how many it would leave."""

from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _

from kpss_pages.catalog.choices import Kind, Price
from kpss_pages.catalog.finding.filters import Filters
from kpss_pages.catalog.finding.stock import Entry
from kpss_pages.catalog.finding.words import related_types_of
from kpss_pages.catalog.models import LifeSituation
from kpss_pages.catalog.vocabulary import age_groups, forms, service_types, target_groups
from kpss_pages.core import collation


@dataclass(frozen=True)
class Value:
    """A value of a facet: ``count`` services are left when it is chosen, with the other facets as they are."""

    value: str
    name: str
    count: int
    is_chosen: bool


@dataclass(frozen=True)
class Facet:
    """``name`` is the parameter of the address."""

    name: str
    label: str
    values: tuple[Value, ...]
    total: int
    """How many services are left as everything is chosen now."""

    @property
    def chosen(self) -> list[Value]:
        return [value for value in self.values if value.is_chosen]

    @property
    def is_useful(self) -> bool:
        """Whether choosing makes a difference: not where all services have the one value, or the same ones."""
        return any(value.is_chosen or value.count != self.total for value in self.values)


MARKS = ("open", "free", "access", "places")
NAMES = ("situation", "group", "type", "form", "age", "municipality", *MARKS, "kind")


def standing_values(
    entries: Iterable[Entry], situations: Iterable[LifeSituation]
) -> dict[int, dict[str, Collection[str]]]:
    """Return what values services have by the names of the facets, by their ids; whether they are open is not told."""
    leading = leading_to(situations)
    all_ages = tuple(age_groups())
    return {
        entry.pk: {
            "situation": leading(entry),
            "group": entry.groups,
            "type": (entry.type_code,) if entry.type_code else (),
            "form": entry.forms,
            # Without ages a service is for everybody, as far as anybody knows.
            "age": entry.ages or all_ages,
            "municipality": entry.municipalities,
            "free": _mark(entry.price == Price.FREE),
            "access": _mark(entry.is_accessible),
            "places": _mark(entry.has_free_places),
            "kind": (entry.kind,),
        }
        for entry in entries
    }


def _mark(holds: bool) -> tuple[str, ...]:
    return ("1",) if holds else ()


def leading_to(situations: Iterable[LifeSituation]) -> Callable[[Entry], set[str]]:
    """Return a function that gives the slugs of the life situations which lead to a service."""
    types: dict[str, set[str]] = defaultdict(set)
    groups: dict[str, set[str]] = defaultdict(set)
    related: dict[str, set[str]] = defaultdict(set)
    none: set[str] = set()
    for situation in situations:
        for codes, slugs in (
            (situation.type_codes, types),
            (situation.target_groups, groups),
            (related_types_of(situation), related),
        ):
            for code in codes:
                slugs[code].add(situation.slug)

    def leading(entry: Entry) -> set[str]:
        found = types.get(entry.type_code, none) if entry.type_code else none
        found = found.union(*(groups[code] for code in entry.groups if code in groups))
        return found | related.get(entry.related_type.casefold(), none) if entry.related_type else found

    return leading


def sifted(
    entries: Iterable[Entry],
    filters: Filters,
    standing: Mapping[int, Mapping[str, Collection[str]]],
    is_open: Callable[[Entry], bool],
) -> tuple[list[Entry], dict[str, Counter[str]]]:
    """Return the services that pass all facets, and how many each value of a facet would leave."""
    chosen = {name: frozenset(values) for name in NAMES if (values := filters.values(name))}
    counts: dict[str, Counter[str]] = {name: Counter() for name in NAMES}
    passed: list[Entry] = []
    for entry in entries:
        own = {**standing[entry.pk], "open": _mark(is_open(entry))}
        failed = [name for name, wanted in chosen.items() if wanted.isdisjoint(own[name])]
        if not failed:
            passed.append(entry)
        # What a service fails in alone would bring it back.
        for name in NAMES if not failed else failed if len(failed) == 1 else ():
            for value in own[name]:
                counts[name][value] += 1
    return passed, counts


def facets_of(
    filters: Filters,
    total: int,
    counts: Mapping[str, Mapping[str, int]],
    situations: Iterable[LifeSituation],
    municipalities: Iterable[str],
    language: str,
) -> tuple[Facet, ...]:
    """Return the facets with those of their values that leave something, or are chosen."""
    names: dict[str, tuple[str, list[tuple[str, str]]]] = {
        "situation": (_("Life situation"), [(each.slug, each.name_in(language)) for each in situations]),
        "group": (_("For whom"), [(code, term.name_in(language)) for code, term in target_groups().items()]),
        "type": (_("Type of service"), [(code, term.name_in(language)) for code, term in service_types().items()]),
        "form": (_("Form of service"), [(code, form_words(code)) for code in forms()]),
        "age": (_("Age"), [(code, term.name_in(language)) for code, term in age_groups().items()]),
        "municipality": (
            _("Municipality"),
            [(each, each) for each in sorted(municipalities, key=lambda name: collation.sort_text(name, language))],
        ),
        "open": (_("Open now"), [("1", _("Open now"))]),
        "free": (_("Free of charge"), [("1", _("Free of charge"))]),
        "access": (_("Accessible by wheelchair"), [("1", _("Accessible by wheelchair"))]),
        "places": (_("With free places"), [("1", _("With free places"))]),
        "kind": (_("Services"), [(kind.value, _capital(str(kind.label))) for kind in Kind]),
    }
    return tuple(
        Facet(name, label, tuple(_values(filters, name, known, counts[name])), total)
        for name, (label, known) in names.items()
    )


def form_words(code: str) -> str:
    """Return a form of service in plain words."""
    return {
        "ter": _("at home or wherever you are"),
        "amb": _("you come for it"),
        "pob": _("with accommodation"),
        "ina": _("by telephone or on-line"),
    }.get(code, code)


def _values(
    filters: Filters, name: str, known: Iterable[tuple[str, str]], counts: Mapping[str, int]
) -> Iterable[Value]:
    chosen = filters.values(name)
    for value, called in known:
        if counts.get(value) or value in chosen:
            yield Value(value, _capital(called), counts.get(value, 0), value in chosen)


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
