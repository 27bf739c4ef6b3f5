"""Several files at once: each is taken or refused by itself, with a sentence."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from wagtail.models import PageLogEntry
from wagtail_localize.operations import translate_object

from kpss_pages.plans.desk.uploading import UPLOAD_ACTION, title_of
from kpss_pages.plans.models import PlanIndexPage, PlanPage
from sites.models import Role, TownDocument, TownSettings
from tests.builders import home_of, make_document, make_plan, make_town, make_user, section_of, signed_in
from tests.files import samples
from tests.files.samples import upload

pytestmark = pytest.mark.django_db

HOST = "prostejov.example"


@pytest.fixture
def town() -> TownSettings:
    return make_town("prostejov")


@pytest.fixture
def coordinator(town: TownSettings) -> Client:
    return signed_in(make_user(town, Role.COORDINATOR), HOST)


def post(client: Client, plan: PlanPage, *files: SimpleUploadedFile, **changes: str) -> Any:
    facts = {"kind": "action_plan", "dated_on": "17.9.2018", "language": "cs"} | changes
    return client.post(reverse("kpss_plans_upload", args=[plan.pk]), {"uploads": files} | facts)


def rows(plan: PlanPage) -> list[tuple[str, str, date | None]]:
    """Return (title, kind, date) of the files of a plan's newest draft."""
    draft = PlanPage.objects.get(pk=plan.pk).get_latest_revision_as_object()
    return [(row.document.title, row.kind, row.dated_on) for row in draft.files.all()]


def stored_files() -> set[Path]:
    return {path for path in Path(settings.MEDIA_ROOT).rglob("*") if path.is_file()}


def shown(response: Any) -> str:
    assert response.status_code == 200
    return " ".join(response.content.decode().replace("\xa0", " ").split())


def test_good_files_are_appended_to_a_draft_and_bad_ones_explained(town: TownSettings, coordinator: Client) -> None:
    plan = make_plan(town, files=[make_document(town, "First", samples.pdf("first"), name="first.pdf")])
    response = post(
        coordinator,
        plan,
        upload("akcni_plan_2018.pdf", samples.pdf()),
        upload("program.pdf", samples.PROGRAM),
        upload("hodnoceni.docx", samples.office("docx")),
        upload("empty.pdf", b""),
    )
    report = response.context["report"]
    assert [document.title for document in report.accepted] == ["Akcni plan 2018", "Hodnoceni"]
    assert [refused.name for refused in report.refused] == ["program.pdf", "empty.pdf"]
    page = shown(response)
    for refused in report.refused:
        assert refused.name in page
        assert refused.reason in page.replace("&quot;", '"')
    assert [form.initial["title"] for form in response.context["formset"]] == ["Akcni plan 2018", "Hodnoceni"]
    assert rows(plan) == [
        ("First", "plan", None),
        ("Akcni plan 2018", "action_plan", date(2018, 9, 17)),
        ("Hodnoceni", "action_plan", date(2018, 9, 17)),
    ]
    plan.refresh_from_db()
    assert plan.files.count() == 1  # the public page waits for publishing
    assert plan.has_unpublished_changes
    document = report.accepted[0]
    assert document.collection == town.plan_collection
    assert document.file.name.startswith(town.media_key)
    assert document.file_hash
    assert document.uploaded_by_user.username == "prostejov-coordinator"
    entry = PageLogEntry.objects.get(action=UPLOAD_ACTION)
    assert entry.page_id == plan.pk
    assert "Akcni plan 2018" in entry.message


def test_same_file_twice_is_taken_once_and_its_twin_is_named(town: TownSettings, coordinator: Client) -> None:
    plan = make_plan(town)
    response = post(coordinator, plan, upload("first.pdf", samples.pdf()), upload("second.pdf", samples.pdf()))
    report = response.context["report"]
    assert [document.title for document in report.accepted] == ["First"]
    assert "First" in report.refused[0].reason


def test_identical_file_of_another_town_is_never_mentioned(town: TownSettings, coordinator: Client) -> None:
    other = make_town("prerov")
    make_document(other, "Secret of Přerov", samples.pdf(), name="secret.pdf")
    make_document(town, "Known here", samples.office("docx"), name="known.docx")
    response = post(
        coordinator, make_plan(town), upload("a.pdf", samples.pdf()), upload("b.docx", samples.office("docx"))
    )
    assert [document.title for document in response.context["report"].accepted] == ["A"]
    assert "Known here" in shown(response)
    assert "Secret" not in shown(response)


def test_unfinished_draft_keeps_its_other_changes(town: TownSettings, coordinator: Client) -> None:
    plan = make_plan(town, "Published")
    draft = plan.get_latest_revision_as_object()
    draft.title = "Half-written"
    draft.save_revision()
    post(coordinator, plan, upload("a.pdf", samples.pdf()))
    latest = PlanPage.objects.get(pk=plan.pk).get_latest_revision_as_object()
    assert latest.title == "Half-written"
    assert rows(plan) == [("A", "action_plan", date(2018, 9, 17))]


def test_nothing_remains_of_an_upload_that_fails(
    town: TownSettings, coordinator: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    plan = make_plan(town)
    before = stored_files()

    def fail(*args: Any, **kwargs: Any) -> None:
        raise RuntimeError

    monkeypatch.setattr(PlanPage, "save_revision", fail)
    with pytest.raises(RuntimeError):
        post(coordinator, plan, upload("a.pdf", samples.pdf()), upload("b.docx", samples.office("docx")))
    assert TownDocument.objects.count() == 0
    assert stored_files() == before


def test_form_says_what_is_missing(town: TownSettings, coordinator: Client) -> None:
    plan = make_plan(town)
    assert "uploads" in post(coordinator, plan).context["form"].errors
    response = post(coordinator, plan, upload("a.pdf", samples.pdf()), dated_on="yesterday", kind="nonsense")
    assert set(response.context["form"].errors) == {"dated_on", "kind"}
    assert TownDocument.objects.count() == 0


def test_form_suggests_the_kind_and_names_types_and_limit(town: TownSettings, coordinator: Client) -> None:
    plan = make_plan(town, kind="evaluation")
    response = coordinator.get(reverse("kpss_plans_upload", args=[plan.pk]))
    assert response.context["form"]["kind"].value() == "evaluation"
    page = shown(response)
    assert 'type="file"' in page
    assert " multiple" in page
    assert "PDF" in page
    assert "60,0" in page


def describe(client: Client, plan: PlanPage, document: TownDocument, **changes: str) -> Any:
    form = {
        "files-TOTAL_FORMS": "1",
        "files-INITIAL_FORMS": "1",
        "files-0-document": str(document.pk),
        "files-0-title": "Akční plán 2018",
        "files-0-kind": "evaluation",
        "files-0-dated_on": "",
        "files-0-language": "sk",
    }
    return client.post(reverse("kpss_plans_files", args=[plan.pk]), form | changes)


def test_each_file_is_described_afterwards_and_published_at_once(town: TownSettings, coordinator: Client) -> None:
    plan = make_plan(town)
    post(coordinator, plan, upload("a.pdf", samples.pdf()))
    document = TownDocument.objects.get()
    response = describe(coordinator, plan, document, publish="")
    assert response.url == reverse("wagtailadmin_pages:edit", args=[plan.pk])
    document.refresh_from_db()
    assert (document.title, document.language) == ("Akční plán 2018", "sk")
    assert rows(plan) == [("Akční plán 2018", "evaluation", None)]
    assert PlanPage.objects.get(pk=plan.pk).files.count() == 1


def test_files_stay_in_the_draft_without_publishing(town: TownSettings, coordinator: Client) -> None:
    plan = make_plan(town)
    post(coordinator, plan, upload("a.pdf", samples.pdf()))
    describe(coordinator, plan, TownDocument.objects.get(), save="")
    assert PlanPage.objects.get(pk=plan.pk).files.count() == 0
    assert rows(plan) == [("Akční plán 2018", "evaluation", None)]


def test_draft_that_cannot_be_published_says_why(town: TownSettings, coordinator: Client) -> None:
    plan = make_plan(town)
    draft = plan.get_latest_revision_as_object()
    draft.period_from, draft.period_to = date(2024, 1, 2), date(2024, 1, 1)
    draft.save_revision(clean=False)
    post(coordinator, plan, upload("a.pdf", samples.pdf()))
    describe(coordinator, plan, TownDocument.objects.get(), publish="")
    assert PlanPage.objects.get(pk=plan.pk).files.count() == 0
    assert len(rows(plan)) == 1


def test_only_files_of_the_plan_are_described(town: TownSettings, coordinator: Client) -> None:
    foreign = make_document(make_town("prerov"), "Foreign")
    elsewhere = make_document(town, "Elsewhere")
    plan = make_plan(town)
    for document in (foreign, elsewhere):
        describe(coordinator, plan, document, save="")
        title = document.title
        document.refresh_from_db()
        assert document.title == title


def test_locked_page_takes_no_files(town: TownSettings, coordinator: Client) -> None:
    plan = make_plan(town)
    PlanPage.objects.filter(pk=plan.pk).update(locked=True, locked_by=make_user(town, Role.MANAGER))
    assert post(coordinator, plan, upload("a.pdf", samples.pdf())).status_code == 302
    assert TownDocument.objects.count() == 0


def test_translation_that_follows_its_original_sends_there() -> None:
    town = make_town("prostejov", other_languages=("sk",))
    section_of(town, PlanIndexPage, "sk")
    plan = make_plan(town)
    translate_object(plan, [home_of(town, "sk").locale])
    copy = PlanPage.objects.get(translation_key=plan.translation_key, locale__language_code="sk")
    client = signed_in(make_user(town, Role.COORDINATOR), HOST)
    response = post(client, copy, upload("a.pdf", samples.pdf()))
    assert response.url == reverse("wagtailadmin_pages:edit", args=[copy.pk])
    assert TownDocument.objects.count() == 0


def test_upload_asks_for_the_csrf_token(town: TownSettings) -> None:
    client = Client(enforce_csrf_checks=True, headers={"host": HOST})
    client.force_login(make_user(town, Role.COORDINATOR))
    assert post(client, make_plan(town), upload("a.pdf", samples.pdf())).status_code == 403
    assert TownDocument.objects.count() == 0


def test_buttons_lead_to_the_upload(town: TownSettings, coordinator: Client) -> None:
    plan = make_plan(town)
    link = reverse("kpss_plans_upload", args=[plan.pk])
    for address in (
        reverse("wagtailadmin_pages:edit", args=[plan.pk]),
        reverse("wagtailadmin_explore", args=[section_of(town, PlanIndexPage).pk]),
    ):
        assert link in coordinator.get(address).content.decode()


@pytest.mark.parametrize(
    ("name", "title"),
    [
        ("akcni_plan_2018-2021.pdf", "Akcni plan 2018-2021"),
        ("  Návrh  KP .docx", "Návrh KP"),
        (".pdf", ".pdf"),
        ("x" * 300 + ".pdf", "X" + "x" * 254),
    ],
)
def test_title_is_made_of_the_name(name: str, title: str) -> None:
    assert title_of(name) == title
