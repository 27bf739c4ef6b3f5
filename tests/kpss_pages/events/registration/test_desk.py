"""The editors' list of those who have signed up."""

import csv
import re
from html import unescape
from io import StringIO

import pytest
from django.contrib.messages import get_messages
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries
from wagtail.models import PageLogEntry

from kpss_pages.events.models import EventPage, Registration
from kpss_pages.events.registration.places import confirm
from sites.models import AuditEntry, Role, TownSettings
from tests.builders import make_event, make_user, signed_in
from tests.kpss_pages.events.registration.guests import make_sign_up, states, work
from tests.kpss_pages.events.registration.test_places import guest

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor(prerov: TownSettings) -> Client:
    return signed_in(make_user(prerov, Role.EDITOR), "prerov.example")


@pytest.fixture
def event(prerov: TownSettings) -> EventPage:
    event = make_sign_up(prerov, capacity=2, has_waiting_list=True)
    for name in ("Jana", "Karel", "Eva"):
        confirm(guest(event, prerov, name), prerov.site)
    guest(event, prerov, "Ota")
    work()
    return event


def at_event(name: str, event: EventPage, *args: int) -> str:
    return reverse(f"kpss_events_{name}", args=[event.pk, *args])


def test_list_shows_who_comes_and_who_waits(editor: Client, event: EventPage, bbsk: TownSettings) -> None:
    guest(make_sign_up(bbsk), bbsk, "Cizí")

    page = editor.get(at_event("registrations", event)).content.decode()

    assert page.index("jana@") < page.index("karel@") < page.index("eva@") < page.index("ota@")
    assert "Cizí" not in page


def test_list_costs_the_same_however_long_it_is(
    editor: Client, event: EventPage, prerov: TownSettings, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    address = at_event("registrations", event)
    editor.get(address)
    with django_assert_num_queries(29) as few:
        editor.get(address)
    for number in range(5):
        guest(event, prerov, f"Host{number}")
    with django_assert_num_queries(len(few.captured_queries)):
        editor.get(address)


def test_nobody_of_another_town_comes_in(event: EventPage, bbsk: TownSettings) -> None:
    stranger = signed_in(make_user(bbsk, Role.MANAGER), "bbsk.example")
    own = make_sign_up(bbsk)
    row = Registration.objects.for_event(event.get_site().pk, event.translation_key).first()
    assert row is not None

    for name, *args in (("registrations",), ("registrations_export",), ("registration_cancel", row.pk)):
        assert stranger.get(at_event(name, event, *args)).status_code == 404
        assert stranger.post(at_event(name, event, *args)).status_code == 404
    # Nor through an event of one's own.
    assert stranger.get(at_event("registration_cancel", own, row.pk)).status_code == 404
    assert stranger.post(at_event("registration_cancel", own, row.pk)).status_code == 404
    assert states(event)["Jana"] == "confirmed"


def test_who_deletes_events_reads_how_many_have_signed_up(
    editor: Client, event: EventPage, prerov: TownSettings, bbsk: TownSettings
) -> None:
    second, third = make_sign_up(prerov, "Druhé"), make_event(prerov, "Bez přihlášek")
    confirm(guest(second, prerov, "Petr"), prerov.site)
    foreign = make_sign_up(bbsk)
    confirm(guest(foreign, bbsk, "Cizí"), bbsk.site)
    index = event.get_parent()
    manager = signed_in(make_user(prerov, Role.MANAGER, username="manager"), "prerov.example")

    def told(address: str) -> list[str]:
        answer = manager.get(address)
        assert answer.status_code == 200
        sentences = [str(message) for message in get_messages(answer.wsgi_request)]
        assert all(sentence in unescape(answer.content.decode()) for sentence in sentences)
        return re.findall(r"\d+", " ".join(sentences))

    def several(*events: EventPage) -> str:
        return "/admin/bulk/wagtailcore/page/delete/?" + "&".join(f"id={event.pk}" for event in events)

    # Three have a place or wait, one has not confirmed.
    assert told(reverse("wagtailadmin_pages:delete", args=[event.pk])) == ["3"]
    assert told(several(event)) == ["3"]
    assert told(several(event, second, third)) == ["4"]
    assert told(several(third)) == []
    assert told(several(index)) == ["4"]
    assert told(reverse("wagtailadmin_pages:delete", args=[index.pk])) == ["4"]
    assert editor.get(several(event, foreign)).status_code == 404


def test_caller_is_added_and_told_where_there_is_an_address(editor: Client, event: EventPage) -> None:
    address = at_event("registrations", event)
    date = editor.get(address).context["form"]["date"].value()
    EventPage.objects.filter(pk=event.pk).update(capacity=4)

    for name, email in (("Bez Pošty", ""), ("Též Bez", ""), ("S Poštou", "s@dum.example")):
        assert editor.post(address, {"name": name, "email": email, "date": date}).status_code == 302

    # Eva waited before them.
    found = states(event)
    assert [found[name] for name in ("Eva", "Bez Pošty", "Též Bez", "S Poštou")] == ["confirmed"] * 2 + ["waiting"] * 2
    assert {message.to[0] for message in work()} == {"eva@dum.example", "s@dum.example"}
    assert editor.post(address, {"name": "S Poštou", "email": "S@dum.example", "date": date}).status_code == 200
    assert editor.post(address, {"name": "", "email": "x", "date": "y"}).status_code == 200


def test_cancelling_asks_and_tells(editor: Client, event: EventPage) -> None:
    row = Registration.objects.get(name="Jana")
    address = at_event("registration_cancel", event, row.pk)
    assert "jana@dum.example" in editor.get(address).content.decode()
    assert states(event)["Jana"] == "confirmed"

    editor.post(address)

    assert states(event) == {"Jana": "cancelled", "Karel": "confirmed", "Eva": "confirmed", "Ota": "unconfirmed"}
    assert {message.to[0] for message in work()} == {"jana@dum.example", "eva@dum.example"}


def test_history_and_audit_trail_name_nobody(editor: Client, event: EventPage) -> None:
    editor.post(at_event("registration_cancel", event, Registration.objects.get(name="Jana").pk))
    editor.get(at_event("registrations_export", event))

    actions = list(AuditEntry.objects.values_list("action", flat=True))
    assert "kpss_events.cancel_registration" in actions
    assert "kpss_sites.export" in actions
    written = [*AuditEntry.objects.values(), *PageLogEntry.objects.values()]
    assert not any("Jana" in str(entry) or "jana@" in str(entry) for entry in written)
    assert editor.get(reverse("wagtailadmin_pages:history", args=[event.pk])).status_code == 200


def test_list_as_csv_holds_the_same_and_no_formulas(editor: Client, event: EventPage, prerov: TownSettings) -> None:
    guest(event, prerov, "=1+1", email="f@dum.example")

    response = editor.get(at_event("registrations_export", event))
    rows = list(csv.reader(StringIO(response.content.decode("utf-8-sig")), delimiter=";"))

    assert [row[1] for row in rows[1:]] == ["Jana", "Karel", "Eva", "Ota", "'=1+1"]
    assert response.headers["Content-Disposition"].startswith("attachment")


def test_both_languages_of_an_event_have_one_list(bbsk: TownSettings) -> None:
    slovak, czech = make_sign_up(bbsk, "Stretnutie"), make_sign_up(bbsk, "Setkání", "cs")
    EventPage.objects.filter(pk=czech.pk).update(translation_key=slovak.translation_key)
    confirm(guest(slovak, bbsk), bbsk.site)
    manager = signed_in(make_user(bbsk, Role.MANAGER), "bbsk.example")

    for page in (slovak, czech):
        assert "jana@dum.example" in manager.get(at_event("registrations", page)).content.decode()


def test_button_stands_where_people_sign_up(editor: Client, event: EventPage, prerov: TownSettings) -> None:
    other = make_event(prerov, "Bez přihlášky")
    for page, is_there in ((event, True), (other, False)):
        content = editor.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).content.decode()
        assert (at_event("registrations", page) in content) is is_there
    assert editor.get(at_event("registrations", other)).status_code == 200


def test_who_takes_an_event_away_is_told_that_people_count_on_it(event: EventPage, prerov: TownSettings) -> None:
    manager = signed_in(make_user(prerov, Role.MANAGER), "prerov.example")
    other = make_sign_up(prerov, "Bez lidí")
    for name, send in (("delete", manager.get), ("unpublish", manager.post)):
        answers = [send(reverse(f"wagtailadmin_pages:{name}", args=[page.pk])) for page in (other, event)]
        told = [[message.level_tag for message in get_messages(answer.wsgi_request)] for answer in answers]
        assert ["warning" in levels for levels in told] == [False, True]
