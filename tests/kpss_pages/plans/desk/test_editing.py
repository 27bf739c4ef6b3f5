"""Goals and measures are edited in drafts, one at a time, by the town's coordinators alone."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from itertools import product
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone, translation
from django.utils.formats import date_format
from pytest_django import DjangoAssertNumQueries
from wagtail.models import PageLogEntry, Revision
from wagtail_localize.operations import translate_object

from kpss_pages.plans.content import Activity, Cost, Goal, Link, PlanContent
from kpss_pages.plans.desk.editing import CONTENT_ACTION
from kpss_pages.plans.models import PlanIndexPage, PlanPage, PlanStructure
from sites.models import Role, TownSettings
from sites.tenancy.scope import town_of
from tests.builders import home_of, make_document, make_page, make_plan, make_town, make_user, section_of, signed_in
from tests.kpss_pages.plans.contents import make_content
from tests.kpss_pages.plans.desk.screens import HOST, at_plan, draft_content, filled, opened

pytestmark = pytest.mark.django_db


@pytest.fixture
def town() -> TownSettings:
    return make_town("prostejov")


@pytest.fixture
def coordinator(town: TownSettings) -> Client:
    return signed_in(make_user(town, Role.COORDINATOR), HOST)


@pytest.fixture
def plan(town: TownSettings) -> PlanPage:
    return make_plan(town, content=make_content(2))


def shown(response: Any) -> str:
    assert response.status_code == 200
    return " ".join(response.content.decode().replace("\xa0", " ").split())


def screens_of(plan: PlanPage) -> list[str]:
    named = ("goal", 1), ("goal_delete", 1), ("measure", 3), ("measure_delete", 3)
    plain = ("content", "goal_add", "measure_add", "progress")
    return [at_plan(name, plan) for name in plain] + [at_plan(name, plan, row) for name, row in named]


def buttons_of(plan: PlanPage) -> list[tuple[str, dict[str, str]]]:
    version = str(plan.latest_revision_id)
    return [
        (at_plan("move", plan), {"row": "measure-3-down"}),
        (at_plan("copy", plan), {"row": "measure-3"}),
        (at_plan("currency", plan), {"currency": "EUR"}),
        (at_plan("publish", plan), {}),
        (at_plan("restore", plan), {"what": "measure", "id": "3", "version": version}),
        (at_plan("measure_delete", plan, 3), {}),
        (at_plan("goal_add", plan), {"number": "7", "name": "New"}),
    ]


@pytest.mark.parametrize("role", [Role.EDITOR, Role.COORDINATOR, Role.MANAGER])
def test_other_towns_and_readers_reach_none_of_it(town: TownSettings, plan: PlanPage, role: Role) -> None:
    other = make_town("prerov")
    before = Revision.objects.count()
    clients = [
        signed_in(make_user(other, role), HOST),
        signed_in(make_user(other, role, username="x"), "prerov.example"),
    ]
    if role == Role.EDITOR:
        clients.append(signed_in(make_user(town, role), HOST))
    for client in clients:
        for address in screens_of(plan):
            assert client.get(address).status_code in (302, 403, 404), address
        for address, sent in buttons_of(plan):
            assert client.post(address, sent).status_code in (302, 403, 404), address
    assert Revision.objects.count() == before
    assert draft_content(plan) == make_content(2)


def test_coordinator_opens_every_screen(plan: PlanPage, coordinator: Client) -> None:
    for address in screens_of(plan):
        assert coordinator.get(address, follow=True).status_code == 200, address


def test_what_the_plan_does_not_hold_is_not_found(town: TownSettings, coordinator: Client) -> None:
    make_plan(town, "Other", content=make_content(9, goals=(*make_content().goals, Goal(7, None, "7", "Elsewhere"))))
    plan = make_plan(town, content=make_content(2))
    names = ("goal", "goal_delete", "measure", "measure_delete")
    for name, row in product(names, (7, 999_999_999_999_999_999_999)):
        assert coordinator.get(at_plan(name, plan, row)).status_code == 404
        assert coordinator.post(at_plan(name, plan, row), {}).status_code == 404
    assert coordinator.get(at_plan("measure_add", plan) + "?under=7").status_code == 404


def test_list_shows_the_towns_names_of_levels_and_what_the_draft_changes(
    town: TownSettings, plan: PlanPage, coordinator: Client
) -> None:
    PlanStructure.objects.create(site=town.site, depth=2, level_1_cs="Oblast", level_2_cs="Záměr", measure_cs="Krok")
    page = shown(coordinator.get(at_plan("content", plan)))
    assert "Oblast" in page
    assert "Záměr" in page
    assert "Krok" in page
    assert [row.state for row in coordinator.get(at_plan("content", plan)).context["rows"]] == [""] * 6
    sent = opened(coordinator, at_plan("measure", plan, 3))
    coordinator.post(at_plan("measure", plan, 3), sent | {"name": "Changed"})
    coordinator.post(at_plan("measure_delete", plan, 4))
    coordinator.post(at_plan("goal_add", plan) + "?under=1", {"number": "1.9", "name": "New goal", "parent": "1"})
    response = coordinator.get(at_plan("content", plan))
    assert {row.key: row.state for row in response.context["rows"] if row.state} == {
        "measure-3": "changed",
        "goal-1000000": "new",
    }
    assert response.context["dropped"] == ["2.1.4 Odlehčovací služba 4"]


def test_levels_are_added_as_deep_as_the_town_has_them(town: TownSettings, plan: PlanPage, coordinator: Client) -> None:
    rows = {row.key: row for row in coordinator.get(at_plan("content", plan)).context["rows"]}
    assert rows["goal-1"].next_level
    assert not rows["goal-1"].takes_measures
    assert not rows["goal-2"].next_level
    assert rows["goal-2"].takes_measures
    response = coordinator.post(at_plan("goal_add", plan), {"number": "1.1.1", "name": "Too deep", "parent": "2"})
    assert "parent" in response.context["form"].errors
    PlanStructure.objects.filter(site=town.site).update(depth=3)
    assert (
        coordinator.post(at_plan("goal_add", plan), {"number": "1.1.1", "name": "Deep", "parent": "2"}).status_code
        == 302
    )
    # 1 has two levels below it now, so it cannot stand below another one.
    sent = opened(coordinator, at_plan("goal", plan, 1))
    response = coordinator.post(at_plan("goal", plan, 1), sent | {"parent": "10001"})
    assert "parent" in response.context["form"].errors


def test_form_that_is_not_touched_changes_nothing(plan: PlanPage, coordinator: Client) -> None:
    before = Revision.objects.count()
    sent = opened(coordinator, at_plan("measure", plan, 3))
    assert coordinator.post(at_plan("measure", plan, 3), sent).status_code == 302
    assert draft_content(plan) == make_content(2)
    assert Revision.objects.count() == before


def test_measure_is_saved_in_a_draft_with_all_its_parts(plan: PlanPage, coordinator: Client) -> None:
    sent = opened(coordinator, at_plan("measure", plan, 3))
    sent |= {
        "name": "Nová služba",
        "target_groups": "rodiny\r\nsenioři\r\nrodiny",
        "starts_on": "2027",
        "ends_on": "30.6.2028",
        "activities-0-name": "",
        "activities-0-term": "",
        "activities-0-responsible": "",
        "activities-2-name": "Otevření",
        "costs-0-amount": "12 500,50",
        "costs-3-year": "2028",
        "costs-3-source": "eu",
        "costs-3-amount": "7",
        "indicators-0-target": "50",
        "indicators-1-name": "Počet obcí",
        "description": "První.\r\nDruhý.",
    }
    response = coordinator.post(at_plan("measure", plan, 3), sent)
    assert response.headers["Location"] == f"{at_plan('content', plan)}#measure-3"
    measure = draft_content(plan).measure(3)
    assert measure is not None
    assert measure.name == "Nová služba"
    assert measure.target_groups == ("rodiny", "senioři")
    assert (measure.starts_on, measure.ends_on) == (date(2027, 1, 1), date(2028, 6, 30))
    assert measure.activities == (Activity("Spuštění služby", "2027"), Activity("Otevření"))
    assert measure.costs[0].amount == Decimal("12500.50")
    assert measure.costs[-1] == Cost(2028, "eu", Decimal(7))
    assert [(row.id, row.name, row.target) for row in measure.indicators] == [
        (300, "Počet klientů", Decimal(50)),
        (1_000_000, "Počet obcí", None),
    ]
    assert measure.description == "První.\nDruhý."
    assert measure.is_example
    assert draft_content(plan).next_id == 1_000_001
    plan.refresh_from_db()
    assert plan.content == make_content(2)  # the public waits for publishing
    assert plan.has_unpublished_changes


def test_history_says_what_was_done(plan: PlanPage, coordinator: Client) -> None:
    sent = opened(coordinator, at_plan("measure", plan, 3))
    coordinator.post(at_plan("measure", plan, 3), sent | {"name": "Nová služba"})
    entry = PageLogEntry.objects.get(action=CONTENT_ACTION)
    assert "1.1.3 Nová služba" in entry.message
    assert entry.user.username == "prostejov-coordinator"


FAULTS = [
    ({"name": ""}, "name"),
    ({"number": ""}, "number"),
    ({"number": "2.1.4"}, "number"),
    ({"goal": "77"}, "goal"),
    ({"starts_on": "someday"}, "starts_on"),
    ({"ends_on": "2020"}, "ends_on"),
    ({"starts_on": "1899"}, "starts_on"),
    ({"description": "x" * 5001}, "description"),
]
FAULTY_ROWS: list[tuple[str, int | None, dict[str, str]]] = [
    ("costs", 0, {"costs-0-amount": "a lot"}),
    ("costs", 0, {"costs-0-year": "1899"}),
    ("costs", 3, {"costs-3-year": "2028"}),
    ("costs", 0, {"costs-0-source": "bank"}),
    ("costs", None, {"costs-1-source": "municipality"}),
    ("activities", 0, {"activities-0-name": ""}),
    ("indicators", 1, {"indicators-1-unit": "osoby"}),
    ("links", 1, {"links-1-label": "Nowhere"}),
    ("links", 0, {"links-0-url": "javascript:alert(1)"}),
    ("links", 0, {"links-0-label": ""}),
]


def test_rules_are_shown_at_their_field_and_nothing_is_saved(plan: PlanPage, coordinator: Client) -> None:
    before = Revision.objects.count()
    untouched = opened(coordinator, at_plan("measure", plan, 3)) | {"partners": "Kept"}
    for changes, field in FAULTS:
        form = coordinator.post(at_plan("measure", plan, 3), untouched | changes).context["form"]
        assert set(form.errors) == {field}, changes
        assert form["partners"].value() == "Kept"
    assert Revision.objects.count() == before


def test_faults_of_rows_are_shown_at_the_row(plan: PlanPage, coordinator: Client) -> None:
    before = Revision.objects.count()
    untouched = opened(coordinator, at_plan("measure", plan, 3))
    for part, row, changes in FAULTY_ROWS:
        response = coordinator.post(at_plan("measure", plan, 3), untouched | changes)
        formset = response.context["form"].formsets[part]
        if row is None:
            assert formset.non_form_errors(), changes
        else:
            assert [bool(errors) for errors in formset.errors].index(True) == row, changes
    assert Revision.objects.count() == before


def test_faults_are_listed_above_the_form_with_a_way_to_each(plan: PlanPage, coordinator: Client) -> None:
    assert coordinator.get(at_plan("measure", plan, 3)).context["faults"] == []
    sent = opened(coordinator, at_plan("measure", plan, 3)) | {"name": "", "costs-0-amount": "much"}
    sent |= {"activities-0-name": "x" * 2_000}
    response = coordinator.post(at_plan("measure", plan, 3), sent)
    faults = response.context["faults"]
    assert [fault.label for fault in faults] == ["Název", "Aktivity 1, Co se udělá", "Předpokládané náklady 1, Částka"]
    for fault in faults:
        assert f'id="{fault.target}"' in response.content.decode()
        assert f'href="#{fault.target}"' in response.content.decode()
    response = coordinator.post(at_plan("goal", plan, 1), opened(coordinator, at_plan("goal", plan, 1)) | {"name": ""})
    assert [fault.target for fault in response.context["faults"]] == ["id_name"]


def test_only_pages_and_documents_of_the_town_are_linked(
    town: TownSettings, plan: PlanPage, coordinator: Client
) -> None:
    other = make_town("prerov")
    foreign = {"page": make_page(home_of(other), "Secret page").pk, "document": make_document(other, "Secret file").pk}
    own = {"page": make_page(home_of(town), "Own page").pk, "document": make_document(town, "Own file").pk}
    for name in ("page", "document"):
        for key in (foreign[name], 999_999, "abc", "9" * 30):
            sent = opened(coordinator, at_plan("measure", plan, 3))
            sent |= {"links-1-label": "Link", f"links-1-{name}": str(key), "partners": "Kept"}
            response = coordinator.post(at_plan("measure", plan, 3), sent)
            assert name in response.context["form"].formsets["links"].errors[1], key
            assert response.context["form"]["partners"].value() == "Kept"
            assert "Secret" not in shown(response)
        sent = opened(coordinator, at_plan("measure", plan, 3))
        count = int(sent["links-INITIAL_FORMS"])
        sent |= {f"links-{count}-label": name, f"links-{count}-{name}": str(own[name])}
        assert coordinator.post(at_plan("measure", plan, 3), sent).status_code == 302
    measure = draft_content(plan).measure(3)
    assert measure is not None
    assert measure.links[1:] == (Link("page", page=own["page"]), Link("document", document=own["document"]))
    assert "Own file" in shown(coordinator.get(at_plan("measure", plan, 3)))


def test_administrator_links_nothing_of_another_town_either(town: TownSettings, plan: PlanPage) -> None:
    foreign = make_document(make_town("prerov"), "Secret file")
    client = signed_in(make_user(None, None, username="root", is_superuser=True, is_staff=True), HOST)
    sent = opened(client, at_plan("measure", plan, 3))
    response = client.post(
        at_plan("measure", plan, 3), sent | {"links-1-label": "Link", "links-1-document": str(foreign.pk)}
    )
    assert "document" in response.context["form"].formsets["links"].errors[1]


def test_new_measure_has_the_next_number_and_a_new_id(plan: PlanPage, coordinator: Client) -> None:
    sent = opened(coordinator, at_plan("measure_add", plan) + "?under=2")
    assert (sent["number"], sent["goal"]) == ("1.1.4", "2")
    response = coordinator.post(at_plan("measure_add", plan), sent | {"name": "New", "rows": ""})
    assert response.headers["Location"] == f"{at_plan('measure', plan, 1_000_000)}?rows=6"
    assert draft_content(plan).measures[-1].name == "New"
    formset = coordinator.get(response.headers["Location"]).context["form"].formsets["costs"]
    assert formset.total_form_count() == 6


def test_save_and_publish_shows_it_to_the_public(plan: PlanPage, coordinator: Client) -> None:
    sent = opened(coordinator, at_plan("measure", plan, 3)) | {"name": "Published", "publish": ""}
    response = coordinator.post(at_plan("measure", plan, 3), sent)
    assert response.headers["Location"] == at_plan("content", plan)  # where the message is in sight
    plan.refresh_from_db()
    assert plan.content.measures[0].name == "Published"
    assert not plan.has_unpublished_changes


def test_draft_with_a_time_of_publication_is_published_then_and_the_person_is_told_so(
    plan: PlanPage, coordinator: Client
) -> None:
    plan.go_live_at = timezone.now() + timedelta(days=2)
    plan.save_revision()
    sent = opened(coordinator, at_plan("measure", plan, 3)) | {"name": "Later", "publish": ""}

    response = coordinator.post(at_plan("measure", plan, 3), sent, follow=True)

    said = [str(message) for message in response.context["messages"]]
    day = timezone.localtime(plan.go_live_at, town_of(plan).zone)  # type: ignore[union-attr]
    with translation.override("cs"):
        hour = date_format(day, "TIME_FORMAT")  # "1:01", as the town's people read it, not "01:01"
    assert any(hour in sentence for sentence in said), said
    plan.refresh_from_db()
    assert plan.content.measures[0].name != "Later"


def test_change_of_somebody_else_is_not_written_over_unseen(
    town: TownSettings, plan: PlanPage, coordinator: Client
) -> None:
    mine = opened(coordinator, at_plan("measure", plan, 3)) | {"name": "Mine"}
    manager = signed_in(make_user(town, Role.MANAGER), HOST)
    theirs = opened(manager, at_plan("measure", plan, 3)) | {"partners": "Theirs"}
    assert manager.post(at_plan("measure", plan, 3), theirs).status_code == 302
    response = coordinator.post(at_plan("measure", plan, 3), mine)
    page = shown(response)
    assert "Mine" in page
    assert "Theirs" in page
    assert {row["mine"] for row in response.context["others"]} == {"Mine", "Okolní obce"}
    measure = draft_content(plan).measure(3)
    assert measure is not None
    assert (measure.name, measure.partners) == ("Odlehčovací služba 3", "Theirs")
    # Having read both, the person decides.
    assert coordinator.post(at_plan("measure", plan, 3), filled(response.context["form"])).status_code == 302
    measure = draft_content(plan).measure(3)
    assert measure is not None
    assert (measure.name, measure.partners) == ("Mine", "Okolní obce")


def test_change_of_another_measure_meanwhile_does_not_matter(
    town: TownSettings, plan: PlanPage, coordinator: Client
) -> None:
    mine = opened(coordinator, at_plan("measure", plan, 3)) | {"name": "Mine"}
    manager = signed_in(make_user(town, Role.MANAGER), HOST)
    manager.post(at_plan("measure", plan, 4), opened(manager, at_plan("measure", plan, 4)) | {"name": "Theirs"})
    assert coordinator.post(at_plan("measure", plan, 3), mine).status_code == 302
    assert [measure.name for measure in draft_content(plan).measures] == ["Mine", "Theirs"]


def test_text_for_what_somebody_has_deleted_is_not_lost(
    town: TownSettings, plan: PlanPage, coordinator: Client
) -> None:
    mine = opened(coordinator, at_plan("measure", plan, 3)) | {"name": "Mine"}
    signed_in(make_user(town, Role.MANAGER), HOST).post(at_plan("measure_delete", plan, 3))
    response = coordinator.post(at_plan("measure", plan, 3), mine)
    assert response.context["is_gone"]
    coordinator.post(response.context["form_url"], filled(response.context["form"]))
    assert [(measure.id, measure.name) for measure in draft_content(plan).measures] == [
        (4, "Odlehčovací služba 4"),
        (1_000_000, "Mine"),
    ]


def test_deletion_names_what_goes_with_it_and_is_undone(plan: PlanPage, coordinator: Client) -> None:
    page = shown(coordinator.get(at_plan("goal_delete", plan, 1)))
    assert "1.1 Dostupná péče" in page
    assert "1.1.3 Odlehčovací služba 3" in page
    assert draft_content(plan) == make_content(2)
    response = coordinator.post(at_plan("goal_delete", plan, 1), follow=True)
    assert [goal.id for goal in draft_content(plan).goals] == [10_001, 10_002]
    undo = response.context["undo"]
    sent = opened(coordinator, at_plan("measure", plan, 4)) | {"name": "Later"}
    coordinator.post(at_plan("measure", plan, 4), sent)
    coordinator.post(at_plan("restore", plan), undo)
    content = draft_content(plan)
    assert content.goals == make_content().goals
    assert [measure.name for measure in content.measures] == ["Odlehčovací služba 3", "Later"]
    assert coordinator.get(at_plan("content", plan), {"deleted": "goal", **undo}).context["undo"] is None


def test_nothing_is_restored_from_another_pages_version(
    town: TownSettings, plan: PlanPage, coordinator: Client
) -> None:
    other = make_plan(town, "Other", content=make_content(9))
    for version in ("", "abc", "9" * 12, "9" * 40, str(other.latest_revision_id)):
        sent = {"what": "measure", "id": "9", "version": version}
        assert coordinator.post(at_plan("restore", plan), sent).status_code == 404
        address = f"{at_plan('content', plan)}?deleted=measure&id=9&version={version}"
        assert coordinator.get(address).context["undo"] is None
    assert draft_content(plan) == make_content(2)


def test_rows_move_and_are_copied_by_plain_buttons(town: TownSettings, coordinator: Client) -> None:
    plan = make_plan(town, content=make_content(4))
    response = coordinator.post(at_plan("move", plan), {"row": "measure-5-up"})
    assert response.headers["Location"] == f"{at_plan('content', plan)}#measure-5"
    assert [measure.id for measure in draft_content(plan).measures] == [5, 4, 3, 6]
    coordinator.post(at_plan("move", plan), {"row": "goal-1-down"})
    assert [goal.id for goal in draft_content(plan).goals] == [10_001, 2, 1, 10_002]
    assert coordinator.post(at_plan("copy", plan), {"row": "measure-3"}).headers["Location"] == at_plan(
        "measure", plan, 1_000_000
    )
    for row in ("measure-77-up", "measure-x-up", "plan-3-up", "measure-3-sideways", ""):
        assert coordinator.post(at_plan("move", plan), {"row": row}).status_code == 404, row
    assert coordinator.post(at_plan("copy", plan), {"row": "goal-1"}).status_code == 404


def test_currency_is_one_of_the_list(plan: PlanPage, coordinator: Client) -> None:
    coordinator.post(at_plan("currency", plan), {"currency": "EUR"})
    assert draft_content(plan).currency == "EUR"
    coordinator.post(at_plan("currency", plan), {"currency": "USD"})
    assert draft_content(plan).currency == "EUR"


def test_consecutive_changes_of_one_person_are_one_version(
    town: TownSettings, plan: PlanPage, coordinator: Client
) -> None:
    def move(client: Client) -> int:
        client.post(at_plan("move", plan), {"row": "goal-1-down"})
        client.post(at_plan("move", plan), {"row": "goal-1-up"})
        return Revision.objects.for_instance(plan).count()

    assert move(coordinator) == 2
    assert move(coordinator) == 2
    manager = signed_in(make_user(town, Role.MANAGER), HOST)
    assert move(manager) == 3
    assert move(coordinator) == 4
    Revision.objects.for_instance(plan).update(created_at=timezone.now() - timedelta(minutes=31))
    assert move(coordinator) == 5
    coordinator.post(at_plan("publish", plan))
    assert move(coordinator) == 6
    PlanPage.objects.get(pk=plan.pk).get_latest_revision_as_object().save_revision(log_action=True)
    assert move(coordinator) == 8


def test_locked_plan_and_followed_translation_are_edited_elsewhere() -> None:
    town = make_town("prostejov", other_languages=("sk",))
    section_of(town, PlanIndexPage, "sk")
    client = signed_in(make_user(town, Role.COORDINATOR), HOST)
    plan = make_plan(town, content=make_content(1))
    translate_object(plan, [home_of(town, "sk").locale])
    copy = PlanPage.objects.get(translation_key=plan.translation_key, locale__language_code="sk")
    assert client.get(at_plan("content", copy)).status_code == 302
    assert client.get(at_plan("content", plan)).status_code == 200
    PlanPage.objects.filter(pk=plan.pk).update(locked=True, locked_by=make_user(town, Role.MANAGER))
    assert client.post(at_plan("move", plan), {"row": "goal-1-down"}).status_code == 302
    assert draft_content(plan) == make_content(1)


def test_faults_that_came_otherwise_are_shown_in_the_list(town: TownSettings, coordinator: Client) -> None:
    content = make_content(2)
    twice = replace(content, measures=(content.measures[0], replace(content.measures[1], number="1.1.3")))
    plan = make_plan(town, content=twice)
    rows = coordinator.get(at_plan("content", plan)).context["rows"]
    assert [row.key for row in rows if row.sentences] == ["measure-3", "measure-4"]


def test_list_of_150_measures_asks_no_more_than_one_of_two(
    town: TownSettings, coordinator: Client, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    small, large = (
        make_plan(town, "Small", content=make_content(2)),
        make_plan(town, "Large", content=make_content(150)),
    )
    coordinator.get(at_plan("content", small))
    with django_assert_max_num_queries(45) as few:
        coordinator.get(at_plan("content", small))
    with django_assert_max_num_queries(45) as many:
        assert len(coordinator.get(at_plan("content", large)).context["rows"]) == 154
    assert len(many) == len(few)


def test_buttons_lead_to_the_screens(town: TownSettings, plan: PlanPage, coordinator: Client) -> None:
    page = coordinator.get(f"/admin/pages/{plan.pk}/edit/").content.decode()
    for name in ("content", "spreadsheet", "progress"):
        assert page.count(at_plan(name, plan)) >= 2
    for name in ("content", "spreadsheet", "progress_year", "files", "upload"):
        address = at_plan(name, plan, *([2026] if name == "progress_year" else []))
        screen = coordinator.get(address).content.decode()
        assert plan.title in screen  # whoever has two plans sees which one this is
        assert screen.count('aria-current="true"') == 1, name


def test_new_plan_begins_empty(town: TownSettings, coordinator: Client) -> None:
    plan = make_plan(town, live=False)
    assert coordinator.get(at_plan("content", plan)).context["rows"] == []
    sent = opened(coordinator, at_plan("goal_add", plan))
    assert sent["number"] == "1"
    coordinator.post(at_plan("goal_add", plan), sent | {"name": "First"})
    assert draft_content(plan) == PlanContent(goals=(Goal(1, None, "1", "First"),), next_id=2)
