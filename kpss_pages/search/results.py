"""What a reader sees of the hits."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Case, IntegerField, OuterRef, Subquery, Value, When
from django.http import HttpRequest
from django.utils import timezone
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from wagtail.models import Page

from kpss_pages.search.highlighting import highlighted, snippet
from kpss_pages.search.hits import Hit
from sites.models import DocumentText, TownDocument


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
    pages_found = _best_pages(documents, stems) if documents else {}
    results = []
    for hit in hits:
        if hit.is_document and hit.pk in documents:
            results.append(_of_document(documents[hit.pk], pages_found.get(hit.pk), stems))
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


def _best_pages(document_ids: Iterable[int], stems: list[str]) -> dict[int, DocumentText]:
    """Return the page of each document that has most of the stems, the first among equals; none where only titles do."""
    found = sum(
        (Case(When(stems__contains=f" {stem} ", then=1), default=0, output_field=IntegerField()) for stem in stems),
        Value(0),
    )
    best = (
        DocumentText.objects.filter(document=OuterRef("pk"))
        .annotate(found=found)
        .filter(found__gt=0)
        .order_by("-found", "number")
        .values("pk")[:1]
    )
    chosen = TownDocument.objects.filter(pk__in=list(document_ids)).values(best=Subquery(best))
    return {text.document_id: text for text in DocumentText.objects.filter(pk__in=chosen)}


def _of_document(document: TownDocument, text: DocumentText | None, stems: list[str]) -> Result:
    kind = document.file_extension.upper()
    number = text.number if text else 0
    return Result(
        title=highlighted(document.title, stems),
        url=f"{document.url}#page={number}" if number and kind == "PDF" else document.url,
        snippet=snippet(text.text, stems) if text else SafeString(""),
        kind_label=(
            _("Document, %(type)s, page %(page)d") % {"type": kind, "page": number}
            if number
            else _("Document, %(type)s") % {"type": kind}
        ),
        date=timezone.localdate(document.created_at),
    )
