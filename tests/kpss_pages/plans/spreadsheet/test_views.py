"""A coordinator downloads a plan's spreadsheet, sees what a filled-in one would change, and applies it."""

from dataclasses import replace
from io import BytesIO
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from openpyxl import Workbook, load_workbook
from wagtail.models import PageLogEntry
from wagtail_localize.operations import translate_object

from kpss_pages.plans.content import Link, PlanContent
from kpss_pages.plans.models import PlanIndexPage, PlanPage, PlanStructure
from kpss_pages.plans.spreadsheet.applying import SPREADSHEET_ACTION
from kpss_pages.plans.spreadsheet.columns import SHEETS
from kpss_pages.plans.spreadsheet.reader import MOST_BYTES
from kpss_pages.plans.spreadsheet.template import write
from kpss_pages.plans.spreadsheet.views import MOST_TROUBLES
from sites.models import Role, TownDocument, TownSettings
from tests.builders import home_of, make_document, make_page, make_plan, make_town, make_user, section_of, signed_in
from tests.files.samples import upload
from tests.kpss_pages.plans.contents import make_content, make_measure
from tests.kpss_pages.plans.spreadsheet.workbooks import Filling, appended, cell_of, filled, saved, sheet_of, typed

pytestmark = pytest.mark.django_db

HOST = "prostejov.example"


@pytest.fixture
def town() -> TownSettings:
    return make_town("prostejov")


@pytest.fixture
def coordinator(town: TownSettings) -> Client:
    return signed_in(make_user(town, Role.COORDINATOR), HOST)


@pytest.fixture
def plan(town: TownSettings) -> PlanPage:
    return make_plan(town, "Plán", content=make_content())


def screen(plan: PlanPage) -> str:
    return reverse("kpss_plans_spreadsheet", args=[plan.pk])


def send(client: Client, plan: PlanPage, content: bytes, name: str = "plan.xlsx") -> Any:
    return client.post(screen(plan), {"upload": upload(name, content)})


def check(client: Client, plan: PlanPage, filling: Filling) -> Any:
    """Upload the spreadsheet of a plan's draft after somebody has worked in it."""
    return send(client, plan, filled(filling, draft(plan).content, str(plan.translation_key)))


def confirm(client: Client, plan: PlanPage, checked: Any) -> Any:
    assert checked.context["kept"]
    return client.post(screen(plan), {"kept": checked.context["kept"]})


def draft(plan: PlanPage) -> PlanPage:
    latest: PlanPage = PlanPage.objects.get(pk=plan.pk).get_latest_revision_as_object()
    return latest


def shown(response: Any) -> str:
    assert response.status_code == 200
    return " ".join(response.content.decode().replace("\xa0", " ").split())


def names(changes: tuple[Any, ...]) -> list[str]:
    return [change.name for change in changes]


def working(book: Workbook) -> None:
    """Add a measure, change one, and remove another with what belongs to it."""
    appended("measures", goal="1.1", number="1.1.9", name="Nové opatření")(book)
    cell_of(book, "measures", 2, "name").value = "Jiný název"
    sheet_of(book, "measures").delete_rows(3)
    for sheet in SHEETS[2:]:
        for line in range(sheet_of(book, sheet.name).max_row, 1, -1):
            if cell_of(book, sheet.name, line, "measure").value == "2.1.4":
                sheet_of(book, sheet.name).delete_rows(line)


def test_download_has_what_is_in_the_draft(coordinator: Client, plan: PlanPage) -> None:
    newer = draft(plan)
    newer.content = make_content(1)
    newer.save_revision()
    response = coordinator.get(reverse("kpss_plans_spreadsheet_template", args=[plan.pk]))
    assert 'filename="plan.xlsx"' in response["Content-Disposition"]
    book = load_workbook(BytesIO(response.content))
    assert [row[0] for row in sheet_of(book, "measures").iter_rows(min_row=2, values_only=True)] == [3]


def test_downloaded_file_uploaded_again_changes_nothing(coordinator: Client, plan: PlanPage) -> None:
    downloaded = coordinator.get(reverse("kpss_plans_spreadsheet_template", args=[plan.pk])).content
    before = plan.revisions.count()
    response = send(coordinator, plan, downloaded)
    assert response.context["proposal"].troubles == ()
    assert not response.context["changes"]
    assert not response.context["kept"]
    assert "kept" not in shown(response)
    assert plan.revisions.count() == before


def test_check_says_what_would_become_of_each_row_and_saves_nothing(coordinator: Client, plan: PlanPage) -> None:
    before = plan.revisions.count()
    response = check(coordinator, plan, working)
    changes = response.context["changes"]
    assert names(changes.created) == ["Nové opatření"]
    assert names(changes.changed) == ["Jiný název"]
    assert [(field.before, field.now) for field in changes.changed[0].fields] == [
        ("Odlehčovací služba 3", "Jiný název")
    ]
    assert names(changes.removed) == ["Odlehčovací služba 4"]
    assert len(changes.unchanged) == 4
    page = shown(response)
    for text in ("Nové opatření", "<del>Odlehčovací služba 3</del>", "<ins>Jiný název</ins>", "Odlehčovací služba 4"):
        assert text in page
    assert plan.revisions.count() == before
    assert draft(plan).content == make_content()


def test_applying_makes_one_draft_with_a_line_in_the_history(coordinator: Client, plan: PlanPage) -> None:
    before = plan.revisions.count()
    response = confirm(coordinator, plan, check(coordinator, plan, working))
    assert response.status_code == 302
    content = draft(plan).content
    assert [measure.name for measure in content.measures] == ["Jiný název", "Nové opatření"]
    assert content.next_id == make_content().next_id + 1
    plan.refresh_from_db()
    assert plan.content == make_content()  # the public waits for publishing
    assert plan.has_unpublished_changes
    assert plan.revisions.count() == before + 1
    entry = PageLogEntry.objects.get(action=SPREADSHEET_ACTION)
    assert (entry.page_id, entry.data, entry.revision_id) == (
        plan.pk,
        {"created": 1, "changed": 1, "removed": 1},
        plan.latest_revision_id,
    )
    assert "1" in entry.message
    page = shown(coordinator.get(response.url))
    assert reverse("wagtailadmin_pages:history", args=[plan.pk]) in page


def test_same_file_twice_changes_nothing_more(coordinator: Client, plan: PlanPage) -> None:
    file = filled(working, make_content(), str(plan.translation_key))
    confirm(coordinator, plan, send(coordinator, plan, file))
    before = plan.revisions.count()
    response = send(coordinator, plan, file)
    assert not response.context["changes"]
    assert not response.context["kept"]
    assert plan.revisions.count() == before


def test_confirming_twice_applies_once(coordinator: Client, plan: PlanPage) -> None:
    checked = check(coordinator, plan, working)
    confirm(coordinator, plan, checked)
    before = plan.revisions.count()
    response = confirm(coordinator, plan, checked)
    assert response.status_code == 200
    assert not response.context["changes"]
    assert plan.revisions.count() == before


def test_draft_changed_meanwhile_is_shown_anew_instead_of_overwritten(coordinator: Client, plan: PlanPage) -> None:
    checked = check(coordinator, plan, typed("measures", 2, "name", "Jiný název"))
    newer = draft(plan)
    newer.content = replace(newer.content, measures=(*newer.content.measures, make_measure(90, number="7")))
    newer.save_revision()
    response = confirm(coordinator, plan, checked)
    assert names(response.context["changes"].removed) == ["Odlehčovací služba 90"]
    assert len(response.context["proposal"].notes) == 1
    assert draft(plan).content == newer.content
    confirm(coordinator, plan, response)  # now that it was seen
    assert [measure.name for measure in draft(plan).content.measures] == ["Jiný název", "Odlehčovací služba 4"]


def test_change_of_something_else_on_the_page_does_not_hold_it_up(coordinator: Client, plan: PlanPage) -> None:
    checked = check(coordinator, plan, typed("measures", 2, "name", "Jiný název"))
    newer = draft(plan)
    newer.lead = "Rozepsané"
    newer.save_revision()
    confirm(coordinator, plan, checked)
    assert draft(plan).lead == "Rozepsané"
    assert draft(plan).content.measures[0].name == "Jiný název"


def test_wrong_rows_are_explained_and_nothing_can_be_applied(coordinator: Client, plan: PlanPage) -> None:
    def fill(book: Workbook) -> None:
        cell_of(book, "measures", 2, "starts_on").value = "12.3.2024"
        cell_of(book, "measures", 3, "name").value = "Jiný název"

    response = check(coordinator, plan, fill)
    assert [trouble.cell for trouble in response.context["troubles"]] == ["M2"]
    page = shown(response)
    assert "12.3.2024" in page
    assert not response.context["kept"]
    assert names(response.context["changes"].changed) == ["Jiný název"]  # the wrong row is not among them


def test_many_troubles_are_bounded_and_the_rest_is_counted(coordinator: Client, plan: PlanPage) -> None:
    def fill(book: Workbook) -> None:
        for line in range(10, 10 + MOST_TROUBLES + 5):
            cell_of(book, "costs", line, "amount").value = "mnoho"

    response = check(coordinator, plan, fill)
    assert len(response.context["troubles"]) == MOST_TROUBLES
    assert response.context["more_troubles"] == response.context["trouble_count"] - MOST_TROUBLES > 0


def test_wrong_id_does_not_make_a_row_seem_removed(coordinator: Client, plan: PlanPage) -> None:
    changes = check(coordinator, plan, typed("measures", 2, "id", "třetí")).context["changes"]
    assert changes.removed == ()


@pytest.mark.parametrize(
    ("content", "name"),
    [
        (b"", "plan.xlsx"),
        (b"junk" * 2_000_000, "plan.xlsx"),
        (b"x" * (MOST_BYTES + 1), "plan.xlsx"),
        (write(make_content())[:1000], "plan.xlsx"),
        (write(make_content()), "plan.xls"),
        (b"ID;Name", "plan.csv"),
    ],
)
def test_faulty_file_gets_one_sentence(coordinator: Client, plan: PlanPage, content: bytes, name: str) -> None:
    response = send(coordinator, plan, content, name)
    errors = response.context["form"].errors["upload"]
    assert len(errors) == 1
    assert errors[0].replace("\xa0", " ") in shown(response).replace("&quot;", '"')
    assert plan.revisions.count() == 1


def test_form_without_a_file_says_so(coordinator: Client, plan: PlanPage) -> None:
    response = coordinator.post(screen(plan), {})
    assert len(response.context["form"].errors["upload"]) == 1


def test_what_was_checked_cannot_be_tampered_with_or_used_elsewhere(
    coordinator: Client, plan: PlanPage, town: TownSettings
) -> None:
    kept = check(coordinator, plan, typed("measures", 2, "name", "Jiný název")).context["kept"]
    colleague = signed_in(make_user(town, Role.MANAGER), HOST)
    twin = make_plan(town, "Druhý plán", content=make_content())
    for client, page, signed in (
        (coordinator, plan, kept[:-1] + ("a" if kept[-1] != "a" else "b")),
        (coordinator, plan, "nonsense"),
        (coordinator, twin, kept),
        (colleague, plan, kept),
    ):
        response = client.post(screen(page), {"kept": signed})
        assert response.status_code == 302
        assert draft(page).content == make_content()


def test_what_was_checked_expires(coordinator: Client, plan: PlanPage, monkeypatch: pytest.MonkeyPatch) -> None:
    checked = check(coordinator, plan, typed("measures", 2, "name", "Jiný název"))
    monkeypatch.setattr("kpss_pages.plans.spreadsheet.applying.KEPT_FOR", -1)
    assert confirm(coordinator, plan, checked).status_code == 302
    assert draft(plan).content == make_content()


def test_file_of_another_plan_is_not_taken_for_this_ones(
    coordinator: Client, plan: PlanPage, town: TownSettings
) -> None:
    other = make_plan(town, "Jiný plán", content=make_content())
    response = send(coordinator, plan, filled(lambda book: None, make_content(), str(other.translation_key)))
    assert len(response.context["troubles"]) == 1

    def without_ids(book: Workbook) -> None:
        for name in ("goals", "measures", "indicators"):
            for (cell,) in sheet_of(book, name).iter_rows(min_row=2, max_col=1):
                cell.value = None

    empty = make_plan(town, "Prázdný plán")
    response = send(coordinator, empty, filled(without_ids, make_content(), str(other.translation_key)))
    assert response.context["troubles"] == []
    confirm(coordinator, empty, response)
    content = draft(empty).content
    assert [measure.number for measure in content.measures] == ["1.1.3", "2.1.4"]
    assert content.currency == "CZK"  # that of the town's country


def test_links_lead_to_pages_and_documents_of_the_town_alone(
    coordinator: Client, plan: PlanPage, town: TownSettings
) -> None:
    other = make_town("prerov")
    foreign_page, foreign_file = make_page(home_of(other), "Cizí"), make_document(other, "Cizí soubor")
    own_page, own_file = make_page(home_of(town), "Vlastní"), make_document(town, "Vlastní soubor")

    def found(address: str) -> list[str]:
        response = check(coordinator, plan, typed("links", 2, "address", address))
        assert "Cizí" not in shown(response)
        return [trouble.sentence for trouble in response.context["troubles"]]

    assert found(f"page {own_page.pk}") == found(f"document {own_file.pk}") == []
    for kind, foreign in (("page", foreign_page), ("document", foreign_file)):
        refused, missing = found(f"{kind} {foreign.pk}"), found(f"{kind} {foreign.pk + 5000}")
        assert len(refused) == 1
        # What is another town's is told like what does not exist.
        assert refused[0].replace(str(foreign.pk), "") == missing[0].replace(str(foreign.pk + 5000), "")


def test_document_is_not_blamed_for_another_towns_page_of_the_same_number(
    coordinator: Client, plan: PlanPage, town: TownSettings
) -> None:
    foreign = make_page(home_of(make_town("prerov")), "Cizí")
    TownDocument.objects.filter(pk=make_document(town, "Vlastní soubor").pk).update(id=foreign.pk)

    def both(book: Workbook) -> None:
        typed("links", 2, "address", f"page {foreign.pk}")(book)
        typed("links", 3, "address", f"document {foreign.pk}")(book)

    assert [trouble.line for trouble in check(coordinator, plan, both).context["troubles"]] == [2]


def test_link_that_leads_nowhere_any_more_may_stay(coordinator: Client, town: TownSettings) -> None:
    content = make_content(1, measures=(make_measure(3, links=(Link("Zrušená", page=999_999),)),))
    plan = make_plan(town, "Plán", content=content)
    response = check(coordinator, plan, lambda book: None)
    assert response.context["troubles"] == []
    assert not response.context["changes"]


def test_levels_go_as_deep_as_the_towns_plans(coordinator: Client, plan: PlanPage, town: TownSettings) -> None:
    PlanStructure.objects.update_or_create(site=town.site, defaults={"depth": 2})
    response = check(coordinator, plan, appended("goals", parent="1.1", number="1.1.1", name="Hluboko"))
    assert [trouble.cell for trouble in response.context["troubles"]] == ["B6"]
    PlanStructure.objects.filter(site=town.site).update(depth=3)
    response = check(coordinator, plan, appended("goals", parent="1.1", number="1.1.1", name="Hluboko"))
    assert response.context["troubles"] == []


def test_moved_rows_are_told(coordinator: Client, plan: PlanPage) -> None:
    response = check(coordinator, plan, lambda book: sheet_of(book, "measures").move_range("A2:Q2", rows=5))
    changed = response.context["changes"].changed
    assert len(changed) == 1
    assert {(field.before, field.now) for field in changed[0].fields} in ({("1", "2")}, {("2", "1")})


def test_page_without_a_draft_can_be_put_back(coordinator: Client, town: TownSettings) -> None:
    section = section_of(town, PlanIndexPage)
    page = PlanPage(title="Bez verzí", locale=section.locale)
    section.add_child(instance=page)
    assert page.revisions.count() == 0
    confirm(coordinator, page, check(coordinator, page, appended("measures", number="1", name="První")))
    contents = [row.as_object().content for row in page.revisions.order_by("pk")]
    assert [len(content.measures) for content in contents] == [0, 1]


def test_plan_too_long_to_be_confirmed_says_so(coordinator: Client, plan: PlanPage, settings: Any) -> None:
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 51_000
    response = check(coordinator, plan, typed("measures", 2, "name", "Jiný název"))
    assert response.context["is_too_long"]
    assert 'name="kept"' not in shown(response)


def test_locked_page_is_looked_at_but_not_changed(coordinator: Client, plan: PlanPage, town: TownSettings) -> None:
    checked = check(coordinator, plan, typed("measures", 2, "name", "Jiný název"))
    PlanPage.objects.filter(pk=plan.pk).update(locked=True, locked_by=make_user(town, Role.MANAGER))
    assert confirm(coordinator, plan, checked).status_code == 302
    assert draft(plan).content == make_content()
    assert coordinator.get(screen(plan)).status_code == 302
    assert coordinator.get(reverse("kpss_plans_spreadsheet_template", args=[plan.pk])).status_code == 200


def test_translation_takes_its_measures_over_from_its_original() -> None:
    town = make_town("benesov", other_languages=("sk",))
    section_of(town, PlanIndexPage, "sk")
    plan = make_plan(town, "Plán", content=make_content())
    translate_object(plan, [home_of(town, "sk").locale])
    copy = PlanPage.objects.get(translation_key=plan.translation_key, locale__language_code="sk")
    client = signed_in(make_user(town, Role.COORDINATOR), "benesov.example")
    for response in (client.get(screen(copy)), send(client, copy, write(make_content()))):
        assert response["Location"] == reverse("wagtailadmin_pages:edit", args=[copy.pk])


@pytest.mark.parametrize("role", [Role.EDITOR, Role.COORDINATOR, Role.MANAGER])
def test_nobody_of_another_town_reaches_anything_of_it(plan: PlanPage, coordinator: Client, role: Role) -> None:
    kept = check(coordinator, plan, typed("measures", 2, "name", "Jiný název")).context["kept"]
    stranger = signed_in(make_user(make_town("prerov"), role), "prerov.example")
    for address in (screen(plan), reverse("kpss_plans_spreadsheet_template", args=[plan.pk])):
        assert stranger.get(address).status_code == 404
    assert send(stranger, plan, write(make_content())).status_code == 404
    assert stranger.post(screen(plan), {"kept": kept}).status_code == 404
    assert draft(plan).content == make_content()


def test_editor_who_writes_no_plans_and_visitors_are_turned_away(plan: PlanPage, town: TownSettings) -> None:
    editor, visitor = signed_in(make_user(town, Role.EDITOR), HOST), Client(headers={"host": HOST})
    for address in (screen(plan), reverse("kpss_plans_spreadsheet_template", args=[plan.pk])):
        assert editor.get(address).status_code in (302, 403)
        assert visitor.get(address).status_code == 302
    assert send(editor, plan, write(make_content())).status_code in (302, 403)


def test_screen_works_without_scripts_and_leads_to_the_download(coordinator: Client, plan: PlanPage) -> None:
    page = shown(coordinator.get(screen(plan)))
    assert reverse("kpss_plans_spreadsheet_template", args=[plan.pk]) in page
    assert 'enctype="multipart/form-data"' in page
    assert page.count("csrfmiddlewaretoken") >= 1


def test_empty_plan_is_filled_from_nothing(coordinator: Client, town: TownSettings) -> None:
    plan = make_plan(town, "Nový plán")
    assert plan.content == PlanContent()
    book = load_workbook(BytesIO(coordinator.get(reverse("kpss_plans_spreadsheet_template", args=[plan.pk])).content))
    appended("goals", number="1", name="Priorita")(book)
    appended("measures", goal="1", number="1.1", name="Opatření")(book)
    confirm(coordinator, plan, send(coordinator, plan, saved(book)))
    content = draft(plan).content
    assert (content.goals[0].id, content.measures[0].id, content.next_id) == (1, 2, 3)
    assert content.measures[0].goal == 1
