"""Invented services as a reader gives them, for whoever needs no file."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

from kpss_pages.catalog.choices import Kind, Register
from kpss_pages.catalog.registers.czech import ItemReader
from kpss_pages.catalog.registers.entries import Entry
from kpss_pages.catalog.registers.synthetic.code_lists import codes
from kpss_pages.catalog.registers.synthetic.czech import item_of
from kpss_pages.catalog.registers.synthetic.inventing import Invented, services
from kpss_pages.catalog.registers.synthetic.territories import PLACES, Municipality

TODAY = date(2026, 9, 1)


def entries(
    count: int,
    seed: int,
    municipalities: Sequence[Municipality] = PLACES,
    *,
    country: str = "CZ",
    today: date = TODAY,
) -> Iterator[Entry]:
    """Yield entries of an invented register of a country ("CZ", "SK"), with the types of its act.

    The Slovak ones say more than the reader of the Slovak register can know as yet: the names of its elements are not
    published.
    """
    invented = services(count, seed, municipalities, today, country)
    if country == "SK":
        yield from (_slovak(each, today) for each in invented)
    else:
        reader = ItemReader(codes(municipalities), today)
        yield from (reader.read(item_of(each)) for each in invented)


def _slovak(service: Invented, today: date) -> Entry:
    until = service.until.isoformat() if service.until else None
    values: dict[str, Any] = {
        "register": Register.SLOVAK.value,
        "register_number": service.number,
        "unknown_codes": [],
        "kind": Kind.SOCIAL.value,
        "name": service.name,
        "type_code": service.type.code,
        "target_groups": list(service.target_groups),
        "age_groups": list(service.age_groups),
        "registered_from": service.since.isoformat(),
        "registered_until": until,
        "ended_on": until if service.until and service.until < today else None,
        "phones": [[f"+421{service.phone[1:]}", ""]],
        "emails": [[f"sluzba-{service.order + 1}@{service.provider.slug}.example", ""]],
        "website": f"https://www.{service.provider.slug}.example",
        "forms": [
            {
                "form": form.form,
                "capacities": [[form.count, form.unit, ""]],
                "is_nonstop": form.is_nonstop,
                "hours": {},
                "hours_note": "",
            }
            for form in service.forms
        ],
        "facilities": [
            {
                "name": "" if place.is_secret else place.name.replace("pracoviště", "pracovisko"),
                "is_secret": place.is_secret,
                "street": "" if place.is_secret else f"{place.street} {place.house}",
                "postal_code": "" if place.is_secret else place.municipality.postal_code,
                "municipality": "" if place.is_secret else place.municipality.name,
                "municipality_code": "" if place.is_secret else place.municipality.code,
                "address_code": "",
                "latitude": None,
                "longitude": None,
                "access": "",
                "access_note": "",
                "ended_on": place.ended_on.isoformat() if place.ended_on else None,
            }
            for place in service.places
        ],
        "provider": {
            "name": service.provider.name,
            "company_id": service.provider.company_id,
            "legal_form": service.provider.legal_form,
            "street": f"{service.provider.street} {service.provider.house}",
            "postal_code": service.provider.municipality.postal_code,
            "municipality": service.provider.municipality.name,
        },
    }
    here = [place for place in service.places if place.ended_on is None]
    where = ((place.municipality.code, place.municipality.name) for place in here if not place.is_secret)
    return Entry(
        service.number, values, tuple(dict.fromkeys(where)), is_secret=bool(here) and all(p.is_secret for p in here)
    )
