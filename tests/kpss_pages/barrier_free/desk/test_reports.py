"""The inbox of reports, what of them is forgotten, and what the start page says of it."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from kpss_pages.barrier_free.forgetting import forget_old
from kpss_pages.barrier_free.models import BarrierReport, Survey
from sites.models import TownSettings
from tests.builders import make_place, make_survey

pytestmark = pytest.mark.django_db


def make_report(town: TownSettings, words: str = "Schod u dveří.", **changes: Any) -> BarrierReport:
    place = changes.pop("place", None) or make_place(town)
    defaults = {"site": town.site, "place": place, "subject": "barrier", "email": "nekdo@mail.example"}
    return BarrierReport.objects.create(words=words, **(defaults | changes))


def inbox(town: TownSettings) -> str:
    return reverse("kpss_barrier_free_reports", args=[town.site_id])


def words_in(client: Client, url: str, **query: Any) -> list[str]:
    return [report.words for report, _url in client.get(url, query).context["rows"]]


def test_inbox_shows_the_towns_own_open_reports(clerk: Client, prerov: TownSettings, bbsk: TownSettings) -> None:
    first, error = make_report(prerov), make_report(prerov, "<b>Jinak</b>", subject="error")
    make_report(prerov, "Hotovo", state="done", email="")
    make_report(bbsk, "Cudzie")
    assert clerk.get(reverse("kpss_barrier_free_reports_towns")).status_code == 302
    url = inbox(prerov)
    text = clerk.get(url).content.decode()
    assert "mailto:nekdo@mail.example" in text
    assert "&lt;b&gt;Jinak" in text
    assert words_in(clerk, url) == [error.words, first.words]
    assert words_in(clerk, url, subject="error") == [error.words]
    assert words_in(clerk, url, place=first.place_id) == [first.words]
    assert words_in(clerk, url, state="done") == ["Hotovo"]
    assert len(words_in(clerk, url, state="\x00", subject="x", place="9" * 99, p="x", done="٣")) == 2
    assert clerk.get(inbox(bbsk)).status_code == 404


def test_done_report_forgets_the_e_mail_and_can_be_opened_again(clerk: Client, prerov: TownSettings) -> None:
    report = make_report(prerov)
    url = reverse("kpss_barrier_free_reports_decide", args=[prerov.site_id])
    answer = clerk.post(url, {"report": report.pk, "action": "done", "filters": "subject=barrier"}, follow=True)
    assert answer.context["just_done"] == report
    report.refresh_from_db()
    assert (report.state, report.email, report.done_by is not None) == ("done", "", True)
    clerk.post(url, {"report": report.pk, "action": "reopen"})
    report.refresh_from_db()
    assert (report.state, report.done_at, report.done_by) == ("open", None, None)


@pytest.mark.parametrize("data", [{}, {"action": "done"}, {"action": "burn"}, {"action": "done", "report": "9" * 30}])
def test_what_names_no_report_of_the_town_changes_nothing(
    clerk: Client, prerov: TownSettings, bbsk: TownSettings, data: dict[str, str]
) -> None:
    foreign = make_report(bbsk)
    url = reverse("kpss_barrier_free_reports_decide", args=[prerov.site_id])
    assert clerk.post(url, data).status_code == 404
    assert clerk.post(url, {"report": foreign.pk, "action": "done"}).status_code == 404
    assert clerk.get(url).status_code == 405
    foreign.refresh_from_db()
    assert foreign.state == "open"


def test_what_was_decided_a_year_ago_is_forgotten(prerov: TownSettings) -> None:
    long_ago, lately = timezone.now() - timedelta(days=366), timezone.now() - timedelta(days=300)
    place = make_place(prerov)
    kept = [
        make_report(prerov, place=place),
        make_report(prerov, place=place, state="done", done_at=lately),
        make_survey(place, {}, state="rejected", decided_at=lately),
        make_survey(place, {}, state="accepted", decided_at=long_ago),
        make_survey(place, {}, state="waiting"),
    ]
    make_report(prerov, place=place, state="done", done_at=long_ago)
    make_survey(place, {}, state="rejected", decided_at=long_ago)
    assert forget_old() == 2
    assert [*BarrierReport.objects.order_by("pk"), *Survey.objects.order_by("pk")] == kept
    assert forget_old() == 0


def test_start_page_says_what_waits_to_those_who_keep_the_map(
    clerk: Client, prerov: TownSettings, bbsk: TownSettings
) -> None:
    home = reverse("wagtailadmin_home")
    make_report(bbsk)
    assert inbox(prerov) not in clerk.get(home).content.decode()
    report = make_report(prerov)
    make_survey(report.place, {}, state="waiting")
    yesterday = timezone.localdate() - timedelta(days=1)
    make_place(prerov, "Staré", {}, survey={"next_survey_on": yesterday})
    text = clerk.get(home).content.decode()
    for url in (inbox(prerov), reverse("kpss_barrier_free_surveys", args=[prerov.site_id]), "survey=overdue"):
        assert url in text
