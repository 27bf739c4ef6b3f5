"""A service's own page, its map, and its card for an address book."""

import json
import re
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from kpss_pages.catalog.capacities import Capacities, Capacity
from kpss_pages.catalog.choices import Origin
from kpss_pages.catalog.facts import Facts
from kpss_pages.core.hours import hours_from_lines
from kpss_pages.core.ways import Email, Emails, Phone, Phones
from sites.models import TownSettings
from tests.builders import At, make_provider, make_service
from tests.kpss_pages.catalog.public.pages import catalog_path, path_of, text_of

pytestmark = pytest.mark.django_db

PREROV, BBSK = "prerov.example", "bbsk.example"
TODAY = date(2026, 11, 25)
TILES = "https://tile.openstreetmap.org"


@pytest.fixture(autouse=True)
def _wednesday(monkeypatch: pytest.MonkeyPatch) -> None:
    moment = datetime(2026, 11, 25, 10, tzinfo=ZoneInfo("Europe/Prague"))
    monkeypatch.setattr(timezone, "now", lambda: moment)


def make_home_care(town: TownSettings, **changes: Any) -> Any:
    facts = Facts().said(["name", "type_code"], Origin.REGISTER, date(2026, 10, 1))
    values: dict[str, Any] = {
        "mission": "Přijdeme, uvaříme, nakoupíme.",
        "activities": "nákupy\núklid",
        "price": "partly",
        "price_note": "150 Kč za hodinu",
        "area": "Přerov\nTroubky",
        "how_to_apply": "Zavolejte.",
        "documents_to_bring": "občanský průkaz",
        "waiting": "do týdne",
        "is_anonymous": True,
        "languages": ["cs", "cse"],
        "phones": Phones((Phone("+420581268111", "sociální pracovnice"),)),
        "emails": Emails((Email("pomoc@vzorov.example"),)),
        "website": "https://vzorov.example/pomoc",
        "register": "rpss",
        "register_number": "1234567",
        "facts": facts.said(["price_note"], Origin.PROVIDER, date(2026, 11, 20)),
        "confirmed_on": date(2026, 11, 20),
        "forms": [
            {
                "form": "ter",
                "is_nonstop": True,
                "capacities": Capacities((Capacity(45, "klient"),)),
                "free_places": 3,
                "free_places_on": date(2026, 11, 24),
            }
        ],
        "facilities": [
            {
                "name": "Dům služeb",
                "street": "Příkladná 12/3",
                "postal_code": "750 02",
                "municipality": "Přerov",
                "latitude": Decimal("49.455100"),
                "longitude": Decimal("17.451200"),
                "access": "accessible",
            }
        ],
    }
    return make_service(town, **(values | changes))


def test_page_says_everything_in_plain_order(at: At, prerov: TownSettings) -> None:
    service = make_home_care(prerov)

    response = at(PREROV).get(path_of(service, prerov))
    html = text_of(response).partition("<main")[2]

    in_order = (
        f"<h1>{service.name}",
        'href="tel:+420581268111"',
        "Přijdeme, uvaříme",
        "senioři",
        "počet klientů: 45",
        "Příkladná 12/3",
        "https://www.openstreetmap.org/directions?to=49.455100%2C17.451200",
        "150 Kč za hodinu",
        "občanský průkaz",
        "do týdne",
        'href="mailto:pomoc@vzorov.example"',
        "český znakový jazyk",
        "20. listopadu 2026",
        "§ 40",
        "§ 41",
        "1234567",
    )
    places = [html.index(text) for text in in_order]
    assert places == sorted(places)
    assert "581 268 111" in html
    assert "Shown" not in html
    assert f"{catalog_path(prerov)}{service.address_below}suggest/" in html


def test_free_places_have_their_day_and_lapse(at: At, prerov: TownSettings) -> None:
    service = make_home_care(prerov)
    visitor, path = at(PREROV), path_of(service, prerov)
    assert "24. listopadu 2026" in text_of(visitor.get(path))

    service.forms.update(free_places_on=TODAY - timedelta(days=31))
    assert "catalog-free" not in text_of(visitor.get(path))
    assert "počet klientů: 45" in text_of(visitor.get(path))


@pytest.mark.parametrize(("hours", "words"), [("8.00–11.30", "11.30"), ("13.00–17.00", "13.00")])
def test_page_says_whether_it_is_open_now(at: At, prerov: TownSettings, hours: str, words: str) -> None:
    service = make_service(prerov, forms=[{"form": "amb", "hours": hours_from_lines([hours] * 5)}])

    head = text_of(at(PREROV).get(path_of(service, prerov))).partition("<h1")[2].partition("</header>")[0]

    assert ("open-state is-open" in head, words in head) == (words == "11.30", True)


def test_entry_that_nobody_has_confirmed_for_long_says_so_first(at: At, prerov: TownSettings) -> None:
    old = make_home_care(prerov, confirmed_on=date(2024, 1, 2), register_number="1")
    never = make_home_care(prerov, confirmed_on=None, register_number="2")

    for service, fresh in ((old, "2. ledna 2024"), (never, "")):
        html = text_of(at(PREROV).get(path_of(service, prerov)))
        assert html.index("callout is-important") < html.index("catalog-call")
        assert fresh in html
        assert "catalog-free" not in html


def test_service_that_has_ended_keeps_its_page_which_leads_to_similar_ones(at: At, prerov: TownSettings) -> None:
    ended = make_home_care(prerov, ended_on=date(2026, 6, 30))
    make_service(prerov, "Pomoc vedle", facilities=[{"municipality": "Troubky"}])

    response = at(PREROV).get(path_of(ended, prerov))
    html = text_of(response)

    assert response.status_code == 200
    assert "30. června 2026" in html
    assert '<meta name="robots" content="noindex">' in html
    assert "Pomoc vedle" in html
    assert "catalog-call" not in html
    assert "GovernmentService" not in html


def test_similar_services_are_of_the_same_town_and_type_the_nearest_first(
    at: At, prerov: TownSettings, bbsk: TownSettings
) -> None:
    service = make_home_care(prerov)
    near = {"latitude": Decimal("49.46"), "longitude": Decimal("17.45"), "municipality": "Blízko"}
    far = {"latitude": Decimal("49.60"), "longitude": Decimal("17.25"), "municipality": "Daleko"}
    make_service(prerov, "Daleká pomoc", facilities=[far])
    make_service(prerov, "Blízká pomoc", facilities=[near])
    make_service(prerov, "Skrytá pomoc", facilities=[near], is_published=False)
    make_service(prerov, "Jiný druh", facilities=[near], type_code="cz-osobni-asistence")
    make_service(bbsk, "Cizí pomoc", facilities=[near])

    html = text_of(at(PREROV).get(path_of(service, prerov)))

    assert re.findall(r'service/\d+/">(\w+ pomoc|Jiný druh)</a>', html) == ["Blízká pomoc", "Daleká pomoc"]
    assert "Blízko, 0,6 km" in html


def test_secret_place_is_told_by_telephone_only(at: At, prerov: TownSettings) -> None:
    refuge = make_service(
        prerov,
        "Azylový dům",
        type_code="cz-azylove-domy",
        facilities=[{"is_secret": True}],
        phones=Phones((Phone("+420581268222"),)),
    )

    response = at(PREROV).get(path_of(refuge, prerov))
    html = text_of(response)

    assert "openstreetmap" not in html
    assert "data-map" not in html
    assert "openstreetmap" not in response.headers["Content-Security-Policy"]
    assert "ADR" not in text_of(at(PREROV).get(f"{path_of(refuge, prerov)}contact.vcf"))


def test_only_pages_with_a_map_may_load_tiles_and_they_ask_first(at: At, prerov: TownSettings) -> None:
    mapped, unmapped = make_home_care(prerov), make_service(prerov, "Bez polohy")
    visitor = at(PREROV)

    for _time in range(2):  # the policy of one page is not that of the next
        response = visitor.get(path_of(mapped, prerov))
        assert f"img-src 'self' {TILES};" in f"{response.headers['Content-Security-Policy']};"
        assert TILES not in visitor.get(path_of(unmapped, prerov)).headers["Content-Security-Policy"]

    html = text_of(response)
    assert 'data-map-place="49.455100,17.451200"' in html
    assert not re.search(r'<(img|link|script|iframe)[^>]*(src|href)="https?://(?!prerov\.example)', html)


def test_page_is_there_in_every_language_with_its_own_language_marked(at: At, bbsk: TownSettings) -> None:
    service = make_home_care(bbsk, name="Opatrovateľská služba", type_code="sk-opatrovatelska-sluzba", register="crpss")
    paths = path_of(service, bbsk), path_of(service, bbsk, "cs")

    slovak, czech = (text_of(at(BBSK).get(path)) for path in paths)

    assert f'hreflang="cs" href="http://bbsk.example{paths[1]}"' in slovak
    assert "<h1>Opatrovateľská" in slovak
    assert '<h1 lang="sk">Opatrovateľská' in czech
    assert "448/2008" in slovak
    assert 'href="https://creativecommons.org/licenses/by-sa/4.0/"' in slovak
    assert "seniori" in slovak
    assert "senioři" in czech


@pytest.mark.parametrize("ending", ["", "contact.vcf", "suggest/"])
def test_hidden_service_and_that_of_another_town_are_not_found(
    at: At, prerov: TownSettings, bbsk: TownSettings, ending: str
) -> None:
    foreign, hidden = make_service(bbsk, "Cizí"), make_service(prerov, "Skrytá", is_published=False)

    for service in (foreign, hidden):
        assert at(PREROV).get(f"{path_of(service, prerov)}{ending}").status_code == 404


@pytest.mark.parametrize("step", ["0", "01", "-1", "x", "9" * 30, "1\x00", "999999999"])
def test_what_is_no_service_is_not_found(at: At, prerov: TownSettings, step: str) -> None:
    assert at(PREROV).get(f"{catalog_path(prerov)}service/{step}/").status_code == 404


def test_invented_service_says_so(at: At, prerov: TownSettings) -> None:
    service = make_service(prerov, provider=make_provider(prerov, "Ukázka", is_example=True))

    assert '<span class="badge">Příklad</span>' in text_of(at(PREROV).get(path_of(service, prerov)))


def test_machines_read_the_service_and_the_way_to_it(at: At, prerov: TownSettings) -> None:
    service = make_home_care(prerov)

    html = at(PREROV).get(path_of(service, prerov)).content.decode()
    blocks = [json.loads(block) for block in re.findall(r'<script type="application/ld\+json">(.*?)</script>', html)]
    by_kind = {block["@type"]: block for block in blocks}

    assert by_kind["GovernmentService"]["name"] == service.name
    last = by_kind["BreadcrumbList"]["itemListElement"][-1]
    assert (last["name"], last["item"]) == (service.name, f"http://prerov.example{path_of(service, prerov)}")


def test_queries_do_not_grow_with_what_the_town_has(
    at: At, prerov: TownSettings, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    service = make_home_care(prerov)
    for number in range(6):
        make_service(prerov, f"Pomoc {number}")
    visitor, path = at(PREROV), path_of(service, prerov)
    visitor.get(path)

    with django_assert_num_queries(QUERIES):
        visitor.get(path)


QUERIES = 8


def test_page_is_kept_without_a_query_and_until_the_service_changes(
    at: At, prerov: TownSettings, settings: Any
) -> None:
    service = make_home_care(prerov)
    path = path_of(service, prerov)
    settings.PAGE_CACHE = True
    visitor = at(PREROV)

    first = visitor.get(path)
    assert "max-age=0" in first.headers["Cache-Control"]
    assert TILES in visitor.get(path).headers["Content-Security-Policy"]
    assert "no-store" in visitor.get(f"{path}?services=1,2").headers["Cache-Control"]
    service.name = "Nové jméno"
    service.save()
    assert "Nové jméno" in text_of(visitor.get(path))


def test_card_of_a_service_opens_in_an_address_book(at: At, prerov: TownSettings) -> None:
    service = make_home_care(prerov, name="Pomoc, doma; vždy")

    response = at(PREROV).get(f"{path_of(service, prerov)}contact.vcf")
    card = response.content.decode().replace("\r\n ", "")

    assert response.headers["Content-Type"].startswith("text/vcard")
    assert "pomoc-doma-vzdy.vcf" in response.headers["Content-Disposition"]
    assert "FN:Pomoc\\, doma\\; vždy\r\n" in card
    assert "TEL;TYPE=WORK,VOICE:+420581268111" in card
    assert "X-ABLABEL:sociální pracovnice" in card
    assert "ADR;TYPE=WORK:;Dům služeb;Příkladná 12/3;Přerov;;750 02;" in card
    assert f"URL:http://prerov.example{path_of(service, prerov)}" in card


def test_telephone_of_the_provider_stands_in(at: At, prerov: TownSettings) -> None:
    provider = make_provider(prerov, "Ústředna", phones=Phones((Phone("+420581268333"),)))
    service = make_service(prerov, provider=provider)

    html = text_of(at(PREROV).get(path_of(service, prerov)))

    assert 'href="tel:+420581268333"' in html
    assert "(Ústředna)" in html
