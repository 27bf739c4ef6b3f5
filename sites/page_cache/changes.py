"""What a change touches: from a page, a row or a file to the tags of all that shows it."""

from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple
from uuid import UUID

from django.contrib.contenttypes.models import ContentType
from django.db.models import Model, Q, QuerySet
from wagtail.models import Collection, Page, ReferenceIndex

from sites.models import TownDocument, TownImage, TownSettings
from sites.page_cache.tags import LANDING, Tag, addresses, anything_of, kind, menu, page, town
from sites.page_urls import TOWN_DEPTH, root_paths_of
from sites.tenancy.scope import site_id_of


class PageFacts(NamedTuple):
    """What others show of a page, and what it takes to find them."""

    pk: int
    path: str
    depth: int
    url_path: str
    locale_id: int
    translation_key: UUID
    content_type_id: int
    title: str
    live: bool
    show_in_menus: bool


def facts_of(pages: "QuerySet[Any]") -> list[PageFacts]:
    """Return the facts of pages as the database has them."""
    return [PageFacts(*row) for row in pages.order_by("path").values_list(*PageFacts._fields)]


def facts_of_page(page_id: int) -> PageFacts | None:
    return next(iter(facts_of(Page.objects.filter(pk=page_id))), None)


def touched_by_content(pages: Iterable[PageFacts]) -> Iterator[Tag]:
    """Yield what shows the content of pages: their own addresses and the lists of their kind in their language."""
    for facts in pages:
        site_id = site_id_of_path(facts.path)
        if site_id is not None:
            yield page(facts.pk)
            yield kind(site_id, label_of(facts), facts.locale_id)
            yield anything_of(site_id)


def touched_by_address(facts: PageFacts) -> Iterator[Tag]:
    """Yield what shows the title or the address of a page, or whether it is public.

    That is what is below it too, whose addresses and breadcrumbs hold those of the page; the translations of all these,
    which link to them; the pages that refer to any of them; menus; and site maps.
    """
    below = facts_of(Page.objects.filter(path__startswith=facts.path))
    yield from touched_by_content([facts, *below])
    site_id = site_id_of_path(facts.path)
    if site_id is None:
        return
    yield addresses(site_id)
    if facts.depth <= TOWN_DEPTH + 1:
        yield menu(site_id, facts.locale_id)
    if facts.depth <= TOWN_DEPTH:
        yield town(site_id)
        yield LANDING
    same = facts_of(Page.objects.filter(translation_key__in={row.translation_key for row in (facts, *below)}))
    linking = _pages_referring_to(Page, {facts.pk, *(row.pk for row in (*below, *same))})
    for row in (*same, *linking):
        yield page(row.pk)
        if (own_site_id := site_id_of_path(row.path)) is not None:
            yield anything_of(own_site_id)


def touched_by_leaving(parent: Page, pages: Iterable[PageFacts]) -> Iterator[Tag]:
    """Yield what showed pages while they were below ``parent``; ``pages`` are the facts of then."""
    yield from touched_by_content(pages)
    site_id = site_id_of_path(parent.path)
    if site_id is not None:
        yield addresses(site_id)
        if parent.depth == TOWN_DEPTH:
            yield menu(site_id, parent.locale_id)


def touched_by_row(row: Model) -> Iterator[Tag]:
    """Yield what shows a picture, a document or a row: whoever refers to it, with their lists."""
    yield from touched_by_content(_pages_referring_to(type(row), {row.pk}))
    for relation in row._meta.related_objects:
        # The reference index leaves many-to-many fields out: topics of news.
        if relation.related_model is not None and issubclass(relation.related_model, Page):
            yield from touched_by_content(
                facts_of(relation.related_model._default_manager.filter(**{relation.field.name: row}))
            )
    if isinstance(row, TownImage):
        # The index leaves settings out too.
        shown = Q(coat_of_arms=row) | Q(funding_projects__emblem=row)
        for shown_site_id in TownSettings.objects.filter(shown).values_list("site_id", flat=True).distinct():
            yield town(shown_site_id)
            yield LANDING
    site_id = site_id_of(row)
    if site_id is not None:
        yield kind(site_id, row._meta.label)
        yield anything_of(site_id)


def touched_by_rows(rows: "QuerySet[Any]") -> Iterator[Tag]:
    """Yield what refers to any of the rows of one model and shows something that they have from elsewhere."""
    yield from touched_by_content(_pages_referring_to(rows.model, set(rows.values_list("pk", flat=True))))


def touched_by_privacy(collection: Collection) -> Iterator[Tag]:
    """Yield what shows documents of a collection that becomes private or public: whoever refers to one, and the search."""
    documents = TownDocument.objects.filter(collection__path__startswith=collection.path)
    yield from touched_by_content(_pages_referring_to(TownDocument, set(documents.values_list("pk", flat=True))))
    site_id = site_id_of(collection)
    if site_id is not None:
        yield anything_of(site_id)


def label_of(facts: PageFacts) -> str:
    """Return the label of a page's kind."""
    model = ContentType.objects.get_for_id(facts.content_type_id).model_class()
    return model._meta.label if model else ""


def site_id_of_path(path: str) -> int | None:
    """Return the site in whose tree a page path lies."""
    roots = root_paths_of(path)
    return roots[0].site_id if roots else None


def _pages_referring_to(model: type[Model], keys: set[int]) -> list[PageFacts]:
    if not keys:
        return []
    references = ReferenceIndex.objects.filter(
        to_content_type=ReferenceIndex._get_base_content_type(model),
        to_object_id__in=[str(key) for key in keys],
        base_content_type=ReferenceIndex._get_base_content_type(Page),
    )
    found = {int(key) for key in references.values_list("object_id", flat=True).distinct()}
    return facts_of(Page.objects.filter(pk__in=found)) if found else []
