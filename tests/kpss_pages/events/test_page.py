import json
import re
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.test import Client, RequestFactory
from django.utils import timezone, translation

from kpss_pages.events.data_sets import events_of, schema_org_events_of
from kpss_pages.events.linked_data import DATES_LINKED
from kpss_pages.events.models import EventPage
from kpss_pages.events.telling import detail_of
from sites.models import TownSettings
from tests.builders import make_document, make_event, make_office, make_person, make_role, make_topic
from tests.open_norms import assert_valid

pytestmark = pytest.mark.django_db

Visitor = Callable[[str], Client]
PRAGUE = ZoneInfo("Europe/Prague")
START = datetime(2030, 11, 20, 16, tzinfo=PRAGUE)


def html(at: Visitor, event: EventPage, host: str = "prerov.example") -> str:
    response = at(host).get(event.get_url_parts()[2])
    assert response.status_code == 200
    return response.content.decode().replace("\u00a0", " ")


def linked(page: str) -> dict[str, Any]:
    """Return the event among the linked data of a page."""
    blocks = re.findall(r'<script type="application/ld\+json">(.*?)</script>', page)
    return next(found for found in map(json.loads, blocks) if found["@type"] == "Event")


def request_of(town: TownSettings) -> Any:
    request: Any = RequestFactory().get("/", headers={"host": town.site.hostname})
    request.town, request._wagtail_site = town, town.site
    return request


def test_day_and_hours_are_in_words_of_the_language(at: Visitor, bbsk: TownSettings) -> None:
    times: dict[str, Any] = {"starts_at": START, "ends_at": START + timedelta(hours=2)}
    slovak = make_event(bbsk, **times)
    czech = make_event(bbsk, language="cs", translation_key=slovak.translation_key, **times)

    whole = '<span class="unbroken">%s</span>'
    assert f"streda 20. novembra 2030, {whole % '16.00 – 18.00'} h" in html(at, slovak, "bbsk.example")
    assert f"středa 20. listopadu 2030, {whole % '16.00–18.00'}" in html(at, czech, "bbsk.example")


def test_page_says_where_how_to_get_in_whom_to_ask_and_what_is_attached(at: Visitor, prerov: TownSettings) -> None:
    office = make_office(
        prerov, "Radnice", street="Náměstí 1", municipality="Přerov", access="partly", access_note="Zazvoňte u rampy."
    )
    role = make_role(prerov, holder=make_person(prerov, "Vzorná", "+420581268111"))
    event = make_event(
        prerov,
        office=office,
        contact=role,
        organiser="Sdružení Vzor",
        online_url="https://schuzky.example/a",
        documents=[make_document(prerov, "Pozvánka")],
        topics=[make_topic(prerov, "Bydlení")],
    )
    page = html(at, event)

    for words in ("Radnice", "Náměstí 1", "Zazvoňte u rampy.", "Jana Vzorná", "tel:+420581268111", "Sdružení Vzor"):
        assert words in page
    for words in ("https://schuzky.example/a", "Pozvánka", "?topic=bydleni", "event.ics"):
        assert words in page


def test_own_words_on_how_to_get_in_come_before_those_of_the_office(at: Visitor, prerov: TownSettings) -> None:
    office = make_office(prerov, access="accessible", access_note="Výtah.")
    page = html(at, make_event(prerov, office=office, place="sál", place_access="Výtah dnes nejede."))

    assert "Výtah dnes nejede." in page
    assert "Výtah.<" not in page
    assert "Radnice, sál" in page


def test_repeating_event_says_its_rule_its_next_dates_and_what_is_different(at: Visitor, prerov: TownSettings) -> None:
    moved = START + timedelta(days=8)
    event = make_event(
        prerov,
        starts_at=START,
        repeats="weekly",
        repeats_until=date(2031, 3, 1),
        exceptions=[
            {"date": date(2030, 11, 27), "kind": "moved", "starts_at": moved, "note": "V knihovně"},
            {"date": date(2030, 12, 4), "kind": "cancelled", "note": "Nemoc"},
        ],
    )
    context = at("prerov.example").get(event.get_url_parts()[2]).context
    first, second, third = context["dates"][:3]

    assert len(context["dates"]) == 8
    assert len(context["further_dates"]) == 7
    assert (first.is_moved, first.is_cancelled) == (False, False)
    assert (second.is_moved, second.note, "27. listopadu" in second.former.replace("\u00a0", " ")) == (
        True,
        "V knihovně",
        True,
    )
    assert (third.is_cancelled, third.note) == (True, "Nemoc")
    assert "středa" in context["rule"]


def test_date_of_a_moved_event_that_is_cancelled_says_so(at: Visitor, prerov: TownSettings) -> None:
    event = make_event(
        prerov,
        starts_at=START,
        repeats="weekly",
        repeats_until=date(2030, 11, 27),
        state="moved",
        state_note="Nově v knihovně.",
        exceptions=[{"date": date(2030, 11, 27), "kind": "cancelled", "note": "Nemoc"}],
    )
    first, second = at("prerov.example").get(event.get_url_parts()[2]).context["dates"]

    assert (first.is_moved, first.note) == (False, "")
    assert (second.is_cancelled, second.note) == (True, "Nemoc")


def test_cancelled_and_moved_events_say_so_at_the_top(at: Visitor, prerov: TownSettings) -> None:
    cancelled = make_event(prerov, "A", state="cancelled", state_note="Nemoc lektorky.")
    moved = make_event(
        prerov, "B", starts_at=START, state="moved", former_start=START - timedelta(days=1), state_note="Jiný sál."
    )

    assert html(at, cancelled).index("Nemoc lektorky.") < html(at, cancelled).index("event-facts")
    assert "úterý 19. listopadu 2030" in html(at, moved)
    assert linked(html(at, cancelled))["eventStatus"] == "https://schema.org/EventCancelled"
    assert linked(html(at, moved))["eventStatus"] == "https://schema.org/EventRescheduled"
    assert linked(html(at, moved))["previousStartDate"] == "2030-11-19T16:00:00+01:00"


def test_event_that_is_over_keeps_its_page(at: Visitor, prerov: TownSettings) -> None:
    start = timezone.now() - timedelta(days=3)
    event = make_event(prerov, starts_at=start, sign_up="link", sign_up_url="https://prihlasky.example/")

    response = at("prerov.example").get(event.get_url_parts()[2])
    assert response.context["is_over"]
    assert b"prihlasky.example" not in response.content


def test_linked_data_say_where_when_and_who(at: Visitor, prerov: TownSettings) -> None:
    office = make_office(prerov, "Radnice", street="Náměstí 1", municipality="Přerov", access="accessible")
    event = make_event(
        prerov,
        "Setkání </script><b>",
        starts_at=START,
        ends_at=START + timedelta(hours=1),
        office=office,
        sign_up="link",
        sign_up_url="https://prihlasky.example/",
    )
    found = linked(html(at, event))

    assert found["name"] == "Setkání </script><b>"
    assert (found["startDate"], found["endDate"]) == ("2030-11-20T16:00:00+01:00", "2030-11-20T17:00:00+01:00")
    assert found["location"][0]["address"]["streetAddress"] == "Náměstí 1"
    assert found["location"][0]["amenityFeature"]["value"] is True
    assert found["offers"]["url"] == "https://prihlasky.example/"
    assert found["organizer"]["@type"] == "GovernmentOrganization"


def test_data_set_is_valid_by_the_norm_and_has_nothing_of_another_town(
    prerov: TownSettings, bbsk: TownSettings
) -> None:
    prerov.company_id = "00301825"
    prerov.save()
    office = make_office(prerov, street="Náměstí 1", municipality="Přerov", postal_code="750 02")
    make_event(
        prerov,
        "Setkání",
        lead="Přijďte.",
        office=office,
        starts_at=START,
        repeats="weekly",
        repeats_until=date(2030, 12, 24),
    )
    make_event(prerov, "Den", is_all_day=True, place="Náměstí")
    make_event(prerov, "Zrušené", state="cancelled")
    make_event(prerov, "Dávno", starts_at=datetime(2020, 1, 1, tzinfo=UTC))
    make_event(bbsk, "Len po slovensky")
    slovak = make_event(bbsk, "Stretnutie")
    make_event(bbsk, "Setkání kraje", language="cs", translation_key=slovak.translation_key)

    own, others = (list(events_of(town, request_of(town))) for town in (prerov, bbsk))

    for event in (*own, *others):
        assert_valid(event, "události", "událost")
    assert {event["název"]["cs"] for event in own} == {"Setkání", "Den", "Zrušené"}
    assert [event["název"] for event in others] == [{"sk": "Stretnutie", "cs": "Setkání kraje"}]
    assert [("zneplatněno" in event) for event in own].count(True) == 1
    assert len(list(schema_org_events_of(bbsk, request_of(bbsk)))) == 3


def test_data_set_has_all_dates_and_the_page_the_next_ones(at: Visitor, prerov: TownSettings) -> None:
    today = timezone.localdate()
    event = make_event(
        prerov,
        starts_at=timezone.now() - timedelta(weeks=30),
        repeats="weekly",
        repeats_until=today + timedelta(weeks=30),
    )

    (whole,) = schema_org_events_of(prerov, request_of(prerov))
    shown = linked(html(at, event))

    assert len(whole["subEvent"]) == len(event.dates()) > 2 * DATES_LINKED
    assert len(shown["subEvent"]) == DATES_LINKED
    assert shown["endDate"] == whole["endDate"] == event.dates()[-1].starts_at.isoformat(timespec="seconds")


def test_mail_names_the_next_date_that_takes_place(prerov: TownSettings) -> None:
    event = make_event(
        prerov,
        starts_at=START,
        repeats="weekly",
        repeats_until=date(2030, 12, 24),
        exceptions=[{"date": START.date(), "kind": "cancelled"}],
    )

    with translation.override("cs"):
        assert "27. listopadu 2030" in detail_of(event).replace("\u00a0", " ")


def test_page_costs_the_same_for_any_number_of_dates(
    at: Visitor, prerov: TownSettings, django_assert_max_num_queries: Any
) -> None:
    event = make_event(
        prerov,
        repeats="weekly",
        repeats_until=timezone.localdate() + timedelta(days=300),
        office=make_office(prerov),
        contact=make_role(prerov),
        topics=[make_topic(prerov)],
    )
    path = event.get_url_parts()[2]
    at("prerov.example").get(path)

    with django_assert_max_num_queries(13):
        at("prerov.example").get(path)


def test_words_of_place_organiser_and_office_are_found(prerov: TownSettings) -> None:
    office = make_office(prerov, "Knihovna")
    event = make_event(prerov, place="Malý sál", organiser="Sdružení Vzor", office=office, lead="Úvod")

    with translation.override("cs"):
        words = event.plain_text()
    assert all(word in words for word in ("Malý sál", "Sdružení Vzor", "Knihovna", "Úvod"))
