"""Signing up as the public does it."""

from datetime import timedelta
from typing import Any
from unittest.mock import patch

import pytest
from django.core import mail
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries
from wagtail.models import PageViewRestriction

from kpss_pages.core import strangers
from kpss_pages.events.models import EventPage, Registration
from kpss_pages.events.registration.places import MOST_OF_ONE_ASKER
from kpss_pages.events.registration.tokens import confirm_token
from sites.models import TownSettings
from tests.builders import At, make_event
from tests.kpss_pages.events.registration.guests import (
    come,
    link_in,
    make_sign_up,
    nine_in,
    open_form,
    path_of,
    send_form,
    states,
    work,
)

pytestmark = pytest.mark.django_db

PREROV, BBSK = "prerov.example", "bbsk.example"


@pytest.fixture
def event(prerov: TownSettings) -> EventPage:
    return make_sign_up(prerov)


def test_nothing_is_certain_before_the_click_in_the_mail(at: At, event: EventPage) -> None:
    response = send_form(at(PREROV), event)

    assert response.headers["Location"] == f"{path_of(event)}sent/"
    assert at(PREROV).get(response.headers["Location"]).status_code == 200
    assert states(event) == {"Jana Vzorná": "unconfirmed"}
    (asked,) = work()
    assert asked.to == ["jana@dum.example"]
    assert "Jana Vzorná" not in asked.body  # whoever it is has not agreed to anything yet


def test_opening_a_link_changes_nothing(at: At, event: EventPage) -> None:
    """Programs that look through mails open links."""
    send_form(at(PREROV), event)
    (asked,) = work()

    for _time in range(2):
        assert at(PREROV).get(link_in(asked)).status_code == 200
    assert states(event) == {"Jana Vzorná": "unconfirmed"}

    assert at(PREROV).post(link_in(asked)).status_code == 302
    assert states(event) == {"Jana Vzorná": "confirmed"}
    (answered,) = work()

    at(PREROV).get(link_in(answered))
    assert states(event) == {"Jana Vzorná": "confirmed"}
    at(PREROV).post(link_in(answered))
    assert states(event) == {"Jana Vzorná": "cancelled"}


def test_forms_need_a_token_of_the_session(event: EventPage) -> None:
    strict = Client(enforce_csrf_checks=True, headers={"host": PREROV})
    sent = open_form(strict, event)

    assert strict.post(path_of(event), sent | {"name": "Jana", "email": "jana@dum.example"}).status_code == 403
    assert not Registration.objects.exists()


def test_link_counts_for_48_hours(at: At, event: EventPage) -> None:
    send_form(at(PREROV), event)
    for hours, code in ((48, 200), (47, 302)):
        Registration.objects.update(created_at=timezone.now() - timedelta(hours=hours))
        address = f"{path_of(event)}confirm/{confirm_token(Registration.objects.get())}/"

        assert at(PREROV).get(address).status_code == 200
        assert at(PREROV).post(address).status_code == code
        assert states(event) == {"Jana Vzorná": "confirmed" if code == 302 else "unconfirmed"}


@pytest.mark.parametrize("token", ["x", "1:x", "1-2:x", "%00", "9" * 400, "..", "1-2-3_abc", "_", "ž_ž", "1_"])
def test_junk_for_a_token_is_not_found(at: At, event: EventPage, token: str) -> None:
    for name in ("confirm", "cancel"):
        for method in ("get", "post"):
            assert getattr(at(PREROV), method)(f"{path_of(event)}{name}/{token}/").status_code == 404


def test_token_of_one_town_or_event_or_purpose_is_worth_nothing_elsewhere(
    at: At, event: EventPage, prerov: TownSettings, bbsk: TownSettings
) -> None:
    foreign, other = make_sign_up(bbsk), make_sign_up(prerov, "Jiná")
    send_form(at(PREROV), event)
    (asked,) = work()
    token = link_in(asked).rstrip("/").rpartition("/")[2]

    for host, page in ((BBSK, foreign), (PREROV, other)):
        assert at(host).get(f"{path_of(page)}confirm/{token}/").status_code == 404
        assert at(host).post(f"{path_of(page)}confirm/{token}/").status_code == 404
    assert at(BBSK).get(link_in(asked)).status_code == 404
    assert at(PREROV).post(f"{path_of(event)}cancel/{token}/").status_code == 404
    assert states(event) == {"Jana Vzorná": "unconfirmed"}


def test_public_is_not_told_who_has_signed_up(at: At, event: EventPage) -> None:
    come(at(PREROV), event)
    first = send_form(at(PREROV), event, "Někdo Jiný")
    assert work() == []  # within the hour nobody's letter box is filled

    with patch("kpss_pages.events.registration.places._is_first", return_value=True):
        second = send_form(at(PREROV), event, "Někdo Jiný", email="JANA@dum.example")
        new = send_form(at(PREROV), event, "Karel Nový", email="karel@dum.example")

    assert first.headers["Location"] == second.headers["Location"] == new.headers["Location"]
    assert states(event) == {"Jana Vzorná": "confirmed", "Karel Nový": "unconfirmed"}
    again = next(message for message in work() if message.to == ["jana@dum.example"])
    assert "/cancel/" in link_in(again)
    assert "Někdo" not in again.body


def test_who_has_cancelled_may_sign_up_once_more_at_once(at: At, event: EventPage) -> None:
    at(PREROV).post(link_in(come(at(PREROV), event)))
    work()
    come(at(PREROV), event)

    assert states(event) == {"Jana Vzorná": "confirmed"}


def test_one_address_cannot_be_flooded(at: At, prerov: TownSettings) -> None:
    for number in range(8):
        send_form(at(PREROV), make_sign_up(prerov, f"Akce {number}"))

    assert len(work()) == 5


def test_older_link_still_confirms_when_somebody_has_signed_one_up_again(at: At, event: EventPage) -> None:
    send_form(at(PREROV), event)
    (first,) = work()
    with patch("kpss_pages.events.registration.places._is_first", return_value=True):
        send_form(at(PREROV), event)
    (second,) = work()
    assert link_in(first) != link_in(second)

    assert at(PREROV).post(link_in(first)).status_code == 302
    assert states(event) == {"Jana Vzorná": "confirmed"}


def test_who_confirms_may_sign_up_for_as_much_as_they_like(at: At, prerov: TownSettings) -> None:
    for number in range(MOST_OF_ONE_ASKER + 2):
        come(at(PREROV), make_sign_up(prerov, f"Akce {number}"))


def test_whoever_signs_another_one_up_keeps_nobody_but_themselves_from_it(
    at: At, event: EventPage, prerov: TownSettings
) -> None:
    events = [make_sign_up(prerov, f"Akce {number}") for number in range(MOST_OF_ONE_ASKER)]
    for other in events:
        send_form(at(PREROV), other, "Někdo Jiný")
    send_form(at(PREROV), event, "Někdo Jiný")
    assert len(work()) == MOST_OF_ONE_ASKER

    elsewhere = at(PREROV)
    elsewhere.defaults["REMOTE_ADDR"] = "192.0.2.7"
    come(elsewhere, event)
    assert states(event) == {"Jana Vzorná": "confirmed"}

    with patch("kpss_pages.events.registration.places.MOST_UNCONFIRMED", MOST_OF_ONE_ASKER):
        send_form(elsewhere, make_sign_up(prerov, "Ještě jedna"))
    assert work() == []


def test_errors_stand_at_the_field_and_nothing_is_lost(at: At, event: EventPage) -> None:
    response = send_form(at(PREROV), event, "Jana <b>", email="jana")
    page = response.content.decode()

    assert response.status_code == 200
    assert 'id="email-error"' in page
    assert 'aria-describedby="email-error"' in page
    assert 'value="Jana &lt;b&gt;"' in page
    assert not Registration.objects.exists()


@pytest.mark.parametrize(
    "changes",
    [
        {"name": ""},
        {"name": "x" * 121},
        {"name": "a\0b"},
        {"name": "Levné léky https://lek.example"},
        {"email": "a@b\nBcc: c@d.example"},
        {"email": "x" * 300 + "@d.example"},
        {"email": "jana@dum.example, karel@dum.example"},
        {"date": "20990101T0000"},
        {"date": "\0"},
        {"date": ""},
        {"opened": "junk"},
        {"opened": ""},
    ],
)
def test_faulty_input_is_refused(at: At, event: EventPage, changes: dict[str, str]) -> None:
    assert send_form(at(PREROV), event, **changes).status_code == 200
    assert not Registration.objects.exists()


def test_name_goes_into_no_header(at: At, event: EventPage) -> None:
    answered = come(at(PREROV), event, "Jana\r\nBcc: karel@dum.example".replace("@", " "))

    assert (answered.to, answered.cc, answered.bcc) == (["jana@dum.example"], [], [])
    assert "\nBcc" not in answered.message().as_string()
    assert "Jana Bcc: karel dum.example" in states(event)


def test_machine_is_thanked_and_forgotten(at: At, event: EventPage) -> None:
    assert send_form(at(PREROV), event, website="https://lek.example").status_code == 302
    assert not Registration.objects.exists()
    assert work() == []


def test_form_that_comes_back_at_once_is_to_be_sent_again(at: At, event: EventPage) -> None:
    response = send_form(at(PREROV), event, opened=strangers.opened_now())

    assert response.status_code == 200
    assert 'value="jana@dum.example"' in response.content.decode()
    assert not Registration.objects.exists()


def test_one_address_may_not_send_forms_without_end(at: At, event: EventPage, settings: Any) -> None:
    settings.RATE_LIMITS = {**settings.RATE_LIMITS, "sign_up": "2/10m"}
    codes = [send_form(at(PREROV), event, email=f"n{number}@dum.example").status_code for number in range(3)]

    assert codes == [302, 302, 429]


def test_page_of_the_event_is_kept_and_the_form_is_not(at: At, event: EventPage, settings: Any) -> None:
    settings.PAGE_CACHE = True
    for _time in range(2):
        response = at(PREROV).get(path_of(event))
        assert "no-store" in response.headers["Cache-Control"]
        assert "csrfmiddlewaretoken" in response.content.decode()
    assert "ETag" not in response.headers
    page = at(PREROV).get(path_of(event).removesuffix("sign-up/"))
    assert "csrfmiddlewaretoken" not in page.content.decode()
    assert "ETag" in page.headers
    assert f'href="{path_of(event)}"' in page.content.decode()


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"state": "cancelled"}, "cancelled"),
        ({"starts_at": nine_in(-1)}, "begun"),
        ({"sign_up_until": nine_in(-1)}, "closed"),
        ({"capacity": 0}, "taken"),
    ],
)
def test_closed_registration_says_why(
    at: At, prerov: TownSettings, changes: dict[str, Any], said: str, settings: Any
) -> None:
    event = make_sign_up(prerov, **changes)

    response = at(PREROV).get(path_of(event))

    assert response.status_code == 200
    assert "csrfmiddlewaretoken" not in response.content.decode()
    assert response.context["form"] is None
    assert response.context["closed"]
    assert at(PREROV).post(path_of(event), {"name": "Jana", "email": "jana@dum.example"}).status_code == 200
    assert not Registration.objects.exists()


def test_event_without_a_form_has_no_such_page(at: At, prerov: TownSettings) -> None:
    event = make_event(prerov)

    for name in ("", "sent/"):
        assert at(PREROV).get(f"{path_of(event)}{name}").status_code == 404


def test_dates_of_a_repeating_event_are_chosen_and_counted_apart(at: At, prerov: TownSettings) -> None:
    event = make_sign_up(prerov, repeats="weekly", repeats_until=timezone.localdate() + timedelta(days=12), capacity=1)
    form = at(PREROV).get(path_of(event)).context["form"]
    keys = [key for key, _label in form.fields["date"].choices if key]
    assert len(keys) == 2

    come(at(PREROV), event, date=keys[0])

    labels = dict(at(PREROV).get(path_of(event)).context["form"].fields["date"].choices)
    assert keys[0] not in labels
    come(at(PREROV), event, date=keys[1])  # the same address, another date
    assert Registration.objects.filter(state="confirmed").count() == 2


def test_what_stands_behind_a_password_in_one_language_is_not_said_in_another(at: At, bbsk: TownSettings) -> None:
    slovak = make_sign_up(bbsk, "Stretnutie", place="Dom za heslom")
    czech = make_sign_up(bbsk, "Setkání", "cs", translation_key=slovak.translation_key, place="Knihovna")
    PageViewRestriction.objects.create(page=slovak, restriction_type=PageViewRestriction.PASSWORD, password="x")

    shown = at(BBSK).get(path_of(czech)).content.decode()

    assert "Knihovna" in shown
    assert "Dom za heslom" not in shown


def test_language_of_the_page_is_the_language_of_the_mails(at: At, bbsk: TownSettings) -> None:
    slovak = make_sign_up(bbsk, "Stretnutie")
    czech = make_sign_up(bbsk, "Setkání", "cs")
    EventPage.objects.filter(pk=czech.pk).update(translation_key=slovak.translation_key)
    czech.refresh_from_db()

    answered = come(at(BBSK), czech)

    assert answered.body.count("/cs/") >= 1
    assert "Setkání" in answered.subject
    assert "BBSK" in answered.from_email
    assert come(at(BBSK), slovak, "Karel", email="karel@dum.example").subject.endswith("Stretnutie")
    assert states(slovak) == {"Jana Vzorná": "confirmed", "Karel": "confirmed"}


def test_no_address_stands_in_the_log(
    at: At, event: EventPage, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    caplog.set_level(0)
    answered = come(at(PREROV), event)
    monkeypatch.setattr(
        "django.core.mail.EmailMultiAlternatives.send", lambda mail: (_ for _ in ()).throw(OSError(mail.to[0]))
    )
    at(PREROV).post(link_in(answered))
    work()

    assert "OSError" in caplog.text
    assert "jana@" not in caplog.text
    assert "Vzorná" not in caplog.text


def test_form_costs_the_same_however_many_have_signed_up(
    at: At, event: EventPage, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    at(PREROV).get(path_of(event))
    with django_assert_num_queries(7):
        at(PREROV).get(path_of(event))


def test_registration_link_of_a_draft_leads_nowhere(at: At, event: EventPage) -> None:
    send_form(at(PREROV), event)
    (asked,) = work()
    event.unpublish()

    assert at(PREROV).get(link_in(asked)).status_code == 404
    assert at(PREROV).get(path_of(event)).status_code == 404
    assert mail.outbox
