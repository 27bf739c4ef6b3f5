"""The shortlist in the address, and by mail."""

import logging
import re
from datetime import timedelta
from smtplib import SMTPServerDisconnected
from typing import Any
from unittest.mock import patch

import pytest
from django.core import mail
from django.core.cache import cache
from django.core.mail import EmailMessage
from pytest_django import DjangoAssertNumQueries

from kpss_pages.catalog.public import mailing
from kpss_pages.catalog.public.shortlist import MOST, ids_of
from kpss_pages.core import strangers
from kpss_pages.core.hours import hours_from_lines
from kpss_pages.core.ways import Phone, Phones
from sites.models import TownSettings
from tests.builders import At, make_service
from tests.kpss_pages.catalog.public.pages import catalog_path, text_of

pytestmark = pytest.mark.django_db

PREROV, BBSK = "prerov.example", "bbsk.example"


@pytest.fixture(autouse=True)
def _people_are_quick(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(strangers, "QUICKEST", timedelta(0))


def list_of(at: At, town: TownSettings, host: str, ids: str, language: str | None = None) -> Any:
    return at(host).get(f"{catalog_path(town, language)}shortlist/?services={ids}")


def names_in(html: str) -> list[str]:
    return re.findall(r'data-plain="[^"]+">([^<]+)</a>', html)


def send(at: At, town: TownSettings, ids: str, **changes: str) -> Any:
    values = {"services": ids, "email": "jana@dum.example", "opened": strangers.opened_now(), "website": ""} | changes
    return at(f"{town.site.hostname}").post(f"{catalog_path(town)}shortlist/mail/", values)


def test_list_shows_what_the_address_names_in_its_order(at: At, prerov: TownSettings) -> None:
    first, second = make_service(prerov, "Anna", phones=Phones((Phone("+420581268111"),))), make_service(prerov, "Bára")

    response = list_of(at, prerov, PREROV, f"{second.pk},{first.pk}")

    html = text_of(response)
    assert names_in(html) == ["Bára", "Anna"]
    assert "581 268 111" in html
    # Without JavaScript a link takes one off, and another one leads to a service with the rest of the list.
    assert f'shortlist/?services={second.pk}" data-shortlist-off="{first.pk}"' in html
    assert f'{first.address_below}?services={second.pk},{first.pk}"' in html
    assert "no-store" in response.headers["Cache-Control"]
    assert '<meta name="robots" content="noindex">' in html


def test_hours_of_several_forms_say_which_they_are_of(at: At, prerov: TownSettings) -> None:
    hours = hours_from_lines(["8.00–12.00"])
    one = make_service(prerov, "Anna", forms=[{"form": "ter", "hours": hours}])
    two = make_service(prerov, "Bára", forms=[{"form": "ter", "hours": hours}, {"form": "amb", "hours": hours}])

    assert "<h3>" not in text_of(list_of(at, prerov, PREROV, str(one.pk)))
    html = text_of(list_of(at, prerov, PREROV, str(two.pk)))
    assert re.findall(r"<h3>(\w+)</h3>", html) == ["Ambulantní", "Terénní"]


def test_what_is_foreign_hidden_or_unknown_is_left_out_and_said(
    at: At, prerov: TownSettings, bbsk: TownSettings
) -> None:
    mine, hidden = make_service(prerov, "Naše"), make_service(prerov, "Skrytá", is_published=False)
    foreign = make_service(bbsk, "Cizí")
    ids = f"{mine.pk},{hidden.pk},{foreign.pk},999999999"

    html = text_of(list_of(at, prerov, PREROV, ids))
    assert names_in(html) == ["Naše"]
    assert '<p class="callout">3 ' in html
    assert "Cizí" not in html
    assert names_in(text_of(list_of(at, bbsk, BBSK, ids, "cs"))) == ["Cizí"]


def test_service_that_has_ended_stays_and_says_so(at: At, prerov: TownSettings) -> None:
    ended = make_service(prerov, "Stacionář", ended_on="2025-06-30")

    assert "30. června 2025" in text_of(list_of(at, prerov, PREROV, str(ended.pk)))


@pytest.mark.parametrize("junk", ["", "x", "0", "-1", "1.5", "9" * 20, "٣", ",,,", "%00", "1;2", " "])
def test_junk_is_an_empty_list(at: At, prerov: TownSettings, junk: str) -> None:
    response = list_of(at, prerov, PREROV, junk)

    assert response.status_code == 200
    assert names_in(text_of(response)) == []


def test_list_takes_so_many_services_each_once() -> None:
    asked = ids_of([",".join(map(str, [1, 1, *range(1, MOST + 6)]))])

    assert (len(asked.ids), asked.left_off) == (MOST, 5)
    assert ids_of(["3, 1,x", "2,3"]).ids == (3, 1, 2)
    assert (asked.with_one(1), str(ids_of(["7"]).with_one(8)), ids_of(["7,8"]).without_one(7)) == (
        str(asked),
        "7,8",
        "8",
    )


def test_queries_do_not_grow_with_the_list(
    at: At, prerov: TownSettings, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    ids = ",".join(str(make_service(prerov, f"Pomoc {number}").pk) for number in range(4))
    list_of(at, prerov, PREROV, ids)
    visitor, path = at(PREROV), f"{catalog_path(prerov)}shortlist/?services={ids}"

    with django_assert_num_queries(QUERIES):
        visitor.get(path)


QUERIES = 6


def test_page_of_a_service_carries_the_list_on_in_its_links(at: At, prerov: TownSettings) -> None:
    first, second = make_service(prerov, "Anna"), make_service(prerov, "Bára")

    html = text_of(at(PREROV).get(f"{catalog_path(prerov)}{second.address_below}?services={first.pk}"))

    assert f'shortlist/?services={first.pk},{second.pk}" data-shortlist="{second.pk}"' in html


def test_list_is_sent_once_and_the_address_forgotten(at: At, prerov: TownSettings, bbsk: TownSettings) -> None:
    mine = make_service(prerov, "Naše pomoc", phones=Phones((Phone("+420581268111"),)))
    refuge = make_service(prerov, "Azylový dům", facilities=[{"is_secret": True}])
    foreign = make_service(bbsk, "Cizí")

    answered = send(at, prerov, f"{mine.pk},{refuge.pk},{foreign.pk}")

    letter: Any = mail.outbox[0]
    assert len(mail.outbox) == 1
    assert letter.to == ["jana@dum.example"]
    html = str(letter.alternatives[0][0])
    for text in (letter.body, html):
        assert "Naše pomoc" in text
        assert f"http://prerov.example{catalog_path(prerov)}{mine.address_below}" in text
        assert f"shortlist/?services={mine.pk},{refuge.pk}" in text
        assert "Cizí" not in text
    assert "581 268 111" in letter.body.replace("\xa0", " ")
    assert "jana" not in answered.headers["Location"]
    assert 'role="status"' in text_of(at(PREROV).get(answered.headers["Location"]))


@pytest.mark.parametrize(
    ("changes", "is_of_the_field"),
    [
        ({"email": ""}, True),
        ({"email": "jana"}, True),
        ({"email": "a@b.example, c@d.example"}, True),
        ({"email": "jana@dum.example\nBcc: x@y.example"}, True),
        ({"services": "999999999"}, False),
        ({"opened": "junk"}, False),
    ],
)
def test_mistake_is_said_and_nothing_is_sent(
    at: At, prerov: TownSettings, changes: dict[str, str], is_of_the_field: bool
) -> None:
    ids = str(make_service(prerov).pk)

    response = send(at, prerov, ids, **changes)

    assert response.status_code == 200
    assert 'role="alert"' in text_of(response)
    assert ('id="email-error"' in text_of(response)) == is_of_the_field
    assert mail.outbox == []


def test_machine_is_answered_and_not_served(at: At, prerov: TownSettings) -> None:
    assert send(at, prerov, str(make_service(prerov).pk), website="x").status_code == 302
    assert mail.outbox == []


def test_letter_box_of_one_person_is_not_filled(at: At, prerov: TownSettings) -> None:
    ids = str(make_service(prerov).pk)
    cache.clear()

    answers = [send(at, prerov, ids).status_code for _time in range(mailing.MOST_A_DAY + 1)]

    assert answers == [302] * mailing.MOST_A_DAY + [200]
    assert len(mail.outbox) == mailing.MOST_A_DAY
    assert send(at, prerov, ids, email="petr@dum.example").status_code == 302


def test_one_visitor_sends_a_few_lists_only(at: At, prerov: TownSettings, settings: Any) -> None:
    settings.RATE_LIMITS = settings.RATE_LIMITS | {"shortlist_mail": "1/h"}
    ids = str(make_service(prerov).pk)

    assert [send(at, prerov, ids).status_code for _time in range(2)] == [302, 429]


def test_mail_that_cannot_be_sent_says_so_and_names_nobody_in_the_log(
    at: At, prerov: TownSettings, caplog: pytest.LogCaptureFixture
) -> None:
    ids = str(make_service(prerov).pk)

    refused = patch.object(EmailMessage, "send", side_effect=SMTPServerDisconnected("jana@dum.example"))
    with refused, caplog.at_level(logging.WARNING):
        response = send(at, prerov, ids)

    assert 'role="alert"' in text_of(response)
    assert "SMTPServerDisconnected" in caplog.text
    assert "jana" not in caplog.text


def test_mail_of_ones_own_has_a_line_for_each_service(at: At, prerov: TownSettings) -> None:
    first, second = make_service(prerov, "Anna"), make_service(prerov, "Bára")

    html = text_of(list_of(at, prerov, PREROV, f"{first.pk},{second.pk}"))

    body = re.search(r'href="mailto:\?subject=[^"]+body=([^"]+)"', html)
    assert body is not None
    assert body[1].startswith("Anna%0D%0AB")
