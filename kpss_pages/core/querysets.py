"""Querysets of pages, which start from a town."""

from typing import Self

from wagtail.models import PageManager, Site
from wagtail.query import PageQuerySet

from sites.towns import home_pages


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

    def published(self) -> Self:
        """Live pages that nobody has to sign in or know a password for."""
        return self.live().public()


TownPageManager = PageManager.from_queryset(TownPageQuerySet)
