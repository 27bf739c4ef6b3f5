"""Finds the services of a town that answer what is asked for."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cached_property
from typing import Any

from django.core.paginator import Page as ListPage
from django.utils import timezone
from django.utils.translation import override

from kpss_pages.catalog.finding.facets import Facet, facets_of, sifted, standing_values
from kpss_pages.catalog.finding.filters import BY_DISTANCE, BY_NAME, Filters
from kpss_pages.catalog.finding.near import Place, distance_of, place_at, places_of
from kpss_pages.catalog.finding.opening import is_open
from kpss_pages.catalog.finding.stock import Entry, Stock, sort_text, stock_of
from kpss_pages.catalog.finding.wording import Part, parts_of, sentence_of
from kpss_pages.catalog.finding.words import Search, Thesaurus, meant, situation_leads_to
from kpss_pages.catalog.freshness import Freshness
from kpss_pages.catalog.models import CatalogSettings, LifeSituation, Service, Synonyms
from kpss_pages.catalog.settings_of import settings_of
from kpss_pages.catalog.shown import ShownService, shown_services
from kpss_pages.catalog.vocabulary import service_types
from kpss_pages.contacts.public.listing import letter_of
from kpss_pages.core.listing import page_of
from sites.kept import AtHand
from sites.models import TownSettings
from sites.page_cache.generations import key_of
from sites.page_cache.tags import anything_of

PAGE_SIZE = 20
MOST_AT_HAND = 32
"""Towns of which one process has what they offer at hand: some 2 MB each with 500 services."""


@dataclass(frozen=True)
class Answer:
    """The services that pass, out of order, and how many each value of a facet would leave."""

    entries: list[Entry]
    counts: Mapping[str, Counter[str]]
    scores: Mapping[int, float]


@dataclass(frozen=True)
class Offer:
    """What a town offers and by what it is found, whoever asks; nobody may change it."""

    stock: Stock
    situations: list[LifeSituation]
    synonyms: list[str]
    places: Mapping[str, Place]
    thesaurus: Thesaurus
    standing: Mapping[int, Mapping[str, Collection[str]]]
    """Values of the facets by the ids of services (``standing_values``)."""


_at_hand: AtHand[Offer] = AtHand(MOST_AT_HAND)


def offer_of(site_id: int, freshness: Freshness) -> Offer:
    """Return what a town offers: six queries unless this process has it at hand since something of the town changed."""
    return _at_hand.get((site_id, freshness), lambda: _read(site_id, freshness), key_of(anything_of(site_id)))


def _read(site_id: int, freshness: Freshness) -> Offer:
    stock = stock_of(site_id, freshness)
    situations = list(LifeSituation.objects.filter(site=site_id))
    synonyms = list(Synonyms.objects.filter(site=site_id).values_list("words", flat=True))
    return Offer(
        stock=stock,
        situations=situations,
        synonyms=synonyms,
        places=places_of(site_id, stock),
        thesaurus=Thesaurus.of(synonyms, situations),
        standing=standing_values(stock.entries, situations),
    )


@dataclass(frozen=True)
class Surroundings:
    """What a town's catalogue has to be asked with."""

    town: TownSettings
    settings: CatalogSettings
    moment: datetime
    offer: Offer

    def known(self, filters: Filters) -> Filters:
        """Drop what the town does not have: life situations, municipalities, places."""
        if filters.situation and filters.situation not in {each.slug for each in self.offer.situations}:
            filters = replace(filters, situation="")
        if filters.municipality:
            known = tuple(name for name in filters.municipality if name in self.offer.stock.municipalities)
            filters = replace(filters, municipality=known)
        return filters if not filters.near or place_at(filters.near, self.offer.places) else filters.without("near")

    def answer(self, filters: Filters, kilometres: Mapping[int, float]) -> Answer:
        entries, scores = self.offer.stock.entries, {}
        if filters.q:
            scores = self._scores(filters.q)
            entries = [entry for entry in entries if entry.pk in scores]
        if filters.km and filters.near:
            entries = [entry for entry in entries if kilometres.get(entry.pk, filters.km + 1) <= filters.km]
        passed, counts = sifted(entries, filters, self.offer.standing, self.is_open)
        return Answer(passed, counts, scores)

    def is_open(self, entry: Entry) -> bool:
        return is_open(entry, self.moment, self.town.country, self.town.zone)

    def distances(self, place: Place | None) -> dict[int, float]:
        if place is None:
            return {}
        found = ((entry.pk, distance_of(entry, place)) for entry in self.offer.stock.entries)
        return {pk: distance for pk, distance in found if distance is not None}

    def _scores(self, query: str) -> dict[int, float]:
        """Return how well services answer all words of a query."""
        search = Search(query, self.offer.thesaurus, situation_leads_to)
        by_word = search.scores(self.offer.stock.entries) if search.words else {}
        return {pk: sum(worth.values()) for pk, worth in by_word.items() if len(worth) == len(search.words)}


@dataclass(frozen=True)
class NearMiss:
    """What would be found if less were asked for: ``count`` services without one part."""

    part: Part
    count: int


@dataclass(frozen=True)
class Found:
    """What was found, in order: ``filters`` are those that counted, ``kilometres`` distances by id where one is asked for."""

    around: Surroundings
    language: str
    filters: Filters
    entries: list[Entry]
    facets: tuple[Facet, ...]
    parts: list[Part]
    sentence: str
    sort: str
    place: Place | None
    kilometres: Mapping[int, float]

    @cached_property
    def ids(self) -> list[int]:
        return [entry.pk for entry in self.entries]

    @property
    def count(self) -> int:
        return len(self.entries)

    @property
    def in_stock(self) -> int:
        """How many services the town offers in all."""
        return len(self.around.offer.stock.entries)

    @property
    def narrowed_by(self) -> int:
        """How many parts are asked for besides the words, which stand in a field of their own."""
        return len(self.parts) - bool(self.filters.q)

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
        rows = Service.objects.in_town(self.around.town.site_id).published().whole().in_bulk(ids) if ids else {}
        return shown_services([rows[pk] for pk in ids if pk in rows], self.around.settings)

    def letters(self, size: int = PAGE_SIZE) -> list[tuple[str, int]]:
        """Return the letters from A to Z with the number of the page on which each begins, of fresh entries if there are any."""
        if self.sort != BY_NAME or self.count <= size:
            return []
        first: dict[str, int] = {}
        for place, entry in enumerate(self.entries):
            if entry.is_stale == self.entries[0].is_stale:
                first.setdefault(letter_of(entry.name, self.language), place // size + 1)
        return list(first.items())

    @cached_property
    def near_misses(self) -> list[NearMiss]:
        """What would be found without one part of what is asked for, where nothing was found."""
        if self.entries:
            return []
        misses = (NearMiss(part, self._count(part.without)) for part in self.parts if part.without)
        return [miss for miss in misses if miss.count]

    @cached_property
    def fewer_words(self) -> list[tuple[Filters, int]]:
        """The words of a query that found nothing one by one, with how many services each finds."""
        words = self.filters.q.split()
        if self.entries or len(words) < 2:
            return []
        asked = [self.filters.changed(q=word) for word in dict.fromkeys(words) if len(word) > 3]
        return [(each, count) for each in asked if (count := self._count(each))]

    @cached_property
    def meant(self) -> Filters | None:
        """The same with words that are nearly those which were typed, when these find something."""
        if self.entries or not self.filters.q:
            return None
        query = meant(self.filters.q, [*_names(self.around, self.language), *self.around.offer.synonyms])
        filters = self.filters.changed(q=query)
        return filters if query and self._count(filters) else None

    def _count(self, filters: Filters) -> int:
        return len(self.around.answer(filters, self.kilometres).entries)


def find(
    town: TownSettings,
    language: str,
    filters: Filters,
    settings: CatalogSettings | None = None,
    now: datetime | None = None,
) -> Found:
    """Find what answers; ``settings`` are the town's choices for its catalogue, asked for unless they are given."""
    settings = settings or settings_of(town.site_id)
    moment = now or timezone.now()
    offer = offer_of(town.site_id, Freshness.of(settings, moment.astimezone(town.zone).date()))
    around = Surroundings(town, settings, moment, offer)
    filters = around.known(filters)
    place = place_at(filters.near, offer.places) if filters.near else None
    kilometres = around.distances(place)
    answer = around.answer(filters, kilometres)
    # By relevance where words are looked for, by distance from a place, by name otherwise.
    sort = filters.sort or ("" if filters.q else BY_DISTANCE if place else BY_NAME)
    with override(language):
        situation = next((each.name_in(language) for each in offer.situations if each.slug == filters.situation), "")
        parts = parts_of(filters, language, situation, place.name if place else "")
        return Found(
            around=around,
            language=language,
            filters=filters,
            entries=_ordered(answer, sort, kilometres, language, town),
            facets=facets_of(
                filters, len(answer.entries), answer.counts, offer.situations, offer.stock.municipalities, language
            ),
            parts=parts,
            sentence=sentence_of(len(answer.entries), parts),
            sort=sort,
            place=place,
            kilometres=kilometres,
        )


def _ordered(
    answer: Answer, sort: str, kilometres: Mapping[int, float], language: str, town: TownSettings
) -> list[Entry]:
    """Put services in order; what nobody has confirmed for long comes behind the others."""

    def called(entry: Entry) -> str:
        return entry.sorts_as if language == town.default_language else sort_text(entry.name, language)

    def place(entry: Entry) -> tuple[bool, float, str, int]:
        first = 0.0
        if sort == BY_DISTANCE:
            first = kilometres.get(entry.pk, float("inf"))
        elif sort != BY_NAME:
            first = -answer.scores.get(entry.pk, 0)
        return entry.is_stale, first, called(entry), entry.pk

    return sorted(answer.entries, key=place)


def _names(around: Surroundings, language: str) -> Iterable[str]:
    """Yield the names by which a word that was typed wrongly can be recognised."""
    types = service_types()
    codes = {entry.type_code for entry in around.offer.stock.entries}
    yield from (types[code].name_in(language) for code in codes if code in types)
    yield from (entry.name for entry in around.offer.stock.entries)
    yield from around.offer.stock.municipalities
    yield from (each.words for each in around.offer.situations)
