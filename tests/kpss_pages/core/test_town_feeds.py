"""The feeds at fixed addresses: a town's public documents, and what it published last."""

from collections.abc import Iterable
from typing import Any
from xml.etree.ElementTree import Element, fromstring

import pytest
from django.core.files.base import ContentFile
from wagtail.models import CollectionViewRestriction, PageViewRestriction

from sites.models import TownDocument, TownSettings
from tests.builders import At, carry, home_of, make_document, make_news, make_page

pytestmark = pytest.mark.django_db

ATOM = "{http://www.w3.org/2005/Atom}"
DOCUMENTS, CHANGES = "/feeds/documents/", "/feeds/changes/"


def fetched(at: At, host: str, path: str) -> Element:
    response = at(host).get(path)
    assert response.status_code == 200
    assert response.headers["Content-Type"] == "application/atom+xml; charset=utf-8"
    return fromstring(response.content)  # noqa: S314 - our own output


def titles(feed: Element) -> list[str | None]:
    return [entry.findtext(f"{ATOM}title") for entry in feed.iter(f"{ATOM}entry")]


def links(feed: Element) -> Iterable[str]:
    return [link.attrib["href"] for link in feed.iter(f"{ATOM}link")]


def test_documents_that_anybody_may_read_are_in_the_feed_of_their_town(
    at: At, prerov: TownSettings, bbsk: TownSettings
) -> None:
    carry(make_document(prerov, "Plán"))
    carry(make_document(bbsk, "Cudzí"))
    make_document(prerov, "Nikde nevisí")
    carry(make_document(prerov, "Na konceptu"), live=False)
    private = carry(make_document(prerov, "Za heslem"), title="Za heslem")
    PageViewRestriction.objects.create(page=private, restriction_type=PageViewRestriction.PASSWORD, password="heslo")

    feed = fetched(at, "prerov.example", DOCUMENTS)
    assert titles(feed) == ["Plán"]
    assert all(link.startswith("http://prerov.example/") for link in links(feed))


def test_documents_of_a_private_collection_are_not_in_the_feed(at: At, prerov: TownSettings) -> None:
    carry(make_document(prerov, "Plán"))
    CollectionViewRestriction.objects.create(
        collection=prerov.plan_collection, restriction_type=CollectionViewRestriction.LOGIN
    )
    assert titles(fetched(at, "prerov.example", DOCUMENTS)) == []


def test_link_of_a_document_leads_to_the_page_about_it(at: At, prerov: TownSettings) -> None:
    carry(make_document(prerov, "Plán"))
    entry = next(fetched(at, "prerov.example", DOCUMENTS).iter(f"{ATOM}entry"))
    link = str(next(iter(links(entry))))
    assert at("prerov.example").get(link.removeprefix("http://prerov.example")).status_code == 200


def test_document_with_a_new_file_comes_first_and_keeps_its_identifier(at: At, prerov: TownSettings) -> None:
    plan, report = make_document(prerov, "Plán"), make_document(prerov, "Zpráva")
    carry(plan)
    carry(report, title="Další")

    def identifiers() -> dict[str | None, str | None]:
        feed = fetched(at, "prerov.example", DOCUMENTS)
        return {entry.findtext(f"{ATOM}title"): entry.findtext(f"{ATOM}id") for entry in feed.iter(f"{ATOM}entry")}

    before = identifiers()
    assert list(before) == ["Zpráva", "Plán"]
    give_new_file(plan)
    assert list(identifiers()) == ["Plán", "Zpráva"]
    assert identifiers() == before


def give_new_file(document: TownDocument) -> None:
    document.file.save("new.txt", ContentFile(b"new"), save=False)
    document.save()


def test_changes_are_the_pages_of_one_language_that_were_published_last(
    at: At, prerov: TownSettings, bbsk: TownSettings
) -> None:
    make_page(home_of(prerov), "Starší", slug="starsi")
    make_news(prerov, "Novější")
    make_page(home_of(prerov), "Koncept", slug="koncept", live=False)
    private = make_page(home_of(prerov), "Soukromá", slug="soukroma")
    PageViewRestriction.objects.create(page=private, restriction_type=PageViewRestriction.LOGIN)
    make_news(bbsk, "Slovensky")
    make_news(bbsk, "Česky", language="cs")

    czech = titles(fetched(at, "prerov.example", CHANGES))
    assert czech[:2] == ["Novější", "Starší"]
    assert not {"Koncept", "Soukromá", "Slovensky", "Česky"} & set(czech)
    assert titles(fetched(at, "bbsk.example", CHANGES))[0] == "Slovensky"
    assert titles(fetched(at, "bbsk.example", f"/cs{CHANGES}"))[0] == "Česky"


@pytest.mark.parametrize("path", [DOCUMENTS, CHANGES])
def test_feed_says_its_language_and_differs_between_languages(at: At, bbsk: TownSettings, path: str) -> None:
    slovak, czech = fetched(at, "bbsk.example", path), fetched(at, "bbsk.example", f"/cs{path}")
    lang = "{http://www.w3.org/XML/1998/namespace}lang"

    assert (slovak.attrib[lang], czech.attrib[lang]) == ("sk", "cs")
    assert slovak.findtext(f"{ATOM}id") != czech.findtext(f"{ATOM}id")
    assert f"http://bbsk.example/cs{path}" in links(czech)


@pytest.mark.parametrize("path", [DOCUMENTS, CHANGES])
def test_there_is_no_feed_on_the_landing_page_nor_in_a_language_that_is_not_live(
    at: At, prerov: TownSettings, path: str
) -> None:
    assert at("localhost").get(path).status_code == 404
    assert at("prerov.example").get(f"/sk{path}").status_code == 404
    assert at("prerov.example").post(path).status_code in (403, 405)


@pytest.mark.parametrize("path", [DOCUMENTS, CHANGES])
def test_reader_is_told_when_nothing_has_changed_and_of_what_has_gone(at: At, prerov: TownSettings, path: str) -> None:
    page = carry(make_document(prerov, "Plán"))
    first = at("prerov.example").get(path)
    assert "Last-Modified" in first.headers

    assert at("prerov.example").get(path, headers={"if-none-match": first["ETag"]}).status_code == 304
    page.unpublish()
    assert at("prerov.example").get(path, headers={"if-none-match": first["ETag"]}).status_code == 200


@pytest.mark.parametrize("path", [DOCUMENTS, CHANGES])
def test_feed_costs_the_same_for_any_number_of_items(
    at: At, prerov: TownSettings, path: str, django_assert_max_num_queries: Any
) -> None:
    carry(*(make_document(prerov, f"Plán {number}") for number in range(5)))
    at("prerov.example").get(path)
    with django_assert_max_num_queries(8):
        at("prerov.example").get(path)


def test_pages_tell_readers_where_the_feeds_are(at: At, prerov: TownSettings) -> None:
    html = at("prerov.example").get("/").content.decode()
    for path in (DOCUMENTS, CHANGES):
        assert f'<link rel="alternate" type="application/atom+xml" href="{path}"' in html
