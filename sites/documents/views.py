"""The page about a document, with its versions and where it hung, and the confirmation of that."""

from collections.abc import Callable

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.shortcuts import get_object_or_404, render
from django.utils.cache import add_never_cache_headers
from django.views.decorators.http import require_safe

from sites.documents.history import confirmation_pdf, confirmation_values, periods_of, records_of
from sites.documents.public import pages_with, pass_gate, successor_of
from sites.documents.versions import sha256_of
from sites.limits import count
from sites.models import Publication, TownDocument, TownSettings
from sites.open_pages import open_to_all
from sites.tenancy.scope import town_of, works_for
from sites.towns import current_town

NOT_KEPT = "private, no-store"


@require_safe
def about(request: HttpRequest, document_id: int) -> HttpResponseBase:
    """Show what is known of a document, to whom the document itself is open."""
    document = get_object_or_404(TownDocument.objects.select_related("collection"), pk=document_id)
    _access, answer = pass_gate(document, request)
    if answer is not None:
        return answer
    town = _town(request, document)
    pages = open_to_all(pages_with(str(document.pk), town)).order_by("path")
    context = {
        "document": document,
        "town_name": town.name,
        "sha256": sha256_of(document),
        "since": document.version_since or document.created_at,
        "versions": list(document.versions.all()),
        "successor": successor_of(document),
        "pages": [{"title": page.title, "url": page.get_url(request)} for page in pages],
        "periods": periods_of(records_of(document.pk, town.site_id)),
    }
    response = render(request, "kpss_sites/documents/about.html", context)
    add_never_cache_headers(response)
    return response


@require_safe
def confirmation(request: HttpRequest, document_id: int) -> HttpResponseBase:
    """Answer with the confirmation as PDF."""

    def answer(town: TownSettings, records: list[Publication]) -> HttpResponse:
        count(request, "typeset")
        return HttpResponse(confirmation_pdf(town, records), content_type="application/pdf")

    return _confirmed(request, document_id, answer, "pdf")


@require_safe
def confirmation_data(request: HttpRequest, document_id: int) -> HttpResponseBase:
    """Answer with the confirmation as JSON."""

    def answer(town: TownSettings, records: list[Publication]) -> HttpResponse:
        return JsonResponse(confirmation_values(town, records), json_dumps_params={"ensure_ascii": False})

    return _confirmed(request, document_id, answer, "json")


def _confirmed(
    request: HttpRequest,
    document_id: int,
    answer_with: Callable[[TownSettings, list[Publication]], HttpResponse],
    ending: str,
) -> HttpResponseBase:
    """Answer with what the town has written down of a document; of one that was deleted, to the town's own people."""
    document = TownDocument.objects.select_related("collection").filter(pk=document_id).first()
    if document is not None:
        _access, answer = pass_gate(document, request)
        if answer is not None:
            return answer
    town = _town(request, document)
    if document is None and not works_for(request.user, town.site_id):
        raise Http404
    records = list(records_of(document_id, town.site_id))
    if not records:
        raise Http404
    response = answer_with(town, records)
    response.headers["Content-Disposition"] = f'attachment; filename="publication-{document_id}.{ending}"'
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Cache-Control"] = NOT_KEPT
    return response


def _town(request: HttpRequest, document: TownDocument | None) -> TownSettings:
    """Return the town of the host; on the landing host, where its people read it too, that of the document."""
    town = current_town(request) or (town_of(document) if document is not None else None)
    if town is None:
        raise Http404
    return town
