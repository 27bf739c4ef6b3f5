import re
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any
from xml.etree.ElementTree import Element, fromstring

import pytest
from django.test import Client
from django.utils import timezone

from kpss_pages.news.models import NewsIndexPage
from sites.models import TownSettings
from tests.builders import make_news, make_topic, section_of

pytestmark = pytest.mark.django_db

Visitor = Callable[[str], Client]
ATOM = "{http://www.w3.org/2005/Atom}"


def feed_path(town: TownSettings, language: str | None = None) -> str:
    return f"{section_of(town, NewsIndexPage, language).get_url_parts()[2]}feed/"


def fetched(at: Visitor, town: TownSettings, language: str | None = None) -> Element:
    response = at(town.site.hostname).get(feed_path(town, language))
    assert response.status_code == 200
    return fromstring(response.content)  # noqa: S314 - our own output


def titles(feed: Element) -> list[str | None]:
    return [entry.findtext(f"{ATOM}title") for entry in feed.iter(f"{ATOM}entry")]


def links(element: Element) -> list[str]:
    return [link.attrib["href"] for link in element.iter(f"{ATOM}link")]


def test_each_town_and_language_has_a_feed_of_its_own(at: Visitor, prerov: TownSettings, bbsk: TownSettings) -> None:
    make_news(prerov, "Přerov")
    make_news(bbsk, "Slovensky")
    make_news(bbsk, "Česky", language="cs")

    assert titles(fetched(at, prerov)) == ["Přerov"]
    assert titles(fetched(at, bbsk)) == ["Slovensky"]
    assert titles(fetched(at, bbsk, "cs")) == ["Česky"]


def test_feed_says_its_language_and_has_whole_addresses_of_the_town(
    at: Visitor, prerov: TownSettings, bbsk: TownSettings
) -> None:
    make_news(prerov)
    make_news(bbsk, language="cs")
    czech, of_bbsk = fetched(at, prerov), fetched(at, bbsk, "cs")

    assert czech.attrib["{http://www.w3.org/XML/1998/namespace}lang"] == "cs"
    assert all(link.startswith("http://prerov.example/") for link in links(czech))
    assert all(link.startswith("http://bbsk.example/cs/") for link in links(of_bbsk))
    assert len(links(czech)) == 3


def test_drafts_and_expired_news_are_not_in_the_feed(at: Visitor, prerov: TownSettings) -> None:
    make_news(prerov, "Draft").unpublish()
    make_news(prerov, "Expired", date=date(2024, 1, 1), relevant_until=timezone.localdate() - timedelta(days=1))
    make_news(prerov, "Current")

    assert titles(fetched(at, prerov)) == ["Current"]


def test_identifier_stays_when_the_page_is_renamed_and_date_follows_publishing(
    at: Visitor, prerov: TownSettings
) -> None:
    page = make_news(prerov, "Before")

    def entry() -> tuple[str | None, str | None, str | None]:
        found = next(fetched(at, prerov).iter(f"{ATOM}entry"))
        return (
            found.findtext(f"{ATOM}id"),
            found.findtext(f"{ATOM}published"),
            found.findtext(f"{ATOM}updated"),
        )

    identifier, published, updated = entry()
    page.title, page.slug = "After", "after"
    page.save_revision().publish()

    assert entry()[0] == identifier
    assert entry()[1] == published
    assert str(entry()[2]) >= str(updated)


def test_translations_have_identifiers_of_their_own(at: Visitor, bbsk: TownSettings) -> None:
    slovak = make_news(bbsk, "Správa")
    czech = make_news(bbsk, "Zpráva", language="cs", translation_key=slovak.translation_key)

    def identifiers(feed: Element) -> set[str | None]:
        return {entry.findtext(f"{ATOM}id") for entry in feed.iter(f"{ATOM}entry")}

    assert czech.translation_key == slovak.translation_key
    assert identifiers(fetched(at, bbsk)).isdisjoint(identifiers(fetched(at, bbsk, "cs")))


def test_feed_holds_at_most_twenty_items(at: Visitor, prerov: TownSettings) -> None:
    for _ in range(21):
        make_news(prerov)

    assert len(titles(fetched(at, prerov))) == 20


def test_reader_that_is_up_to_date_is_told_so(at: Visitor, prerov: TownSettings) -> None:
    make_news(prerov)
    first = at("prerov.example").get(feed_path(prerov))

    again = at("prerov.example").get(feed_path(prerov), headers={"if-modified-since": first["Last-Modified"]})
    earlier = at("prerov.example").get(
        feed_path(prerov), headers={"if-modified-since": "Mon, 01 Jan 2024 00:00:00 GMT"}
    )

    assert first["Content-Type"] == "application/atom+xml; charset=utf-8"
    assert (again.status_code, earlier.status_code) == (304, 200)


def test_control_characters_do_not_break_the_feed(at: Visitor, prerov: TownSettings) -> None:
    make_news(prerov, "Pozvánka\x0b na <setkání>", lead="a\x01b & c", topics=[make_topic(prerov, "A & B")])

    assert titles(fetched(at, prerov)) == ["Pozvánka na <setkání>"]


def test_empty_feed_is_valid(at: Visitor, prerov: TownSettings) -> None:
    feed = fetched(at, prerov)

    assert titles(feed) == []
    assert re.match(r"\d{4}-\d\d-\d\dT", str(feed.findtext(f"{ATOM}updated")))


def test_feed_of_another_town_is_not_found(at: Visitor, prerov: TownSettings, bbsk: TownSettings) -> None:
    if feed_path(prerov) != feed_path(bbsk):
        assert at("prerov.example").get(feed_path(bbsk)).status_code == 404
    assert at("prerov.example").get(feed_path(bbsk, "cs")).status_code == 404


def test_feed_costs_the_same_for_any_number_of_items(
    at: Visitor, prerov: TownSettings, django_assert_max_num_queries: Any
) -> None:
    for _ in range(5):
        make_news(prerov, topics=[make_topic(prerov, f"Téma {timezone.now().timestamp()}")])
    path = feed_path(prerov)
    at("prerov.example").get(path)

    with django_assert_max_num_queries(10):
        at("prerov.example").get(path)
