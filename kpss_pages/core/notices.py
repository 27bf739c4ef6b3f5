"""Urgent notices on a town's pages: those of the moment, until the next one starts or ends."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime

from django.http import HttpRequest
from django.utils import timezone
from wagtail.models import Page

from kpss_pages.core.models.urgent_notices import UrgentNotice
from kpss_pages.core.querysets import LISTED_FIELDS, open_to_all
from sites.kept import kept
from sites.languages import current_language
from sites.page_cache.generations import key_of
from sites.page_cache.showing import show_for
from sites.page_cache.tags import town as town_tag
from sites.tenancy.scope import site_id_of


@dataclass(frozen=True)
class KeptNotice:
    """A notice that is not over; ``pages`` are the public ones that say more, by language."""

    texts: dict[str, str]
    starts_at: datetime
    ends_at: datetime
    pages: dict[str, Page] = field(default_factory=dict)


@dataclass(frozen=True)
class ShownNotice:
    """A notice as a page shows it; ``url`` and ``title`` of the page that says more are "" where no public one does."""

    text: str
    language: str
    url: str = ""
    title: str = ""
    title_language: str = ""


def shown_notices(request: HttpRequest, site_id: int) -> list[ShownNotice]:
    """Return a town's notices of the moment in the current language, the newest one first.

    The response then counts only until the next notice starts or ends.
    """
    now = timezone.now()
    notices = _not_over(site_id)
    changes = [moment for notice in notices for moment in (notice.starts_at, notice.ends_at) if moment > now]
    if changes:
        show_for(request, (min(changes) - now).total_seconds())
    language = current_language()
    return [_shown(notice, language, request) for notice in notices if notice.starts_at <= now and now < notice.ends_at]


def _not_over(site_id: int) -> list[KeptNotice]:
    """Return notices that are shown or still to come: looked for once, until the tag of all of the town's pages ends."""
    return kept(f"kpss:notices:{site_id}", lambda: _find(site_id), key_of(town_tag(site_id)))


def _find(site_id: int) -> list[KeptNotice]:
    rows = UrgentNotice.objects.filter(site_id=site_id, ends_at__gt=timezone.now()).select_related("page")
    notices = list(rows.order_by("-starts_at", "-pk"))
    pages = _open_pages((row.page for row in notices if row.page is not None), site_id)
    return [
        KeptNotice(
            texts={code: text for code, text in (("cs", row.text_cs), ("sk", row.text_sk)) if text},
            starts_at=row.starts_at,
            ends_at=row.ends_at,
            pages={
                page.locale.language_code: page
                for page in pages
                if row.page is not None and page.translation_key == row.page.translation_key
            },
        )
        for row in notices
    ]


def _open_pages(pages: Iterable[Page], site_id: int) -> list[Page]:
    """Return what the public may read of pages and their translations."""
    keys = {page.translation_key for page in pages}
    if not keys:
        return []
    found = open_to_all(Page.objects.filter(translation_key__in=keys).live()).select_related("locale")
    listed = found.only(*LISTED_FIELDS, "translation_key", "locale__language_code")
    return [page for page in listed if site_id_of(page) == site_id]


def _shown(notice: KeptNotice, language: str, request: HttpRequest) -> ShownNotice:
    written = language if language in notice.texts else next(iter(notice.texts))
    page = notice.pages.get(language) or next(iter(notice.pages.values()), None)
    url = page.get_url(request) if page is not None else None
    if page is None or url is None:
        return ShownNotice(notice.texts[written], written)
    return ShownNotice(notice.texts[written], written, url, page.title, page.locale.language_code)
