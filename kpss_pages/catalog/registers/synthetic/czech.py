"""Invented services in the format of the Czech register: items of ``polozky``."""

from typing import Any

from kpss_pages.catalog.registers.codes import AGES, FORMS, GROUPS, TYPES, UNITS
from kpss_pages.catalog.registers.synthetic.code_lists import reference
from kpss_pages.catalog.registers.synthetic.inventing import Invented, InventedForm, InventedPlace
from kpss_pages.catalog.registers.synthetic.territories import Municipality

DAYS = ("pondělí", "úterý", "středa", "čtvrtek", "pátek")
UNKNOWN_GROUP = "CilovaSkupinaOsoby/997"
UNKNOWN_TYPE = "DruhSocialniSluzby/998"


def item_of(service: Invented) -> dict[str, Any]:
    """Return an item, with the people whom no reader may keep in it."""
    blank = "  " if "spaces" in service.oddities else ""
    groups = [reference(GROUPS, code) for code in service.target_groups]
    places = [_place(place, blank) for place in service.places]
    if "unknown" in service.oddities:
        groups.append(UNKNOWN_GROUP)
    if "doubled" in service.oddities:
        places.append(_place(service.places[0], " "))
    host = f"{service.provider.slug}.example"
    return {
        "portalId": 3_000_000 + service.order,
        "id": f"RPSS/{3_000_000 + service.order}",
        "identifikator": service.number,
        "datumPoskytovaniOd": service.since.isoformat(),
        "datumPoskytovaniDo": service.until.isoformat() if service.until else None,
        "druhSocialniSluzby": {
            "id": UNKNOWN_TYPE if "untyped" in service.oddities else reference(TYPES, service.type.code)
        },
        "ciloveSkupiny": [{"cilovaSkupina": {"id": code}} for code in groups],
        "vekoveSkupiny": [{"vekovaSkupina": {"id": reference(AGES, code)}} for code in service.age_groups],
        "doplnujiciInformaceVekoveSkupiny": None,
        "formy": [_form(form) for form in service.forms],
        "weby": [{"web": f"https://www.{host}{blank}", "poznamka": None}],
        "emaily": [{"email": f"sluzba-{service.order + 1}@{host}{blank}", "poznamka": None}],
        "telefony": [{"telefon": f"{service.phone}{blank}", "poznamka": "recepce" if service.order % 3 == 0 else None}],
        "faxy": [],
        "kontaktniAdresy": [],
        "zarizeni": places,
        "poskytovatel": {
            "ico": service.provider.company_id,
            "nazev": f"{service.provider.name}{blank}",
            "pravniForma": {"id": "PravniForma/0", "nazev": {"cs": service.provider.legal_form}},
            "sidlo": _address(service.provider.municipality, service.provider.street, service.provider.house),
            "statutarniOrgany": [{"jmeno": "Tajna", "prijmeni": "Nečtená", "funkce": "ředitelka"}],
        },
        "rozsirenePusobnostiVKraji": [],
        "doplnkoveUdaje": {"realizacePoskytovani": [], "planyFinancnihoZajisteni": [], "personalniZajisteni": []},
    }


def _form(form: InventedForm) -> dict[str, Any]:
    hours = [{"den": day, "casOd": since, "casDo": until} for day in DAYS for since, until in form.hours]
    return {
        "forma": {"id": reference(FORMS, form.form)},
        "nepretrzitePoskytovani": form.is_nonstop,
        "casoveRozsahy": hours or None,
        "kapacity": [{"pocet": form.count, "popis": None, "typ": {"id": reference(UNITS, form.unit)}}],
    }


def _place(place: InventedPlace, blank: str) -> dict[str, Any]:
    return {
        "nazev": f"{place.name}{blank}",
        "poskytujeOd": "2007-10-01",
        "poskytujeDo": place.ended_on.isoformat() if place.ended_on else None,
        "utajenaAdresa": place.is_secret,
        "vedouci": {"jmeno": "Tajna", "prijmeni": "Nečtená"},
        "adresa": _address(place.municipality, place.street, place.house, place.address_code),
    }


def _address(municipality: Municipality, street: str, house: int, address_code: int = 11_111_111) -> dict[str, Any]:
    return {
        "cisloDomovni": house,
        "cisloOrientacni": str(house % 40 + 1) if house % 2 else None,
        "dodatekAdresy": None,
        "kodAdresnihoMista": address_code,
        "psc": municipality.postal_code,
        "typCislaDomovniho": {"id": "TypStavebnihoObjektu/1"},
        "kraj": {"id": "Kraj/99"},
        "okres": {"id": "Okres/9901"},
        "obec": {"id": f"Obec/{municipality.code}"},
        "castObce": {"id": "CastObce/000000"},
        "mestskyObvodMestskaCast": None,
        "mestskyObvodVPraze": None,
        "ulice": {"nazev": street},
    }
