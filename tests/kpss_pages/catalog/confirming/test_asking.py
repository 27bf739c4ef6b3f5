"""Whom the chore asks, when, what comes next, and that each mail goes once."""

import io
import sys
from datetime import timedelta
from smtplib import SMTPRecipientsRefused, SMTPServerDisconnected
from typing import Any

import pytest
from django.core import mail
from django.core.mail.backends.locmem import EmailBackend
from django.core.management import call_command
from django.utils import timezone

from kpss_pages.catalog.choices import RequestOutcome
from kpss_pages.catalog.confirming import asking
from kpss_pages.catalog.confirming.asking import keep_true
from kpss_pages.catalog.models import ConfirmationRequest, Proposal, Service
from sites.models import TownSettings
from sites.workers import TownWorker
from tests.builders import make_provider, make_service
from tests.kpss_pages.catalog.confirming.asked import LONG_AGO, let_ask, let_days_pass, make_asked, make_request, work

pytestmark = pytest.mark.django_db


def run() -> None:
    keep_true()
    work()


def test_providers_of_due_entries_are_asked_once_in_the_language_and_the_name_of_their_town(
    prerov: TownSettings, bbsk: TownSettings
) -> None:
    let_ask(prerov)
    let_ask(bbsk)
    make_asked(prerov, "Příkladová pomoc", services=12)
    make_asked(bbsk, "Vzorová pomoc", asked_at="one@bbsk.example")
    make_service(prerov, "Čerstvá", provider=make_provider(prerov, "Čerstvý", asked_at="fresh@provider.example"))
    make_service(prerov, "Skrytá", provider=make_asked(prerov, "Skrytý", 0), is_published=False, confirmed_on=LONG_AGO)
    make_service(prerov, "Němá", provider=make_provider(prerov, "Bez adresy"), confirmed_on=None)

    run()
    run()
    czech, slovak = sorted(mail.outbox, key=lambda each: each.to)
    assert (czech.to, slovak.to) == (["first@provider.example"], ["one@bbsk.example"])
    assert czech.from_email.startswith("=?utf-8?") or "Přerov" in czech.from_email
    assert "http://prerov.example/" in czech.body
    assert "/confirm/" in czech.body
    assert "Služba 1 Příkladová pomoc" in czech.body
    assert "Vzorová" not in czech.body
    assert "http://bbsk.example/" in slovak.body
    assert "Příkladová" not in slovak.body
    assert czech.extra_headers["Message-ID"] == ConfirmationRequest.objects.get(site=prerov.site).message_id
    assert {asked.mail_state for asked in ConfirmationRequest.objects.all()} == {"sent"}
    assert "first@provider.example" not in czech.body


def test_suspended_towns_and_those_that_do_not_ask_send_nothing(prerov: TownSettings, bbsk: TownSettings) -> None:
    let_ask(prerov, asks_providers=False)
    let_ask(bbsk)
    make_asked(prerov)
    make_asked(bbsk)
    TownSettings.objects.filter(pk=bbsk.pk).update(is_suspended=True)
    run()
    assert not ConfirmationRequest.objects.exists()
    assert not mail.outbox


def test_first_start_is_spread_over_hours_and_begins_with_what_was_never_confirmed(
    prerov: TownSettings, monkeypatch: pytest.MonkeyPatch, django_assert_max_num_queries: Any
) -> None:
    monkeypatch.setattr(asking, "MOST_AT_ONCE", 2)
    let_ask(prerov)
    for number in range(3):
        make_asked(prerov, f"Starý {number}", asked_at=f"old{number}@provider.example")
    never = make_provider(prerov, "Nikdy", asked_at="never@provider.example")
    make_service(prerov, "Nová", provider=never, confirmed_on=None)

    run()
    assert len(mail.outbox) == 2
    assert "never@provider.example" in {each.to[0] for each in mail.outbox}
    run()
    assert len(mail.outbox) == 4
    with django_assert_max_num_queries(20):
        keep_true()


def test_silence_leads_to_the_second_contact_and_then_to_the_telephone(
    prerov: TownSettings, bbsk: TownSettings
) -> None:
    let_ask(prerov, next_step_days=14)
    let_ask(bbsk)
    provider = make_asked(prerov, asked_at_second="second@provider.example")
    alone = make_asked(bbsk, "Jediný", asked_at="alone@provider.example")
    run()
    asked, other = (ConfirmationRequest.objects.get(provider=each) for each in (provider, alone))

    let_days_pass(asked, 13)
    let_days_pass(other, 13)
    run()
    assert len(mail.outbox) == 2
    let_days_pass(asked, 15)
    let_days_pass(other, 15)
    run()
    assert [each.to for each in mail.outbox[2:]] == [["second@provider.example"]]
    assert mail.outbox[2].extra_headers["Message-ID"] != mail.outbox[0].extra_headers["Message-ID"]
    assert ConfirmationRequest.objects.get(provider=alone).step == "call"
    let_days_pass(asked, 15)
    run()
    assert ConfirmationRequest.objects.get(provider=provider).step == "call"
    assert len(mail.outbox) == 3
    # Whom nobody has reached for a whole interval is asked anew.
    let_days_pass(asked, 400)
    run()
    assert ConfirmationRequest.objects.get(provider=provider).step == "first"
    assert len(mail.outbox) == 4


def test_what_was_confirmed_in_another_way_is_asked_no_further(prerov: TownSettings) -> None:
    let_ask(prerov)
    provider = make_asked(prerov)
    run()
    Service.objects.filter(provider=provider).update(confirmed_on=timezone.localdate(), confirmed_by="town")
    run()
    asked = ConfirmationRequest.objects.get()
    assert asked.answered_at is not None
    assert asked.outcome == RequestOutcome.CONFIRMED


@pytest.mark.parametrize(
    ("error", "state", "step"),
    [
        (SMTPRecipientsRefused({"first@provider.example": (550, b"5.1.1 unknown")}), "prepared", "second"),
        (SMTPRecipientsRefused({"first@provider.example": (451, b"4.7.1 greylisted")}), "prepared", "first"),
        (SMTPServerDisconnected("lost"), "doubt", "first"),
    ],
)
def test_refused_mails_end_where_they_belong_and_no_address_is_logged(
    prerov: TownSettings,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
    error: Exception,
    state: str,
    step: str,
) -> None:
    let_ask(prerov)
    make_asked(prerov, asked_at_second="second@provider.example")

    def refuse(self: EmailBackend, messages: list[Any]) -> int:
        raise error

    monkeypatch.setattr(EmailBackend, "send_messages", refuse)
    run()
    keep_true()
    asked = ConfirmationRequest.objects.get()
    assert (asked.mail_state, asked.step) == (state, step)
    assert "provider.example" not in caplog.text


def test_mail_that_comes_back_has_failed(prerov: TownSettings, monkeypatch: pytest.MonkeyPatch) -> None:
    let_ask(prerov)
    make_asked(prerov)
    run()
    asked = ConfirmationRequest.objects.get()
    report = (
        'Content-Type: multipart/report; report-type=delivery-status; boundary="x"\n\n--x\n'
        "Content-Type: message/delivery-status\n\nReporting-MTA: dns; mx.example\n\n"
        "Action: failed\nStatus: 5.1.1\n\n--x\nContent-Type: text/rfc822-headers\n\n"
        f"Message-ID: {asked.message_id}\n\n--x--\n"
    )
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(report.encode())))
    call_command("take_bounce")
    asked.refresh_from_db()
    assert asked.mail_state == "failed"
    keep_true()
    asked.refresh_from_db()
    assert asked.step == "call"


def test_mail_of_a_dead_worker_is_in_doubt_and_not_sent_again(prerov: TownSettings) -> None:
    let_ask(prerov)
    make_asked(prerov)
    run()
    ConfirmationRequest.objects.update(mail_state="sending", next_attempt_at=timezone.now() - timedelta(minutes=1))
    run()
    assert ConfirmationRequest.objects.get().mail_state == "doubt"
    assert len(mail.outbox) == 1


def test_old_questions_are_deleted_and_nothing_else(prerov: TownSettings, bbsk: TownSettings) -> None:
    now = timezone.now()
    old, recent = now - timedelta(days=800), now - timedelta(days=600)
    gone = [
        make_request(make_asked(prerov, "Jeden"), answered_at=old),
        make_request(make_asked(bbsk, "Druhý"), expires_at=old),
    ]
    kept = [
        make_request(make_asked(prerov, "Třetí"), answered_at=recent),
        make_request(make_asked(bbsk, "Čtvrtý"), expires_at=recent),
    ]
    keep_true()
    assert set(ConfirmationRequest.objects.all()) == set(kept)
    assert len(gone) == 2
    assert not Proposal.objects.exists()


def test_workers_do_it_every_hour() -> None:
    chores = {chore.work: chore.seconds for chore in TownWorker(batch=True).chores}
    assert chores[keep_true] == 3600
