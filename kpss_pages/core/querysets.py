"""Querysets of pages, which start from a town."""

from typing import Self, TypeVar

from django.db.models import BooleanField, Func
from wagtail.models import PageManager, Site
from wagtail.query import PageQuerySet

from sites.page_urls import TOWN_PATH_LENGTH
from sites.towns import home_pages

Pages = TypeVar("Pages", bound=PageQuerySet)

LISTED_FIELDS = ("content_type", "path", "depth", "url_path", "slug", "title", "show_in_menus", "locale")
"""What a link to a page takes of it: a page has some thirty columns and a body."""


class IsRestricted(Func):
    """Whether a page, by its path, or one above it is open to some people only.

    Written in SQL because every list of every page asks for it, and building the same from the ORM's parts takes
    longer than asking the database.
    """

    template = (
        "EXISTS (SELECT 1 FROM wagtailcore_pageviewrestriction restriction"
        " JOIN wagtailcore_page restricted ON restricted.id = restriction.page_id"
        " WHERE restricted.path >= SUBSTR(%(expressions)s, 1, %(town_path_length)d)"
        " AND restricted.path <= %(expressions)s"
        " AND restricted.path = SUBSTR(%(expressions)s, 1, LENGTH(restricted.path)))"
    )
    output_field = BooleanField()

    def __init__(self, path: str) -> None:
        super().__init__(path, town_path_length=TOWN_PATH_LENGTH)


def open_to_all(pages: Pages) -> Pages:
    """Return the pages that nobody has to sign in or know a password for.

    Wagtail's ``public()`` loads the restrictions of all towns for that; this asks within one query, page by page.
    """
    return pages.exclude(IsRestricted("path"))


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
