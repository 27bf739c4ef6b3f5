"""Pages that nobody has to sign in or know a password for."""

from typing import TypeVar

from django.db.models import BooleanField, Func
from wagtail.query import PageQuerySet

from sites.page_urls import TOWN_PATH_LENGTH

Pages = TypeVar("Pages", bound=PageQuerySet)


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
