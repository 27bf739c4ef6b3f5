"""A town's choices for its map, and the links that it gives to volunteers."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from kpss_pages.barrier_free.models import BarrierFreeIndexPage, BarrierFreeSettings, SurveyLink
from kpss_pages.barrier_free.surveying.links import token_of
from sites.models import TownSettings
from tests.builders import make_place, make_survey, section_of
from tests.kpss_pages.screens import address, sent

pytestmark = pytest.mark.django_db
EDGES = {"south": "49.4", "north": "49.5", "west": "17.4", "east": "17.5"}


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"north": ""}, "north"),
        ({"south": "49.6"}, "north"),
        ({"west": "17.6"}, "east"),
        ({"south": "47.8"}, "south"),
        ({"east": "22.0"}, "east"),
        ({"west": "x" * 300}, "west"),
        ({"survey_every_months": "1"}, "survey_every_months"),
        ({"survey_every_months": "9" * 40}, "survey_every_months"),
        ({"edition": "tenth"}, "edition"),
    ],
)
def test_area_that_cannot_be_is_refused(
    planner: Client, prerov: TownSettings, changes: dict[str, str], field: str
) -> None:
    url = reverse("wagtailsettings:edit", args=["kpss_barrier_free", "barrierfreesettings", prerov.site_id])
    data = sent(planner, url, **EDGES)
    assert planner.post(url, data | changes).context["form"].errors[field]
    assert not BarrierFreeSettings.objects.filter(site=prerov.site, south__isnull=False).exists()
    assert planner.post(url, data).status_code == 302
    assert planner.post(url, data | dict.fromkeys(EDGES, "")).status_code == 302


def make_link(town: TownSettings, **changes: Any) -> SurveyLink:
    until = timezone.localdate() + timedelta(days=9)
    return SurveyLink.objects.create(**{"site": town.site, "name": "Senioři", "valid_until": until} | changes)


def test_new_link_shows_its_address_code_and_sheet(planner: Client, prerov: TownSettings) -> None:
    section_of(prerov, BarrierFreeIndexPage)
    url = address(SurveyLink, "add")
    data = sent(planner, url, name="Skauti")
    response = planner.post(url, data, follow=True)
    link = SurveyLink.objects.get(site=prerov.site)
    assert link.valid_until == timezone.localdate() + timedelta(days=30)
    text = response.content.decode()
    assert f"survey/{token_of(link)}/" in text
    assert '<svg class="places-qr"' in text
    sheet = planner.get(response.context["addresses"][0]["sheet_url"])
    assert 'lang="cs"' in sheet.content.decode()
    assert token_of(link) in sheet.content.decode()
    assert "no-store" in sheet["Cache-Control"]
    nowhere = reverse("kpss_barrier_free_link_sheet", args=[prerov.site_id, link.pk, "de"])
    assert planner.get(nowhere).status_code == 404


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("valid_until", lambda: timezone.localdate() - timedelta(days=1)),
        ("valid_until", lambda: timezone.localdate() + timedelta(days=367)),
        ("valid_until", lambda: "\x00"),
        ("most_surveys", lambda: 0),
        ("most_surveys", lambda: "9" * 40),
        ("name", lambda: " "),
    ],
)
def test_link_that_cannot_be_is_refused(planner: Client, field: str, value: Any) -> None:
    url = address(SurveyLink, "add")
    data = sent(planner, url, name="Skauti") | {field: value()}
    assert planner.post(url, data).context["form"].errors[field]
    assert not SurveyLink.objects.exists()


def test_link_is_stopped_and_resumed_and_says_what_came_by_it(planner: Client, prerov: TownSettings) -> None:
    link = make_link(prerov, most_surveys=2)
    make_survey(make_place(prerov), {}, link=link, origin="field", state="waiting")
    url = reverse("kpss_barrier_free_link", args=[prerov.site_id, link.pk])
    context = planner.get(url).context
    assert (context["count"], context["waiting"], context["is_open"]) == (1, 1, True)
    for action, stopped in (("stop", True), ("stop", True), ("resume", False)):
        assert planner.post(url, {"action": action}).status_code == 302
        link.refresh_from_db()
        assert link.is_stopped is stopped
    assert planner.post(url, {"action": "x"}).status_code == 404
    SurveyLink.objects.filter(pk=link.pk).update(valid_until=timezone.localdate() - timedelta(days=1))
    assert planner.get(url).context["is_over"]
    assert planner.get(address(SurveyLink, "list")).status_code == 200


def test_link_of_another_town_is_not_there(
    planner: Client, clerk: Client, prerov: TownSettings, bbsk: TownSettings
) -> None:
    foreign, own = make_link(bbsk), make_link(prerov)
    for site_id, pk in ((bbsk.site_id, foreign.pk), (prerov.site_id, foreign.pk), (bbsk.site_id, own.pk)):
        assert planner.get(reverse("kpss_barrier_free_link", args=[site_id, pk])).status_code == 404
        url = reverse("kpss_barrier_free_link_sheet", args=[site_id, pk, "cs"])
        assert planner.get(url).status_code == 404
    assert "Senioři" in planner.get(address(SurveyLink, "list")).content.decode()
    assert clerk.get(reverse("kpss_barrier_free_link", args=[prerov.site_id, own.pk])).status_code == 404
