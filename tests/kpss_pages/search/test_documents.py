from io import StringIO
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.utils.safestring import SafeString
from wagtail.search.backends import get_search_backend

from kpss_pages.search.models import SearchPage
from kpss_pages.search.results import Result
from sites.documents.texts import read_text
from sites.models import DocumentText, TownDocument, TownSettings
from tests.builders import At, make_document, make_news, section_of
from tests.files import samples

pytestmark = pytest.mark.django_db


def found(at: At, town: TownSettings, query: str, language: str | None = None) -> list[Result]:
    path = section_of(town, SearchPage, language).get_url_parts()[2]
    response = at(town.site.hostname).get(path, {"q": query})
    assert response.status_code == 200
    return list(response.context["results"])


def hang(town: TownSettings, title: str, content: bytes, name: str = "plan.pdf", **changes: Any) -> TownDocument:
    """Store a document, have its text read and put it on a page of the town."""
    language = changes.setdefault("language", town.default_language)
    document = make_document(town, title, content, name=name, **changes)
    read_text(document.pk)
    make_news(town, f"Page of {title}", language=language, documents=[document])
    return document


def test_document_is_found_by_a_word_of_a_page_which_the_result_names(at: At, prerov: TownSettings) -> None:
    pages = ["Obsah", "Uvod", "Bydleni pro seniory"]
    document = hang(prerov, "Plán", samples.pdf_of(pages))

    [result] = found(at, prerov, "bydlení senioři")

    assert result.url == f"{document.url}#page=3"
    assert result.snippet == "<mark>Bydleni</mark> pro <mark>seniory</mark>"
    assert "3" in result.kind_label


def test_page_with_most_of_the_words_is_shown(at: At, prerov: TownSettings) -> None:
    hang(prerov, "Plán", samples.pdf_of(["zimostraz", "tis", "tis a zimostraz", "zimostraz a tis"]))

    assert [result.url.rpartition("#")[2] for result in found(at, prerov, "zimostráz tis")] == ["page=3"]


def test_file_without_pages_has_a_snippet_and_no_page(at: At, prerov: TownSettings) -> None:
    document = hang(prerov, "Tabulka", "služba;zimostráz\r\n".encode(), name="list.csv")

    [result] = found(at, prerov, "zimostráz")

    assert result.url == document.url
    assert "<mark>zimostráz</mark>" in result.snippet


def test_document_found_by_its_title_alone_has_no_page(at: At, prerov: TownSettings) -> None:
    document = hang(prerov, "Zimostráz", samples.pdf_of(["Obsah"]))

    [result] = [result for result in found(at, prerov, "zimostráz") if result.kind_label]

    assert (result.url, result.snippet) == (document.url, SafeString(""))


def test_texts_of_other_towns_and_of_documents_that_hang_nowhere_are_not_found(
    at: At, prerov: TownSettings, bbsk: TownSettings
) -> None:
    own = hang(prerov, "Own", samples.pdf_of(["zimostraz"]))
    hang(bbsk, "Foreign", samples.pdf_of(["zimostraz ciziho mesta"]))
    read_text(make_document(prerov, "Unused", samples.pdf_of(["zimostraz doma"]), name="unused.pdf").pk)

    assert [result.title for result in found(at, prerov, "zimostráz")] == [own.title]
    assert [result.title for result in found(at, bbsk, "zimostráz")] == ["Foreign"]


def test_text_of_a_replaced_file_is_found_no_more_and_the_new_one_when_it_was_read(
    at: At, prerov: TownSettings
) -> None:
    document = hang(prerov, "Plán", samples.pdf_of(["zimostraz"]))
    document.file = SimpleUploadedFile("new.pdf", samples.pdf_of(["bazalka"]))
    document.save()
    assert found(at, prerov, "zimostráz") == []
    assert found(at, prerov, "bazalka") == []

    read_text(document.pk)

    assert found(at, prerov, "zimostráz") == []
    assert len(found(at, prerov, "bazalka")) == 1


def test_rebuilding_the_search_keeps_the_texts(at: At, prerov: TownSettings) -> None:
    hang(prerov, "Plán", samples.pdf_of(["zimostraz"]))
    get_search_backend().get_index_for_model(TownDocument).reset()
    assert found(at, prerov, "zimostráz") == []

    call_command("rebuild_search", stdout=StringIO())

    assert len(found(at, prerov, "zimostráz")) == 1


def test_queries_do_not_grow_with_the_documents_found(
    at: At, prerov: TownSettings, bbsk: TownSettings, django_assert_max_num_queries: Any
) -> None:
    for number in range(10):
        hang(prerov, f"Plán {number}", samples.pdf_of(["obsah", f"zimostraz {number}"]))
    hang(bbsk, "Foreign", samples.pdf_of(["zimostraz"]))
    found(at, prerov, "zimostráz")
    path = section_of(prerov, SearchPage).get_url_parts()[2]

    with django_assert_max_num_queries(14):
        results = at(prerov.site.hostname).get(path, {"q": "zimostráz"}).context["results"]

    assert len(results) == 10


def test_index_of_a_long_document_stays_small(prerov: TownSettings) -> None:
    document = make_document(prerov, "Long")
    words = [f"slovo{number}x" for number in range(30_000)]
    DocumentText.objects.bulk_create(
        DocumentText(document=document, number=page, text="", stems=f" {' '.join(words[page::3])} ")
        for page in range(3)
    )

    assert len(document.folded_words().split()) == 20_000
