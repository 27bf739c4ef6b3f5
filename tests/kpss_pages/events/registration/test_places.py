"""Places go to those who confirm, in the order in which they do."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from kpss_pages.events.choices import RegistrationState
from kpss_pages.events.models import EventPage, Registration
from kpss_pages.events.registration.places import NoPlaceLeft, NotOffered, cancel, confirm
from sites.models import TownSettings
from tests.kpss_pages.events.registration.guests import make_sign_up, states, work

pytestmark = pytest.mark.django_db


def guest(event: EventPage, town: TownSettings, name: str = "Jana", **changes: object) -> Registration:
    """Make somebody who has not confirmed yet."""
    row: Registration = Registration.objects.create(
        **{
            "site": town.site,
            "event": event.translation_key,
            "rule_start": event.starts_at,
            "name": name,
            "email": f"{name.lower()}@dum.example",
            "language": "cs",
            "delete_on": timezone.localdate() + timedelta(days=33),
        }
        | changes
    )
    return row


def test_last_place_is_given_once_and_the_others_wait_in_order(prerov: TownSettings, bbsk: TownSettings) -> None:
    event, elsewhere = (make_sign_up(town, capacity=1, has_waiting_list=True) for town in (prerov, bbsk))
    confirm(guest(elsewhere, bbsk, "Cizí"), bbsk.site)
    rows = [guest(event, prerov, name) for name in ("Jana", "Karel", "Eva")]
    # Whoever confirms first is first, not whoever has signed up first.
    for row in (rows[2], rows[0], rows[1]):
        confirm(row, prerov.site)

    assert states(event) == {"Eva": "confirmed", "Jana": "waiting", "Karel": "waiting"}
    assert states(elsewhere) == {"Cizí": "confirmed"}
    work()

    cancel(rows[2], prerov.site)

    assert states(event) == {"Eva": "cancelled", "Jana": "confirmed", "Karel": "waiting"}
    assert sorted(message.to[0] for message in work()) == ["eva@dum.example", "jana@dum.example"]


def test_who_waits_comes_before_who_is_new(prerov: TownSettings) -> None:
    event = make_sign_up(prerov, capacity=1, has_waiting_list=True)
    for name in ("Jana", "Karel"):
        confirm(guest(event, prerov, name), prerov.site)
    EventPage.objects.filter(pk=event.pk).update(capacity=2)

    confirm(guest(event, prerov, "Eva"), prerov.site)

    assert states(event) == {"Jana": "confirmed", "Karel": "confirmed", "Eva": "waiting"}


def test_without_a_waiting_list_the_link_can_be_tried_again(prerov: TownSettings) -> None:
    event = make_sign_up(prerov, capacity=1)
    first, second = guest(event, prerov, "Jana"), guest(event, prerov, "Karel")
    confirm(first, prerov.site)
    with pytest.raises(NoPlaceLeft):
        confirm(second, prerov.site)
    assert states(event)["Karel"] == "unconfirmed"

    cancel(first, prerov.site)
    assert confirm(second, prerov.site).state == RegistrationState.CONFIRMED


def test_confirming_and_cancelling_twice_changes_nothing(prerov: TownSettings) -> None:
    event = make_sign_up(prerov)
    row = guest(event, prerov)
    for _time in range(2):
        confirm(row, prerov.site)
    assert len(work()) == 1

    for _time in range(2):
        cancel(row, prerov.site)
    assert len(work()) == 1
    assert confirm(row, prerov.site).state == RegistrationState.CANCELLED


def test_nobody_gets_a_place_at_what_is_cancelled_or_over(prerov: TownSettings) -> None:
    event = make_sign_up(prerov)
    row = guest(event, prerov)
    for changes in ({"state": "cancelled"}, {"starts_at": timezone.now() - timedelta(hours=1)}):
        EventPage.objects.filter(pk=event.pk).update(**changes)
        with pytest.raises(NotOffered):
            confirm(row, prerov.site)
    assert states(event) == {"Jana": "unconfirmed"}


def test_event_is_held_while_places_are_counted(prerov: TownSettings) -> None:
    """Whoever confirms at the same moment waits until the other one has a place."""
    row = guest(make_sign_up(prerov, capacity=1), prerov)
    with CaptureQueriesContext(connection) as queries:
        confirm(row, prerov.site)

    asked = [query["sql"] for query in queries]
    # SQLite knows no locks of rows: it has one writer at a time, for whom the order is what matters.
    lock = (
        'FOR UPDATE OF "kpss_events_eventpage"' if connection.vendor == "postgresql" else 'FROM "kpss_events_eventpage"'
    )
    held = next(number for number, sql in enumerate(asked) if lock in sql)
    counted = next(number for number, sql in enumerate(asked) if "COUNT(" in sql)
    assert held < counted
