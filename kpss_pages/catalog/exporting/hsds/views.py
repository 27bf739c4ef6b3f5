"""Answers of the feed, at the addresses of the specification's API reference."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.http import Http404, HttpRequest, HttpResponseBase
from django.utils.translation import gettext as _
from django.utils.translation import override

from kpss_pages.catalog.answering import catalog
from kpss_pages.catalog.exporting.chosen import KEPT_SECONDS
from kpss_pages.catalog.exporting.hsds.ids import Ids
from kpss_pages.catalog.exporting.hsds.organizations import organizations_of
from kpss_pages.catalog.exporting.hsds.paging import Part, lines_of, page_of, text_of
from kpss_pages.catalog.exporting.hsds.reading import (
    asked_for,
    at_locations,
    is_called,
    organizations,
    related_types,
    whole_feed,
)
from kpss_pages.catalog.exporting.hsds.taxonomies import TAXONOMIES, taxonomy_terms
from kpss_pages.catalog.exporting.hsds.things import Feed
from kpss_pages.catalog.exporting.parameters import says_yes
from kpss_pages.catalog.exporting.terms import attributions_of, registers_of, terms_of_town
from kpss_pages.catalog.finding.filters import LONGEST_QUERY
from kpss_pages.catalog.frame import address_of
from kpss_pages.catalog.models import CatalogIndexPage
from kpss_pages.catalog.shown import ShownService
from kpss_pages.core.below import refused, town_of_page
from kpss_pages.core.data_files import serve_data
from kpss_pages.core.linked_data import Thing, known
from sites.limits import count
from sites.models import TownSettings
from sites.page_cache.showing import show_for

VERSION = "3.0"
SPECIFICATION = "https://docs.openreferral.org/en/3.0/"
JSON_TYPE, LINES_TYPE = "application/json", "application/x-ndjson"


@dataclass(frozen=True)
class Asked:
    """A request to the feed of a town."""

    page: CatalogIndexPage
    request: HttpRequest
    town: TownSettings
    feed: Feed

    @property
    def ids(self) -> Ids:
        return self.feed.ids

    @property
    def parameters(self) -> Mapping[str, Any]:
        return self.request.GET

    @property
    def search(self) -> str:
        return str(self.parameters.get("search") or "")[:LONGEST_QUERY]

    @property
    def is_full(self) -> bool:
        return says_yes(self.parameters, "full")


Listing = Callable[[Asked], "Rows"]
Single = Callable[[Asked, str], Thing | None]


@dataclass(frozen=True)
class Rows:
    """All rows of a list and how some of them become things."""

    rows: Sequence[Any]
    things_of: Callable[[Sequence[Any]], Iterable[Thing]]


@catalog.register("hsds")
def hsds(page: CatalogIndexPage, request: HttpRequest, rest: str) -> HttpResponseBase:
    """Answer with a page of a list, one of its things, or what the feed is; 404 for anything else.

    A thing of the specification has no licence of its own, so the answer names it, as those of files do.
    """
    if refusal := refused(request, "GET", "HEAD"):
        return refusal
    count(request, "data")
    # Caches in front are told of no address of the feed, of which there are thousands.
    show_for(request, KEPT_SECONDS)
    with override(page.language):
        town = town_of_page(page, request)
        answer = _answer(Asked(page, request, town, Feed(town, address_of(page, request))), rest)
    if terms := terms_of_town(town):
        answer.headers["Link"] = f'<{terms.address}>; rel="license"'
    return answer


def _answer(asked: Asked, rest: str) -> HttpResponseBase:
    name, _slash, pk = rest.strip("/").partition("/")
    if not name:
        return serve_data(asked.request, [text_of(_about(asked))], JSON_TYPE)
    if name not in LISTS:
        raise Http404
    listing, single = LISTS[name]
    if not pk:
        return _list(asked, listing(asked))
    found = single(asked, pk) if len(pk) == 36 else None
    if found is None:
        raise Http404
    return serve_data(asked.request, [text_of(found)], JSON_TYPE)


def _list(asked: Asked, found: Rows) -> HttpResponseBase:
    if asked.parameters.get("format") == "ndjson":
        return serve_data(asked.request, lines_of(found.things_of(found.rows)), LINES_TYPE)
    page = page_of(found.rows, Part.of(asked.parameters), found.things_of)
    return serve_data(asked.request, [text_of(page)], JSON_TYPE)


def _about(asked: Asked) -> Thing:
    """Say which version it is and where it is described, and whose the data are."""
    attributions = attributions_of(registers_of(asked.town))
    title = _("Social services in the catalogue of “%(town)s”.") % {"town": asked.town.name}
    return {
        "version": VERSION,
        "profile": SPECIFICATION,
        "openapi_url": f"{asked.feed.catalogue}openapi.json",
        "description": " ".join([title, *attributions]),
        "publisher": {
            "name": asked.town.operator or asked.town.name,
            **known({"email": asked.town.filing_email, "website": asked.town.site.root_url}),
        },
    }


def _services(asked: Asked) -> Rows:
    chosen = asked_for(asked.page, asked.request, asked.ids)
    if says_yes(asked.parameters, "minimal"):
        return Rows(chosen.ids, lambda pks: ({"id": asked.ids.of_service(pk)} for pk in pks))
    is_full = asked.is_full
    return Rows(
        chosen.ids,
        lambda pks: (asked.feed.service(shown, is_full=is_full) for shown in chosen.services(list(pks))),
    )


def _service(asked: Asked, pk: str) -> Thing | None:
    chosen = whole_feed(asked.page, asked.request)
    found = [each for each in chosen.ids if asked.ids.of_service(each) == pk]
    shown: ShownService | None = next(chosen.services(found), None)
    return asked.feed.service(shown, is_full=True) if shown else None


def _organizations(asked: Asked) -> Rows:
    wanted = {"is_full": asked.is_full, "has_services_full": says_yes(asked.parameters, "full_service")}
    return Rows(
        organizations(asked.town.site_id, asked.search),
        lambda pks: organizations_of(asked.feed, pks, **wanted),
    )


def _organization(asked: Asked, pk: str) -> Thing | None:
    found = [each for each in organizations(asked.town.site_id) if asked.ids.of_organization(each) == pk]
    has_services_full = says_yes(asked.parameters, "full_service")
    return next(organizations_of(asked.feed, found, is_full=True, has_services_full=has_services_full), None)


def _at_locations(asked: Asked) -> Rows:
    """Return services at locations, in the order of the services: pages are those of the places."""
    chosen = asked_for(asked.page, asked.request, asked.ids)
    is_full = asked.is_full

    def things_of(pairs: Sequence[tuple[int, str]]) -> Iterator[Thing]:
        wanted = {asked.ids.of_service_at_location(*pair) for pair in pairs}
        for shown in chosen.services(list(dict.fromkeys(pk for pk, _location in pairs))):
            found = asked.feed.at_locations(shown, is_full=is_full)
            yield from (each for each in found if each["id"] in wanted)

    return Rows(at_locations(chosen, asked.ids), things_of)


def _at_location(asked: Asked, pk: str) -> Thing | None:
    chosen = whole_feed(asked.page, asked.request)
    pairs = at_locations(chosen, asked.ids)
    there = [number for number, location in pairs if asked.ids.of_service_at_location(number, location) == pk]
    found = (each for shown in chosen.services(there) for each in asked.feed.at_locations(shown, is_full=True))
    return next((each for each in found if each["id"] == pk), None)


def _taxonomies(asked: Asked) -> Rows:
    found = [taxonomy for taxonomy in TAXONOMIES if is_called(str(taxonomy.name), asked.search)]
    return Rows(found, lambda some: (taxonomy.as_thing() for taxonomy in some))


def _taxonomy(asked: Asked, pk: str) -> Thing | None:
    return next((taxonomy.as_thing() for taxonomy in TAXONOMIES if taxonomy.id == pk), None)


def _terms(asked: Asked) -> Rows:
    found = list(taxonomy_terms(asked.ids, related_types(asked.town.site_id)))
    if taxonomy := asked.parameters.get("taxonomy_id"):
        found = [term for term in found if term["taxonomy_detail"]["id"] == taxonomy]
    if asked.parameters.get("parent_id"):
        found = []  # no term stands below another
    return Rows([term for term in found if is_called(term["name"], asked.search)], lambda terms: terms)


def _term(asked: Asked, pk: str) -> Thing | None:
    terms = taxonomy_terms(asked.ids, related_types(asked.town.site_id))
    return next((term for term in terms if term["id"] == pk), None)


LISTS: Mapping[str, tuple[Listing, Single]] = {
    "services": (_services, _service),
    "organizations": (_organizations, _organization),
    "service_at_locations": (_at_locations, _at_location),
    "taxonomies": (_taxonomies, _taxonomy),
    "taxonomy_terms": (_terms, _term),
}
"""The lists of the feed: how all of one are found, and one of them."""
