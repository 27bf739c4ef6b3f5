"""The public's way into a subscription and out of it."""

import re
from smtplib import SMTPRecipientsRefused
from typing import Any

import pytest
from django.conf import LazySettings
from django.core import mail
from django.core.mail.backends.locmem import EmailBackend
from django.test import Client
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from kpss_pages.subscriptions import links
from kpss_pages.subscriptions.models import Subscriber, SubscriptionPage
from sites.models import TownSettings
from tests.builders import At, make_news, make_topic, section_of
from tests.kpss_pages.subscriptions.readers import make_subscriber, tell, work

pytestmark = pytest.mark.django_db

HOST, OTHER_HOST = "prerov.example", "bbsk.example"


@pytest.fixture(autouse=True)
def pages(prerov: TownSettings, bbsk: TownSettings) -> None:
    section_of(prerov, SubscriptionPage)
    section_of(bbsk, SubscriptionPage)


def wish(**changes: Any) -> dict[str, Any]:
    return {"email": "jana@reader.example", "kinds": ["news"], "frequency": "daily"} | changes


def link_in(message: Any, host: str = HOST) -> str:
    found = re.search(rf"http://{host}(/\S+)", message.body)
    assert found is not None
    return found[1]


def assert_personal(answer: Any) -> None:
    assert "no-store" in answer["Cache-Control"] or "private" in answer["Cache-Control"]
    assert not answer.cookies
    assert answer["Referrer-Policy"] == "no-referrer"


def test_page_sets_no_cookie_and_offers_what_the_town_has(at: At, prerov: TownSettings, bbsk: TownSettings) -> None:
    make_topic(prerov, "Senioři")
    make_topic(bbsk, "Rodiny")
    answer = at(HOST).get("/odber-novinek/")
    text = answer.content.decode()

    assert answer.status_code == 200
    assert not answer.cookies
    assert "csrf" not in text
    assert "Senioři" in text
    assert "Rodiny" not in text
    assert 'action="/subscription/"' in text


def test_address_chooses_beforehand(at: At, prerov: TownSettings) -> None:
    make_topic(prerov, "Senioři")
    form = at(HOST).get("/odber-novinek/?kinds=events&topics=seniori").context["form"]
    assert form.initial == {"kinds": ["events"], "topics": ["seniori"]}

    form = at(HOST).get("/odber-novinek/?kinds=%00nothing,<b>&topics=99999999999999999999&topics=").context["form"]
    assert form.initial["topics"] == []
    assert "news" in form.initial["kinds"]


def test_subscription_begins_when_it_is_confirmed(at: At, prerov: TownSettings) -> None:
    visitor = at(HOST)
    make_news(prerov, "Dřívější")
    answer = visitor.post("/subscription/", wish(email="Jana@Reader.example", frequency="at_once"))
    assert (answer.status_code, answer["Location"]) == (302, "/subscription/sent/")
    assert_personal(answer)
    assert visitor.get("/subscription/sent/").status_code == 200
    subscriber = Subscriber.objects.get()
    assert (subscriber.email, subscriber.confirmed_at) == ("jana@reader.example", None)

    work()
    [message] = mail.outbox
    confirm = link_in(message)
    assert visitor.get(confirm).status_code == 200
    subscriber.refresh_from_db()
    assert subscriber.confirmed_at is None, "programs follow links"
    answer = visitor.post(confirm)
    assert_personal(answer)
    subscriber.refresh_from_db()
    assert subscriber.confirmed_at is not None

    make_news(prerov, "Pozdější")
    tell()
    assert [message.subject for message in mail.outbox[1:]] == ["Pozdější – Přerov"]
    assert visitor.post(confirm).status_code == 200  # pressed once more


def test_kind_that_is_sent_twice_is_chosen_once(at: At, prerov: TownSettings) -> None:
    at(HOST).post("/subscription/", wish(kinds=["news", "events", "news"]))
    assert Subscriber.objects.get().kinds == ["news", "events"]


def test_address_that_no_mail_can_be_sent_to_is_refused_at_its_field(at: At, prerov: TownSettings) -> None:
    answer = at(HOST).post("/subscription/", wish(email=f"jana@{'ž' * 63}.example"))
    assert answer.status_code == 422
    assert "email" in answer.context["form"].errors
    assert not Subscriber.objects.exists()


def test_link_to_confirm_counts_seven_days_and_in_its_own_town(
    at: At, prerov: TownSettings, monkeypatch: pytest.MonkeyPatch
) -> None:
    at(HOST).post("/subscription/", wish())
    work()
    confirm = link_in(mail.outbox[0])

    assert at(OTHER_HOST).get(confirm).status_code == 404
    assert at(OTHER_HOST).post(confirm).status_code == 404
    assert links.CONFIRM_SECONDS == 7 * 24 * 3600
    monkeypatch.setattr(links, "CONFIRM_SECONDS", -1)
    assert at(HOST).post(confirm).status_code == 404
    assert Subscriber.objects.get().confirmed_at is None


def test_answer_does_not_tell_whether_an_address_is_known(at: At, prerov: TownSettings) -> None:
    known = make_subscriber(prerov, frequency="weekly", kinds=["plans"])
    answers = [
        at(HOST).post("/subscription/", wish(email=email)) for email in ("jana@reader.example", "new@reader.example")
    ]
    assert len({(answer.status_code, answer["Location"], answer.content) for answer in answers}) == 1
    work()
    known.refresh_from_db()
    assert (known.kinds, known.frequency) == (["plans"], "weekly"), "whoever knows an address may change nothing"
    told = {message.to[0]: message.body for message in mail.outbox}
    assert known.key in told["jana@reader.example"]
    assert "/subscription/confirm/" in told["new@reader.example"]


def test_letter_boxes_are_not_filled_through_the_form(at: At) -> None:
    for _attempt in range(3):
        assert at(HOST).post("/subscription/", wish()).status_code == 302
    work()
    assert len(mail.outbox) == 1


def test_refused_confirmation_may_be_asked_for_again_and_names_nobody(
    at: At, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def refuse(self: EmailBackend, messages: list[Any]) -> int:
        raise SMTPRecipientsRefused({"jana@reader.example": (550, b"5.1.1 jana@reader.example is unknown")})

    monkeypatch.setattr(EmailBackend, "send_messages", refuse)
    at(HOST).post("/subscription/", wish())
    work()

    assert Subscriber.objects.get().asked_at is None
    assert "SMTPRecipientsRefused" in caplog.text
    assert "reader.example" not in caplog.text
    assert not DBTaskResult.objects.filter(traceback__contains="reader.example").exists()


def test_one_connection_may_not_ask_for_ever(at: At) -> None:
    statuses = [
        at(HOST).post("/subscription/", wish(email=f"{number}@reader.example")).status_code for number in range(22)
    ]
    assert statuses[:20] == [302] * 20
    assert statuses[20:] == [429] * 2


def test_programs_are_answered_and_forgotten(at: At) -> None:
    answer = at(HOST).post("/subscription/", wish(website="https://spam.example"))
    assert answer["Location"] == "/subscription/sent/"
    assert not Subscriber.objects.exists()


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"email": "jana"}, "email"),
        ({"email": "jana@reader.example\r\nBcc: x@reader.example"}, "email"),
        ({"email": f"{'x' * 300}@reader.example"}, "email"),
        ({"email": "ja\0na@reader.example"}, "email"),
        ({"kinds": []}, "kinds"),
        ({"kinds": ["weather"]}, "kinds"),
        ({"frequency": "hourly"}, "frequency"),
        ({"topics": ["rodiny"]}, "topics"),
    ],
)
def test_faults_are_said_at_their_field_and_nothing_is_lost(
    at: At, prerov: TownSettings, bbsk: TownSettings, changes: dict[str, Any], field: str
) -> None:
    make_topic(prerov, "Senioři")
    make_topic(bbsk, "Rodiny")
    answer = at(HOST).post("/subscription/", wish(**changes))

    assert answer.status_code == 422
    assert list(answer.context["form"].errors) == [field]
    assert not answer.cookies
    assert not Subscriber.objects.exists()
    if field != "email":
        assert 'value="jana@reader.example"' in answer.content.decode()


def test_slovak_town_answers_in_slovak_and_its_czech_pages_in_czech(at: At, bbsk: TownSettings) -> None:
    section_of(bbsk, SubscriptionPage, "cs")
    at(OTHER_HOST).post("/cs/subscription/", wish())
    work()
    assert Subscriber.objects.get().language == "cs"
    assert "http://bbsk.example/cs/subscription/confirm/" in mail.outbox[0].body
    assert mail.outbox[0].from_email.startswith("BBSK <")


def test_subscriber_changes_what_they_are_told_of(at: At, prerov: TownSettings) -> None:
    topic = make_topic(prerov, "Senioři")
    subscriber = make_subscriber(prerov)
    address = f"/subscription/manage/{subscriber.key}/"
    answer = at(HOST).get(address)
    assert_personal(answer)
    assert "jana@reader.example" in answer.content.decode()

    answer = at(HOST).post(address, {"kinds": ["events"], "topics": ["seniori"], "frequency": "weekly"})
    assert answer.status_code == 302
    subscriber.refresh_from_db()
    assert (subscriber.kinds, subscriber.frequency, list(subscriber.topics.all())) == (["events"], "weekly", [topic])
    assert at(HOST).post(address, {"kinds": ["x"]}).status_code == 422


def test_paused_subscriber_resumes_by_saving(at: At, prerov: TownSettings) -> None:
    subscriber = make_subscriber(prerov, paused_at=timezone.now(), bounces=3)
    make_news(prerov, "Zmeškaná")
    at(HOST).post(f"/subscription/manage/{subscriber.key}/", {"kinds": ["news"], "frequency": "at_once"})
    subscriber.refresh_from_db()
    assert (subscriber.is_active, subscriber.bounces) == (True, 0)
    assert tell() == 0, "what was missed is not made up for"


def test_one_click_leaves_without_cookies_or_tokens(at: At, prerov: TownSettings) -> None:
    subscriber = make_subscriber(prerov)
    address = f"/subscription/leave/{subscriber.key}/"
    provider = Client(enforce_csrf_checks=True, headers={"host": HOST})
    assert provider.get(address).status_code == 200
    assert Subscriber.objects.exists(), "programs follow links"
    answer = provider.post(address, {"List-Unsubscribe": "One-Click"})
    assert answer.status_code == 200
    assert_personal(answer)
    assert not Subscriber.objects.exists()
    assert provider.post(address, {"List-Unsubscribe": "One-Click"}).status_code == 404


def test_mail_providers_are_not_counted(at: At, prerov: TownSettings) -> None:
    for number in range(70):
        subscriber = make_subscriber(prerov, f"{number}@reader.example")
        assert at(HOST).post(f"/subscription/leave/{subscriber.key}/").status_code == 200


@pytest.mark.parametrize("way", ["manage", "leave"])
def test_link_of_another_town_and_junk_are_not_there(
    at: At, prerov: TownSettings, bbsk: TownSettings, way: str
) -> None:
    subscriber = make_subscriber(prerov)
    for host, key in (
        (OTHER_HOST, subscriber.key),
        (HOST, "x" * 32),
        (HOST, "ž" * 32),
        (HOST, f"{subscriber.key}x"),
        (HOST, "%00"),
        (HOST, "9" * 400),
        ("localhost", subscriber.key),
    ):
        for method in ("get", "post"):
            answer = getattr(at(host), method)(
                f"/subscription/{way}/{key}/", {"kinds": ["news"]} if method == "post" else {}
            )
            assert answer.status_code == 404, (host, key)
            assert b"jana@reader.example" not in answer.content
    assert Subscriber.objects.count() == 1


def test_junk_tokens_confirm_nothing(at: At) -> None:
    for token in ("x", "a:b:c", "%F0%9F%98%80", "W10:1vP:x", ":" * 300):
        assert at(HOST).post(f"/subscription/confirm/{token}/").status_code == 404


def test_page_is_kept_whole_until_a_topic_changes_and_personal_answers_are_not(
    at: At, prerov: TownSettings, settings: LazySettings, django_assert_max_num_queries: Any
) -> None:
    settings.PAGE_CACHE = True
    topic = make_topic(prerov, "Senioři")
    subscriber = make_subscriber(prerov)
    visitor = at(HOST)
    with django_assert_max_num_queries(20):
        first = visitor.get("/odber-novinek/?kinds=news&topics=seniori")
    with django_assert_max_num_queries(0):
        again = visitor.get("/odber-novinek/?kinds=news&topics=seniori")
    assert again.content == first.content
    topic.name_cs = "Starší lidé"
    topic.save()
    assert "Starší lidé" in visitor.get("/odber-novinek/?kinds=news&topics=seniori").content.decode()
    assert "ETag" not in visitor.get("/odber-novinek/?kinds=weather"), "what somebody invents is not kept"
    for address in (f"/subscription/manage/{subscriber.key}/", f"/subscription/leave/{subscriber.key}/"):
        assert "ETag" not in visitor.get(address)
