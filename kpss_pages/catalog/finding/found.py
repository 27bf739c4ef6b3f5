"""Finds the services of a town that answer what is asked for."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from functools import cached_property
from typing import Any

from django.core.paginator import Page as ListPage
from django.utils import timezone
from django.utils.translation import override

from kpss_pages.catalog.finding import words as wording_of_queries
from kpss_pages.catalog.finding.facets import Facet, facets_of, sifted, values_by_facet
from kpss_pages.catalog.finding.filters import BY_DISTANCE, BY_NAME, Filters
from kpss_pages.catalog.finding.near import Place, distance_of, place_at, places_of
from kpss_pages.catalog.finding.stock import Entry, Stock, sort_text, stock_of
from kpss_pages.catalog.finding.wording import Part, parts_of, sentence_of
from kpss_pages.catalog.freshness import Freshness
from kpss_pages.catalog.models import CatalogSettings, LifeSituation, Service, Synonyms
from kpss_pages.catalog.settings_of import settings_of
from kpss_pages.catalog.shown import ShownService, shown_services
from kpss_pages.catalog.vocabulary import service_types
from kpss_pages.core.listing import page_of
from sites.models import TownSettings

PAGE_SIZE = 20


@dataclass(frozen=True)
class Found:
    """What was found, in order: ``filters`` are those that counted, ``kilometres`` distances by id where one is asked for.

    ``in_stock`` counts all services that the town offers.
    """

    filters: Filters
    entries: list[Entry]
    facets: tuple[Facet, ...]
    parts: list[Part]
    sentence: str
    sort: str
    kilometres: Mapping[int, float]
    situations: list[LifeSituation]
    places: Mapping[str, Place]
    place: Place | None
    in_stock: int
    settings: CatalogSettings
    names: list[str] = field(default_factory=list)
    """Names by which a word that was typed wrongly can be recognised."""

    @cached_property
    def ids(self) -> list[int]:
        return [entry.pk for entry in self.entries]

    @property
    def count(self) -> int:
        return len(self.entries)

    def facet(self, name: str) -> Facet:
        return next(facet for facet in self.facets if facet.name == name)

    def page(self, number: str | None, size: int = PAGE_SIZE) -> "ListPage[Any]":
        """Return one page of what was found, its services read whole (three queries)."""
        page = page_of(self.ids, number, size)
        page.object_list = self.shown(page.object_list)
        return page

    def shown(self, ids: Iterable[int] | None = None) -> list[ShownService]:
        """Return services read whole, in the order of their ids: all that were found unless some are named."""
        ids = list(self.ids if ids is None else ids)
        rows = Service.objects.in_town(self.settings.site_id).published().whole().in_bulk(ids) if ids else {}
        return shown_services([rows[pk] for pk in ids if pk in rows], self.settings)


def find(
    town: TownSettings,
    language: str,
    filters: Filters,
    settings: CatalogSettings | None = None,
    now: datetime | None = None,
) -> Found:
    """Find what answers, in at most seven queries; ``settings`` are the town's choices for its catalogue if at hand."""
    settings = settings or settings_of(town.site_id)
    moment = now or timezone.now()
    today: date = moment.astimezone(town.zone).date()
    stock = stock_of(town.site_id, Freshness.of(settings, today))
    situations = list(LifeSituation.objects.filter(site=town.site_id))
    places = places_of(town.site_id, stock)
    filters = _with_what_is_there(filters, stock, situations, places)
    place = place_at(filters.near, places) if filters.near else None
    kilometres = _distances(stock.entries, place)
    entries: list[Entry] = stock.entries
    scores: dict[int, float] = {}
    synonyms: list[str] = []
    if filters.q:
        synonyms = list(Synonyms.objects.filter(site=town.site_id).values_list("words", flat=True))
        scores = _scores(filters.q, synonyms, situations, entries)
        entries = [entry for entry in entries if entry.pk in scores]
    if filters.km:
        entries = [entry for entry in entries if kilometres.get(entry.pk, filters.km + 1) <= filters.km]
    passed, counts = sifted(entries, filters, values_by_facet(town, moment, situations))
    sort = filters.sort or (BY_DISTANCE if place and not filters.q else "" if filters.q else BY_NAME)
    with override(language):
        situation = next((each.name_in(language) for each in situations if each.slug == filters.situation), "")
        parts = parts_of(filters, language, situation, place.name if place else "")
        return Found(
            filters=filters,
            entries=_ordered(passed, sort, scores, kilometres, language, town),
            facets=facets_of(filters, counts, situations, stock.municipalities, language),
            parts=parts,
            sentence=sentence_of(len(passed), parts),
            sort=sort,
            kilometres=kilometres,
            situations=situations,
            places=places,
            place=place,
            in_stock=len(stock.entries),
            settings=settings,
            names=[*_names(stock, situations, language), *synonyms],
        )


def _with_what_is_there(
    filters: Filters, stock: Stock, situations: Iterable[LifeSituation], places: Mapping[str, Place]
) -> Filters:
    """Drop what the town does not have: life situations, municipalities, places."""
    if filters.situation and filters.situation not in {each.slug for each in situations}:
        filters = replace(filters, situation="")
    if filters.municipality:
        known = tuple(name for name in filters.municipality if name in stock.municipalities)
        filters = replace(filters, municipality=known)
    if filters.near and place_at(filters.near, places) is None:
        filters = filters.without("near")
    return filters


def _scores(query: str, synonyms: list[str], situations: list[LifeSituation], entries: list[Entry]) -> dict[int, float]:
    """Return how well services answer all words of a query."""
    thesaurus = wording_of_queries.Thesaurus.of(synonyms, situations)
    search = wording_of_queries.Search(query, thesaurus, wording_of_queries.situation_leads_to)
    if not search.words:
        return {}
    by_word = search.scores(entries)
    return {pk: sum(worth.values()) for pk, worth in by_word.items() if len(worth) == len(search.words)}


def _distances(entries: Iterable[Entry], place: Place | None) -> dict[int, float]:
    if place is None:
        return {}
    distances = ((entry.pk, distance_of(entry, place)) for entry in entries)
    return {pk: distance for pk, distance in distances if distance is not None}


def _ordered(
    entries: list[Entry],
    sort: str,
    scores: Mapping[int, float],
    kilometres: Mapping[int, float],
    language: str,
    town: TownSettings,
) -> list[Entry]:
    """Put services in order; what nobody has confirmed for long comes behind the others."""

    def called(entry: Entry) -> str:
        return entry.sorts_as if language == town.default_language else sort_text(entry.name, language)

    def place(entry: Entry) -> tuple[bool, float, str, int]:
        first = 0.0
        if sort == BY_DISTANCE:
            first = kilometres.get(entry.pk, float("inf"))
        elif not sort:
            first = -scores.get(entry.pk, 0)
        return entry.is_stale, first, called(entry), entry.pk

    return sorted(entries, key=place)


def _names(stock: Stock, situations: Iterable[LifeSituation], language: str) -> Iterable[str]:
    types = service_types()
    yield from (types[code].name_in(language) for code in {entry.type_code for entry in stock.entries} if code in types)
    yield from (entry.name for entry in stock.entries)
    yield from stock.municipalities
    yield from (each.words for each in situations)
