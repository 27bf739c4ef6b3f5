"""What the elements of the Slovak register are called, and which of them say what.

The names are those of the state's schema ``OE_MPSVAR_RSS_Vypis_v001.xsd`` (register of social services of IS SOS, isvs_9627;
appendix 2, chapter 5.13, of the integration manual of IS CSRÚ), kept in the public repository NikolajHon/scoold under
``csru-mock/src/main/resources/xsd/``. ``identifier``, ``dateOfRegistration``, ``dateOfErasure`` and ``currentCapacity`` of
a ``providedService`` of a ``provider`` are confirmed to be in the open data too; nobody has published a schema of those, so
elements that are not named here are reported and not read. A loaded list ("prvky": the element's name as the id, as the
name one of ``MEANINGS``) explains them.
"""

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from xml.etree.ElementTree import Element

from kpss_pages.catalog.registers import cleaning
from kpss_pages.catalog.registers.codes import FORMS, GROUPS, TYPES

OPEN_DATA = "http://data.gov.sk/set/data/mpsvr.sd.rpss.csru/v1"
EXTRACT = "http://csru/gov/sk/MPSVaR_RSS_Potvrdenie/1.0"
"""Namespaces: of the open data, and of the schema."""
PROVIDERS, SERVICES = (
    frozenset(f"{{{namespace}}}{name}" for namespace in (OPEN_DATA, EXTRACT))
    for name in ("provider", "providedService")
)

OF_SERVICE = {
    ("", "identifier"): "number",
    ("", "dateOfRegistration"): "registered_from",
    ("", "dateOfErasure"): "registered_until",
    ("", "providedTo"): "provided_to",
    ("", "currentCapacity"): "capacity",
    ("address", "street"): "street",
    ("address", "streetNumber"): "house",
    ("address", "postCode"): "postal_code",
    ("address", "lau2"): "municipality",
    ("address", "fullTextAddress"): "whole_address",
    ("territorialScope", "lau2"): "scope_municipality",
    ("territorialScope", "lau1"): "scope_district",
    ("territorialScope", "nuts3"): "scope_region",
}
"""What is known of a service, by the name of the element around it ("" for the service itself) and its own."""
OF_PROVIDER = {
    ("", "name"): "provider.name",
    ("identifier", "value"): "provider.company_id",
    ("address", "street"): "provider.street",
    ("address", "streetNumber"): "provider.house",
    ("address", "postCode"): "provider.postal_code",
    ("address", "lau2"): "provider.municipality",
}
CODED = {"type": TYPES, "form": FORMS, "targetGroup": GROUPS}
"""Elements of a service with a code: in ``itemCode``, its name in ``itemDescription``."""
PEOPLE = frozenset({"familyName", "givenName", "statutoryBody", "responsiblePerson"})
"""Never read, whatever a list says. With a name of a person an address of a provider is where that person lives."""
UNREAD = frozenset(
    {"address", "identifier", "identifierType", "value", "territorialScope", "unCountry"}
    | {"providerType", "itemCode", "itemDescription", "providedFrom", "erasureReason", "registrar"}
    | {"email", "phone"}
)
"""Known to say nothing for the catalogue. E-mail and telephone are those of the responsible person, unless a list says else."""
MEANINGS = (
    *("number", "registered_from", "registered_until", "capacity", "type", "form", "name", "phone", "email", "website"),
    *("street", "postal_code", "municipality", "municipality_code", "secret"),
    *("provider.name", "provider.company_id", "provider.legal_form"),
    *("provider.street", "provider.postal_code", "provider.municipality"),
)
"""What a loaded list may say that an element holds."""
CODE = re.compile(r"[A-Z]\d{4}")
"""What the register's codes look like in the open data: "A0025"."""
MOST_UNKNOWN = 40
"""Unknown names of elements, and unknown codes, of one service that are kept."""


def name_of(element: Element) -> str:
    return str(element.tag).rpartition("}")[2]


def text_of(element: Element) -> str:
    return (element.text or "").strip()


def is_person(provider: Element) -> bool:
    return any(name_of(each) in PEOPLE - {"statutoryBody"} for each in provider)


def leaves(
    element: Element,
    known: Mapping[tuple[str, str], str],
    explained: Mapping[str, str],
    unknown: Counter[str],
) -> Iterator[tuple[str, str]]:
    """Yield meanings and texts of what is below an element; its services, its people and codes are left out.

    Names that nobody knows are counted.
    """
    waiting = [("", each) for each in reversed(element)]
    while waiting:
        around, each = waiting.pop()
        name, text = name_of(each), text_of(each)
        if each.tag in SERVICES or name in PEOPLE or name in CODED:
            continue
        waiting += [(name, inner) for inner in reversed(each)]
        if meaning := known.get((around, name)) or explained.get(name):
            yield meaning, text
        elif text and name not in UNREAD and not CODE.fullmatch(text) and len(unknown) < MOST_UNKNOWN:
            unknown[cleaning.text(name, 60)] += 1
