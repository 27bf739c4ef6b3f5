"""The list of a town's places."""

from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse

from kpss_pages.barrier_free.answering import barrier_free
from kpss_pages.barrier_free.models import BarrierFreeIndexPage


@barrier_free.register("list")
def show_list(page: BarrierFreeIndexPage, request: HttpRequest) -> HttpResponse:
    context = page.get_context(request)
    return TemplateResponse(request, "kpss_barrier_free/barrier_free_index_page.html", context)
