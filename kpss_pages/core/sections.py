"""Which page is a town's section of a kind: that to which links, mails and printed things lead."""

from typing import TypeVar

from wagtail.models import Page

from kpss_pages.core.querysets import open_to_all
from sites.kept import kept
from sites.models import TownSettings
from sites.page_cache.generations import key_of
from sites.page_cache.tags import menu
from sites.towns import live_homes

Section = TypeVar("Section", bound=Page)


def section_pages(kind: type[Section], town: TownSettings) -> dict[str, Section]:
    """Return the public pages of a kind below a town's homes, by their languages, the town's own first.

    Found once, until a section changes.
    """
    homes = live_homes(town)
    found = {code: _page_below(kind, homes[code], town) for code in town.languages if code in homes}
    return {code: page for code, page in found.items() if page is not None}


def section_page(kind: type[Section], town: TownSettings, language: str = "") -> Section | None:
    """Return the one in a language, else in the town's own, else in the other; None when there is none."""
    homes = live_homes(town)
    codes = (code for code in dict.fromkeys((language, *town.languages)) if code in homes)
    pages = (_page_below(kind, homes[code], town) for code in codes)
    return next((page for page in pages if page is not None), None)


def _page_below(kind: type[Section], home: Page, town: TownSettings) -> Section | None:
    until = key_of(menu(town.site_id, home.locale_id))
    # A list, for "nothing" would not be kept.
    found = kept(f"kpss:section:{kind._meta.label_lower}:{home.pk}", lambda: _find(kind, home), until)
    return found[0] if found else None


def _find(kind: type[Section], home: Page) -> list[Section]:
    return list(open_to_all(kind.objects.child_of(home).live()).select_related("locale")[:1])
