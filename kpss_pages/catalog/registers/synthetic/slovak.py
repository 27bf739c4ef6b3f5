"""Invented services in the format of the Slovak register: ``provider`` elements.

The names of the elements and their order are those of ``slovak_elements``. Codes of types are the register's own where they
are known (a public catalogue of Slovak data has found seven by comparing the register with the ministry's map); the others
are invented, as nobody has published the code lists.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from itertools import groupby
from xml.etree.ElementTree import Element, SubElement, tostring

from kpss_pages.catalog.choices import Register
from kpss_pages.catalog.registers.codes import FORMS, GROUPS, TYPES, VOCABULARIES
from kpss_pages.catalog.registers.slovak_elements import OPEN_DATA
from kpss_pages.catalog.registers.synthetic.inventing import Invented, InventedPlace, InventedProvider
from kpss_pages.catalog.registers.synthetic.territories import Municipality
from kpss_pages.catalog.registers.synthetic.words import SLOVAK_STREETS, STREETS
from kpss_pages.catalog.vocabulary import Term, service_type

BEGINNING = (
    f'<?xml version="1.0" encoding="UTF-8"?>\n<rss xmlns="{OPEN_DATA}" dateChanged="2026-09-01T06:00:00+02:00">\n'
)
END = "</rss>\n"
KNOWN_TYPES = {
    "sk-nizkoprahove-denne-centrum": "A0021",
    "sk-integracne-centrum": "A0022",
    "sk-komunitne-centrum": "A0023",
    "sk-noclaharen": "A0024",
    "sk-utulok": "A0025",
    "sk-domov-na-polceste": "A0026",
    "sk-nizkoprahova-sluzba-deti-rodina": "A0030",
}
_LETTERS = {"krizova_intervencia": "A", "podpora_rodiny_s_detmi": "B", "odkazanost_a_vek": "C"}
"""Of the groups of the act (§ 12) with which the codes begin; "E" for the others."""
_FIRST_INVENTED = 9001
UNKNOWN_TYPE, UNKNOWN_GROUP = ("E9998", "Iná služba"), ("F9997", "Iná cieľová skupina")
_RESIDENTIAL = "pobytová – celoročná"
_ERASURES = ("G9001", "na žiadosť poskytovateľa")


@cache
def reference(list_name: str, term: str) -> str:
    """Return the code under which the invented register has one of our terms."""
    found = service_type(term) if list_name == TYPES else None
    letter = _LETTERS.get(found.category, "E") if found else "D" if list_name == FORMS else "F"
    return KNOWN_TYPES.get(term) or f"{letter}{_FIRST_INVENTED + list(terms(list_name)).index(term)}"


def terms(list_name: str) -> Mapping[str, Term]:
    """Return what a list of the invented register has, by our terms."""
    return VOCABULARIES[Register.SLOVAK][list_name]()


def name_in_register(list_name: str, term: str) -> str:
    name = terms(list_name)[term].name_sk
    return _RESIDENTIAL if (list_name, term) == (FORMS, "pob") else name


def municipality_code(municipality: Municipality) -> str:
    """Return a code as those of the list CL000025, of a district that is none."""
    return f"SK0000{municipality.code}"


def providers(services: Iterable[Invented]) -> Iterator[str]:
    """Yield providers with their services, each as a piece of XML."""
    for provider, theirs in groupby(services, key=lambda each: each.provider):
        yield tostring(_provider(provider, list(theirs)), encoding="unicode") + "\n"


def _provider(provider: InventedProvider, services: Sequence[Invented]) -> Element:
    element = Element("provider")
    blank = "  " if any("spaces" in each.oddities for each in services) else ""
    _text(element, "name", f"{provider.name}{blank}")
    identifier = SubElement(element, "identifier")
    _text(identifier, "identifierType", "7")
    _text(identifier, "value", provider.company_id)
    _code(element, "providerType", "H9001", provider.legal_form)
    _address(element, provider.municipality, provider.street, provider.house)
    _text(element, "statutoryBody", "Tajna Nečtená, riaditeľka")
    for service in services:
        _service(element, service)
    return element


def _service(provider: Element, service: Invented) -> None:
    element = SubElement(provider, "providedService")
    _text(element, "identifier", service.number)
    type_ = (reference(TYPES, service.type.code), name_in_register(TYPES, service.type.code))
    _code(element, "type", *(UNKNOWN_TYPE if "untyped" in service.oddities else type_))
    form = service.forms[0]
    _code(element, "form", reference(FORMS, form.form), name_in_register(FORMS, form.form))
    _where(element, service.places[0], is_field=form.form == "ter")
    _text(element, "providedFrom", service.since.isoformat())
    for group in service.target_groups:
        _code(element, "targetGroup", reference(GROUPS, group), name_in_register(GROUPS, group))
    if "unknown" in service.oddities:
        _code(element, "targetGroup", *UNKNOWN_GROUP)
    _text(element, "currentCapacity", str(form.count))
    _text(element, "responsiblePerson", "Tajna Nečtená")
    _text(element, "email", f"sluzba-{service.order + 1}@{service.provider.slug}.example")
    _text(element, "phone", f"+421{service.phone[1:]}")
    _text(element, "dateOfRegistration", service.since.isoformat())
    if service.until:
        _text(element, "dateOfErasure", service.until.isoformat())
        _code(element, "erasureReason", *_ERASURES)
    _text(element, "registrar", "Vzorový samosprávny kraj")


def _where(service: Element, place: InventedPlace, *, is_field: bool) -> None:
    """Write the place, or the municipality to which a service in the field goes."""
    if is_field:
        _text(SubElement(service, "territorialScope"), "lau2", municipality_code(place.municipality))
    else:
        _address(service, place.municipality, place.street, place.house)


def _address(around: Element, municipality: Municipality, street: str, house: int) -> None:
    address = SubElement(around, "address")
    _text(address, "street", SLOVAK_STREETS[STREETS.index(street)])
    _text(address, "streetNumber", str(house))
    _text(address, "postCode", municipality.postal_code)
    _text(address, "lau2", municipality.name)


def _code(around: Element, name: str, code: str, words: str) -> None:
    element = SubElement(around, name)
    _text(element, "itemCode", code)
    _text(element, "itemDescription", words)


def _text(around: Element, name: str, text: str) -> None:
    SubElement(around, name).text = text
