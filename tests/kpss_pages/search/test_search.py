from collections.abc import Callable
from io import StringIO
from typing import Any

import pytest
from django.core.management import call_command
from django.test import Client
from wagtail.models import CollectionViewRestriction, Page, PageViewRestriction
from wagtail.search.backends import get_search_backend

from kpss_pages.search.models import PageText, SearchPage
from kpss_pages.standard.models import StandardPage
from sites.models import TownSettings
from tests.builders import home_of, make_document, make_news, make_page, section_of

pytestmark = pytest.mark.django_db

Visitor = Callable[[str], Client]
Search = Callable[..., list[str]]


@pytest.fixture
def search(at: Visitor) -> Search:
    """Return a function that gives the titles found: ``search(town, "words")``."""

    def titles(town: TownSettings, query: str, language: str | None = None) -> list[str]:
        response = asked(at, town, {"q": query}, language)
        return [plain(result.title) for result in response.context["results"]]

    return titles


def asked(at: Visitor, town: TownSettings, parameters: dict[str, str], language: str | None = None) -> Any:
    path = section_of(town, SearchPage, language).get_url_parts()[2]
    response = at(town.site.hostname).get(path, parameters)
    assert response.status_code == 200
    return response


def plain(marked: str) -> str:
    return marked.replace("<mark>", "").replace("</mark>", "")


def make_text(town: TownSettings, title: str = "Stránka", language: str | None = None, **changes: Any) -> StandardPage:
    return make_page(home_of(town, language), title, **changes)


def body(text: str) -> list[tuple[str, dict[str, str]]]:
    return [("text", {"heading": "", "text": f"<p>{text}</p>"})]


def test_query_without_diacritics_finds_words_with_them(search: Search, prerov: TownSettings) -> None:
    make_text(prerov, "Kde najdete pomoc", body=body("Sociální <b>služby</b> v Přerově"))

    assert search(prerov, "prerov socialni sluzeb pomoci") == ["Kde najdete pomoc"]
    assert "Kde najdete pomoc" in search(prerov, "PŘEROV")


def test_slovak_word_forms_are_found(search: Search, bbsk: TownSettings) -> None:
    make_text(bbsk, "Kto pomáha", body=body("Zariadenia opatrovateľskej služby a útulky"))

    assert search(bbsk, "zariadeniach opatrovatelskej sluzieb") == ["Kto pomáha"]
    assert search(bbsk, "utulkov") == ["Kto pomáha"]


def test_only_the_town_and_language_of_the_page_are_searched(
    search: Search, prerov: TownSettings, bbsk: TownSettings
) -> None:
    make_text(prerov, "Zimostráz v Přerově")
    make_text(bbsk, "Zimostráz slovensky")
    make_text(bbsk, "Zimostráz česky", language="cs")

    assert search(prerov, "zimostráz") == ["Zimostráz v Přerově"]
    assert search(bbsk, "zimostráz") == ["Zimostráz slovensky"]
    assert search(bbsk, "zimostráz", "cs") == ["Zimostráz česky"]


def test_drafts_and_restricted_pages_are_not_found(search: Search, prerov: TownSettings) -> None:
    make_text(prerov, "Zimostráz koncept").unpublish()
    closed = make_text(prerov, "Zimostráz pro členy")
    PageViewRestriction.objects.create(page=closed, restriction_type=PageViewRestriction.LOGIN)

    assert search(prerov, "zimostráz") == []


def test_words_are_found_from_their_publication_on(search: Search, prerov: TownSettings) -> None:
    page = make_text(prerov, "Stránka", body=body("původní"))
    page.body = body("zimostráz")
    revision = page.save_revision()
    assert search(prerov, "zimostráz") == []

    revision.publish()

    assert search(prerov, "zimostráz") == ["Stránka"]
    assert search(prerov, "původní") == []


def test_words_in_the_title_come_first(search: Search, prerov: TownSettings) -> None:
    make_text(prerov, "Zimostráz")
    make_text(prerov, "Rostliny", body=body("zimostráz " * 30))
    make_news(prerov, "Rostliny v parku", lead="zimostráz")

    assert search(prerov, "zimostrázu")[0] == "Zimostráz"
    assert len(search(prerov, "zimostrázu")) == 3


def test_document_is_found_when_a_public_page_of_the_town_links_to_it(
    search: Search, prerov: TownSettings, bbsk: TownSettings
) -> None:
    linked, unlinked = make_document(prerov, "Zimostráz příloha"), make_document(prerov, "Zimostráz zapomenutý")
    hidden, foreign = make_document(prerov, "Zimostráz skrytý"), make_document(bbsk, "Zimostráz cizí", language="cs")
    make_news(prerov, "Zpráva", documents=[linked])
    make_news(prerov, "Koncept", documents=[hidden]).unpublish()
    make_news(bbsk, "Správa", documents=[foreign])

    assert search(prerov, "zimostráz") == [linked.title]
    assert unlinked.title not in search(prerov, "zimostráz")


def test_document_linked_from_rich_text_or_a_block_is_found(search: Search, prerov: TownSettings) -> None:
    in_text, in_block = make_document(prerov, "Zimostráz v textu"), make_document(prerov, "Zimostráz v bloku")
    link = f'<a linktype="document" id="{in_text.pk}">dokument</a>'
    files = ("downloads", {"heading": "", "files": [{"document": in_block, "title": ""}]})
    make_text(prerov, "Stránka", body=[*body(link), files])

    assert sorted(search(prerov, "zimostráz")) == sorted([in_text.title, in_block.title])


def test_document_is_searched_in_its_own_language(search: Search, bbsk: TownSettings) -> None:
    slovak = make_document(bbsk, "Zimostráz SK", language="sk")
    czech = make_document(bbsk, "Zimostráz CZ", language="cs")
    make_news(bbsk, "Správa", documents=[slovak, czech])

    assert search(bbsk, "zimostráz") == [slovak.title]
    assert search(bbsk, "zimostráz", "cs") == [czech.title]


def test_document_of_a_restricted_collection_is_not_found(search: Search, prerov: TownSettings) -> None:
    assert prerov.files_collection
    closed = prerov.files_collection.add_child(name="Interní")
    make_news(prerov, "Zpráva", documents=[make_document(prerov, "Zimostráz", collection=closed)])
    assert search(prerov, "zimostráz") == ["Zimostráz"]

    CollectionViewRestriction.objects.create(
        collection=prerov.files_collection, restriction_type=CollectionViewRestriction.LOGIN
    )

    assert search(prerov, "zimostráz") == []


ODD_QUERIES = (
    *(
        "",
        "   ",
        "?!…",
        "AND",
        "OR NOT",
        '"',
        "'",
        "a*",
        "*",
        "%",
        "_",
        "\\",
        "\x00",
        "zimo\x00stráz",
        "🙂",
        "a:b",
        "()",
    ),
    *("NEAR(a b)", "<script>", "&|!", "x" * 5000, "slovo " * 300, "title:Zimostráz", "^a", "{a}", "-", "--"),
)


@pytest.mark.parametrize("query", ODD_QUERIES)
def test_no_query_breaks_the_page(at: Visitor, prerov: TownSettings, query: str) -> None:
    make_text(prerov, "Zimostráz")

    response = asked(at, prerov, {"q": query, "page": "x"})

    assert len(response.context["query"]) <= 200
    assert "<script>" not in response.content.decode()


def test_query_is_about_words_not_operators(search: Search, prerov: TownSettings) -> None:
    make_text(prerov, "Zimostráz OR tis")

    assert search(prerov, "zimostráz OR nic") == []
    assert search(prerov, '"tis zimostráz') == ["Zimostráz OR tis"]


def test_found_words_are_marked_and_the_text_is_escaped(at: Visitor, prerov: TownSettings) -> None:
    make_text(prerov, "Služby <b> & péče", body=body("Text &lt;script&gt; o <i>sociálních</i> službách a ostatním"))

    result = asked(at, prerov, {"q": "socialni sluzby"}).context["results"][0]

    assert result.title == "<mark>Služby</mark> &lt;b&gt; &amp; péče"
    assert "&lt;script&gt; o <mark>sociálních</mark> <mark>službách</mark> a" in result.snippet


def test_results_are_paged(at: Visitor, prerov: TownSettings) -> None:
    for number in range(12):
        make_text(prerov, f"Zimostráz {number}")

    first = asked(at, prerov, {"q": "zimostráz"}).context
    last = asked(at, prerov, {"q": "zimostráz", "page": "99"}).context

    assert (first["count"], len(first["results"]), len(last["results"])) == (12, 10, 2)


@pytest.mark.parametrize("language", ["sk", "cs"])
def test_queries_do_not_grow_with_the_results_or_the_towns(
    at: Visitor, prerov: TownSettings, bbsk: TownSettings, language: str, django_assert_max_num_queries: Any
) -> None:
    for number in range(5):
        make_text(bbsk, f"Zimostráz {number}", language)
        document = make_document(bbsk, f"Zimostráz {number}", language=language)
        make_news(bbsk, f"Zimostráz {number}", language=language, documents=[document])
    PageViewRestriction.objects.create(page=make_text(prerov), restriction_type=PageViewRestriction.LOGIN)
    asked(at, bbsk, {"q": "zimostráz"}, language)
    path = section_of(bbsk, SearchPage, language).get_url_parts()[2]

    with django_assert_max_num_queries(13):
        found = at("bbsk.example").get(path, {"q": "zimostráz"}).context["results"]

    assert len(found) == 10


def test_home_page_is_found_by_its_own_words(search: Search, prerov: TownSettings) -> None:
    home = home_of(prerov)
    home.lead = "Zimostráz"
    home.save_revision().publish()

    assert search(prerov, "zimostráz") == [home.title]


def test_rebuilding_brings_back_the_index_and_the_snippets(at: Visitor, prerov: TownSettings) -> None:
    make_text(prerov, "Kde najdete pomoc", body=body("Sociální služby v Přerově"))
    draft = make_text(prerov, "Koncept", body=body("Sociální služby, o kterých se jedná"), live=False)
    expected = set(asked(at, prerov, {"q": "socialni"}).context["results"].object_list)
    PageText.objects.all().delete()
    get_search_backend().get_index_for_model(Page).reset()
    assert not asked(at, prerov, {"q": "socialni"}).context["results"].object_list

    call_command("rebuild_search", stdout=StringIO())

    assert set(asked(at, prerov, {"q": "socialni"}).context["results"].object_list) == expected
    assert not PageText.objects.filter(page=draft).exists()
