"""Who changes the language of a list goes on to see what was asked for."""

import re
from html import unescape

import pytest
from bs4 import BeautifulSoup

from kpss_pages.barrier_free.models import BarrierFreeIndexPage
from kpss_pages.catalog.models import CatalogIndexPage
from kpss_pages.contacts.models import ContactIndexPage
from kpss_pages.core.models import BasePage
from kpss_pages.events.models import EventIndexPage
from kpss_pages.news.models import NewsIndexPage
from kpss_pages.search.models import SearchPage
from kpss_pages.subscriptions.models import SubscriptionPage
from sites.models import TownSettings
from tests.builders import At, section_of

pytestmark = pytest.mark.django_db

LANGUAGE_LINK = re.compile(r'<a href="([^"]*)" lang="(?:cs|sk)" hreflang')


@pytest.mark.parametrize(
    ("kind", "below", "asked", "kept"),
    [
        (CatalogIndexPage, "", "form=ter&form=zzz&form=amb&q=&free=1&utm=x&km=5", "?form=amb&form=ter&free=1"),
        (CatalogIndexPage, "", "form=zzz&sort=zzz", ""),
        (CatalogIndexPage, "", "form=amb&services=2,zzz", "?form=amb&services=2"),
        (CatalogIndexPage, "shortlist/", "services=1,2", "?services=1%2C2"),
        (CatalogIndexPage, "", "q=+péče+&page=1", "?q=p%C3%A9%C4%8De"),
        (BarrierFreeIndexPage, "", "verdict=partly&verdict=zzz&page=2&page=3&topic=x", "?verdict=partly"),
        (NewsIndexPage, "", "year=1900&q=x&topic=%3Cb%3E%22", ""),
        (NewsIndexPage, "", "next=//jinde.example&topic=" + "a" * 600, ""),
        (EventIndexPage, "", "topic=zzz&year=1900&page=zzz", ""),
        (ContactIndexPage, "", "q=Vzorná&sort=zzz&page=9", "?q=Vzorn%C3%A1"),
        (ContactIndexPage, "offices/", "municipality=Horka&page=2", "?municipality=Horka"),
        (SearchPage, "", "q=péče&page=zzz", "?q=p%C3%A9%C4%8De"),
        (SubscriptionPage, "", "kinds=news,zzz&topics=zzz", "?kinds=news"),
    ],
)
def test_other_language_is_asked_for_what_was_understood(
    at: At, bbsk: TownSettings, kind: type[BasePage], below: str, asked: str, kept: str
) -> None:
    for language, other in (("sk", "cs"), ("cs", "sk")):
        there, here = (section_of(bbsk, kind, each).get_url_parts()[2] for each in (other, language))
        html = at("bbsk.example").get(f"{here}{below}?{asked}").content.decode()
        assert list(map(unescape, LANGUAGE_LINK.findall(html))) == [f"{there}{below}{kept}"]
        twins = BeautifulSoup(html, "html.parser").find_all("link", hreflang=True)
        assert "?" not in "".join(str(twin["href"]) for twin in twins)
