"""Which pages and documents of a town answer a query, the best first."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import BigIntegerField, CharField, Exists, OuterRef, QuerySet, Subquery
from django.db.models.functions import Cast, Length, Substr
from modelsearch.query import PlainText
from wagtail.models import Collection, CollectionViewRestriction, Page, ReferenceIndex
from wagtail.query import PageQuerySet

from kpss_pages.core.querysets import open_to_all
from sites.models import TownDocument, TownSettings
from sites.page_urls import TOWN_PATH_LENGTH
from sites.text import fold_word, words
from sites.towns import live_homes

MOST_HITS = 500
"""Hits of each sort that are ranked; a town has fewer pages than that."""


@dataclass(frozen=True)
class Hit:
    """A page or a document, by primary key; ``in_title`` counts the words of the query that its title has."""

    pk: int
    is_document: bool
    in_title: int


def find(home: Page, town: TownSettings, stems: list[str]) -> list[Hit]:
    """Return what has all the stems in the language of a home page: by words in the title, then by the index's rank, the newest first among equals."""
    if not stems:
        return []
    query = PlainText(" ".join(stems), operator="and")
    pages = _ranked(
        open_to_all(_matching(Page.objects.descendant_of(home, inclusive=True).live(), query)), stems, False
    )
    documents = _ranked(_offered(_matching(TownDocument.objects.all(), query), home, town), stems, True)
    return sorted([*pages, *documents], key=lambda hit: -hit.in_title)


def _matching(rows: Any, query: PlainText) -> Any:
    """Return the rows that the index finds, in its order, as a queryset to be narrowed down further."""
    return rows.search(query).get_queryset()


def _ranked(rows: "QuerySet[Any]", stems: Iterable[str], is_document: bool) -> list[Hit]:
    wanted = set(stems)
    return [
        Hit(pk, is_document, len(wanted & {fold_word(word.group()) for word in words(title)}))
        for pk, title in rows.values_list("pk", "title")[:MOST_HITS]
    ]


def _offered(documents: "QuerySet[TownDocument]", home: Page, town: TownSettings) -> "QuerySet[TownDocument]":
    """Return documents of the town in the language, which a public page of the town links to and nothing restricts."""
    references = ReferenceIndex.objects.filter(
        base_content_type=ContentType.objects.get_for_model(Page),
        to_content_type=ContentType.objects.get_for_model(TownDocument),
        to_object_id=Cast(OuterRef(OuterRef("pk")), CharField()),
    )
    linking: PageQuerySet = (
        Page.objects.live()
        .annotate(home_path=Substr("path", 1, TOWN_PATH_LENGTH))
        .filter(
            home_path__in=[live.path for live in live_homes(town).values()],
            pk__in=references.annotate(page_id=Cast("object_id", BigIntegerField())).values("page_id"),
        )
    )
    restrictions = CollectionViewRestriction.objects.filter(
        collection__path=Substr(OuterRef("collection__path"), 1, Length("collection__path"))
    )
    own_collection = Collection.objects.filter(town=town).values("path")[:1]
    return documents.filter(
        Exists(open_to_all(linking)),
        ~Exists(restrictions),
        language=home.locale.language_code,
        collection__path__startswith=Subquery(own_collection),
    )
