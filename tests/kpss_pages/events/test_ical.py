from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from dateutil.rrule import rrulestr
from django.test import Client
from icalendar import Calendar

from kpss_pages.core.models.topics import TopicKind
from kpss_pages.events.models import EventIndexPage, EventPage
from sites.models import TownSettings
from tests.builders import make_event, make_office, make_topic, section_of

pytestmark = pytest.mark.django_db

Visitor = Callable[[str], Client]
PRAGUE = ZoneInfo("Europe/Prague")
START = datetime(2030, 10, 4, 16, tzinfo=PRAGUE)


def address(town: TownSettings, language: str | None = None) -> str:
    path: str = section_of(town, EventIndexPage, language).get_url_parts()[2]
    return path


def fetched(visitor: Client, path: str) -> tuple[bytes, list[Any]]:
    response = visitor.get(path)
    assert response.status_code == 200
    assert response["Content-Type"] == "text/calendar; charset=utf-8"
    return response.content, list(Calendar.from_ical(response.content).walk("VEVENT"))


def weekly(town: TownSettings, **changes: Any) -> EventPage:
    defaults: dict[str, Any] = {
        "starts_at": START,
        "ends_at": START + timedelta(hours=2),
        "repeats": "weekly",
        "repeats_until": date(2030, 11, 8),
    }
    return make_event(town, "Poradna", **(defaults | changes))


def test_calendar_has_events_of_its_own_town_and_language(
    at: Visitor, prerov: TownSettings, bbsk: TownSettings
) -> None:
    make_event(prerov, "Přerov")
    slovak = make_event(bbsk, "Slovensky")
    make_event(bbsk, "Česky", language="cs", translation_key=slovak.translation_key)

    def summaries(town: TownSettings, language: str | None = None) -> list[str]:
        _content, events = fetched(at(town.site.hostname), f"{address(town, language)}calendar.ics")
        return [str(event["SUMMARY"]) for event in events]

    assert summaries(prerov) == ["Přerov"]
    assert summaries(bbsk) == ["Slovensky"]
    assert summaries(bbsk, "cs") == ["Česky"]


def test_topic_and_working_group_have_calendars(at: Visitor, prerov: TownSettings, bbsk: TownSettings) -> None:
    topic = make_topic(prerov, "Senioři")
    topic.kind = TopicKind.WORKING_GROUP
    topic.save()
    make_event(prerov, "Skupina", topics=[topic])
    make_event(prerov, "Jiná")
    make_event(bbsk, "Cizí", language="cs", topics=[make_topic(bbsk, "Rodina")])
    visitor = at("prerov.example")

    _content, events = fetched(visitor, f"{address(prerov)}calendar/seniori.ics")
    assert [str(event["SUMMARY"]) for event in events] == ["Skupina"]
    assert visitor.get(f"{address(prerov)}calendar/rodina.ics").status_code == 404
    assert visitor.get(f"{address(prerov)}calendar/nothing.ics").status_code == 404


def test_times_are_the_towns_with_the_zone_that_the_calendar_explains(at: Visitor, bbsk: TownSettings) -> None:
    bbsk.time_zone = "Europe/Bratislava"
    bbsk.save()
    event = make_event(bbsk, starts_at=START, ends_at=START + timedelta(hours=2))
    content, (found,) = fetched(at("bbsk.example"), f"{event.get_url_parts()[2]}event.ics")

    assert b"DTSTART;TZID=Europe/Bratislava:20301004T160000\r\n" in content
    assert content.count(b"BEGIN:VTIMEZONE") == 1
    assert b"TZID:Europe/Bratislava" in content
    assert found["DTSTART"].dt.astimezone(UTC) == START.astimezone(UTC)
    explained: Any = Calendar.from_ical(content).walk("VTIMEZONE")[0]
    zone = explained.to_tz()
    for moment in (START, START + timedelta(days=60)):
        assert moment.replace(tzinfo=zone).utcoffset() == moment.utcoffset()


def test_rule_gives_the_dates_of_the_event(at: Visitor, prerov: TownSettings) -> None:
    event = weekly(prerov)
    _content, (found,) = fetched(at("prerov.example"), f"{event.get_url_parts()[2]}event.ics")

    rule = rrulestr(found["RRULE"].to_ical().decode(), dtstart=found["DTSTART"].dt)
    assert list(rule) == [occurrence.starts_at for occurrence in event.occurrences.all()]


def test_cancelled_date_is_left_out_and_moved_one_says_from_where(at: Visitor, prerov: TownSettings) -> None:
    moved = START + timedelta(days=9, hours=1)
    event = weekly(
        prerov,
        exceptions=[
            {"date": date(2030, 10, 18), "kind": "cancelled"},
            {"date": date(2030, 10, 11), "kind": "moved", "starts_at": moved, "note": "Radnice je zavřená"},
        ],
    )
    content, (series, other) = fetched(at("prerov.example"), f"{event.get_url_parts()[2]}event.ics")

    assert b"EXDATE;TZID=Europe/Prague:20301018T160000\r\n" in content
    assert b"RECURRENCE-ID;TZID=Europe/Prague:20301011T160000\r\n" in content
    assert other["DTSTART"].dt == moved
    assert other["DTEND"].dt == moved + timedelta(hours=2)
    assert other["UID"] == series["UID"]
    assert "Radnice je zavřená" in other["DESCRIPTION"]


def test_rule_begins_on_the_first_day_though_that_one_is_moved(at: Visitor, prerov: TownSettings) -> None:
    moved = START + timedelta(days=1)
    event = weekly(prerov, exceptions=[{"date": START.date(), "kind": "moved", "starts_at": moved}])
    _content, (series, other) = fetched(at("prerov.example"), f"{event.get_url_parts()[2]}event.ics")

    assert (series["DTSTART"].dt, other["DTSTART"].dt) == (START, moved)


def test_event_that_lasts_all_day_has_days_and_ends_on_the_day_after(at: Visitor, prerov: TownSettings) -> None:
    event = make_event(prerov, starts_at=START, ends_at=START + timedelta(days=1), is_all_day=True)
    content, _events = fetched(at("prerov.example"), f"{event.get_url_parts()[2]}event.ics")

    assert b"DTSTART;VALUE=DATE:20301004\r\n" in content
    assert b"DTEND;VALUE=DATE:20301006\r\n" in content


def test_event_without_an_end_has_none(at: Visitor, prerov: TownSettings) -> None:
    event = make_event(prerov, starts_at=START)
    _content, (found,) = fetched(at("prerov.example"), f"{event.get_url_parts()[2]}event.ics")

    assert "DTEND" not in found


def test_cancelled_event_stays_and_says_so(at: Visitor, prerov: TownSettings) -> None:
    event = make_event(prerov)
    path = f"{event.get_url_parts()[2]}event.ics"
    _content, (before,) = fetched(at("prerov.example"), path)
    event.state = "cancelled"
    event.save_revision().publish()
    _content, (after,) = fetched(at("prerov.example"), path)

    assert (before["STATUS"], after["STATUS"]) == ("CONFIRMED", "CANCELLED")
    assert (before["SEQUENCE"], after["SEQUENCE"]) == (0, 1)
    assert before["UID"] == after["UID"]


def test_identifier_is_the_same_in_both_languages_and_after_a_change_of_host(at: Visitor, bbsk: TownSettings) -> None:
    slovak = make_event(bbsk)
    czech = make_event(bbsk, language="cs", translation_key=slovak.translation_key)

    def uid(page: EventPage, host: str) -> str:
        _content, (found,) = fetched(at(host), f"{page.get_url_parts()[2]}event.ics")
        return str(found["UID"])

    first = uid(slovak, "bbsk.example")
    assert uid(czech, "bbsk.example") == first
    bbsk.site.hostname = "kraj.example"
    bbsk.site.save()
    assert uid(slovak, "kraj.example") == first


def test_no_line_is_longer_than_75_octets_and_no_letter_is_cut(at: Visitor, prerov: TownSettings) -> None:
    title = "Příliš žluťoučký kůň úpěl ďábelské ódy; čtvrtek, pátek\\sobota " * 3
    lead = "Žluťoučká řeč\nna dva řádky\x07, ěščřžýáíé" * 8
    office = make_office(prerov, "Radnice", street="Náměstí T. G. Masaryka 1", municipality="Přerov")
    event = make_event(prerov, title.strip(), lead=lead, office=office)
    content, (found,) = fetched(at("prerov.example"), f"{event.get_url_parts()[2]}event.ics")

    assert content.endswith(b"\r\n")
    assert max(map(len, content.split(b"\r\n"))) <= 75
    for line in content.split(b"\r\n"):
        line.decode()
    assert str(found["SUMMARY"]) == title.strip()
    assert str(found["DESCRIPTION"]) == lead.replace("\x07", " ")
    assert str(found["LOCATION"]) == "Radnice, Náměstí T. G. Masaryka 1, Přerov"


def test_end_of_a_line_in_a_title_adds_nothing_to_the_calendar(at: Visitor, prerov: TownSettings) -> None:
    """Who writes to the database otherwise than through our forms may leave one there; so may a translator."""
    event = make_event(prerov, "Setkání\r\nBEGIN:VEVENT")

    content, (found,) = fetched(at("prerov.example"), f"{address(prerov)}{event.slug}/event.ics")

    assert b"\r\nX-WR-CALNAME:Setk\xc3\xa1n\xc3\xad BEGIN:VEVENT\r\n" in content
    assert found["SUMMARY"] == "Setkání\nBEGIN:VEVENT"


def test_program_that_has_the_calendar_is_told_so(at: Visitor, prerov: TownSettings) -> None:
    make_event(prerov)
    path = f"{address(prerov)}calendar.ics"
    first = at("prerov.example").get(path)
    again = at("prerov.example").get(path, headers={"if-none-match": first["ETag"]})
    make_event(prerov)
    later = at("prerov.example").get(path, headers={"if-none-match": first["ETag"]})

    assert first.has_header("Last-Modified")
    assert (again.status_code, later.status_code) == (304, 200)


def test_empty_calendar_is_valid(at: Visitor, prerov: TownSettings) -> None:
    content, events = fetched(at("prerov.example"), f"{address(prerov)}calendar.ics")

    assert events == []
    assert content.startswith(b"BEGIN:VCALENDAR\r\n")


def test_calendar_costs_the_same_for_any_number_of_events(
    at: Visitor, prerov: TownSettings, django_assert_max_num_queries: Any
) -> None:
    topic, office = make_topic(prerov), make_office(prerov)
    for _ in range(6):
        weekly(prerov, topics=[topic], office=office, exceptions=[{"date": date(2030, 10, 18), "kind": "cancelled"}])
    path = f"{address(prerov)}calendar.ics"
    at("prerov.example").get(path)

    with django_assert_max_num_queries(8):
        _content, events = fetched(at("prerov.example"), path)
    assert len(events) == 6
