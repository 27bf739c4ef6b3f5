"""Which pages and documents of a town answer a query, the best first."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from modelsearch.query import PlainText
from wagtail.models import Page

from sites.documents.public import own_documents, public_documents
from sites.models import TownDocument, TownSettings
from sites.open_pages import open_to_all
from sites.text import fold_word, words

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
    """Return the town's own documents in the language that everybody may read."""
    in_language = documents.filter(language=home.locale.language_code)
    return public_documents(own_documents(in_language, town), town)
