"""A mail is sent once, whatever becomes of the worker; what the mail server would not take is tried again."""

from datetime import timedelta
from typing import Any

import pytest
from django.core import mail
from django.utils import timezone
from django_tasks_db.models import DBTaskResult
from icalendar import Calendar

from kpss_pages.events.choices import Letter
from kpss_pages.events.models import EventPage, RegistrationMail
from kpss_pages.events.registration import outbox
from kpss_pages.events.registration.places import confirm
from sites.mails import sender_of
from sites.models import TownSettings
from tests.kpss_pages.events.registration.guests import make_sign_up, nine_in, work
from tests.kpss_pages.events.registration.test_places import guest

pytestmark = pytest.mark.django_db


@pytest.fixture
def row(prerov: TownSettings) -> RegistrationMail:
    """Write a mail down."""
    outbox.post(guest(make_sign_up(prerov), prerov), Letter.CONFIRM)
    found: RegistrationMail = RegistrationMail.objects.get()
    return found


def test_mail_that_was_sent_is_forgotten(row: RegistrationMail) -> None:
    assert len(work()) == 1
    assert not RegistrationMail.objects.exists()


def test_nobody_sends_what_a_worker_that_died_had_begun(
    row: RegistrationMail, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def die(*args: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr("django.core.mail.EmailMultiAlternatives.send", die)
        with pytest.raises(KeyboardInterrupt):
            outbox.send.func(row.pk)

    RegistrationMail.objects.update(created_at=timezone.now() - timedelta(hours=1))
    assert outbox.send_forgotten() == 0
    assert work() == []
    assert not caplog.text

    RegistrationMail.objects.update(begun_at=timezone.now() - timedelta(hours=2))
    assert [outbox.send_forgotten(), outbox.send_forgotten()] == [0, 0]
    assert caplog.text.count("in doubt: 1") == 1
    assert work() == []


def test_what_the_mail_server_refused_is_tried_again_under_the_same_id(
    row: RegistrationMail, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen = []

    def refuse(message: mail.EmailMessage) -> None:
        seen.append(message.extra_headers["Message-ID"])
        raise OSError("jana@dum.example is away")

    with monkeypatch.context() as patched:
        patched.setattr("django.core.mail.EmailMultiAlternatives.send", refuse)
        assert work() == []
    assert outbox.send_forgotten() == 0  # not at once
    RegistrationMail.objects.update(created_at=timezone.now() - timedelta(hours=1))
    assert outbox.send_forgotten() == 1
    (sent,) = work()
    assert sent.extra_headers["Message-ID"] != ""
    assert len(seen) == 1
    assert not any("jana@" in str(job.__dict__) for job in DBTaskResult.objects.all())


def test_mail_about_an_event_that_is_gone_is_not_sent(row: RegistrationMail) -> None:
    EventPage.objects.get().delete()

    assert work() == []
    assert not RegistrationMail.objects.exists()


def test_mail_is_the_towns_and_answers_itself(row: RegistrationMail, prerov: TownSettings) -> None:
    (sent,) = work()

    assert sent.from_email == sender_of(prerov)
    assert sent.extra_headers["Auto-Submitted"] == "auto-generated"
    assert sent.extra_headers["Message-ID"].endswith("@town.example>")


def test_place_comes_with_a_file_for_the_calendar(prerov: TownSettings) -> None:
    until = timezone.localdate() + timedelta(days=12)
    event = make_sign_up(prerov, repeats="weekly", repeats_until=until)
    uids = set()
    for days, name in ((3, "Jana"), (10, "Karel")):
        confirm(guest(event, prerov, name, rule_start=nine_in(days)), prerov.site)
        (sent,) = work()
        (name_of_file, content, kind) = sent.attachments[0]
        found: Any = Calendar.from_ical(content).walk("VEVENT")[0]
        assert (name_of_file, kind) == ("event.ics", "text/calendar")
        assert found["dtstart"].dt == nine_in(days)
        assert "rrule" not in found
        uids.add(str(found["uid"]))
    assert len(uids) == 2
