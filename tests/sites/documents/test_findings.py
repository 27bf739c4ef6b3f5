from io import BytesIO
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from wagtail.models import Page
from wagtail.test.utils.form_data import inline_formset, nested_form_data, rich_text, streamfield

from cms.demo.documents import Section, Sheet, make_pdf
from kpss_pages.news.models import NewsPage
from kpss_pages.plans.models import PlanPage
from sites.documents.findings import findings_of, is_held_back
from sites.models import Role, TownDocument, TownSettings
from tests.builders import make_document, make_news, make_plan, make_town, make_user, signed_in
from tests.files import samples

HOST = "prerov.example"


def pdf(**changes: Any) -> bytes:
    return samples.pdf_of(**({"pages": ["Plan"]} | changes))


@pytest.mark.parametrize(
    ("content", "findings"),
    [
        (pdf(), []),
        (pdf(pages=["", "", ""]), ["no_text"]),
        (pdf(pages=["", "Plan"]), []),
        (pdf(is_tagged=False), ["no_tags"]),
        (pdf(title=""), ["no_title"]),
        (pdf(language=""), ["no_language"]),
        (samples.inaccessible_pdf(), ["no_tags", "no_title", "no_language"]),
        (b"no PDF at all", None),
    ],
)
def test_what_is_wrong_with_a_pdf_is_found(content: bytes, findings: list[str] | None) -> None:
    assert findings_of(BytesIO(content), "plan.pdf") == findings  # type: ignore[arg-type]


def test_files_of_the_demo_have_nothing_to_repair() -> None:
    sheet = Sheet("Plán", "cs", "Příklad", sections=[Section("Úvod", ["Text"])])
    assert findings_of(BytesIO(make_pdf(sheet)), "plan.pdf") == []  # type: ignore[arg-type]


@pytest.fixture
def town(db: None) -> TownSettings:
    make_town("benesov")
    return make_town("prerov")


@pytest.fixture
def manager(town: TownSettings) -> Client:
    return signed_in(make_user(town, Role.MANAGER), HOST)


def failing(town: TownSettings, title: str = "Sken", **changes: Any) -> TownDocument:
    """Store a file that is hard to read for some people."""
    return make_document(town, title, samples.inaccessible_pdf(title), name="scan.pdf", **changes)


def edit(manager: Client, page: NewsPage, action: str = "", documents: Any = (), **changes: Any) -> Any:
    """Send the page's form with documents attached."""
    rows = [{"document": document.pk, "title": ""} for document in documents]
    form = {
        "title": page.title,
        "slug": page.slug,
        "date": "2026-01-05",
        "lead": "",
        "image": "",
        "body": streamfield([]),
        "attachments": inline_formset(rows),
        "comments": inline_formset([]),
        "topics": [],
    }
    if action:
        form[f"action-{action}"] = f"action-{action}"
    return manager.post(reverse("wagtailadmin_pages:edit", args=[page.pk]), nested_form_data(form | changes))


def attached(page: Page) -> int:
    return NewsPage.objects.get(pk=page.pk).attachments.count()


def test_page_with_a_failing_file_is_saved_as_a_draft_and_not_published(town: TownSettings, manager: Client) -> None:
    document, page = failing(town), make_news(town, "News")
    assert document.findings == ["no_tags", "no_title", "no_language"]

    refused = edit(manager, page, "publish", [document], lead="Typed just now")

    assert refused.status_code == 200
    shown = refused.content.decode()
    assert "Typed just now" in shown
    assert "Sken" in shown
    assert f'<a href="{reverse("wagtaildocs:edit", args=[document.pk])}"' in shown, "the link is none"
    assert attached(page) == 0
    assert edit(manager, page, "", [document], lead="Typed just now").status_code == 302
    assert edit(manager, page, "submit", [document]).status_code == 200


def test_scheduled_publishing_is_refused_too(town: TownSettings, manager: Client) -> None:
    page = make_news(town, "News")
    # Not tomorrow at this time: in a night in which the clocks change there is none, or there are two.
    later = "02.07.2999 10:00"

    assert edit(manager, page, "publish", [failing(town)], go_live_at=later).status_code == 200
    assert edit(manager, page, "publish", [make_document(town, "Notes")], go_live_at=later).status_code == 302


def test_page_is_published_when_the_summary_is_written(town: TownSettings, manager: Client) -> None:
    document, page = failing(town, summary=" "), make_news(town, "News")
    assert edit(manager, page, "publish", [document]).status_code == 200
    TownDocument.objects.update(summary="The plan says that the town builds flats.")

    assert edit(manager, page, "publish", [document]).status_code == 302
    assert attached(page) == 1


def test_repaired_file_lets_the_page_be_published(town: TownSettings, manager: Client) -> None:
    document, page = failing(town), make_news(town, "News")
    document.file.save("good.pdf", BytesIO(samples.pdf("good")), save=True)  # type: ignore[arg-type]
    assert document.findings == []

    assert edit(manager, page, "publish", [document]).status_code == 302


def test_failing_file_in_a_text_holds_the_page_back(town: TownSettings, manager: Client) -> None:
    document, page = failing(town), make_news(town, "News")
    link = f'<p><a linktype="document" id="{document.pk}">file</a></p>'
    body = streamfield([("text", {"heading": "", "text": rich_text(link, features=["document-link"])})])

    assert edit(manager, page, "publish", body=body).status_code == 200


def test_failing_file_that_is_taken_out_holds_nothing_back(town: TownSettings, manager: Client) -> None:
    document = failing(town, summary="Summary")
    page = make_news(town, "News", documents=[document])
    TownDocument.objects.update(summary="")
    row = page.attachments.get()
    rows = inline_formset([{"id": row.pk, "document": document.pk, "title": "", "DELETE": "on"}], initial=1)

    assert edit(manager, page, "publish", attachments=rows).status_code == 302


def test_file_that_nobody_has_looked_at_holds_nothing_back(town: TownSettings, manager: Client) -> None:
    document, page = failing(town), make_news(town, "News")
    TownDocument.objects.update(findings=None)

    assert edit(manager, page, "publish", [document]).status_code == 302


def test_pages_with_failing_files_are_not_published_in_bulk(town: TownSettings, manager: Client) -> None:
    above = make_news(town, "Above")
    held = make_news(town, "Held", documents=[failing(town)], live=False)
    NewsPage.objects.get(pk=held.pk).unpublish()
    path = f"/admin/bulk/wagtailcore/page/publish/?id={held.pk}&id={above.pk}&next=/admin/"

    answer = manager.post(path, {}, follow=True)

    assert "Sken" in answer.content.decode()
    held.refresh_from_db()
    assert not held.live
    TownDocument.objects.update(summary="Summary")
    manager.post(path, {})
    held.refresh_from_db()
    assert held.live


def test_plan_is_not_published_with_a_failing_file_until_its_summary_is_written_beside_it(
    town: TownSettings, manager: Client
) -> None:
    document = failing(town)
    plan = make_plan(town, live=False, files=[document])
    path = reverse("kpss_plans_files", args=[plan.pk])
    assert 'class="file-findings"' in manager.get(path).content.decode()
    facts = {"document": document.pk, "title": "Sken", "kind": "plan", "dated_on": "", "language": "cs"}

    def publish(**changes: str) -> str:
        rows = {f"files-0-{name}": value for name, value in (facts | changes).items()}
        counts = {"files-TOTAL_FORMS": 1, "files-INITIAL_FORMS": 1}
        return str(manager.post(path, rows | counts | {"publish": ""}, follow=True).content.decode())

    assert reverse("wagtaildocs:edit", args=[document.pk]) in publish()
    assert not PlanPage.objects.get(pk=plan.pk).live
    publish(summary="The plan says that the town builds flats.")
    assert PlanPage.objects.get(pk=plan.pk).live
    document.refresh_from_db()
    assert not is_held_back(document)


def test_form_of_a_document_says_what_to_repair(town: TownSettings, manager: Client) -> None:
    path = reverse("wagtaildocs:edit", args=[failing(town).pk])
    assert manager.get(path).content.decode().count("<li>") >= 3
    assert 'class="file-findings"' in manager.get(path).content.decode()
    good = make_document(town, "Good", samples.pdf("good"), name="good.pdf")
    assert 'class="file-findings"' not in manager.get(reverse("wagtaildocs:edit", args=[good.pk])).content.decode()


def change(client: Client, document: TownDocument, **changes: Any) -> Any:
    form = {"title": document.title, "language": "cs", "collection": document.collection_id, "summary": ""}
    return client.post(reverse("wagtaildocs:edit", args=[document.pk]), form | changes)


def test_published_document_is_not_replaced_by_a_failing_file_that_nobody_has_described(
    town: TownSettings, manager: Client
) -> None:
    document = make_document(town, "Good", samples.pdf("good"), name="good.pdf")
    make_news(town, "News", documents=[document])
    failing_file = samples.upload("scan.pdf", samples.inaccessible_pdf("Another plan"))

    refused = change(manager, document, file=failing_file)

    assert refused.status_code == 200
    assert [error.code for error in refused.context["form"].errors["summary"].as_data()] == ["held_back"]
    document.refresh_from_db()
    assert (document.version, document.findings) == (1, [])
    failing_file.seek(0)
    assert change(manager, document, file=failing_file, summary="The town builds flats.").status_code == 302
    document.refresh_from_db()
    assert document.version == 2
    assert change(manager, document, summary=" ").status_code == 200, "the summary cannot be taken away"
    assert change(manager, document, file=samples.upload("b.pdf", samples.pdf("better"))).status_code == 302


def test_document_on_no_published_page_may_have_a_failing_file(town: TownSettings, manager: Client) -> None:
    document = make_document(town, "Good", samples.pdf("good"), name="good.pdf")
    page = make_news(town, "News", documents=[document])
    NewsPage.objects.get(pk=page.pk).unpublish()

    failing_file = samples.upload("scan.pdf", samples.inaccessible_pdf("Another plan"))
    assert change(manager, document, file=failing_file).status_code == 302


def test_title_of_a_published_document_that_fails_already_can_be_changed(town: TownSettings, manager: Client) -> None:
    document = failing(town)
    make_news(town, "News", documents=[document])

    assert change(manager, document, title="Another title").status_code == 302


def test_list_of_files_to_repair_has_the_own_towns_only(town: TownSettings, manager: Client) -> None:
    failing(town, "Own scan")
    make_document(town, "Own notes")
    failing(make_town("ostrov"), "Foreign scan")
    unseen = make_document(town, "Own unseen", samples.pdf("unseen"), name="unseen.pdf")
    TownDocument.objects.filter(pk=unseen.pk).update(findings=None)

    shown = manager.get(reverse("files_to_repair")).content.decode()

    assert "Own scan" in shown
    assert "Own unseen" in shown
    assert "Own notes" not in shown
    assert "Foreign scan" not in shown
