from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any
from xml.etree.ElementTree import fromstring

import pytest
from django.test import Client
from django.utils import timezone
from wagtail.models import PageViewRestriction

from kpss_pages.core.models.topics import TopicKind
from kpss_pages.events.models import EventIndexPage, EventPage
from sites.models import TownSettings
from tests.builders import make_event, make_office, make_topic, section_of
from tests.clock import Clock

pytestmark = pytest.mark.django_db

Visitor = Callable[[str], Client]


def index_path(town: TownSettings, language: str | None = None) -> str:
    path: str = section_of(town, EventIndexPage, language).get_url_parts()[2]
    return path


def listed(response: Any) -> list[str]:
    """Return the titles that a list of events shows, in its order."""
    assert response.status_code == 200
    return [date.page.title for date in response.context["dates"]]


def in_days(days: int) -> datetime:
    return timezone.now() + timedelta(days=days)


def over(town: TownSettings, title: str = "Minulá", **changes: Any) -> EventPage:
    start = timezone.now() - timedelta(days=2)
    return make_event(town, title, **({"starts_at": start, "ends_at": start + timedelta(hours=1)} | changes))


def test_list_shows_events_of_its_own_town_and_language(at: Visitor, prerov: TownSettings, bbsk: TownSettings) -> None:
    make_event(prerov, "Přerov")
    slovak = make_event(bbsk, "Slovensky")
    make_event(bbsk, "Česky", language="cs", translation_key=slovak.translation_key)

    assert listed(at("prerov.example").get(index_path(prerov))) == ["Přerov"]
    assert listed(at("bbsk.example").get(index_path(bbsk))) == ["Slovensky"]
    assert listed(at("bbsk.example").get(index_path(bbsk, "cs"))) == ["Česky"]


def test_coming_events_are_listed_by_time_and_past_ones_by_their_year(at: Visitor, prerov: TownSettings) -> None:
    make_event(prerov, "Later", starts_at=in_days(9))
    make_event(prerov, "Sooner", starts_at=in_days(3))
    over(prerov)
    visitor, path = at("prerov.example"), index_path(prerov)
    year = timezone.localdate(in_days(-2)).year

    assert listed(visitor.get(path)) == ["Sooner", "Later"]
    response = visitor.get(path, {"year": str(year)})
    assert listed(response) == ["Minulá"]
    assert response.context["filters"].year == year


def test_drafts_and_restricted_events_are_not_listed(at: Visitor, prerov: TownSettings) -> None:
    make_event(prerov, "Draft").unpublish()
    PageViewRestriction.objects.create(page=make_event(prerov, "Members"), restriction_type=PageViewRestriction.LOGIN)
    make_event(prerov, "Public")

    assert listed(at("prerov.example").get(index_path(prerov))) == ["Public"]


def test_cancelled_and_moved_events_stay_in_the_list_and_say_so(at: Visitor, prerov: TownSettings) -> None:
    make_event(prerov, "Schůzka", state="cancelled", state_note="Nemoc lektorky")

    page = at("prerov.example").get(index_path(prerov)).content.decode()
    assert "Nemoc lektorky" in page
    assert "is-cancelled" in page


def test_topic_and_working_group_narrow_the_list(at: Visitor, prerov: TownSettings) -> None:
    topic, group = make_topic(prerov, "Bydlení"), make_topic(prerov, "Senioři")
    group.kind = TopicKind.WORKING_GROUP
    group.save()
    make_event(prerov, "Both", topics=[topic, group], starts_at=in_days(2))
    make_event(prerov, "Topic", topics=[topic], starts_at=in_days(3))
    make_event(prerov, "Neither")
    visitor, path = at("prerov.example"), index_path(prerov)

    assert listed(visitor.get(path, {"topic": "bydleni"})) == ["Both", "Topic"]
    assert listed(visitor.get(path, {"group": "seniori"})) == ["Both"]
    response = visitor.get(path, {"topic": "bydleni", "group": "seniori"})
    assert listed(response) == ["Both"]
    assert "Bydlení" in response.context["filters"].sentence()
    assert (response.context["topics"], response.context["groups"]) == ([topic], [group])


def test_topics_of_events_of_another_town_are_not_offered(
    at: Visitor, prerov: TownSettings, bbsk: TownSettings
) -> None:
    make_event(bbsk, topics=[make_topic(bbsk, "Rodina")])
    make_event(prerov)

    response = at("prerov.example").get(index_path(prerov), {"topic": "rodina"})
    assert response.context["topics"] == []
    assert response.context["filters"].has_unknown


@pytest.mark.parametrize(
    "asked",
    [
        {"year": "abc"},
        {"year": "99999999999999999999"},
        {"topic": "'; --"},
        {"group": "nothing"},
        {"page": "x"},
        {"page": "-1"},
        {"page": "99999999999999999999"},
        {"topic": "a\0b"},
    ],
)
def test_junk_in_the_address_is_dropped(at: Visitor, prerov: TownSettings, asked: dict[str, str]) -> None:
    make_event(prerov, "Event")

    assert listed(at("prerov.example").get(index_path(prerov), asked)) == ["Event"]


def test_long_list_is_paged(at: Visitor, prerov: TownSettings) -> None:
    start = in_days(1)
    make_event(prerov, starts_at=start, repeats="daily", repeats_until=timezone.localdate(start) + timedelta(days=30))
    visitor, path = at("prerov.example"), index_path(prerov)

    assert len(listed(visitor.get(path))) == 20
    assert len(listed(visitor.get(path, {"page": "2"}))) == 11


def test_empty_calendar_says_so(at: Visitor, prerov: TownSettings) -> None:
    visitor, path = at("prerov.example"), index_path(prerov)
    assert listed(visitor.get(path)) == []
    over(prerov)
    assert listed(visitor.get(path)) == []
    this = timezone.localdate()
    assert visitor.get(f"{path}{this.year}/{this.month:02}/").status_code == 200


def shown(response: Any) -> dict[int, list[str]]:
    """Return what a month shows, by the number of the day."""
    assert response.status_code == 200
    days = (day for week in response.context["weeks"] for day in week if day.is_in_month)
    return {day.date.day: [event.occurrence.page.title for event in day.events] for day in days if day.events}


def december(day: int, hour: int = 9) -> datetime:
    return datetime(2030, 12, day, hour, tzinfo=UTC)


def test_month_shows_each_event_on_its_days(at: Visitor, prerov: TownSettings, bbsk: TownSettings) -> None:
    make_event(prerov, "Dílna", starts_at=december(3), ends_at=december(5))
    weekly: dict[str, Any] = {"repeats": "weekly", "repeats_until": december(31).date()}
    make_event(prerov, "Poradna", starts_at=december(17), **weekly)
    make_event(bbsk, "Jinde", language="cs", starts_at=december(3))

    month = shown(at("prerov.example").get(f"{index_path(prerov)}2030/12/"))
    assert month == {3: ["Dílna"], 4: ["Dílna"], 5: ["Dílna"], 17: ["Poradna"], 24: ["Poradna"], 31: ["Poradna"]}


def test_month_says_in_words_what_is_cancelled(at: Visitor, prerov: TownSettings) -> None:
    make_event(prerov, "Dílna", starts_at=december(3), state="cancelled")

    page = at("prerov.example").get(f"{index_path(prerov)}2030/12/").content.decode()
    assert "event-state" in page
    assert page.count("<caption>") == 1
    assert page.count('scope="col"') == 7


def test_months_are_linked_within_those_that_have_events_only(at: Visitor, prerov: TownSettings) -> None:
    make_event(prerov, starts_at=december(3))
    visitor, path = at("prerov.example"), index_path(prerov)
    last = visitor.get(f"{path}2030/12/").context
    this = timezone.localdate()
    first = visitor.get(f"{path}{this.year}/{this.month:02}/").context

    assert last["next"] is None
    assert last["previous"].below == "2030/11/"
    assert first["previous"] is None


@pytest.mark.parametrize(
    "below",
    ["2031/01/", "2030/13/", "2030/00/", "0000/01/", "9999/12/", "1066/10/", "99999/01/", "2030/12/x/", "2030/"],
)
def test_months_without_events_around_are_not_there(at: Visitor, prerov: TownSettings, below: str) -> None:
    make_event(prerov, starts_at=december(3))

    assert at("prerov.example").get(f"{index_path(prerov)}{below}").status_code == 404


def test_month_has_one_address(at: Visitor, prerov: TownSettings) -> None:
    make_event(prerov, starts_at=december(3))
    make_event(prerov, starts_at=datetime(2031, 1, 3, tzinfo=UTC))
    response = at("prerov.example").get(f"{index_path(prerov)}2031/1/")

    assert (response.status_code, response["Location"]) == (301, f"{index_path(prerov)}2031/01/")


def test_month_costs_the_same_for_any_number_of_events(
    at: Visitor, prerov: TownSettings, django_assert_max_num_queries: Any
) -> None:
    topic, office = make_topic(prerov), make_office(prerov)
    for day in range(1, 25):
        make_event(prerov, starts_at=december(day), topics=[topic], office=office)
    path = f"{index_path(prerov)}2030/12/"
    at("prerov.example").get(path)

    with django_assert_max_num_queries(6):
        assert len(shown(at("prerov.example").get(path))) == 24


def test_list_costs_the_same_for_any_number_of_events(
    at: Visitor, prerov: TownSettings, django_assert_max_num_queries: Any
) -> None:
    topic, office = make_topic(prerov), make_office(prerov)
    for day in range(1, 25):
        make_event(prerov, starts_at=december(day), topics=[topic], office=office)
    path = index_path(prerov)
    at("prerov.example").get(path)

    with django_assert_max_num_queries(8):
        at("prerov.example").get(path)


def test_feed_has_events_of_its_own_town_that_are_not_over(
    at: Visitor, prerov: TownSettings, bbsk: TownSettings
) -> None:
    make_event(prerov, "Setkání")
    over(prerov)
    make_event(bbsk, "Jinde", language="cs")
    response = at("prerov.example").get(f"{index_path(prerov)}feed/")

    atom = "{http://www.w3.org/2005/Atom}"
    feed = fromstring(response.content)  # noqa: S314 - our own output
    assert [entry.findtext(f"{atom}title") for entry in feed.iter(f"{atom}entry")] == ["Setkání"]
    assert response["Content-Type"] == "application/atom+xml; charset=utf-8"


def test_list_is_kept_until_the_next_event_is_over(
    at: Visitor, prerov: TownSettings, settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.PAGE_CACHE = True
    clock = Clock(monkeypatch)
    make_event(prerov, "Soon over", starts_at=in_days(-1), ends_at=timezone.now() + timedelta(minutes=10))
    visitor, path = at("prerov.example"), index_path(prerov)
    for seconds in (0, 599):
        clock.move_on(seconds)
        assert b"Soon over" in visitor.get(path).content

    clock.move_on(1)
    assert b"Soon over" not in visitor.get(path).content


def test_caches_in_front_are_told_of_months_and_calendars(prerov: TownSettings, bbsk: TownSettings) -> None:
    make_event(prerov, starts_at=december(3), topics=[make_topic(prerov, "Senioři")])
    make_event(bbsk, starts_at=datetime(2031, 1, 3, tzinfo=UTC), topics=[make_topic(bbsk, "Rodina")])
    index = section_of(prerov, EventIndexPage)
    paths = EventIndexPage(path=index.path, url_path=index.url_path).get_cached_paths()

    assert {"/", "/feed/", "/calendar.ics", "/calendar/seniori.ics", "/2030/12/"} <= set(paths)
    assert not {"/2031/01/", "/calendar/rodina.ics"} & set(paths)
