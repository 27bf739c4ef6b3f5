"""A year's progress is one table, saved as a whole or not at all; a closed year stays as it was."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries
from wagtail.models import PageLogEntry
from wagtail_localize.operations import translate_object

from kpss_pages.plans.choices import MeasureState
from kpss_pages.plans.content import Origin
from kpss_pages.plans.desk.progress import REOPEN_ACTION, REPORT_ACTION, close_year, suggested_year, years_to_report
from kpss_pages.plans.evaluation import YearOfPlan, year_of
from kpss_pages.plans.models import ClosedYear, MeasureReport, PlanIndexPage, PlanPage
from sites.models import Role, TownSettings
from sites.page_cache.tags import page as page_tag
from tests.builders import home_of, make_plan, make_town, make_user, publish_language, section_of, signed_in
from tests.kpss_pages.plans.contents import make_content
from tests.kpss_pages.plans.desk.screens import HOST, at_plan, draft_content, filled

pytestmark = pytest.mark.django_db

PERIOD: dict[str, Any] = {"period_from": date(2020, 1, 1), "period_to": date(2022, 12, 31)}


@pytest.fixture
def town() -> TownSettings:
    return make_town("prostejov")


@pytest.fixture
def coordinator(town: TownSettings) -> Client:
    return signed_in(make_user(town, Role.COORDINATOR), HOST)


@pytest.fixture
def plan(town: TownSettings) -> PlanPage:
    return make_plan(town, content=make_content(3), **PERIOD)


def table(client: Client, plan: PlanPage, year: int = 2021) -> dict[str, str]:
    """Open a year's table and return what would be sent of it."""
    response = client.get(at_plan("progress_year", plan, year))
    assert response.status_code == 200
    return sent_of(response)


def sent_of(response: Any) -> dict[str, str]:
    sent: dict[str, str] = {}
    for group in response.context["groups"]:
        for row in group["rows"]:
            sent |= filled(row)
    return sent


def send(client: Client, plan: PlanPage, sent: dict[str, str], year: int = 2021) -> Any:
    return client.post(at_plan("progress_year", plan, year), sent)


def reported(plan: PlanPage, year: int = 2021) -> dict[int, str]:
    rows = MeasureReport.objects.filter(plan=plan.translation_key, year=year)
    return {row.measure: row.state for row in rows}


def test_whole_year_is_saved_at_once_and_only_what_changed_is_written(plan: PlanPage, coordinator: Client) -> None:
    sent = table(coordinator, plan)
    assert sent["m3-comment_by"] == "Odbor sociálních věcí"
    sent |= {
        "m3-state": "fulfilled",
        "m3-comment": "První.\r\nDruhý.",
        "m3-spent": "12 500,50",
        "m3-value-300": "40",
        "m5-state": "not_fulfilled",
    }
    assert send(coordinator, plan, sent).status_code == 302
    assert reported(plan) == {3: "fulfilled", 5: "not_fulfilled"}
    row = MeasureReport.objects.get(measure=3)
    assert (row.site_id, row.language, row.comment) == (plan.get_site().pk, "cs", "První.\nDruhý.")
    assert (row.spent, row.values, row.comment_by) == (Decimal("12500.50"), {"300": "40"}, "Odbor sociálních věcí")
    before = row.updated_at
    response = coordinator.get(at_plan("progress_year", plan, 2021))
    assert "2 z celkem 3" in response.context["said"]
    sent = sent_of(response)
    assert sent["m3-spent"] == "12\u00a0500,50"
    send(coordinator, plan, sent)
    assert MeasureReport.objects.get(measure=3).updated_at == before
    send(coordinator, plan, sent | {"m5-state": "running"})
    assert MeasureReport.objects.get(measure=3).updated_at == before
    assert reported(plan) == {3: "fulfilled", 5: "running"}
    assert [entry.data for entry in PageLogEntry.objects.filter(action=REPORT_ACTION).order_by("pk")] == [
        {"year": 2021, "count": 2},
        {"year": 2021, "count": 1},
    ]


def test_report_that_is_cleared_is_dropped(plan: PlanPage, coordinator: Client) -> None:
    send(coordinator, plan, table(coordinator, plan) | {"m3-state": "fulfilled", "m4-state": "partly"})
    send(coordinator, plan, table(coordinator, plan) | {"m3-state": ""})
    assert reported(plan) == {4: "partly"}


def test_faults_are_shown_at_their_row_and_nothing_is_saved(plan: PlanPage, coordinator: Client) -> None:
    good = table(coordinator, plan) | {"m3-state": "partly", "m4-state": "fulfilled", "m4-comment": "Kept"}
    faults = [
        ({"m3-state": "great"}, "state"),
        ({"m3-state": "", "m3-comment": "No state"}, "state"),
        ({"m3-spent": "a lot"}, "spent"),
        ({"m3-spent": "-5"}, "spent"),
        ({"m3-value-300": "many"}, "value-300"),
        ({"m3-comment_by": "x" * 161}, "comment_by"),
    ]
    for changes, field in faults:
        response = send(coordinator, plan, good | changes)
        assert [set(row.errors) for row in response.context["faults"]] == [{field}], changes
        assert sent_of(response)["m4-comment"] == "Kept"
    assert not MeasureReport.objects.exists()


def test_report_of_somebody_else_is_not_written_over_unseen(
    town: TownSettings, plan: PlanPage, coordinator: Client
) -> None:
    mine = table(coordinator, plan) | {"m3-state": "fulfilled", "m4-state": "partly"}
    manager = signed_in(make_user(town, Role.MANAGER), HOST)
    send(manager, plan, table(manager, plan) | {"m3-state": "cancelled", "m3-comment": "Theirs", "m5-state": "running"})
    response = send(coordinator, plan, mine)
    assert [row.measure.id for row in response.context["faults"]] == [3]
    assert "Theirs" in response.content.decode()
    assert reported(plan) == {3: "cancelled", 5: "running"}
    again = sent_of(response)
    assert again["m3-state"] == "fulfilled"
    send(coordinator, plan, again)
    assert reported(plan) == {3: "fulfilled", 4: "partly", 5: "running"}


def test_measure_of_an_action_plan_is_reported_where_it_comes_from(
    town: TownSettings, plan: PlanPage, coordinator: Client
) -> None:
    content = make_content(2)
    origin = Origin(str(plan.translation_key), 5)
    taken = replace(content, measures=(replace(content.measures[0], origin=origin), content.measures[1]))
    action_plan = make_plan(town, "Action plan", content=taken, **PERIOD)
    send(coordinator, action_plan, table(coordinator, action_plan) | {"m3-state": "partly", "m4-state": "running"})
    assert reported(plan) == {5: "partly"}
    assert reported(action_plan) == {4: "running"}
    assert year_of(plan, 2021).counts()[MeasureState.PARTLY] == 1


def test_reports_are_those_of_the_town_and_of_the_measures_shown(plan: PlanPage, coordinator: Client) -> None:
    foreign = make_town("prerov")
    MeasureReport.objects.create(site=foreign.site, plan=plan.translation_key, measure=3, year=2021, state="partly")
    MeasureReport.objects.create(site=plan.get_site(), plan=uuid4(), measure=3, year=2021, state="partly")
    sent = table(coordinator, plan)
    assert "m3-state" not in sent or not sent["m3-state"]
    send(coordinator, plan, {"m77-loaded": "x", "m77-state": "fulfilled", "m4-loaded": "x", "m4-state": "fulfilled"})
    assert 77 not in reported(plan)


def test_other_towns_and_readers_reach_no_year(town: TownSettings, plan: PlanPage) -> None:
    other = make_town("prerov")
    close_year(plan, 2020, make_user(town, Role.MANAGER))
    for client in (
        signed_in(make_user(town, Role.EDITOR), HOST),
        signed_in(make_user(other, Role.MANAGER), HOST),
    ):
        addresses = [at_plan("progress_year", plan, 2021), at_plan("close", plan, 2021)]
        for address in addresses:
            assert client.get(address).status_code in (302, 404)
        for address in (*addresses, at_plan("reopen", plan, 2020)):
            assert client.post(address, {"m3-state": "fulfilled", "reason": "x"}).status_code in (302, 404)
    assert not MeasureReport.objects.exists()
    assert list(ClosedYear.objects.values_list("year", flat=True)) == [2020]


def test_years_are_those_of_the_period_and_last_year_comes_first(
    town: TownSettings, plan: PlanPage, coordinator: Client
) -> None:
    assert years_to_report(plan) == [2022, 2021, 2020]
    assert coordinator.get(at_plan("progress", plan)).headers["Location"] == at_plan("progress_year", plan, 2022)
    last = plan.town_today.year - 1
    running = make_plan(town, "Running", period_from=date(last - 1, 1, 1), period_to=date(last + 2, 12, 31))
    assert suggested_year(running, years_to_report(running)) == last
    endless = make_plan(town, "Endless")
    assert suggested_year(endless, years_to_report(endless)) == last
    for year in (2019, 2023, 0, 10**12):
        assert coordinator.get(at_plan("progress_year", plan, year)).status_code == 404
        assert coordinator.post(at_plan("close", plan, year)).status_code == 404
    assert not ClosedYear.objects.exists()


def test_published_measures_are_reported_and_those_of_a_draft_before_the_first_publication(
    town: TownSettings, plan: PlanPage, coordinator: Client
) -> None:
    coordinator.post(at_plan("measure_delete", plan, 3))
    assert "m3-loaded" in table(coordinator, plan)
    draft = make_plan(town, "Draft", live=False, **PERIOD)
    coordinator.post(at_plan("measure_add", draft), {"number": "1", "name": "New", **management()})
    assert "m1-loaded" in table(coordinator, draft)


def management() -> dict[str, str]:
    parts = ("activities", "costs", "indicators", "links")
    return {f"{part}-{name}_FORMS": "0" for part in parts for name in ("TOTAL", "INITIAL")}


def test_closed_year_keeps_its_figures_whatever_happens_afterwards(plan: PlanPage, coordinator: Client) -> None:
    send(coordinator, plan, table(coordinator, plan) | {"m3-state": "fulfilled", "m3-spent": "5", "m4-state": "partly"})
    asked = coordinator.get(at_plan("close", plan, 2021))
    assert [row.number for row in asked.context["missing"]] == ["1.1.5"]
    assert [figure["count"] for figure in asked.context["figures"]] == [1, 0, 1, 0, 0, 1]
    assert not ClosedYear.objects.exists()
    open_table = table(coordinator, plan)
    coordinator.post(at_plan("close", plan, 2021))
    figures = YearOfPlan.from_closed(ClosedYear.objects.get()).rows
    assert [(row.id, row.state, row.spent) for row in figures] == [
        (3, "fulfilled", Decimal("5.00")),
        (4, "partly", None),
        (5, "", None),
    ]
    response = coordinator.get(at_plan("progress_year", plan, 2021))
    assert response.context["closed"].rows == figures
    assert b"<textarea" not in response.content
    # Neither a table that was open before nor a change of the plan changes them.
    response = send(coordinator, plan, open_table | {"m5-state": "running", "m5-comment": "Kept"})
    assert sent_of(response)["m5-comment"] == "Kept"
    assert reported(plan) == {3: "fulfilled", 4: "partly"}
    coordinator.post(at_plan("measure_delete", plan, 3))
    coordinator.post(at_plan("publish", plan))
    MeasureReport.objects.all().delete()
    assert year_of(PlanPage.objects.get(pk=plan.pk), 2021).rows == figures
    coordinator.post(at_plan("close", plan, 2021))
    assert YearOfPlan.from_closed(ClosedYear.objects.get()).rows == figures


def test_year_that_has_not_begun_and_plan_without_measures_are_not_closed(
    town: TownSettings, plan: PlanPage, coordinator: Client
) -> None:
    today = plan.town_today
    later = make_plan(town, "Later", content=make_content(1), period_from=today, period_to=date(today.year + 1, 12, 31))
    assert coordinator.post(at_plan("close", later, today.year + 1)).status_code == 302
    assert coordinator.post(at_plan("close", make_plan(town, "Empty", **PERIOD), 2021)).status_code == 302
    assert not ClosedYear.objects.exists()
    coordinator.post(at_plan("close", later, today.year))
    assert ClosedYear.objects.get().year == today.year


def test_only_a_manager_opens_a_year_again_and_says_why(
    town: TownSettings, plan: PlanPage, coordinator: Client
) -> None:
    coordinator.post(at_plan("close", plan, 2021))
    figures = ClosedYear.objects.get().figures
    assert coordinator.get(at_plan("progress_year", plan, 2021)).context["reopen_form"] is None
    coordinator.post(at_plan("reopen", plan, 2021), {"reason": "A mistake"})
    manager = signed_in(make_user(town, Role.MANAGER), HOST)
    manager.post(at_plan("reopen", plan, 2021), {"reason": " "})
    assert ClosedYear.objects.exists()
    assert manager.get(at_plan("progress_year", plan, 2021)).context["reopen_form"] is not None
    manager.post(at_plan("reopen", plan, 2021), {"reason": "A mistake"})
    assert not ClosedYear.objects.exists()
    entry = PageLogEntry.objects.get(action=REOPEN_ACTION)
    assert "A mistake" in entry.message
    assert entry.data["figures"] == figures
    assert send(manager, plan, table(manager, plan) | {"m3-state": "partly"}).status_code == 302
    assert reported(plan) == {3: "partly"}


def test_kept_pages_of_the_plan_end_in_all_languages_when_a_report_changes(monkeypatch: pytest.MonkeyPatch) -> None:
    town = make_town("prostejov", other_languages=("sk",))
    publish_language(town, "sk")
    section_of(town, PlanIndexPage, "sk")
    plan = make_plan(town, content=make_content(3), **PERIOD)
    translate_object(plan, [home_of(town, "sk").locale])
    copy = PlanPage.objects.get(translation_key=plan.translation_key, locale__language_code="sk")
    copy.get_latest_revision_as_object().save_revision().publish()
    elsewhere = make_plan(make_town("prerov"), content=make_content(3), **PERIOD)
    ended: set[Any] = set()
    monkeypatch.setattr("sites.page_cache.signals.end", ended.update)
    wanted = {page_tag(plan.pk), page_tag(copy.pk)}
    user = make_user(town, Role.MANAGER)
    client = signed_in(user, HOST)

    def ends(act: Any) -> bool:
        ended.clear()
        act()
        assert page_tag(elsewhere.pk) not in ended
        return wanted <= ended

    assert ends(lambda: send(client, plan, table(client, plan) | {"m3-state": "partly"}))
    assert not ends(lambda: send(client, plan, table(client, plan)))
    assert ends(lambda: client.post(at_plan("close", plan, 2021)))
    assert ends(lambda: client.post(at_plan("reopen", plan, 2021), {"reason": "A mistake"}))
    assert ends(lambda: MeasureReport.objects.get().save())


def test_plan_that_came_from_another_town_leaves_the_reports_and_closed_years_of_that_town_alone(
    town: TownSettings, plan: PlanPage, coordinator: Client
) -> None:
    elsewhere = make_town("prerov")
    origin = Origin(str(plan.translation_key), 3)
    MeasureReport.objects.create(
        site=elsewhere.site, plan=plan.translation_key, measure=3, year=2021, state="fulfilled", comment="Theirs"
    )
    ClosedYear.objects.create(site=elsewhere.site, plan=plan.translation_key, year=2019, figures=[])
    taken = replace(plan.content, measures=(replace(plan.content.measures[0], origin=origin),))
    copied = make_plan(town, "Copied", content=taken, **PERIOD)

    sent = table(coordinator, copied)
    assert sent["m3-comment"] == ""
    send(coordinator, copied, sent | {"m3-state": "partly", "m3-comment": "Ours"})

    said = MeasureReport.objects.filter(measure=3).values_list("site", "state", "comment")
    assert set(said) == {(elsewhere.site_id, "fulfilled", "Theirs"), (town.site_id, "partly", "Ours")}
    assert 2019 not in years_to_report(plan)
    assert close_year(plan, 2019, make_user(town, Role.MANAGER)).site == town.site
    assert ClosedYear.objects.filter(plan=plan.translation_key, year=2019).count() == 2


def test_year_of_150_measures_is_opened_and_saved_with_few_queries(
    town: TownSettings, coordinator: Client, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    plan = make_plan(town, content=make_content(150), **PERIOD)
    table(coordinator, plan)
    with django_assert_max_num_queries(40):
        sent = table(coordinator, plan)
    for measure in draft_content(plan).measures:
        sent |= {f"m{measure.id}-state": "fulfilled", f"m{measure.id}-comment": "Done", f"m{measure.id}-spent": "1"}
    with django_assert_max_num_queries(60):
        assert send(coordinator, plan, sent).status_code == 302
    assert len(reported(plan)) == 150
