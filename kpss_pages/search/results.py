"""What a reader sees of the hits."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.http import HttpRequest
from django.utils import timezone
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from wagtail.models import Page

from kpss_pages.search.highlighting import highlighted, snippet
from kpss_pages.search.hits import Hit
from sites.models import TownDocument


@dataclass(frozen=True)
class Result:
    """A line of the results; ``title`` and ``snippet`` have the words that were looked for in ``<mark>``."""

    title: SafeString
    url: str
    snippet: SafeString
    kind_label: str
    date: date | None


def results_of(hits: Iterable[Hit], stems: list[str], request: HttpRequest) -> list[Result]:
    """Return the hits with what is shown of them, in their order; what has vanished meanwhile is left out."""
    hits = list(hits)
    pages = Page.objects.select_related("page_text").in_bulk([hit.pk for hit in hits if not hit.is_document])
    documents = TownDocument.objects.in_bulk([hit.pk for hit in hits if hit.is_document])
    results = []
    for hit in hits:
        if hit.is_document and hit.pk in documents:
            results.append(_of_document(documents[hit.pk], stems))
        elif not hit.is_document and hit.pk in pages:
            results.append(_of_page(pages[hit.pk], stems, request))
    return results


def _of_page(page: Page, stems: list[str], request: HttpRequest) -> Result:
    text = page.page_text.text if hasattr(page, "page_text") else ""
    changed_on = timezone.localdate(page.last_published_at) if page.last_published_at else None
    return Result(
        title=highlighted(page.title, stems),
        url=page.get_url(request) or "",
        snippet=snippet(text, stems),
        kind_label="",
        date=changed_on,
    )


def _of_document(document: TownDocument, stems: list[str]) -> Result:
    return Result(
        title=highlighted(document.title, stems),
        url=document.url,
        snippet=SafeString(""),
        kind_label=_("Document, %(type)s") % {"type": document.file_extension.upper()},
        date=timezone.localdate(document.created_at),
    )
