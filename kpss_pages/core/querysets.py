"""Querysets of pages, which start from a town."""

from typing import Self

from wagtail.models import PageManager, Site
from wagtail.query import PageQuerySet

from sites.open_pages import open_to_all
from sites.towns import home_pages

__all__ = ["LISTED_FIELDS", "TownPageManager", "TownPageQuerySet", "open_to_all"]

LISTED_FIELDS = ("content_type", "path", "depth", "url_path", "slug", "title", "show_in_menus", "locale")
"""What a link to a page takes of it: a page has some thirty columns and a body."""


class TownPageQuerySet(PageQuerySet):
    """Pages of towns."""

    def in_town(self, site: Site) -> Self:
        """Pages of a town in all its languages."""
        pages = self.none()
        for home in home_pages(site):
            pages |= self.descendant_of(home, inclusive=True)
        return pages

    def in_home(self, home: object) -> Self:
        """Pages of a town in the language of one of its home pages."""
        return self.descendant_of(home, inclusive=True)

    def public(self) -> Self:
        return open_to_all(self)

    def published(self) -> Self:
        """Live pages that nobody has to sign in or know a password for."""
        return self.live().public()


TownPageManager = PageManager.from_queryset(TownPageQuerySet)
