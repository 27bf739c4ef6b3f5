"""What was measured at a place is shown wherever the place is: at an office, a service, an event, and at the place itself."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.utils import timezone
from django.utils.translation import override

from kpss_pages.barrier_free.access import measured_words
from kpss_pages.barrier_free.here import things_at
from kpss_pages.catalog.choices import Origin
from kpss_pages.catalog.exporting.plain import _place as place_in_json
from kpss_pages.catalog.models import Facility, Service
from kpss_pages.catalog.values import put
from kpss_pages.contacts.models import Office
from sites.models import TownSettings
from tests.builders import At, make_event, make_office, make_place, make_role, make_service, make_survey

pytestmark = pytest.mark.django_db

LINK = "bezbarierova-mapa/place/{}/"


def test_office_shows_what_was_measured_instead_of_what_it_says(prerov: TownSettings, at: At) -> None:
    place = make_place(prerov, "Radnice", verdicts={"wheelchair": "inaccessible"})
    office = make_office(prerov, "Úřadovna", access="accessible", mapped_place=place)
    page = at("prerov.example").get("/kontakty/offices/").content.decode()
    with override("cs"):
        assert measured_words(place) in page
    assert LINK.format(place.pk) in page

    place.is_published = False
    place.save()
    page = at("prerov.example").get("/kontakty/offices/").content.decode()
    assert LINK.format(place.pk) not in page
    assert Office.objects.get(pk=office.pk).access == "accessible"


def test_page_of_offices_that_is_kept_follows_the_place(prerov: TownSettings, at: At) -> None:
    place = make_place(prerov, "Radnice")
    make_office(prerov, "Úřadovna", mapped_place=place)
    client = at("prerov.example")
    assert LINK.format(place.pk) not in client.get("/kontakty/offices/").content.decode()
    make_survey(place, {}, {"wheelchair": "partly"})
    assert LINK.format(place.pk) in client.get("/kontakty/offices/").content.decode()


def test_service_is_found_and_told_by_what_was_measured(prerov: TownSettings, bbsk: TownSettings, at: At) -> None:
    place = make_place(prerov, "Dům služeb", verdicts={"wheelchair": "accessible"})
    where = {"street": "Příkladná 1", "municipality": "Přerov"}
    service = make_service(prerov, "Poradna", facilities=[{**where, "mapped_place": place}])
    make_service(prerov, "Stacionář", facilities=[where])
    page = at("prerov.example").get("/katalog/?access=1").content.decode()
    assert "Poradna" in page
    assert "Stacionář" not in page
    assert LINK.format(place.pk) in at("prerov.example").get(f"/katalog/service/{service.pk}/").content.decode()
    assert place_in_json(service.facilities.get())["access"]["code"] == "accessible"


def test_place_of_a_service_stays_on_the_map_when_its_facts_change_and_leaves_it_when_it_becomes_secret(
    prerov: TownSettings,
) -> None:
    place = make_place(prerov, "Dům služeb")
    where = {"street": "Příkladná 1", "municipality": "Přerov"}
    service = make_service(prerov, facilities=[{**where, "mapped_place": place}])
    said: dict[str, Any] = {"facilities": [{**where, "access_note": "Zvonek vlevo"}]}
    put(service, said, Origin.TOWN, timezone.localdate())
    service.save()
    assert Facility.objects.get(service=service).mapped_place == place

    put(service, {"facilities": [{"is_secret": True}]}, Origin.TOWN, timezone.localdate())
    service.save()
    assert Facility.objects.get(service=service).mapped_place is None
    assert Service.objects.get(pk=service.pk).facilities.get().is_secret


def test_place_names_what_is_there_in_its_own_town_only(prerov: TownSettings, bbsk: TownSettings) -> None:
    place, other = make_place(prerov, "Radnice"), make_place(bbsk, "Radnica")
    office = make_office(prerov, "Úřadovna", mapped_place=place)
    make_office(bbsk, "Úradovňa", mapped_place=other)
    role = make_role(prerov, "Sociální pracovnice", office=office)
    make_role(prerov, "Neuvedená", office=office, is_listed=False)
    service = make_service(prerov, "Poradna", facilities=[{"street": "A 1", "mapped_place": place}])
    make_service(prerov, "Skrytá", is_published=False, facilities=[{"street": "A 1", "mapped_place": place}])
    gone = {"street": "A 1", "mapped_place": place, "ended_on": date(2020, 6, 30)}
    make_service(prerov, "Odstěhovaná", facilities=[gone, {"street": "B 2"}])
    event = make_event(prerov, "Setkání", starts_at=timezone.now() + timedelta(days=3), office=office)
    make_event(prerov, "Loni", starts_at=timezone.now() - timedelta(days=300), mapped_place=place)
    found = {thing.name: thing.url for thing in things_at(place, "cs")}
    assert found.keys() == {"Úřadovna", "Sociální pracovnice", "Poradna", "Setkání"}
    assert found["Úřadovna"].endswith(f"/kontakty/offices/#office-{office.pk}")
    assert found["Sociální pracovnice"].endswith(f"/kontakty/{role.address_below}")
    assert found["Poradna"].endswith(f"/katalog/service/{service.pk}/")
    assert found["Setkání"].endswith(f"/{event.slug}/")


def test_event_shows_what_was_measured_where_it_is(prerov: TownSettings, at: At) -> None:
    place = make_place(prerov, "Sokolovna", verdicts={"wheelchair": "partly"})
    event = make_event(prerov, "Setkání", starts_at=timezone.now() + timedelta(days=3), mapped_place=place)
    page = at("prerov.example").get(event.url.replace("http://prerov.example", "")).content.decode()
    assert "Sokolovna" in page
    assert LINK.format(place.pk) in page


def test_page_of_a_place_that_is_kept_follows_what_is_there(prerov: TownSettings, at: At) -> None:
    place = make_place(prerov, "Sokolovna")
    service = make_service(prerov, "Azylový dům", facilities=[{"street": "A 1", "mapped_place": place}])
    event = make_event(prerov, "Setkání sousedů", starts_at=timezone.now() + timedelta(days=3), mapped_place=place)
    client, path = at("prerov.example"), f"/{LINK.format(place.pk)}"
    pages = [client.get(path).content.decode() for _ in range(2)]
    assert all("Azylový dům" in page and "Setkání sousedů" in page for page in pages)

    event.unpublish()
    page = client.get(path).content.decode()
    assert "Setkání sousedů" not in page
    assert "Azylový dům" in page
    put(service, {"facilities": [{"is_secret": True}]}, Origin.TOWN, timezone.localdate())
    service.save()
    assert "Azylový dům" not in client.get(path).content.decode()
