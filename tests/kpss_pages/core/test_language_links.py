"""Who changes the language of a list goes on to see what was asked for."""

import re
from html import unescape

import pytest
from bs4 import BeautifulSoup

from kpss_pages.barrier_free.models import BarrierFreeIndexPage
from kpss_pages.catalog.models import CatalogIndexPage
from kpss_pages.core.models import BasePage
from kpss_pages.news.models import NewsIndexPage
from sites.models import TownSettings
from tests.builders import At, section_of

pytestmark = pytest.mark.django_db

LANGUAGE_LINK = re.compile(r'<a href="([^"]*)" lang="(?:cs|sk)" hreflang')


@pytest.mark.parametrize(
    ("kind", "below", "asked", "kept"),
    [
        (CatalogIndexPage, "", "type=b&type=a&q=&free=1&utm=x", "?free=1&type=a&type=b"),
        (CatalogIndexPage, "shortlist/", "services=1,2", "?services=1%2C2"),
        (CatalogIndexPage, "", "q=péče&page=1", "?page=1&q=p%C3%A9%C4%8De"),
        (BarrierFreeIndexPage, "", "verdict=partly&page=2&page=3&topic=x", "?page=3&verdict=partly"),
        (NewsIndexPage, "", "year=2024&q=x&topic=%3Cb%3E%22", "?topic=%3Cb%3E%22&year=2024"),
        (NewsIndexPage, "", "next=//jinde.example&topic=" + "a" * 600, ""),
    ],
)
def test_other_language_is_asked_for_the_same(
    at: At, bbsk: TownSettings, kind: type[BasePage], below: str, asked: str, kept: str
) -> None:
    for language, other in (("sk", "cs"), ("cs", "sk")):
        there, here = (section_of(bbsk, kind, each).get_url_parts()[2] for each in (other, language))
        html = at("bbsk.example").get(f"{here}{below}?{asked}").content.decode()
        assert list(map(unescape, LANGUAGE_LINK.findall(html))) == [f"{there}{below}{kept}"]
        twins = BeautifulSoup(html, "html.parser").find_all("link", hreflang=True)
        assert "?" not in "".join(str(twin["href"]) for twin in twins)
