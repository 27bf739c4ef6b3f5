"""The page that says what data there are and how to get at them, and their description for programs."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponseBase
from django.utils.translation import gettext as _
from django.utils.translation import override

from kpss_pages.catalog.answering import catalog
from kpss_pages.catalog.exporting.data_set import distributions_below
from kpss_pages.catalog.exporting.exports import JSON_TYPE
from kpss_pages.catalog.exporting.openapi import description_of
from kpss_pages.catalog.exporting.parameters import list_parameters
from kpss_pages.catalog.exporting.plain import FIELDS
from kpss_pages.catalog.exporting.terms import attributions_of, registers_of, terms_of
from kpss_pages.catalog.finding import Filters, Found, find
from kpss_pages.catalog.frame import address_of, frame_of
from kpss_pages.catalog.models import CatalogIndexPage
from kpss_pages.core.below import refused, town_of_page
from kpss_pages.core.data_files import serve_data
from sites.limits import count
from sites.page_cache.showing import withhold


@dataclass(frozen=True)
class Example:
    """An address that works in this town, and what it gives."""

    words: str
    address: str


@catalog.register("data")
def data(page: CatalogIndexPage, request: HttpRequest) -> HttpResponseBase:
    """Answer with the page of examples."""
    if refusal := refused(request, "GET", "HEAD"):
        return refusal
    _read_nothing_of_the_address(request)
    town = town_of_page(page, request)
    address, registers = address_of(page, request), registers_of(town)
    found = find(town, page.language, Filters())
    context: dict[str, Any] = {
        **frame_of(page, request, "data/"),
        "files": distributions_below(address),
        "openapi_url": f"{address}openapi.json",
        "examples": list(_examples(address, found)),
        "csv_url": f"{address}services.csv",
        "parameters": list_parameters(),
        "fields": FIELDS.items(),
        "terms": terms_of(registers),
        "attributions": attributions_of(registers),
        "count": found.in_stock,
    }
    return page.render(request, context_overrides=context, template="kpss_catalog/data.html")


@catalog.register("openapi")
def openapi(page: CatalogIndexPage, request: HttpRequest) -> HttpResponseBase:
    """Answer with the description of the interface."""
    if refusal := refused(request, "GET", "HEAD"):
        return refusal
    count(request, "data")
    _read_nothing_of_the_address(request)
    town = town_of_page(page, request)
    with override(page.language):
        found = description_of(town, address_of(page, request), terms_of(registers_of(town)))
    return serve_data(request, [json.dumps(found, ensure_ascii=False, indent=1)], JSON_TYPE)


def _read_nothing_of_the_address(request: HttpRequest) -> None:
    """Keep nothing under addresses with parameters: there are without end, and they all show the same."""
    if request.GET:
        withhold(request)


def _examples(address: str, found: Found) -> Iterator[Example]:
    """Yield addresses that give something here: of the first values that the town has."""
    yield Example(_("All services as a table"), f"{address}services.csv")
    for name, words in (
        ("type", _("Services of one type: %(name)s")),
        ("group", _("Services for: %(name)s")),
        ("municipality", _("Services in a municipality: %(name)s")),
    ):
        value = max(found.facet(name).values, key=lambda each: each.count, default=None)
        if value is not None:
            chosen: Any = (value.value,)
            query = Filters(**{name: chosen}).querystring()
            yield Example(words % {"name": value.name}, f"{address}services.json?{query}")
    yield Example(_("What is free of charge, as a table"), f"{address}services.csv?{Filters(free=True).querystring()}")
    yield Example(_("The feed: the first ten services, whole"), f"{address}hsds/services?full=true&per_page=10")
    yield Example(_("The feed: all services in one file"), f"{address}hsds/services?full=true&format=ndjson")
