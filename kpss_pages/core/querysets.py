"""Querysets of pages, which start from a town."""

from typing import Self, TypeVar

from django.db.models import Exists, OuterRef
from django.db.models.functions import Length, Substr
from wagtail.models import PageManager, PageViewRestriction, Site
from wagtail.query import PageQuerySet

from sites.page_urls import TOWN_PATH_LENGTH
from sites.towns import home_pages

Pages = TypeVar("Pages", bound=PageQuerySet)


def open_to_all(pages: Pages) -> Pages:
    """Return the pages that nobody has to sign in or know a password for.

    Wagtail's ``public()`` loads the restrictions of all towns for that; this asks within one query, page by page.
    """
    restrictions = PageViewRestriction.objects.filter(
        page__path__gte=Substr(OuterRef("path"), 1, TOWN_PATH_LENGTH),
        page__path__lte=OuterRef("path"),
        page__path=Substr(OuterRef("path"), 1, Length("page__path")),
    )
    return pages.filter(~Exists(restrictions))


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
