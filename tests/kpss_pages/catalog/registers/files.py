"""Registers for the tests: the sample, changed as a test needs it."""

import io
import json
from copy import deepcopy
from typing import IO, Any

from kpss_pages.catalog.registers.codes import Codes
from kpss_pages.catalog.registers.synthetic import Municipality, code_lists

PREROV = Municipality("511382", "Přerov", "75002")
ELSEWHERE = Municipality("555428", "Vzorov", "36301")

ADDRESS: dict[str, Any] = {
    "cisloDomovni": 12,
    "cisloOrientacni": "3",
    "dodatekAdresy": None,
    "kodAdresnihoMista": 11111111,
    "psc": "36301",
    "typCislaDomovniho": {"id": "TypStavebnihoObjektu/1"},
    "kraj": {"id": "Kraj/51"},
    "okres": {"id": "Okres/3403"},
    "obec": {"id": "Obec/511382"},
    "castObce": {"id": "CastObce/000000"},
    "mestskyObvodMestskaCast": None,
    "mestskyObvodVPraze": None,
    "ulice": {"nazev": "Příkladná"},
}

ITEM: dict[str, Any] = {
    "portalId": 3141592,
    "id": "RPSS/0000000",
    "identifikator": "1234567",
    "datumPoskytovaniOd": "2007-10-01",
    "datumPoskytovaniDo": None,
    "druhSocialniSluzby": {"id": "DruhSocialniSluzby/4"},
    "ciloveSkupiny": [{"cilovaSkupina": {"id": "CilovaSkupinaOsoby/24"}}],
    "formy": [
        {
            "forma": {"id": "FormaSocialniSluzby/ter"},
            "nepretrzitePoskytovani": False,
            "casoveRozsahy": None,
            "kapacity": [
                {
                    "pocet": 45,
                    "popis": "okamžitá kapacita 45 klientů",
                    "typ": {"id": "TypKapacitySocialniSluzby/klient"},
                }
            ],
        }
    ],
    "weby": [{"web": "https://www.example.cz", "poznamka": None}],
    "emaily": [{"email": "pecovatelska@example.cz", "poznamka": None}],
    "telefony": [{"telefon": "354000000", "poznamka": "vedoucí služby"}],
    "faxy": [],
    "zarizeni": [
        {
            "nazev": "Pečovatelská služba Vzorov",
            "poskytujeOd": "2007-10-01",
            "poskytujeDo": None,
            "adresa": ADDRESS,
        }
    ],
    "poskytovatel": {"ico": "00301825", "nazev": "Příklad Pomoc, z. s.", "statutarniOrgany": [{"prijmeni": "Nečtená"}]},
}


def item(**changes: Any) -> dict[str, Any]:
    """Return the item of the sample with a provider, changed."""
    return {**deepcopy(ITEM), **changes}


def place(**changes: Any) -> dict[str, Any]:
    """Return the place of the sample; changes that an address has go to its address."""
    found = deepcopy(ITEM["zarizeni"][0])
    for name, value in changes.items():
        (found["adresa"] if name in ADDRESS else found)[name] = value
    return found


def register(*items: Any) -> IO[bytes]:
    return io.BytesIO(json.dumps({"polozky": items}, ensure_ascii=False).encode())


def codes() -> Codes:
    return code_lists.codes([PREROV, ELSEWHERE])


SK = """<?xml version="1.0" encoding="UTF-8"?>
<register xmlns="http://data.gov.sk/set/data/mpsvr.sd.rpss.csru/v1">
 <provider><name>Príklad Pomoc, n. o.</name>{services}</provider>
</register>"""


def slovak(*services: str) -> IO[bytes]:
    return io.BytesIO(SK.format(services="".join(services)).encode())


def slovak_service(number: str = "1234567", further: str = "", erased: str = "") -> str:
    return (
        f"<providedService><identifier>{number}</identifier><dateOfRegistration>2015-03-01</dateOfRegistration>"
        f"<dateOfErasure>{erased}</dateOfErasure><currentCapacity>20</currentCapacity>{further}</providedService>"
    )
