"""Anybody reports a barrier or an error."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from kpss_pages.barrier_free.models import BarrierReport, Place
from kpss_pages.core import strangers
from sites.models import TownSettings
from tests.builders import At, make_place
from tests.kpss_pages.barrier_free.public.pages import PREROV, path_of, text_of

pytestmark = pytest.mark.django_db

WORDS = {"subject": "barrier", "words": "Výtah od pondělí nejede.", "email": "jana.vzorna@mail.example"}


@pytest.fixture(autouse=True)
def _people_are_quick(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(strangers, "QUICKEST", timedelta(0))


@pytest.fixture
def place(prerov: TownSettings) -> Place:
    return make_place(prerov, "Radnice")


def send(visitor: Client, place: Place, town: TownSettings, **changes: Any) -> Any:
    values = WORDS | {"opened": strangers.opened_now(), "website": ""} | changes
    return visitor.post(f"{path_of(place, town)}report/", values)


def test_report_goes_to_the_editors_and_changes_nothing(
    at: At, place: Place, prerov: TownSettings, mailoutbox: list[Any]
) -> None:
    answered = send(at(PREROV), place, prerov)

    (report,) = BarrierReport.objects.all()
    assert (report.site_id, report.place_id, report.state) == (prerov.site_id, place.pk, "open")
    assert (report.subject, report.words, report.email) == tuple(WORDS.values())
    assert not mailoutbox
    thanks = at(PREROV).get(answered.headers["Location"])
    assert thanks.context["is_thanked"]
    assert '<form class="places-sheet"' not in text_of(thanks)
    assert "no-store" in thanks.headers["Cache-Control"]
    assert "od pondělí" not in text_of(at(PREROV).get(path_of(place, prerov)))


def test_form_is_kept_by_nobody(at: At, place: Place, prerov: TownSettings) -> None:
    response = at(PREROV).get(f"{path_of(place, prerov)}report/")

    assert "no-store" in response.headers["Cache-Control"]
    assert response.headers["X-Robots-Tag"] == "noindex"
    assert 'type="email"' in text_of(response)


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"subject": ""}, "subject"),
        ({"subject": "praise"}, "subject"),
        ({"words": " "}, "words"),
        ({"words": "x" * 2001}, "words"),
        ({"words": "a\x00b"}, "words"),
        ({"words": "http://a.example https://b.example"}, "words"),
        ({"email": "jana"}, "email"),
        ({"email": f"{'x' * 300}@mail.example"}, "email"),
        ({"opened": "junk"}, ""),
    ],
)
def test_mistake_is_said_at_its_field_and_nothing_is_lost(
    at: At, place: Place, prerov: TownSettings, changes: dict[str, str], field: str
) -> None:
    html = text_of(send(at(PREROV), place, prerov, **changes))

    assert 'role="alert"' in html
    if field:
        assert f'id="{field}-error"' in html
        hint = "" if field == "subject" else f" {field}-hint"
        assert f'aria-describedby="{field}-error{hint}"' in html
        assert not hint or f'id="{field}-hint"' in html
    if "words" not in changes:
        assert WORDS["words"] in html
    assert not BarrierReport.objects.exists()


def test_machine_is_thanked_and_not_heard_and_one_address_reports_a_few_times_only(
    at: At, place: Place, prerov: TownSettings, settings: Any
) -> None:
    settings.RATE_LIMITS = settings.RATE_LIMITS | {"suggest": "2/10m"}
    visitor = at(PREROV)

    assert send(visitor, place, prerov, website="https://spam.example").status_code == 302
    assert not BarrierReport.objects.exists()
    assert [send(visitor, place, prerov).status_code for _time in range(2)] == [302, 429]


def test_report_needs_a_token_of_the_session_and_a_place_of_the_town(
    at: At, place: Place, prerov: TownSettings, bbsk: TownSettings
) -> None:
    strict = Client(enforce_csrf_checks=True, headers={"host": PREROV})

    assert send(strict, place, prerov).status_code == 403
    assert send(at(PREROV), make_place(bbsk, "Cizí"), prerov).status_code == 404
    assert send(at(PREROV), make_place(prerov, "Skrytá", is_published=False), prerov).status_code == 404
    assert not BarrierReport.objects.exists()
