"""The public pages of a town in one language, as a tree."""

from dataclasses import dataclass

from wagtail.models import Page

from kpss_pages.core.querysets import open_to_all
from sites.page_urls import TOWN_PATH_LENGTH


@dataclass
class SiteMapEntry:
    """A public page with the public pages under it."""

    title: str
    url: str
    children: list["SiteMapEntry"]


def site_map_around(page: Page) -> list[SiteMapEntry]:
    """Return the public pages of the town and language of a page, the home page's children first."""
    home_path = page.path[:TOWN_PATH_LENGTH]
    top: list[SiteMapEntry] = []
    by_path = {home_path: top}
    public = open_to_all(Page.objects.filter(path__startswith=home_path).exclude(path=home_path).live())
    for found in public.order_by("path"):
        siblings = by_path.get(found.path[: -Page.steplen])
        if siblings is not None:
            entry = SiteMapEntry(found.title, found.url, [])
            siblings.append(entry)
            by_path[found.path] = entry.children
    return top
