"""A service of which everything is known, and whatever the public must never read."""

from datetime import date, time
from typing import Any

from kpss_pages.catalog.capacities import Capacities, Capacity
from kpss_pages.catalog.models import CatalogIndexPage, Service
from kpss_pages.core.hours import Day, Interval, OfficeHours, Season, SpecialDays
from kpss_pages.core.ways import Email, Emails, Phone, Phones
from sites.models import TownSettings
from tests.builders import make_provider, make_service, section_of

SECRETS = ("tajna@poskytovatel.example", "druha@poskytovatel.example", "Neukázaná", "Skončená", "Utajená chata")
"""What stands in the rows of ``make_catalogue`` and in none of its renderings."""

MORNING = Interval(time(8), time(11, 30))
AFTERNOON = Interval(time(13), time(16), by_appointment=True)
HOURS = OfficeHours(
    week=(Day((MORNING, AFTERNOON)), Day((MORNING,)), *(Day() for _ in range(5))),
    seasons=(Season("léto", (7, 1), (8, 31), (Day((MORNING,)), *(Day() for _ in range(6)))),),
    special_days=(SpecialDays(date(2099, 12, 24), date(2099, 12, 26), reason="Vánoce"),),
)


def make_whole_service(town: TownSettings, name: str = "Celá služba", **changes: Any) -> Service:
    """Make a service that has a value in every field."""
    provider = make_provider(
        town,
        "Příkladová pomoc, o. p. s.",
        company_id="00301825",
        legal_form="Obecně prospěšná společnost",
        website="https://pomoc.example/služby",
        street="Hlavní 1",
        postal_code="750 02",
        municipality="Přerov",
        phones=Phones((Phone("+420581268111"),)),
        emails=Emails((Email("pomoc@poskytovatel.example"),)),
        asked_at=SECRETS[0],
        asked_at_second=SECRETS[1],
        is_example=True,
    )
    whole: dict[str, Any] = {
        "provider": provider,
        "target_groups": ["seniori", "pecujici-osoby"],
        "age_groups": ["mladsi-deti", "starsi-deti"],
        "ages_note": "od 7 let",
        "mission": "Pomáháme doma.\nKaždý den.",
        "activities": "=nákupy\núklid",
        "price": "partly",
        "price_note": "135 Kč za hodinu",
        "area": "Přerov\nHranice",
        "how_to_apply": "Zavolejte.",
        "documents_to_bring": "občanský průkaz",
        "languages": ["cs", "cse"],
        "is_anonymous": False,
        "waiting": "dva týdny",
        "phones": Phones((Phone("+420581268112", "přijímání"), Phone("112"))),
        "emails": Emails((Email("sluzba@poskytovatel.example"),)),
        "website": "https://pomoc.example/doma",
        "register": "rpss",
        "register_number": "1234567",
        "registered_from": date(2007, 10, 1),
        "forms": [
            {
                "form": "ter",
                "capacities": Capacities((Capacity(45, "klient"),)),
                "is_nonstop": True,
                "free_places": 3,
                "free_places_on": date.today(),
            },
            {"form": "amb", "hours": HOURS, "hours_note": "po dohodě"},
        ],
        "facilities": [
            {
                "name": "Dům pomoci",
                "street": "Příkladná 12/3",
                "postal_code": "750 02",
                "municipality": "Přerov",
                "address_code": "123456",
                "latitude": "49.455100",
                "longitude": "17.450900",
                "access": "partly",
                "access_note": "zvonek vlevo",
            },
            {"name": "Utajená chata", "is_secret": True},
        ],
    }
    return make_service(town, name, **(whole | changes))


def make_catalogue(town: TownSettings) -> list[int]:
    """Make a catalogue of two services that are shown and two that are not; return the ids of those that are."""
    section_of(town, CatalogIndexPage)
    shown = [make_whole_service(town).pk]
    shown.append(make_service(town, "Půjčovna pomůcek", kind="related", type_code="", related_type="půjčování").pk)
    make_service(town, "Neukázaná", is_published=False)
    make_service(town, "Skončená", ended_on=date(2025, 1, 1))
    return shown
