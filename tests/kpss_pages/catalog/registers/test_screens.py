"""The desk's screens of a register: who comes in, trying, proposing, and how far it is."""

from typing import Any

import pytest
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from kpss_pages.catalog.models import CatalogSettings, Proposal, RegisterRun
from kpss_pages.catalog.registers.beginning import GIVEN_UP_AFTER
from kpss_pages.catalog.registers.keeping import KEPT_FOR, REPORTS_KEPT_FOR, forget_old
from kpss_pages.catalog.registers.tasks import read_register
from sites.models import Role, TownSettings
from tests.builders import make_user, signed_in
from tests.kpss_pages.catalog.registers.files import item, register

pytestmark = pytest.mark.django_db


def screen_of(town: TownSettings) -> str:
    return reverse("kpss_catalog_register", args=[town.site_id])


def run_of(run: RegisterRun) -> str:
    return reverse("kpss_catalog_register_run", args=[run.site_id, run.pk])


def upload(content: bytes | None = None, name: str = "rpss.json") -> dict[str, Any]:
    return {"source": "file", "file": SimpleUploadedFile(name, register(item()).read() if content is None else content)}


@pytest.fixture
def coordinator(prerov: TownSettings) -> Client:
    CatalogSettings.objects.create(site=prerov.site, area="511382 Přerov")
    return signed_in(make_user(prerov, Role.COORDINATOR))


def tried(town: TownSettings, browser: Client) -> RegisterRun:
    assert browser.post(screen_of(town), upload()).status_code == 302
    run = RegisterRun.objects.filter(site=town.site).get()
    read_register.func(run.pk)
    run.refresh_from_db()
    return run


def test_only_planners_of_the_town_come_in(prerov: TownSettings, bbsk: TownSettings, coordinator: Client) -> None:
    run = tried(prerov, coordinator)
    for stranger in (make_user(prerov, Role.EDITOR), make_user(bbsk, Role.MANAGER)):
        browser = signed_in(stranger)
        assert browser.get(screen_of(prerov)).status_code in (302, 404)
        assert browser.get(run_of(run)).status_code in (302, 404)
        assert browser.post(run_of(run)).status_code in (302, 404)
    foreign = signed_in(make_user(bbsk, Role.COORDINATOR))
    assert foreign.get(reverse("kpss_catalog_register_run", args=[bbsk.site_id, run.pk])).status_code == 404
    assert foreign.get(screen_of(bbsk)).context["runs"] == []
    assert coordinator.get(reverse("kpss_catalog_register_towns"))["Location"] == screen_of(prerov)


def test_file_is_tried_first_and_proposed_when_it_is_asked_for(prerov: TownSettings, coordinator: Client) -> None:
    run = tried(prerov, coordinator)
    assert (run.is_trial, run.refusal, run.report["counts"]) == (True, "", {"new": 1})
    assert not Proposal.objects.exists()
    text = coordinator.get(run_of(run)).content.decode()
    assert "Pečovatelská služba Vzorov" in text
    assert "Refresh" not in coordinator.get(run_of(run)).headers

    answer = coordinator.post(run_of(run))
    proposing = RegisterRun.objects.get(site=prerov.site, is_trial=False)
    assert answer["Location"] == run_of(proposing)
    read_register.func(proposing.pk)
    assert Proposal.objects.get(site=prerov.site).run == proposing
    read_register.func(proposing.pk)
    assert Proposal.objects.filter(site=prerov.site).count() == 1
    assert not default_storage.exists(run.kept_as), "it names people"


def test_file_is_kept_until_it_was_proposed_or_is_old(prerov: TownSettings, coordinator: Client) -> None:
    run = tried(prerov, coordinator)
    name = run.kept_as
    assert name.startswith(f"{prerov.media_key}/registers/")
    assert default_storage.exists(name)
    RegisterRun.objects.update(started_at=timezone.now() - KEPT_FOR)
    assert forget_old() == 1
    assert not default_storage.exists(name)
    answer = coordinator.post(run_of(run), follow=True)
    assert answer.redirect_chain[-1][0] == screen_of(prerov)
    assert RegisterRun.objects.count() == 1

    RegisterRun.objects.update(started_at=timezone.now() - REPORTS_KEPT_FOR)
    forget_old()
    assert not RegisterRun.objects.exists()


def test_one_reading_goes_on_at_a_time_and_shows_how_far_it_is(prerov: TownSettings, coordinator: Client) -> None:
    coordinator.post(screen_of(prerov), upload())
    run = RegisterRun.objects.get(site=prerov.site)
    assert coordinator.post(screen_of(prerov), upload())["Location"] == run_of(run)
    assert DBTaskResult.objects.count() == 1
    RegisterRun.objects.update(progress=4200)
    answer = coordinator.get(run_of(run))
    assert answer.headers["Refresh"], "without JavaScript too"
    assert "4200" in answer.content.decode()
    RegisterRun.objects.update(started_at=timezone.now() - GIVEN_UP_AFTER)
    answer = coordinator.get(run_of(run))
    assert "Refresh" not in answer.headers
    assert 'role="alert"' in answer.content.decode()


@pytest.mark.parametrize("data", [upload(b""), {"source": "file"}, {"source": "rpss"}, {}, {"source": "\0"}])
def test_what_cannot_be_read_is_said_at_the_field(prerov: TownSettings, coordinator: Client, data: Any) -> None:
    answer = coordinator.post(screen_of(prerov), data)
    assert answer.status_code == 200
    assert answer.context["form"].errors
    assert not RegisterRun.objects.exists()


def test_hostile_file_is_refused_with_a_sentence_and_removed(prerov: TownSettings, coordinator: Client) -> None:
    coordinator.post(screen_of(prerov), upload(b'{"polozky": [{"a": ', name="x\0" * 400 + ".json"))
    run = RegisterRun.objects.get(site=prerov.site)
    read_register.func(run.pk)
    run.refresh_from_db()
    assert run.refusal
    assert run.kept_as == ""
    assert run.refusal in coordinator.get(run_of(run)).content.decode()
    assert coordinator.post(run_of(run))["Location"] == run_of(run)


def test_long_report_is_paged(prerov: TownSettings, coordinator: Client, django_assert_max_num_queries: Any) -> None:
    row = {"fate": "new", "number": "1", "name": "Služba", "fields": [], "left": [], "refused": [], "notes": []}
    report = {"counts": {"new": 120}, "rows": [{**row, "number": f"c{n}"} for n in range(120)], "notes": [], "more": 0}
    run = RegisterRun.objects.create(
        site=prerov.site, register="rpss", source="x", is_trial=True, ended_at=timezone.now(), report=report
    )
    coordinator.get(run_of(run))
    with django_assert_max_num_queries(32):
        assert "c49" in coordinator.get(run_of(run)).content.decode()
    assert "c119" in coordinator.get(f"{run_of(run)}?p=99").content.decode()
    assert coordinator.get(f"{run_of(run)}?p=x%00").status_code == 200


def test_address_is_offered_where_one_is_set(prerov: TownSettings, coordinator: Client, settings: Any) -> None:
    assert 'type="radio"' not in coordinator.get(screen_of(prerov)).content.decode()
    settings.KPSS_RPSS_URL = "http://127.0.0.1:9/rpss.json"
    assert 'value="rpss"' in coordinator.get(screen_of(prerov)).content.decode()
    coordinator.post(screen_of(prerov), {"source": "rpss"})
    run = RegisterRun.objects.get(site=prerov.site)
    read_register.func(run.pk)
    run.refresh_from_db()
    assert run.ended_at
    assert "ConnectionRefusedError" in run.refusal
