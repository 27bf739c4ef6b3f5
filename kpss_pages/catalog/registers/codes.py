"""What the codes of a register stand for: its loaded code lists, and without one the codes that are confirmed."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache

from kpss_pages.catalog.choices import Register
from kpss_pages.catalog.models import RegisterCode
from kpss_pages.catalog.municipalities import CODE_LIST
from kpss_pages.catalog.registers.districts import DistrictKind
from kpss_pages.catalog.vocabulary import Term, age_groups, capacity_units, forms, service_types, target_groups
from kpss_pages.core.addresses.keys import plain_name

TYPES = "druhy-socialni-sluzby"
GROUPS = "cilove-skupiny-osoby"
FORMS = "formy-soc-sluzby"
UNITS = "typy-kapacity-socialni-sluzby"
AGES = "vekove-skupiny-osoby"
MUNICIPALITIES = CODE_LIST
DISTRICTS = "okresy"
REGIONS = "kraje"
ELEMENTS = "prvky"
"""Of the Slovak register: which of its elements holds what, as nobody has published it."""

LISTS = (TYPES, GROUPS, FORMS, UNITS, AGES, MUNICIPALITIES, DISTRICTS, REGIONS)


def types_of(country: str) -> dict[str, Term]:
    return {code: each for code, each in service_types().items() if each.country == country}


VOCABULARIES: Mapping[Register, Mapping[str, Callable[[], Mapping[str, Term]]]] = {
    Register.CZECH: {
        TYPES: lambda: types_of("CZ"),
        GROUPS: target_groups,
        FORMS: forms,
        UNITS: capacity_units,
        AGES: age_groups,
    },
    Register.SLOVAK: {TYPES: lambda: types_of("SK"), FORMS: forms, GROUPS: target_groups},
}
"""Our terms for the lists of a register; lists of territories have none."""


@dataclass(frozen=True)
class Codes:
    """Terms and names by list and code; a list that was never loaded has the confirmed codes alone."""

    terms: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    names: Mapping[str, Mapping[str, str]] = field(default_factory=dict)

    def term(self, list_name: str, code: str) -> str:
        """Return the code of our term, "" where none is known."""
        return self.terms.get(list_name, {}).get(code, "")

    def name(self, list_name: str, code: str) -> str:
        return self.names.get(list_name, {}).get(code, "")


def codes_of(register: Register) -> Codes:
    """Return what is known of a register's codes; one query."""
    rows = RegisterCode.objects.filter(register=register).exclude(list_name__in=DistrictKind.values)
    return codes_from(register, rows.values_list("list_name", "code", "name", "term"))


def codes_from(register: Register, rows: Iterable[tuple[str, str, str, str]]) -> Codes:
    """Return the codes of rows of list, code, name and term, completed by the confirmed ones of lists without rows."""
    terms: dict[str, dict[str, str]] = {}
    names: dict[str, dict[str, str]] = {}
    for list_name, code, name, term in rows:
        names.setdefault(list_name, {})[code] = name
        terms.setdefault(list_name, {})[code] = term
    for list_name, vocabulary in VOCABULARIES[register].items():
        if list_name not in terms and register == Register.CZECH:
            confirmed = {each.register_code: each.code for each in vocabulary().values() if each.register_code}
            terms[list_name] = confirmed
    return Codes(terms, names)


@cache
def matcher(register: Register, list_name: str) -> Callable[[str], str]:
    """Return what finds our term by its name in the register, "" where none has that name.

    Of the Slovak forms the first word counts: "pobytová – celoročná" (§ 13).
    """
    vocabulary = VOCABULARIES[register].get(list_name)
    if vocabulary is None:
        return lambda _name: ""
    by_name: dict[str, str] = {}
    for term in vocabulary().values():
        own = term.name_sk if register == Register.SLOVAK else term.name_cs
        by_name.setdefault(plain_name(own), term.code)
    if (register, list_name) == (Register.SLOVAK, FORMS):
        by_word = {name.split()[0]: code for name, code in by_name.items()}
        return lambda name: by_word.get(next(iter(plain_name(name).split()), ""), "")
    return lambda name: by_name.get(plain_name(name), "")
