"""The page of the printed guide, and who can read its files."""

from datetime import date
from typing import Any

import pytest
from django.core.files.base import ContentFile
from wagtail.models import ReferenceIndex

from kpss_pages.catalog.guide.editions import add_brochure, change, remove
from kpss_pages.catalog.models import CatalogIndexPage, CatalogSettings, GuideEdition
from sites.models import Publication, TownDocument, TownSettings
from tests.builders import At, make_document, section_of

pytestmark = pytest.mark.django_db

MISSING = 404


def make_edition(town: TownSettings, title: str = "Průvodce 2026 (A5)", **changes: Any) -> GuideEdition:
    document = make_document(town, title, name="guide.txt", language=changes.get("language", "cs"))
    defaults = {"variant": "a5", "language": "cs", "dated": date(2026, 5, 4), "services": 12, "progress": 100}
    return GuideEdition.objects.create(site=town.site, document=document, **(defaults | changes))


def document_of(edition: GuideEdition) -> TownDocument:
    assert edition.document is not None
    return edition.document


def page_of(town: TownSettings, language: str | None = None) -> str:
    path = section_of(town, CatalogIndexPage, language).get_url_parts()[2]
    return f"{path}guide/"


def test_page_offers_current_and_archived_editions_of_its_own_town(
    prerov: TownSettings, bbsk: TownSettings, at: At
) -> None:
    CatalogSettings.objects.create(site=prerov.site, printed_copies_at="Infocentrum\nKnihovna, ul. Příkladná 4")
    CatalogSettings.objects.create(site=bbsk.site, printed_copies_at="Cudzí úrad")
    address = page_of(prerov)
    make_edition(prerov, "Průvodce 2026 (A5)")
    make_edition(prerov, "Průvodce velkým písmem", variant="large")
    make_edition(prerov, "Průvodce 2018", variant="", services=0, dated=date(2018, 1, 1), is_archived=True)
    make_edition(prerov, "Stažený", variant="word", is_withdrawn=True)
    make_edition(bbsk, "Cudzí sprievodca")
    GuideEdition.objects.create(site=prerov.site, variant="word", language="cs", dated=date(2026, 5, 4))

    answer = at("prerov.example").get(address)

    shown = {name: [each.document.title for each in answer.context[name]] for name in ("current", "archived")}
    assert shown == {"current": ["Průvodce 2026 (A5)", "Průvodce velkým písmem"], "archived": ["Průvodce 2018"]}
    text = answer.content.decode()
    assert "Infocentrum" in text
    assert "Knihovna" in text
    assert "Cudzí" not in text
    assert "Stažený" not in text
    assert "4.\u00a05.\u00a02026" in text or "4. 5. 2026" in text
    assert "<script>" not in text


def test_both_languages_offer_the_guides_of_their_own_first(bbsk: TownSettings, at: At) -> None:
    slovak, czech = page_of(bbsk), page_of(bbsk, "cs")
    make_edition(bbsk, "Sprievodca", language="sk")
    make_edition(bbsk, "Průvodce", language="cs")
    visitor = at("bbsk.example")

    titles = [[each.document.title for each in visitor.get(path).context["current"]] for path in (slovak, czech)]

    assert titles == [["Sprievodca", "Průvodce"], ["Průvodce", "Sprievodca"]]


def test_page_without_editions_says_so(prerov: TownSettings, at: At) -> None:
    answer = at("prerov.example").get(page_of(prerov))

    assert answer.status_code == 200
    assert not answer.context["current"]


def test_number_of_queries_does_not_grow_with_editions(
    prerov: TownSettings, at: At, django_assert_max_num_queries: Any
) -> None:
    address = page_of(prerov)
    for number in range(8):
        make_edition(prerov, f"Průvodce {number}", dated=date(2018 + number, 1, 1))
    visitor = at("prerov.example")
    visitor.get("/")
    with django_assert_max_num_queries(14):
        visitor.get(address)


def test_file_is_public_while_its_edition_is_offered_by_a_published_page(
    prerov: TownSettings, bbsk: TownSettings, at: At
) -> None:
    page = section_of(prerov, CatalogIndexPage)
    visitor = at("prerov.example")
    edition = make_edition(prerov)
    url = document_of(edition).url

    def is_public() -> bool:
        return visitor.get(url).status_code != MISSING

    assert is_public()
    assert at("bbsk.example").get(url).status_code == MISSING
    change(edition, is_archived=True)
    assert is_public(), "archived editions are offered too"
    change(edition, is_withdrawn=True)
    assert not is_public()
    change(edition, is_withdrawn=False)
    page.unpublish()
    assert not is_public()
    page.get_latest_revision_as_object().save_revision().publish()
    assert is_public(), "a revision from before the edition takes nothing away"
    assert Publication.objects.filter(document_id=document_of(edition).pk).exists(), "it is written down that it hung"


def test_edition_goes_with_its_file_and_a_file_stays_without_its_edition(prerov: TownSettings, at: At) -> None:
    section_of(prerov, CatalogIndexPage)
    first, second = make_edition(prerov), make_edition(prerov, dated=date(2025, 1, 1))
    document_of(first).delete()
    assert not GuideEdition.objects.filter(pk=first.pk).exists()

    kept = document_of(second)
    remove(second)

    assert TownDocument.objects.filter(pk=kept.pk).exists()
    assert not ReferenceIndex.get_references_to(kept).exists()
    assert at("prerov.example").get(kept.url).status_code == MISSING


def test_brochure_of_before_is_an_archived_edition(prerov: TownSettings, at: At) -> None:
    section_of(prerov, CatalogIndexPage)
    file = ContentFile(b"Katalog", name="katalog-2018.txt")

    edition = add_brochure(
        prerov, file, title="Katalog 2018", dated=date(2018, 1, 1), language="cs", summary="Kdo pomáhal v roce 2018."
    )

    assert edition.is_archived
    assert at("prerov.example").get(document_of(edition).url).status_code == 200


def test_page_with_editions_is_copied_and_deleted_as_any_other(prerov: TownSettings) -> None:
    page = section_of(prerov, CatalogIndexPage)
    edition = make_edition(prerov)

    copy = page.copy(update_attrs={"slug": "kopie"})
    copy.delete()
    page.delete()

    assert not ReferenceIndex.get_references_to(document_of(edition)).exists()
