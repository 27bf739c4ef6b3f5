"""Nothing is known of anybody for longer than it takes."""

from datetime import timedelta

import pytest
from django.utils import timezone

from kpss_pages.events.models import EventPage, Registration
from kpss_pages.events.registration.places import cancel, confirm
from kpss_pages.events.registration.retention import delete_old
from sites.models import TownSettings
from sites.removal import remove_town
from tests.builders import make_town
from tests.kpss_pages.events.registration.guests import make_sign_up, states
from tests.kpss_pages.events.registration.test_places import guest

pytestmark = pytest.mark.django_db


def test_registrations_go_30_days_after_the_event_and_unconfirmed_ones_after_three(
    prerov: TownSettings, bbsk: TownSettings
) -> None:
    today, now = timezone.localdate(), timezone.now()
    event, elsewhere = make_sign_up(prerov), make_sign_up(bbsk)
    guest(event, prerov, "Dávno", state="confirmed", delete_on=today)
    guest(event, prerov, "Zítra", state="confirmed", delete_on=today + timedelta(days=1))
    guest(event, prerov, "Nikdy", created_at=now - timedelta(hours=73))
    guest(event, prerov, "Snad", created_at=now - timedelta(hours=71))
    guest(elsewhere, bbsk, "Jinde", state="waiting", delete_on=today - timedelta(days=1))

    assert delete_old() == 3
    assert set(states(event)) == {"Zítra", "Snad"}
    assert states(elsewhere) == {}
    assert delete_old() == 0


def test_who_has_cancelled_is_forgotten_within_a_week(prerov: TownSettings) -> None:
    event = make_sign_up(prerov)
    row = confirm(guest(event, prerov), prerov.site)
    assert row.delete_on > timezone.localdate() + timedelta(days=30)

    assert cancel(row, prerov.site).delete_on == timezone.localdate() + timedelta(days=7)


def test_registrations_go_with_the_last_page_of_the_event(bbsk: TownSettings) -> None:
    slovak, czech, other = make_sign_up(bbsk), make_sign_up(bbsk, "Setkání", "cs"), make_sign_up(bbsk, "Iné")
    EventPage.objects.filter(pk=czech.pk).update(translation_key=slovak.translation_key)
    for event in (slovak, other):
        guest(event, bbsk)

    EventPage.objects.get(pk=slovak.pk).delete()
    assert states(slovak) == {"Jana": "unconfirmed"}

    EventPage.objects.get(pk=czech.pk).delete()
    assert states(slovak) == {}
    assert states(other) == {"Jana": "unconfirmed"}


def test_registrations_go_with_their_town(prerov: TownSettings) -> None:
    town = make_town("benesov")
    mine, theirs = make_sign_up(prerov), make_sign_up(town)
    guest(mine, prerov), guest(theirs, town)

    remove_town(town)

    assert [row.site_id for row in Registration.objects.all()] == [prerov.site_id]
