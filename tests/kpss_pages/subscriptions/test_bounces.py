"""Mails that come back."""

import io
import sys
from datetime import timedelta
from email import message_from_bytes
from typing import Any

import pytest
from django.core import mail
from django.core.management import call_command
from django.utils import timezone

from kpss_pages.subscriptions.bounces import count_bounce
from kpss_pages.subscriptions.models import Delivery, Subscriber
from sites.models import TownSettings
from sites.returned_mails import report_in
from tests.builders import make_news
from tests.kpss_pages.subscriptions.readers import make_subscriber, tell

pytestmark = pytest.mark.django_db

REPORT = """\
From: MAILER-DAEMON@mx.example
To: kpss@town.example
Subject: Undelivered Mail Returned to Sender
Content-Type: multipart/report; report-type=delivery-status; boundary="b"
MIME-Version: 1.0

--b
Content-Type: text/plain; charset=utf-8

It did not work.
--b
Content-Type: message/delivery-status

Reporting-MTA: dns; mx.example

Final-Recipient: rfc822; jana@reader.example
Action: {action}
Status: {status}

--b
Content-Type: {kind}

From: kpss@town.example
Message-ID: {message_id}
Subject: News

--b--
"""


def take(monkeypatch: pytest.MonkeyPatch, given: bytes) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(given)))
    call_command("take_bounce", stdout=io.StringIO(), stderr=io.StringIO())


def report(message_id: str, status: str = "5.1.1", action: str = "failed", kind: str = "message/rfc822") -> bytes:
    return REPORT.format(message_id=message_id, status=status, action=action, kind=kind).encode()


@pytest.fixture
def told(prerov: TownSettings, bbsk: TownSettings) -> tuple[Subscriber, Subscriber]:
    """Two people of one address in two towns, both of whom have got a mail."""
    readers = make_subscriber(prerov), make_subscriber(bbsk)
    make_news(prerov, "Zpráva")
    make_news(bbsk, "Správa")
    tell()
    mail.outbox.clear()
    return readers


def message_id_of(reader: Subscriber) -> str:
    return Delivery.objects.get(subscriber=reader).message_id


def paused(*readers: Subscriber) -> list[bool]:
    return [Subscriber.objects.get(pk=reader.pk).paused_at is not None for reader in readers]


@pytest.mark.parametrize("kind", ["message/rfc822", "text/rfc822-headers"])
def test_address_that_is_not_there_is_paused_in_the_town_of_the_mail(
    told: tuple[Subscriber, Subscriber], prerov: TownSettings, monkeypatch: pytest.MonkeyPatch, kind: str
) -> None:
    take(monkeypatch, report(message_id_of(told[0]), kind=kind))
    assert paused(*told) == [True, False]
    make_news(prerov, "Další")
    tell()
    assert mail.outbox == []


def test_full_box_is_paused_after_three(told: tuple[Subscriber, Subscriber], monkeypatch: pytest.MonkeyPatch) -> None:
    for expected in (False, False, True):
        take(monkeypatch, report(message_id_of(told[0]), status="4.2.2"))
        assert paused(*told) == [expected, False]


def test_reasons_that_passed_long_ago_are_not_counted(prerov: TownSettings) -> None:
    long_ago = timezone.now() - timedelta(days=40)
    reader = make_subscriber(prerov, bounces=2, bounced_at=long_ago)
    count_bounce(reader, "4.2.2")
    reader.refresh_from_db()
    assert (reader.bounces, reader.paused_at) == (1, None)


@pytest.mark.parametrize(
    "given",
    [
        b"",
        b"\xff\xfe\0 junk",
        b"Content-Type: multipart/report; boundary=b\n\n--b\nContent-Type: message/delivery-status\n\n",
        report("<nobody@prerov.example>"),
        report("", status=""),
        report("<x>", action="delayed"),
        b"Content-Type: message/rfc822\n\n" * 5000,  # mails within mails
    ],
)
def test_what_is_no_report_of_ours_changes_nothing(
    told: tuple[Subscriber, Subscriber], monkeypatch: pytest.MonkeyPatch, given: bytes
) -> None:
    take(monkeypatch, given)
    assert paused(*told) == [False, False]


def test_report_with_a_nul_character_is_none() -> None:
    assert report_in(message_from_bytes(report("<1.1@prerov.example>"))) is not None
    assert report_in(message_from_bytes(report("<1\0.1@prerov.example>"))) is None


def test_report_that_a_mail_is_late_is_no_failure(told: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    take(monkeypatch, report(message_id_of(told[0]), status="4.4.1", action="delayed"))
    assert Subscriber.objects.get(pk=told[0].pk).bounces == 0
