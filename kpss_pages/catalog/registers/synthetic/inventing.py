"""Invented services, before they are written in the format of a register."""

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from itertools import count as numbers
from itertools import islice

from stdnum.cz.dic import calc_check_digit_legal

from kpss_pages.catalog.registers.synthetic.territories import Municipality
from kpss_pages.catalog.registers.synthetic.words import (
    FORMS_OF_COMPANIES,
    GROUPS_BY_WORD,
    NAMES,
    STREETS,
    UNITS_BY_FORM,
)
from kpss_pages.catalog.vocabulary import ServiceType, age_groups, service_types, target_groups

PLACES_TO_SERVICES = 18_907 / 6_733
"""As in the register of 2026."""
_LEFT_OUT = ("cz-zakladni-poradenstvi", "sk-zakladne-poradenstvo")
_SECRET_TYPES = ("cz-azylove-domy", "cz-intervencni-centra", "sk-utulok", "sk-zariadenie-nudzoveho-byvania")
_SERVICES_A_PROVIDER = 4
_FIRST_PROVIDER = 8_000_000
"""Company numbers from here on; some of them below a million, for their zeros in front."""


@dataclass(frozen=True)
class InventedProvider:
    name: str
    company_id: str
    legal_form: str
    municipality: Municipality
    street: str
    house: int
    slug: str


@dataclass(frozen=True)
class InventedPlace:
    """A place; ``ended_on`` lies in the past."""

    name: str
    municipality: Municipality
    street: str
    house: int
    address_code: int
    is_secret: bool = False
    ended_on: date | None = None


@dataclass(frozen=True)
class InventedForm:
    """A form with its number of ``unit``; ``hours`` are pairs of times for Monday to Friday, none when unsaid."""

    form: str
    count: int
    unit: str
    is_nonstop: bool = False
    hours: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class Invented:
    """A service; ``oddities`` are the faults that a reader has to bear ("doubled", "spaces", "unknown", "untyped")."""

    order: int
    number: str
    type: ServiceType
    provider: InventedProvider
    name: str
    target_groups: tuple[str, ...]
    age_groups: tuple[str, ...]
    forms: tuple[InventedForm, ...]
    places: tuple[InventedPlace, ...]
    phone: str
    since: date
    until: date | None = None
    oddities: frozenset[str] = field(default=frozenset())


def services(
    count: int, seed: int, municipalities: Sequence[Municipality], today: date, country: str = "CZ"
) -> Iterator[Invented]:
    """Yield services, one after the other and never more than one in memory.

    Every type of the act comes in turn, the ended ones too. The first municipality has as many services as all others
    together.
    """
    chance = random.Random(seed)  # noqa: S311 -- nothing secret
    types = [each for each in service_types().values() if each.country == country and each.code not in _LEFT_OUT]
    chance.shuffle(types)
    weights = [max(1, len(municipalities) - 1), *[1] * (len(municipalities) - 1)]
    providers = _providers(chance, municipalities, weights, country)
    provider = next(providers)
    for order in islice(numbers(), count):
        if order % _SERVICES_A_PROVIDER == 0:
            provider = next(providers)
        home = chance.choices(municipalities, weights)[0]
        listed = _number_of_places(order, order == count - 1)
        yield _service(chance, order, listed, types[order % len(types)], provider, home, municipalities, today)


def _service(
    chance: random.Random,
    order: int,
    listed: int,
    type_: ServiceType,
    provider: InventedProvider,
    home: Municipality,
    municipalities: Sequence[Municipality],
    today: date,
) -> Invented:
    name = f"{type_.name_sk if type_.country == 'SK' else type_.name_cs} {home.name}"
    oddities = {
        each
        for each, every, at in (("doubled", 11, 3), ("spaces", 7, 2), ("unknown", 37, 5), ("untyped", 97, 60))
        if order % every == at and (each != "doubled" or listed > 1)
    }
    places = listed - 1 if "doubled" in oddities else listed
    since = date(2007, 1, 1) + timedelta(days=chance.randrange(6000))
    until = type_.valid_to
    if until is None and order % 23 == 7:
        until = today - timedelta(days=chance.randrange(30, 1500))
    elif until is None and order % 23 == 17:
        until = today + timedelta(days=chance.randrange(60, 700))
    groups = GROUPS_BY_WORD.get(next((word for word in GROUPS_BY_WORD if word in type_.code), ""), ())
    chosen = {*groups, *chance.sample(list(target_groups()), chance.randrange(1, 4))}
    ages = list(age_groups())
    first = chance.randrange(len(ages))
    return Invented(
        order=order,
        number=str(1_000_000 + order * 7 + 3),
        type=type_,
        provider=provider,
        name=name[:290],
        target_groups=tuple(code for code in target_groups() if code in chosen),
        age_groups=tuple(ages[first : first + chance.randrange(2, 6)]) if order % 5 else (),
        forms=tuple(_form(chance, form) for form in type_.forms or ("amb",)),
        places=tuple(_places(chance, order, places, name, type_, home, municipalities, today)),
        phone=_phone(chance, type_.country),
        since=min(since, until - timedelta(days=30)) if until else since,
        until=until,
        oddities=frozenset(oddities),
    )


def _number_of_places(order: int, is_last: bool) -> int:
    """Return how many places the register lists for a service: one to five, on the average as many as in the true one.

    The two services of a pair have different numbers.
    """
    pair = order // 2
    both = int((pair + 1) * 2 * PLACES_TO_SERVICES) - int(pair * 2 * PLACES_TO_SERVICES)
    if is_last and order % 2 == 0:
        return int((order + 1) * PLACES_TO_SERVICES) - int(order * PLACES_TO_SERVICES)
    first = max(1, both // 2 + (-1 if pair % 2 else 1))
    return first if order % 2 == 0 else both - first


def _places(
    chance: random.Random,
    order: int,
    count: int,
    name: str,
    type_: ServiceType,
    home: Municipality,
    municipalities: Sequence[Municipality],
    today: date,
) -> Iterator[InventedPlace]:
    """Yield places, the first one at home."""
    for number in range(count):
        elsewhere = number > 0 and chance.random() < 0.2
        municipality = chance.choice(municipalities) if elsewhere else home
        place = InventedPlace(
            name=name if number == 0 else f"{name}, {number + 1}. pracoviště",
            municipality=municipality,
            street=chance.choice(STREETS),
            house=chance.randrange(1, 400),
            address_code=chance.randrange(10_000_000, 40_000_000),
            is_secret=type_.code in _SECRET_TYPES and (number > 0 or order % 3 == 0),
        )
        is_over = number > 0 and order % 13 == 4
        yield replace(place, ended_on=today - timedelta(days=chance.randrange(40, 2000))) if is_over else place


def _form(chance: random.Random, form: str) -> InventedForm:
    unit, most = chance.choice(UNITS_BY_FORM[form])
    hours = (("08:00", "12:00"), ("13:00", "17:00")) if chance.random() < 0.5 else (("07:30", "15:30"),)
    is_nonstop = form == "pob" or chance.random() < 0.1
    says_hours = not is_nonstop and chance.random() < 0.7
    return InventedForm(form, chance.randrange(4, most), unit, is_nonstop, hours if says_hours else ())


def _providers(
    chance: random.Random, municipalities: Sequence[Municipality], weights: Sequence[int], country: str
) -> Iterator[InventedProvider]:
    for number in numbers():
        legal_form, ending = chance.choice(FORMS_OF_COMPANIES[country])
        home = chance.choices(municipalities, weights)[0]
        example = "Príklad" if country == "SK" else "Příklad"
        word = NAMES[number % len(NAMES)]
        further = f" {number // len(NAMES) + 1}" if number >= len(NAMES) else ""
        first_seven = f"{number * 10 if number % 9 == 1 else _FIRST_PROVIDER + number:07}"
        yield InventedProvider(
            name=f"{example} {word}{further}, {ending}",
            company_id=first_seven + calc_check_digit_legal(first_seven),
            legal_form=legal_form,
            municipality=home,
            street=chance.choice(STREETS),
            house=chance.randrange(1, 300),
            slug=f"priklad-{number + 1}",
        )


def _phone(chance: random.Random, country: str) -> str:
    if country == "SK":
        return f"048{chance.randrange(4_100_000, 4_199_999)}"
    return f"58{chance.randrange(1_000_000, 1_299_999)}"
