"""Answers for the files below the open data page."""

from typing import TYPE_CHECKING

from django.http import Http404, HttpRequest, HttpResponseBase

from kpss_pages.core.data_files import serve_data
from kpss_pages.open_data.catalogue import catalogue_of, data_set_of, wants
from kpss_pages.open_data.files import Content, File
from kpss_pages.open_data.writing import CONTENT_TYPE, graph_of, list_of, one
from sites.models import TownSettings
from sites.towns import current_town

if TYPE_CHECKING:
    from kpss_pages.open_data.models import OpenDataPage


def answer(page: "OpenDataPage", request: HttpRequest, file: File) -> HttpResponseBase:
    """Answer with a file; 404 below a page that is not the one which serves them, and for what the town cannot have."""
    town = current_town(request)
    if town is None or type(page).objects.serving(town) != page:
        raise Http404
    if file.of is None or file.content is Content.ABOUT:
        return _about(page, town, request, file)
    if file.content is Content.SCHEMA_ORG:
        return serve_data(request, graph_of(file.of.schema_org(town, request)), CONTENT_TYPE)
    if not file.of.has_norm(town):
        raise Http404
    return serve_data(request, list_of(file.of.things(town, request), file.of.context), CONTENT_TYPE)


def _about(page: "OpenDataPage", town: TownSettings, request: HttpRequest, file: File) -> HttpResponseBase:
    if wants(page, town):
        raise Http404
    value = catalogue_of(page, town) if file.of is None else data_set_of(page, town, file.of)
    return serve_data(request, one(value), CONTENT_TYPE)
