"""When an event is cancelled or moved, those who have signed up are told, each once."""

from datetime import timedelta
from typing import Any

import pytest
from django.core.mail import EmailMessage
from django.utils import timezone

from kpss_pages.events.models import EventPage, Registration
from kpss_pages.events.registration.changes import follow_event
from kpss_pages.events.registration.places import confirm
from sites.models import TownSettings
from tests.kpss_pages.events.registration.guests import make_sign_up, nine_in, states, work
from tests.kpss_pages.events.registration.test_places import guest

pytestmark = pytest.mark.django_db


@pytest.fixture
def event(prerov: TownSettings, bbsk: TownSettings) -> EventPage:
    """Make an event for which Jana has a place, Karel waits and Eva has not confirmed; somebody is at another one."""
    event = make_sign_up(prerov, capacity=1, has_waiting_list=True)
    for name in ("Jana", "Karel"):
        confirm(guest(event, prerov, name), prerov.site)
    guest(event, prerov, "Eva")
    confirm(guest(make_sign_up(bbsk), bbsk, "Cizí"), bbsk.site)
    confirm(guest(make_sign_up(prerov, "Jiná"), prerov, "Ota"), prerov.site)
    work()
    return event


def publish(event: EventPage, **changes: Any) -> list[EmailMessage]:
    """Publish an event with changes; return the mails that follow."""
    page = EventPage.objects.get(pk=event.pk)
    for name, value in changes.items():
        setattr(page, name, value)
    page.save_revision().publish()
    return work()


def test_cancelled_event_is_told_once(event: EventPage) -> None:
    told = publish(event, state="cancelled", state_note="Přednášející onemocněla.")

    assert sorted(message.to[0] for message in told) == ["jana@dum.example", "karel@dum.example"]
    assert "Přednášející onemocněla." in told[0].body
    assert publish(event, state_note="Přednášející je zdravá.") == []


def test_moved_event_is_told_with_both_times(event: EventPage) -> None:
    told = publish(event, starts_at=nine_in(5), state="moved", state_note="Sál se opravuje.")

    assert len(told) == 2
    for day in (3, 5):
        assert f" {nine_in(day).day}. " in told[0].body
    assert publish(event) == []
    # Their places go with them: the list is that of the new date.
    assert set(Registration.objects.filter(event=event.translation_key).values_list("rule_start", flat=True)) == {
        nine_in(5)
    }
    days = Registration.objects.filter(event=event.translation_key).values_list("delete_on", flat=True)
    assert set(days) == {nine_in(5).date() + timedelta(days=30)}


def test_draft_and_change_of_words_tell_nobody(event: EventPage) -> None:
    page = EventPage.objects.get(pk=event.pk)
    page.state = "cancelled"
    page.save_revision()

    assert work() == []
    assert publish(event, lead="Přijďte všichni.", place="Sál") == []


def test_event_that_takes_place_after_all_is_told(event: EventPage) -> None:
    publish(event, state="cancelled")
    told = publish(event, state="planned")

    assert len(told) == 2
    assert states(event) == {"Jana": "confirmed", "Karel": "waiting", "Eva": "unconfirmed"}


def test_added_places_go_to_those_who_wait(event: EventPage) -> None:
    (told,) = publish(event, capacity=2)

    assert told.to == ["karel@dum.example"]
    assert states(event)["Karel"] == "confirmed"


def test_job_done_twice_tells_once(event: EventPage, prerov: TownSettings) -> None:
    publish(event, state="cancelled")
    follow_event.func(prerov.site_id, str(event.translation_key))

    assert work() == []


def test_one_date_of_several_is_cancelled_or_left_out(prerov: TownSettings) -> None:
    until = timezone.localdate() + timedelta(days=20)
    event = make_sign_up(prerov, repeats="weekly", repeats_until=until)
    for days, name in ((3, "Jana"), (10, "Karel"), (17, "Eva")):
        confirm(guest(event, prerov, name, rule_start=nine_in(days)), prerov.site)
    work()

    (told,) = publish(event, repeats_until=until - timedelta(days=7))
    assert told.to == ["eva@dum.example"]

    told_of_hour = publish(event, starts_at=nine_in(3) + timedelta(hours=1))
    assert sorted(message.to[0] for message in told_of_hour) == ["jana@dum.example", "karel@dum.example"]


def test_what_is_over_is_told_to_nobody(prerov: TownSettings) -> None:
    event = make_sign_up(prerov)
    confirm(guest(event, prerov), prerov.site)
    work()
    past = timezone.now() - timedelta(days=2)
    EventPage.objects.filter(pk=event.pk).update(starts_at=past)
    Registration.objects.update(rule_start=past, told_start=past)

    assert publish(event, state="cancelled") == []
