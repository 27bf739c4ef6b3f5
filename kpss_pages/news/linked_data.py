"""News as data: the open formal norm Aktuality (https://ofn.gov.cz/aktuality/2020-07-01/) and schema.org's NewsArticle."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.http import HttpRequest

from kpss_pages.core.linked_data import (
    CZECH,
    Thing,
    digital_object,
    iri_of,
    local,
    moment,
    organisation,
    organization_of,
    schema_org,
    texts,
    thing,
)
from kpss_pages.news.querysets import NewsPageQuerySet
from sites.models import TownSettings
from sites.towns import live_languages

if TYPE_CHECKING:
    from kpss_pages.core.models import Topic
    from kpss_pages.news.models import NewsPage

TOGETHER = 500
"""Pieces of news that are in memory at a time."""


def as_norm(news: NewsPageQuerySet, town: TownSettings, request: HttpRequest) -> Iterator[Thing]:
    """Yield those of a town's news that are in Czech, the newest first, with the texts of their translations."""
    if CZECH not in live_languages(town):
        return
    oznamovatel = organisation(town)
    others = [language for language in live_languages(town) if language != CZECH]
    for pages in _in_parts(_of(news, town).filter(locale__language_code=CZECH)):
        same = _translations(_of(news, town), pages, others)
        for page in pages:
            translated = {CZECH: page, **same[page.translation_key]}
            attached = [
                digital_object(file.document, town, title=str(file), language=CZECH) for file in page.attachments.all()
            ]
            yield thing(
                "Aktualita",
                iri=iri_of(page, request),
                název=texts({language: found.title for language, found in translated.items()}),
                popis=texts({language: found.lead for language, found in translated.items()}),
                vytvořeno=moment(page.date, town),
                aktualizováno=moment(page.last_published_at, town) if page.last_published_at else None,
                relevantní_do=moment(page.relevant_until, town) if page.relevant_until else None,
                příloha=attached,
                oznamovatel=oznamovatel,
            )


def as_schema_org(news: NewsPageQuerySet, town: TownSettings, request: HttpRequest) -> Iterator[Thing]:
    """Yield a town's news in all its languages, the newest first."""
    for pages in _in_parts(_of(news, town)):
        for page in pages:
            yield article(page, town, request, page.topics.all())


def article(page: "NewsPage", town: TownSettings, request: HttpRequest, topics: "Iterable[Topic]") -> Thing:
    """Return a piece of news, which has topics, as NewsArticle."""
    url = iri_of(page, request)
    return schema_org(
        "NewsArticle",
        **{"@id": url},
        url=url,
        headline=page.title,
        description=page.lead,
        inLanguage=page.language,
        datePublished=page.date.isoformat(),
        dateModified=local(page.last_published_at, town) if page.last_published_at else None,
        expires=page.relevant_until.isoformat() if page.relevant_until else None,
        keywords=[topic.name_in(page.language) for topic in topics],
        publisher=organization_of(town, page.language),
    )


def _of(news: NewsPageQuerySet, town: TownSettings) -> NewsPageQuerySet:
    return news.in_town(town.site).published().filter(locale__language_code__in=live_languages(town))


def _in_parts(news: NewsPageQuerySet) -> "Iterator[list[NewsPage]]":
    """Yield news part by part with what is shown of them: however many there are, few are in memory."""
    keys = list(news.by_date().values_list("pk", flat=True))
    for start in range(0, len(keys), TOGETHER):
        some = keys[start : start + TOGETHER]
        pages = news.model.objects.filter(pk__in=some).by_date().defer("body").select_related("locale")
        yield list(pages.prefetch_related("topics", "attachments__document"))


def _translations(
    news: NewsPageQuerySet, pages: "list[NewsPage]", languages: list[str]
) -> "Mapping[UUID, dict[str, NewsPage]]":
    """Return the translations of pages by the key that they share and by their language."""
    found: dict[UUID, dict[str, Any]] = defaultdict(dict)
    if languages:
        same = news.filter(
            locale__language_code__in=languages, translation_key__in=[page.translation_key for page in pages]
        )
        for page in same.only("title", "lead", "translation_key", "locale").select_related("locale"):
            found[page.translation_key][page.language] = page
    return found
