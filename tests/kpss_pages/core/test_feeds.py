"""Feeds are written from plain texts, whatever stands in them."""

from datetime import UTC, datetime
from xml.etree.ElementTree import fromstring

from django.test import RequestFactory

from kpss_pages.core.feeds import Feed, Item, serve_feed

ATOM = "{http://www.w3.org/2005/Atom}"
FEED = Feed("Zprávy", "http://town.example/", "http://town.example/feed/", "urn:town", "cs", "Město")
WHEN = datetime(2026, 5, 4, 8, tzinfo=UTC)


def test_texts_are_no_markup_and_no_characters_that_xml_has_not() -> None:
    item = Item("A <b> & \x00\ud800", "http://town.example/a/", "urn:a", WHEN, summary="1 < 2 & <i>\x0b")
    response = serve_feed(RequestFactory().get("/feed/"), FEED, [item])
    entry = next(fromstring(response.content).iter(f"{ATOM}entry"))  # type: ignore[attr-defined] # noqa: S314

    assert entry.findtext(f"{ATOM}title") == "A <b> & "
    summary = entry.find(f"{ATOM}summary")
    assert summary is not None
    assert (summary.attrib["type"], summary.text) == ("html", "1 &lt; 2 &amp; &lt;i&gt;")


def test_newest_of_all_moments_counts() -> None:
    items = [Item("A", "http://town.example/a/", "urn:a", WHEN), Item("B", "http://town.example/b/", "urn:b")]
    response = serve_feed(RequestFactory().get("/feed/"), FEED, items)

    assert response["Last-Modified"] == "Mon, 04 May 2026 08:00:00 GMT"
    later = RequestFactory().get("/feed/", headers={"if-modified-since": response["Last-Modified"]})
    assert serve_feed(later, FEED, items).status_code == 304


def test_feed_without_items_and_moments_is_whole() -> None:
    response = serve_feed(RequestFactory().get("/feed/"), FEED, [])
    assert response.status_code == 200
    assert "Last-Modified" not in response
