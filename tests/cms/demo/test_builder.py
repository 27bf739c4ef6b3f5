"""The demo's towns in the database."""

from collections.abc import Iterator
from io import StringIO
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db import transaction
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoDbBlocker
from wagtail.models import Page, Site

from cms.demo.builder import build_town
from cms.demo.content import TOWNS, read_content
from cms.demo.places import EVERY
from kpss_pages.barrier_free.choices import Profile, Verdict
from kpss_pages.barrier_free.models import Place, Survey
from kpss_pages.barrier_free.verdicts import suggest
from kpss_pages.barrier_free.verdicts.method import current_edition
from kpss_pages.catalog.freshness import Freshness
from kpss_pages.catalog.models import Facility, Service, ServiceForm
from kpss_pages.catalog.settings_of import settings_of
from kpss_pages.catalog.vocabulary import forms, service_types
from kpss_pages.plans.choices import MeasureState
from kpss_pages.plans.content import Origin
from kpss_pages.plans.evaluation import over, years_of
from kpss_pages.plans.models import ClosedYear, MeasureReport, PlanPage, PlanStructure
from sites.models import Role, TownDocument, TownRole, TownSettings, User


@pytest.fixture(scope="module")
def built(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[TownSettings]:
    """Build Prostějov once; what a test changes is rolled back after it, the town after the module."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield build_town(read_content("prostejov"), "prostejov.localhost", 8000)
        transaction.set_rollback(True)


@pytest.fixture
def prostejov(built: TownSettings, db: None) -> TownSettings:
    return TownSettings.objects.get(pk=built.pk)


def test_bilingual_town_is_whole(prostejov: TownSettings, client: Client) -> None:
    homes = {home.locale.language_code: home for home in prostejov.site.root_page.get_translations(inclusive=True)}
    trees = {
        language: {page.translation_key: page for page in home.get_descendants(inclusive=True)}
        for language, home in homes.items()
    }

    assert trees["cs"].keys() == trees["sk"].keys()
    assert not Page.objects.filter(depth__gt=1, live=False).exists()
    for tree in trees.values():
        for page in tree.values():
            response = client.get(page.specific.full_url, headers={"host": "prostejov.localhost"})
            assert response.status_code == 200, page.url

    plan = PlanPage.objects.get(locale__language_code="sk", slug="plan-2027-2030")
    assert plan.predecessor.locale_id == plan.locale_id
    assert {file.document.language for file in plan.files.all()} == {"cs", "sk"}
    assert prostejov.parent_breadcrumbs.count() == 5
    for role in Role:
        user = User.objects.get(username=f"prostejov-{role.value}")
        assert user.check_password("kpss-demo")
        assert TownRole.objects.get(group__user=user).role == role
    documents = TownDocument.objects.all()
    assert len({document.file_hash for document in documents}) == len(documents)
    assert not any(document.findings for document in documents)


def test_measures_are_published_in_both_languages_with_the_same_ids(prostejov: TownSettings) -> None:
    for slug, count in (("plan-2023-2026", 40), ("plan-2027-2030", 12)):
        czech, slovak = (PlanPage.objects.get(slug=slug, locale__language_code=code) for code in ("cs", "sk"))

        assert [len(plan.content.measures) for plan in (czech, slovak)] == [count, count]
        assert [measure.id for measure in czech.content.measures] == [measure.id for measure in slovak.content.measures]
        assert czech.content != slovak.content
        assert czech.permissions_for_user(User.objects.get(username="prostejov-coordinator")).can_edit()
    assert PlanStructure.for_site(prostejov.site).depth == 2


def test_plan_has_an_earlier_version_to_be_compared_with(prostejov: TownSettings) -> None:
    for plan in PlanPage.objects.filter(slug="plan-2027-2030"):
        first, second = plan.versions.all()

        before, now = ({measure.number: measure for measure in version.content.measures} for version in (first, second))
        assert first.published_at < second.published_at
        assert (first.state, second.state) == ("in_preparation", "for_comments")
        assert set(now) - set(before) == {"1.1.3", "2.1.3"}
        assert set(before) - set(now) == {"1.2.3"}
        assert before["1.1.1"].id == now["1.1.1"].id
        assert before["1.1.1"] != now["1.1.1"]
        assert second.content == plan.content


def test_evaluation_is_computed_from_closed_years(db: None) -> None:
    town = build_town(read_content("benesov"), "benesov.localhost", 8000)
    plan = PlanPage.objects.get(slug="komunitni-plan-2015-2019")
    action_plan = PlanPage.objects.get(slug="akcni-plan-2015-2016")
    evaluation = PlanPage.objects.get(slug="vyhodnoceni-akcniho-planu-2015-2016")

    assert evaluation.based_on.specific == action_plan
    for page in (plan, action_plan, evaluation):
        assert "Ukázková opatření" in str(page.body)
    assert [measure.origin for measure in action_plan.content.measures] == [
        Origin(str(plan.translation_key), measure.id) for measure in action_plan.content.measures
    ]
    years = years_of(action_plan)
    closed = [year for year in years if year.is_closed]
    assert [year.year for year in closed] == [2016, 2015]
    states = {row.name: row.state for row in over(closed)}
    assert states["Terénní služba pro seniory v dalších obcích"] == MeasureState.FULFILLED
    assert states["Startovací byty"] == MeasureState.NOT_FULFILLED
    assert MeasureState.RUNNING in states.values()
    reported = MeasureReport.objects.filter(plan__in=(plan.translation_key, action_plan.translation_key))
    assert set(reported.values_list("site_id", flat=True)) == {town.site_id}
    closed_plans = ClosedYear.objects.filter(site=town.site_id).values_list("plan", flat=True)
    assert set(closed_plans) == {plan.translation_key, action_plan.translation_key}


def test_replaced_file_is_an_earlier_version_at_the_same_address(prostejov: TownSettings) -> None:
    document = TownDocument.objects.get(title="Formulář pro připomínky k návrhu plánu 2027–2030")
    earlier = document.versions.get()

    assert (document.version, earlier.number, earlier.note) == (2, 1, "První verze")
    assert document.file_hash
    assert earlier.sha256 != document.sha256
    assert not TownDocument.objects.exclude(pk=document.pk).filter(version__gt=1).exists()


def test_catalogue_has_every_type_and_form_and_entries_that_are_stale_ended_and_unconfirmed(
    prostejov: TownSettings,
) -> None:
    services = Service.objects.in_town(prostejov.site_id)
    offered = services.published()
    fresh = Freshness.of(settings_of(prostejov.site_id), timezone.localdate())
    # Basic counselling is a part of every service and no type of the register.
    expected = {code for code, kind in service_types().items() if kind.country == "CZ"} - {"cz-zakladni-poradenstvi"}

    assert 60 <= services.count() <= 120
    assert set(services.exclude(type_code="").values_list("type_code", flat=True)) == expected
    used = ServiceForm.objects.filter(service__in=services).values_list("form", flat=True)
    assert set(used) == set(forms()) - {"ina"}
    assert offered.filter(kind="related").exists()
    assert services.filter(type_code="cz-soc-sluzby-zdravotnicka-zarizeni").get().ended_on is not None
    assert offered.filter(confirmed_on=None).exists()
    assert any(fresh.is_stale(service) for service in offered.exclude(confirmed_on=None))
    assert Facility.objects.filter(service__in=services, is_secret=True).exists()
    assert not services.filter(provider__is_example=False).exists()


def test_barrier_free_maps_have_all_verdicts_unknown_places_and_surveys_that_are_overdue() -> None:
    counts = {}
    for name in TOWNS:
        written = read_content(name).places
        rows = [*written["places"], *written["routes"]]
        kinds = {
            suggest(row[1], written["measures"][row[2]], current_edition())[Profile.WHEELCHAIR].verdict
            for row in rows
            if row[2]
        }
        counts[name] = len(rows)
        assert kinds >= {Verdict.ACCESSIBLE, Verdict.PARTLY, Verdict.INACCESSIBLE}, name
        assert any(not row[2] for row in rows), name
        assert any(row[5] > EVERY.days for row in rows), name
    assert counts == {"ostrov": 60} | dict.fromkeys(set(TOWNS) - {"ostrov"}, 12)


def test_map_of_a_town_has_places_that_are_surveyed_and_surveys_that_wait(prostejov: TownSettings) -> None:
    places = Place.objects.in_town(prostejov.site_id).published()
    assert places.count() == 12
    assert places.exclude(survey=None).count() == 11
    assert Survey.objects.in_town(prostejov.site_id).waiting().count() == 2
    assert places.filter(offices__isnull=False).exists()


def test_production_refuses_the_demo(settings: Any) -> None:
    settings.DEMO = False
    with pytest.raises(CommandError, match="passwords are public"):
        call_command("demo", "--no-serve")


def test_older_plan_names_the_document_that_superseded_it(db: None) -> None:
    build_town(read_content("prerov"), "prerov.localhost", 8000)
    older = TownDocument.objects.get(title="Komunitní plán ORP Přerov 2022–2024")
    assert older.superseded_by == TownDocument.objects.get(title="Komunitní plán ORP Přerov 2025–2027")
    assert TownDocument.objects.exclude(superseded_by=None).count() == 1


@pytest.mark.django_db
def test_town_that_is_there_is_left_alone_and_follows_the_port(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("cms.demo.builder.TOWNS", ("ostrov",))
    monkeypatch.setattr("cms.management.commands.demo.call_command", lambda *args, **options: None)
    call_command("demo", "--no-serve", stdout=StringIO())
    page = Page.objects.get(slug="mesto-bez-barier").specific
    page.title = "Upraveno redakcí"
    page.save_revision().publish()

    output = StringIO()
    call_command("demo", "--no-serve", "--port", "8123", stdout=output)

    page.refresh_from_db()
    assert page.title == "Upraveno redakcí"
    assert "Loaded" not in output.getvalue()
    assert "http://ostrov.localhost:8123/" in output.getvalue()
    assert Site.objects.get(hostname="ostrov.localhost").port == 8123

    town = Site.objects.get(hostname="ostrov.localhost")
    town.hostname = "novy-ostrov.localhost"
    town.save()
    output = StringIO()
    call_command("demo", "--no-serve", "--port", "8123", stdout=output)

    assert "Loaded" not in output.getvalue()
    town.refresh_from_db()
    assert town.hostname == "novy-ostrov.localhost"
