from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.core.management import call_command
from django.test import Client
from django.utils import timezone
from wagtail.models import Page, PageViewRestriction

from kpss_pages.events.models import EventIndexPage, EventPage, Occurrence
from sites.models import TownSettings
from tests.builders import home_of, make_event, make_topic, section_of

pytestmark = pytest.mark.django_db

Visitor = Callable[[str], Client]
NOW = datetime(2026, 11, 29, 12, tzinfo=UTC)


def titles(dates: Any) -> list[str]:
    return [date.page.title for date in dates]


def weekly(town: TownSettings, title: str = "Poradna", **changes: Any) -> EventPage:
    start = datetime(2026, 12, 1, 9, tzinfo=UTC)
    defaults: dict[str, Any] = {
        "starts_at": start,
        "repeats": "weekly",
        "repeats_until": start.date() + timedelta(days=14),
    }
    return make_event(town, title, **(defaults | changes))


def test_publishing_makes_the_dates_of_the_page_anew(prerov: TownSettings) -> None:
    event = weekly(prerov)
    assert event.occurrences.count() == 3

    event.repeats, event.repeats_until = "", None
    event.save_revision()
    assert event.occurrences.count() == 3
    event.latest_revision.publish()

    assert event.occurrences.count() == 1
    assert event.occurrences.get().site == prerov.site


def test_event_that_is_not_public_any_more_has_no_dates(prerov: TownSettings) -> None:
    event = weekly(prerov)
    event.unpublish()
    assert not Occurrence.objects.filter(page=event).exists()

    event.save_revision().publish()
    EventPage.objects.filter(pk=event.pk).update(expire_at=timezone.now() - timedelta(minutes=1))
    call_command("publish_scheduled")
    assert not Occurrence.objects.in_town(prerov.site).exists()


def test_dates_are_of_their_own_town_and_language(prerov: TownSettings, bbsk: TownSettings) -> None:
    make_event(prerov, "Přerov")
    slovak = make_event(bbsk, "Slovensky")
    make_event(bbsk, "Česky", language="cs", translation_key=slovak.translation_key)
    now = timezone.now()

    assert titles(Occurrence.objects.upcoming(home_of(prerov), now)) == ["Přerov"]
    assert titles(Occurrence.objects.upcoming(home_of(bbsk), now)) == ["Slovensky"]
    assert titles(Occurrence.objects.upcoming(home_of(bbsk, "cs"), now)) == ["Česky"]
    assert Occurrence.objects.in_town(bbsk.site).count() == 2


def test_each_event_is_once_among_what_is_on_next(prerov: TownSettings) -> None:
    weekly(prerov)
    make_event(prerov, "Setkání", starts_at=datetime(2026, 12, 3, 9, tzinfo=UTC))

    found = Occurrence.objects.upcoming(home_of(prerov), NOW)
    assert titles(found) == ["Poradna", "Setkání"]
    later = Occurrence.objects.upcoming(home_of(prerov), datetime(2026, 12, 2, 0, 0, tzinfo=UTC))
    assert titles(later) == ["Setkání", "Poradna"]


def test_restricted_events_are_not_among_them(prerov: TownSettings) -> None:
    PageViewRestriction.objects.create(page=make_event(prerov), restriction_type=PageViewRestriction.LOGIN)

    assert not Occurrence.objects.in_home(home_of(prerov)).published().exists()


def test_list_costs_one_query(prerov: TownSettings, django_assert_num_queries: Any) -> None:
    weekly(prerov)
    make_event(prerov)
    home = home_of(prerov)

    with django_assert_num_queries(1):
        for date in Occurrence.objects.upcoming(home, NOW):
            assert (date.page.title, date.page.lead, date.page.place, date.page.office, date.page.locale) is not None


def test_dates_of_days_are_those_of_which_a_part_lies_in_them(prerov: TownSettings) -> None:
    begins = datetime(2026, 12, 31, 22, tzinfo=UTC)
    make_event(prerov, "Silvestr", starts_at=begins, ends_at=begins + timedelta(hours=3))
    make_event(prerov, "Do půlnoci", starts_at=begins, ends_at=begins + timedelta(hours=1))
    dates = Occurrence.objects.in_town(prerov.site)
    first = datetime(2027, 1, 1, tzinfo=UTC).date()

    assert titles(dates.between(first, first, prerov.zone)) == ["Silvestr"]
    assert len(dates.between(first - timedelta(days=1), first, prerov.zone)) == 2


def test_topics_and_years_are_those_of_the_dates(prerov: TownSettings, bbsk: TownSettings) -> None:
    topic = make_topic(prerov, "Senioři")
    weekly(
        prerov,
        topics=[topic],
        starts_at=datetime(2026, 12, 29, 9, tzinfo=UTC),
        repeats_until=datetime(2027, 1, 9).date(),
    )
    weekly(bbsk, topics=[make_topic(bbsk, "Rodina")], language="cs")
    dates = Occurrence.objects.below(section_of(prerov, EventIndexPage)).published()

    assert dates.topics() == [topic]
    assert dates.years(prerov.zone) == [2027, 2026]


def test_moving_events_to_another_town_takes_their_dates_along(prerov: TownSettings, bbsk: TownSettings) -> None:
    event = make_event(prerov)
    Page.objects.get(pk=event.pk).move(section_of(bbsk, EventIndexPage), "last-child")

    assert event.occurrences.get().site == bbsk.site


def test_sequence_rises_with_time_place_and_state_alone(prerov: TownSettings) -> None:
    event = weekly(prerov)
    assert event.sequence == 0

    def published(**changes: Any) -> int:
        page = EventPage.objects.get(pk=event.pk)
        for name, value in changes.items():
            setattr(page, name, value)
        page.save_revision().publish()
        return EventPage.objects.get(pk=event.pk).sequence

    assert published(title="Jiný název") == 0
    assert published(place="Radnice") == 1
    assert published(state="cancelled") == 2
    assert published(state="planned", starts_at=event.starts_at + timedelta(hours=1)) == 3
    assert published() == 3


def test_taking_up_an_old_revision_does_not_take_the_sequence_back(prerov: TownSettings) -> None:
    event = weekly(prerov)
    old = event.latest_revision
    event.place = "Radnice"
    event.save_revision().publish()
    old.publish()

    assert EventPage.objects.get(pk=event.pk).sequence == 2


def test_languages_of_an_event_count_together(bbsk: TownSettings) -> None:
    slovak = weekly(bbsk)
    czech = weekly(bbsk, language="cs", translation_key=slovak.translation_key)
    for page in (slovak, czech):
        page.state = "cancelled"
        page.save_revision().publish()

    numbers = EventPage.objects.filter(translation_key=slovak.translation_key).values_list("sequence", flat=True)
    assert list(numbers) == [1, 1]
