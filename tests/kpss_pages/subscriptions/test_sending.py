"""Who is told what, when, in which words; and that nothing is sent twice."""

from datetime import UTC, date, datetime, timedelta
from email.message import Message
from pathlib import Path
from smtplib import SMTPDataError, SMTPRecipientsRefused, SMTPServerDisconnected
from typing import Any

import pytest
from django.conf import LazySettings
from django.core import mail
from django.core.mail.backends.locmem import EmailBackend
from django.utils import timezone, translation
from wagtail.models import PageViewRestriction

from kpss_pages.events.models import EventException
from kpss_pages.subscriptions import scheduling
from kpss_pages.subscriptions.models import Announcement, Delivery, Mailing, Subscriber
from kpss_pages.subscriptions.scheduling import begin_due_mailings, forget, slot_of, take_care_of_forgotten
from kpss_pages.subscriptions.tasks import deliver
from sites.mail_files import FileBackend
from sites.models import TownSettings
from tests.builders import make_event, make_news, make_plan, make_topic
from tests.kpss_pages.subscriptions.readers import let_time_pass, make_subscriber, tell, work

pytestmark = pytest.mark.django_db

MONDAY = datetime(2026, 11, 30, 9, tzinfo=UTC)


def sent() -> list[tuple[str, str]]:
    """Return address and subject of all mails."""
    return sorted((message.to[0], str(message.subject)) for message in mail.outbox)


def hands_of(first: Delivery, last: Delivery) -> tuple[Any, Any, Any]:
    """Return what a job is told of the mails between two."""
    return first.mailing_id, first.subscriber_id, last.subscriber_id


def states() -> list[str]:
    return sorted(Delivery.objects.values_list("state", flat=True))


def test_people_are_told_of_their_own_town_only(prerov: TownSettings, bbsk: TownSettings) -> None:
    make_subscriber(prerov, "jana@reader.example")
    make_subscriber(bbsk, "jana@reader.example")
    make_news(prerov, "Přerovská zpráva")

    assert tell() == 1
    assert sent() == [("jana@reader.example", "Přerovská zpráva – Přerov")]
    [message] = mail.outbox
    assert "bbsk" not in message.message().as_string().lower()
    assert message.from_email == "Přerov <kpss@town.example>" or message.from_email.startswith("=?utf-8?")
    assert "http://prerov.example/aktuality/prerovska-zprava/" in message.body


def test_nobody_is_told_before_the_grace_is_over_nor_twice(prerov: TownSettings) -> None:
    make_subscriber(prerov)
    make_news(prerov, "Zpráva")

    assert begin_due_mailings() == 0
    assert tell() == 1
    assert tell() == 0
    assert len(mail.outbox) == 1
    assert states() == ["sent"]


def test_correction_within_the_grace_is_what_people_read(prerov: TownSettings) -> None:
    make_subscriber(prerov)
    page = make_news(prerov, "Zpráav")
    page.title = "Zpráva"
    page.save_revision().publish()

    tell()
    assert [message.subject for message in mail.outbox] == ["Zpráva – Přerov"]


def test_kinds_and_topics_narrow_down(prerov: TownSettings) -> None:
    seniors, families = make_topic(prerov, "Senioři"), make_topic(prerov, "Rodiny")
    make_subscriber(prerov, "all@reader.example")
    make_subscriber(prerov, "events@reader.example", kinds=["events"])
    make_subscriber(prerov, "seniors@reader.example", topics=[seniors])
    make_subscriber(prerov, "families@reader.example", topics=[families])
    make_news(prerov, "Pro seniory", topics=[seniors])
    make_plan(prerov, "Plán", state="in_force")

    tell()
    told = {message.to[0]: message.body for message in mail.outbox}
    assert sorted(told) == ["all@reader.example", "families@reader.example", "seniors@reader.example"]
    assert "Pro seniory" in told["seniors@reader.example"]
    assert "Pro seniory" not in told["families@reader.example"]
    families.delete()
    seniors.delete()
    make_news(prerov, "O všem")
    mail.outbox.clear()
    tell()
    assert [message.to for message in mail.outbox] == [["all@reader.example"]], "who chose a topic never chose all"
    # Plans have no topics, so topics do not narrow them down.
    assert all("Plán" in body for body in told.values())


def test_language_decides_which_page_is_told_of(prerov: TownSettings, bbsk: TownSettings) -> None:
    make_subscriber(bbsk, "sk@reader.example", language="sk")
    make_subscriber(bbsk, "cs@reader.example", language="cs")
    make_news(bbsk, "Slovenská správa", "sk")
    make_news(bbsk, "Česká zpráva", "cs")

    tell()
    told: dict[str, Any] = {message.to[0]: message for message in mail.outbox}
    assert "Slovenská správa" in told["sk@reader.example"].body
    assert "Česká zpráva" not in told["sk@reader.example"].body
    assert "http://bbsk.example/cs/" in told["cs@reader.example"].body
    html = told["cs@reader.example"].alternatives[0].content
    assert '<html lang="cs">' in html
    assert "<img" not in html


@pytest.mark.parametrize("what", ["unpublished", "restricted", "deleted", "kind switched off"])
def test_what_is_not_public_any_more_is_left_out(prerov: TownSettings, what: str) -> None:
    make_subscriber(prerov)
    page = make_news(prerov, "Omylem")
    make_plan(prerov, "Plán", state="in_force")
    let_time_pass()
    begin_due_mailings()
    if what == "unpublished":
        page.unpublish()
    elif what == "restricted":
        PageViewRestriction.objects.create(page=page, restriction_type="password", password="open")
    elif what == "deleted":
        page.delete()
    else:
        prerov.disabled_kinds = ["kpss_news.NewsPage"]
        prerov.save()
    work()

    [message] = mail.outbox
    assert "Omylem" not in message.message().as_string()
    assert message.subject == "Plán – Přerov"


def test_mail_with_nothing_left_to_tell_is_dropped(prerov: TownSettings, monkeypatch: pytest.MonkeyPatch) -> None:
    subscriber = make_subscriber(prerov)
    page = make_news(prerov, "Omylem")
    [announcement] = Announcement.objects.all()
    mailing = Mailing.objects.create(site=prerov.site, frequency="at_once", slot="x", until=announcement.pk)
    later = timezone.now()
    Delivery.objects.create(
        site=prerov.site,
        mailing=mailing,
        subscriber=subscriber,
        announcements=[announcement.pk],
        message_id="<1>",
        next_attempt_at=later,
    )
    page.unpublish()
    deliver.func(mailing.pk, subscriber.pk, subscriber.pk)

    assert mail.outbox == []
    assert "dropped" in states()


def test_cancelled_event_is_said_to_be_cancelled_and_once_only(prerov: TownSettings) -> None:
    make_subscriber(prerov)
    event = make_event(prerov, "Setkání\tseniorů")
    event.state = "cancelled"
    event.save_revision().publish()

    tell()
    [message] = mail.outbox
    with translation.override("cs"):
        assert message.subject == translation.gettext("Cancelled: %(title)s") % {"title": "Setkání seniorů"}
    assert message.body.count("http://prerov.example/") == 3  # the event, change, leave


def test_dates_of_a_series_that_are_cancelled_or_moved_are_named(prerov: TownSettings) -> None:
    make_subscriber(prerov)
    start = datetime(2051, 5, 3, 14, tzinfo=UTC)  # 16.00 in Přerov
    event = make_event(prerov, "Poradna", starts_at=start, repeats="weekly", repeats_until=date(2051, 5, 30))
    tell()
    mail.outbox.clear()
    event.exceptions = [
        EventException(locale=event.locale, date=date(2051, 5, 10), kind="cancelled", note="Nemoc"),
        EventException(locale=event.locale, date=date(2051, 5, 17), kind="moved", starts_at=start + timedelta(days=15)),
    ]
    event.save_revision().publish()

    tell()
    message: Any = mail.outbox[0]
    with translation.override("cs"):
        cancelled, moved = (
            translation.gettext("cancelled on %(time)s") % {"time": "středa 10.\xa0května\xa02051, 16.00"},
            translation.gettext("moved from %(former)s to %(time)s")
            % {"former": "středa 17.\xa0května\xa02051, 16.00", "time": "čtvrtek 18.\xa0května\xa02051, 16.00"},
        )
        assert message.subject == translation.gettext("Changed: %(title)s") % {"title": "Poradna"}
    for text in (message.body, message.alternatives[0].content):
        assert f"; {cancelled} (Nemoc); {moved}" in text
    tell()
    assert len(mail.outbox) == 1


def test_title_with_line_breaks_makes_no_header(prerov: TownSettings) -> None:
    make_subscriber(prerov)
    make_news(prerov, "Zpráva\r\nBcc: others@reader.example", slug="zprava")

    tell()
    [message] = mail.outbox
    assert message.message()["Bcc"] is None
    assert message.recipients() == ["jana@reader.example"]


def test_mail_can_be_left_with_one_click(prerov: TownSettings) -> None:
    subscriber = make_subscriber(prerov)
    make_news(prerov, "Zpráva")
    tell()

    message: Any = mail.outbox[0]
    headers: Message = message.message()
    assert headers["List-Unsubscribe"] == f"<http://prerov.example/subscription/leave/{subscriber.key}/>"
    assert headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert headers["List-Id"] == "<news.prerov.example>"
    assert subscriber.key in message.body
    assert subscriber.key in message.alternatives[0].content


def test_unconfirmed_and_paused_people_and_suspended_towns_are_told_nothing(
    prerov: TownSettings, bbsk: TownSettings
) -> None:
    make_subscriber(prerov, "new@reader.example", confirmed_at=None)
    make_subscriber(prerov, "paused@reader.example", paused_at=timezone.now())
    make_subscriber(bbsk)
    make_news(prerov, "Zpráva")
    make_news(bbsk, "Správa")
    bbsk.is_suspended = True
    bbsk.save()

    assert tell() == 0
    assert mail.outbox == []


def test_daily_and_weekly_mails_go_in_the_morning_of_their_day(prerov: TownSettings) -> None:
    make_subscriber(prerov, "daily@reader.example", frequency="daily")
    make_subscriber(prerov, "weekly@reader.example", frequency="weekly")
    make_news(prerov, "Jedna")
    make_news(prerov, "Druhá")
    Announcement.objects.update(announced_at=MONDAY - timedelta(days=1))

    assert begin_due_mailings(MONDAY.replace(hour=5, minute=59)) == 0  # 6.59 in Přerov
    assert begin_due_mailings(MONDAY.replace(hour=6)) == 2
    assert begin_due_mailings(MONDAY.replace(hour=7)) == 0
    work()
    with translation.override("cs"):
        two = translation.ngettext("%(count)d new thing from %(town)s", "%(count)d new things from %(town)s", 2)
    subject = two % {"count": 2, "town": "Přerov"}
    assert sent() == [("daily@reader.example", subject), ("weekly@reader.example", subject)]
    assert begin_due_mailings(MONDAY + timedelta(days=1)) == 0


def test_slots_follow_the_towns_clock() -> None:
    assert slot_of(scheduling.Frequency.DAILY, datetime(2026, 3, 29, 6, 59)) == ""
    assert slot_of(scheduling.Frequency.DAILY, datetime(2026, 3, 29, 7)) == "2026-03-29"
    assert slot_of(scheduling.Frequency.WEEKLY, datetime(2026, 3, 30, 7)) == "2026-W14"
    assert slot_of(scheduling.Frequency.WEEKLY, datetime(2026, 3, 29, 7)) == ""


def test_looking_for_what_is_due_costs_the_same_however_many_towns(
    prerov: TownSettings, bbsk: TownSettings, django_assert_num_queries: Any
) -> None:
    make_news(prerov, "Zpráva")
    make_news(bbsk, "Správa")
    let_time_pass()
    with django_assert_num_queries(1 + 2 * len(scheduling.TimeZone.values)):
        assert begin_due_mailings(MONDAY) == 0


def test_preparing_costs_the_same_however_many_subscribers(
    prerov: TownSettings, django_assert_max_num_queries: Any
) -> None:
    topic = make_topic(prerov)
    readers = [make_subscriber(prerov, f"{number}@reader.example", topics=[topic]) for number in range(40)]
    make_news(prerov, "Zpráva", topics=[topic])
    let_time_pass()
    begin_due_mailings()
    mailing = Mailing.objects.get()
    with django_assert_max_num_queries(90):  # sending takes two or three a mail where the backend tells nothing
        deliver.func(mailing.pk, readers[0].pk, readers[9].pk)
    assert len(mail.outbox) == 10


@pytest.fixture
def folder(settings: LazySettings, tmp_path: Path) -> Path:
    settings.EMAIL_BACKEND = "sites.mail_files.FileBackend"
    settings.EMAIL_FILE_PATH = tmp_path / "mail"
    return tmp_path / "mail"


def test_what_a_dead_worker_had_in_hand_is_sent_when_it_has_not_gone(prerov: TownSettings, folder: Path) -> None:
    for number in range(3):
        make_subscriber(prerov, f"{number}@reader.example")
    make_news(prerov, "Zpráva")
    tell()
    one, other, third = Delivery.objects.order_by("pk")
    # As a worker leaves it that is killed between sending and noting it down, and before sending.
    Delivery.objects.filter(pk__in=[one.pk, other.pk]).update(state="sending", sent_at=None)
    FileBackend()._file_of(other.message_id).unlink()
    before = FileBackend()._file_of(one.message_id).stat().st_mtime_ns

    deliver.func(*hands_of(one, third))
    assert states() == ["sent", "sent", "sent"]
    assert len(list(folder.iterdir())) == 3
    assert FileBackend()._file_of(one.message_id).stat().st_mtime_ns == before


def test_what_a_dead_worker_had_in_hand_is_in_doubt_when_nobody_can_tell(
    prerov: TownSettings, caplog: pytest.LogCaptureFixture
) -> None:
    make_subscriber(prerov)
    make_news(prerov, "Zpráva")
    tell()
    [delivery] = Delivery.objects.all()
    Delivery.objects.update(state="sending", sent_at=None)

    deliver.func(*hands_of(delivery, delivery))
    assert states() == ["in_doubt"]
    assert len(mail.outbox) == 1
    assert "1 mails are in doubt" in caplog.text
    assert "reader.example" not in caplog.text


@pytest.mark.parametrize(
    ("error", "state", "is_paused"),
    [
        (SMTPRecipientsRefused({"jana@reader.example": (550, b"5.1.1 unknown")}), "failed", True),
        (SMTPRecipientsRefused({"jana@reader.example": (552, b"5.2.2 full")}), "failed", False),
        (SMTPRecipientsRefused({"jana@reader.example": (451, b"4.7.1 greylisted")}), "prepared", False),
        (SMTPDataError(554, b"5.7.1 spam"), "failed", False),
        (SMTPServerDisconnected("lost"), "in_doubt", False),
        (TimeoutError(), "in_doubt", False),
    ],
)
def test_refused_mails_end_where_they_belong(
    prerov: TownSettings,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
    error: Exception,
    state: str,
    is_paused: bool,
) -> None:
    make_subscriber(prerov)
    make_news(prerov, "Zpráva")

    def refuse(self: EmailBackend, messages: list[Any]) -> int:
        raise error

    monkeypatch.setattr(EmailBackend, "send_messages", refuse)
    tell()

    assert states() == [state]
    assert (Subscriber.objects.get().paused_at is not None) == is_paused
    assert "reader.example" not in caplog.text


def test_mails_wait_while_the_server_cannot_be_reached(prerov: TownSettings, monkeypatch: pytest.MonkeyPatch) -> None:
    for number in range(3):
        make_subscriber(prerov, f"{number}@reader.example")
    make_news(prerov, "Zpráva")

    def fail(self: EmailBackend) -> None:
        raise ConnectionRefusedError

    with monkeypatch.context() as away:
        away.setattr(EmailBackend, "open", fail)
        tell()
    assert states() == ["prepared"] * 3
    assert take_care_of_forgotten(timezone.now() + timedelta(minutes=14)) == 0
    assert take_care_of_forgotten(timezone.now() + timedelta(minutes=16)) == 1
    work()
    assert states() == ["sent"] * 3
    assert len(mail.outbox) == 3


def test_server_that_is_away_for_a_night_fails_no_mail(prerov: TownSettings, monkeypatch: pytest.MonkeyPatch) -> None:
    for number in range(3):
        make_subscriber(prerov, f"{number}@reader.example")
    make_news(prerov, "Zpráva")

    def fail(self: EmailBackend) -> None:
        raise ConnectionRefusedError

    with monkeypatch.context() as away:
        away.setattr(EmailBackend, "open", fail)
        tell()
        for quarter in range(1, 11):
            assert take_care_of_forgotten(timezone.now() + timedelta(minutes=16 * quarter)) == 1
            work()
    assert states() == ["prepared"] * 3
    take_care_of_forgotten(timezone.now() + timedelta(hours=8))
    work()
    assert states() == ["sent"] * 3


def test_addresses_nobody_confirmed_and_old_mails_are_forgotten(prerov: TownSettings) -> None:
    make_subscriber(prerov, "old@reader.example", confirmed_at=None, created_at=timezone.now() - timedelta(days=8))
    make_subscriber(prerov, "new@reader.example", confirmed_at=None)
    make_subscriber(prerov, "kept@reader.example", created_at=timezone.now() - timedelta(days=800))
    make_subscriber(prerov, "gone@reader.example", paused_at=timezone.now() - timedelta(days=366))
    make_news(prerov, "Zpráva")
    tell()
    forget()
    assert sorted(Subscriber.objects.values_list("email", flat=True)) == ["kept@reader.example", "new@reader.example"]
    assert Delivery.objects.count() == 1
    forget(timezone.now() + timedelta(days=91))
    assert (Delivery.objects.count(), Mailing.objects.count()) == (0, 0)
