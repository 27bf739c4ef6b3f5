"""What surrounds every page of a town: menu, languages, breadcrumbs, visit counts. Worked out only when a template asks."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import SimpleLazyObject
from django.utils.translation import get_language_info
from django.utils.translation import gettext as _
from wagtail.models import Page

from kpss_pages.core.feeds import FeedLink, section_feeds
from kpss_pages.core.notices import ShownNotice, shown_notices
from kpss_pages.core.querysets import LISTED_FIELDS, open_to_all
from sites.kept import kept
from sites.languages import current_language
from sites.models import TownSettings
from sites.page_cache.entries import Address
from sites.page_cache.generations import key_of
from sites.page_cache.tags import menu, parameters_of
from sites.page_cache.tags import page as page_tag
from sites.towns import current_town, live_homes, live_languages
from sites.visits import Visits, visits_of


@dataclass(frozen=True)
class LanguageLink:
    """A language of the town; the addresses, a path and a whole one, are None where the page has no live translation.

    ``query`` is what the page is asked for in any language, "?" included: the filters of a list, as far as it has
    understood them. The whole address, which search engines are told, is without it.
    """

    code: str
    name: str
    url: str | None
    full_url: str | None
    is_current: bool
    query: str = ""


@dataclass(frozen=True)
class Crumb:
    """A step of the breadcrumbs; ``url`` is "" where there is nothing to link to."""

    title: str
    url: str


ADMIN_PATH = "/admin/"
QUICK_WAYS = ("catalog", "barrier_free", "plans", "events", "news", "contacts", "search")
"""Sections that the home page leads to, in this order."""
FOOTER_PARTS = ("contacts", "subscriptions")
"""Sections that the foot of every page leads to, in this order."""


def chrome(request: HttpRequest) -> dict[str, Any]:
    """Context processor: ``town`` and, worked out when asked for, the parts named below; nothing in the admin.

    Wagtail's templates have variables of the same names: ``search_url`` is that of a chooser there.
    """
    town = current_town(request)
    if town is None or request.path_info.startswith(ADMIN_PATH):
        return {"town": None}
    parts = Chrome(request, town)
    lazily: dict[str, Callable[[], Any]] = {
        "home": parts.home,
        "menu": parts.menu,
        "languages": parts.languages,
        "breadcrumbs": parts.breadcrumbs,
        "legal_pages": parts.legal_pages,
        "shortcuts": parts.shortcuts,
        "footer_parts": parts.footer_parts,
        "subscriptions_url": parts.subscriptions_url,
        "search_url": parts.search_url,
        "feed_url": parts.feed_url,
        "feeds": parts.feeds,
        "open_data_url": parts.open_data_url,
        "barrier_free_url": parts.barrier_free_url,
        "notices": parts.notices,
        "visits": parts.visits,
    }
    return {"town": town, **{name: SimpleLazyObject(make) for name, make in lazily.items()}}


class Chrome:
    """The chrome of one response."""

    def __init__(self, request: HttpRequest, town: TownSettings) -> None:
        self.request = request
        self.town = town
        self.page: Page | None = getattr(request, "page", None)
        self.language = current_language()

    def home(self) -> Page:
        """The home page in the current language, the town's own when there is none."""
        return live_homes(self.town).get(self.language) or self.town.site.root_page

    def _children(self) -> list[Page]:
        """Pages below the home page, to which every page of the language links: found once, until one of them changes."""
        if not hasattr(self, "_listed"):
            home = self.home()
            until = key_of(menu(self.town.site_id, home.locale_id))
            self._listed = kept(f"kpss:children:{home.pk}", lambda: _find_children(home), until)
            for page in self._listed:
                page.local_url = page.get_url(self.request)
        return self._listed

    def menu(self) -> list[Page]:
        """Pages of the main navigation in the order of the tree; ``is_current`` marks the section that is open."""
        pages = [page for page in self._children() if page.show_in_menus]
        for page in pages:
            page.is_current = self.page is not None and self.page.path.startswith(page.path)
        return pages

    def legal_pages(self) -> list[Page]:
        """Pages that the footer links to: children of the home page that are not in the menu and no sections."""
        return [page for page in self._children() if not page.show_in_menus and not _chrome_part(page)]

    def shortcuts(self) -> list[Page]:
        """The sections of ``QUICK_WAYS`` that the town has."""
        return self._sections(QUICK_WAYS)

    def footer_parts(self) -> list[Page]:
        """The sections of ``FOOTER_PARTS`` that the town has."""
        return self._sections(FOOTER_PARTS)

    def _sections(self, parts: Sequence[str]) -> list[Page]:
        sections = [page for page in self._children() if _chrome_part(page) in parts]
        return sorted(sections, key=lambda page: parts.index(_chrome_part(page)))

    def search_url(self) -> str:
        """The address of the search page, "" for a town without one."""
        return self._url_of_part("search")

    def feed_url(self) -> str:
        """The address of the town's news feed in the current language, "" for a town without news."""
        index_url = self._url_of_part("news")
        return f"{index_url}feed/" if index_url else ""

    def subscriptions_url(self) -> str:
        """The address where people subscribe to news by e-mail, "" for a town without it."""
        return self._url_of_part("subscriptions")

    def feeds(self) -> list[FeedLink]:
        """All feeds of the town in the current language, those of its sections first."""
        urls = ((title, self._url_of_part(part)) for part, title in section_feeds().items())
        links = [FeedLink(str(title), f"{url}feed/") for title, url in urls if url]
        if self.language in live_homes(self.town):
            links.append(FeedLink(_("Documents"), reverse("kpss_documents_feed")))
            links.append(FeedLink(_("Changes"), reverse("kpss_changes_feed")))
        return links

    def open_data_url(self) -> str:
        """The address of the list of the town's data sets, "" for a town without one."""
        return self._url_of_part("open_data")

    def barrier_free_url(self) -> str:
        """The address of the town's barrier-free map, "" for a town without one."""
        return self._url_of_part("barrier_free")

    def _url_of_part(self, part: str) -> str:
        return next((page.local_url for page in self._children() if _chrome_part(page) == part), "")

    def languages(self) -> list[LanguageLink]:
        """The town's languages when it has several; empty for a town of one language."""
        codes = live_languages(self.town)
        if len(codes) < 2:
            return []
        translations: dict[str, Page] = {}
        if self.page is not None and self.page.pk == self.home().pk:
            translations = live_homes(self.town)
        elif self.page is not None:
            translations = self._translations(self.page)
        links = []
        for code in codes:
            is_current = code == self.language
            page = self.page if is_current else translations.get(code)
            url = page.get_url(self.request) if page is not None else None
            name = get_language_info(code)["name_local"]
            full_url = page.get_full_url(self.request) if page is not None else None
            links.append(LanguageLink(code, name, url, full_url, is_current, self._query()))
        return links

    def _query(self) -> str:
        """Return what the page has understood of the address, "?" included; where it has not said, what its kind reads."""
        understood: str | None = getattr(self.request, "understood", None)
        if understood is not None:
            return f"?{understood}" if understood else ""
        read = parameters_of(type(self.page)) if self.page is not None else ()
        asked = [(name, value) for name, value in Address.of(self.request).parameters if name in read]
        return f"?{urlencode(asked)}" if asked else ""

    def _translations(self, page: Page) -> dict[str, Page]:
        """Live translations of a page by language; whatever changes where they are ends the tag of the page too."""
        return kept(f"kpss:translations:{page.pk}", lambda: _find_translations(page), key_of(page_tag(page.pk)))

    def breadcrumbs(self) -> list[Crumb]:
        """Steps above the site, then the page's ancestors; the page itself is left out."""
        crumbs = [Crumb(row.title, row.url) for row in self.town.parent_breadcrumbs.all()]
        for ancestor in self._ancestors():
            crumbs.append(Crumb(ancestor.title, ancestor.get_url(self.request) or ""))
        return crumbs

    def _ancestors(self) -> list[Page]:
        """Published pages above the current one, the home page first."""
        home = self.home()
        if self.page is None or not self.page.is_descendant_of(home):
            return []
        if self.page.depth == home.depth + 1:
            return [home]
        if self.page.depth == home.depth + 2:
            for page in self._children():
                if self.page.path.startswith(page.path):
                    return [home, page]
        return [home, *self.page.get_ancestors().filter(depth__gt=home.depth).live()]

    def notices(self) -> list[ShownNotice]:
        """What everybody has to know at this moment, the newest first."""
        return shown_notices(self.request, self.town.site_id)

    def visits(self) -> Visits | None:
        """Visit counts, None when the town does not show them."""
        return visits_of(self.town.site_id) if self.town.counts_visits else None


def _find_children(home: Page) -> list[Page]:
    return list(open_to_all(home.get_children().live()).only(*LISTED_FIELDS))


def _find_translations(page: Page) -> dict[str, Page]:
    # Of the plain kind: where a page lies does not depend on it.
    others = Page.objects.filter(translation_key=page.translation_key).exclude(pk=page.pk).live()
    found = open_to_all(others).select_related("locale").only(*LISTED_FIELDS, "locale__language_code")
    return {other.locale.language_code: other for other in found}


def _chrome_part(page: Page) -> str:
    return getattr(page.specific_class, "chrome_part", "")
