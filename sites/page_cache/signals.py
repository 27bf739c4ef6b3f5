"""Ends what is kept when something that it shows is saved, moved or deleted."""

from collections.abc import Iterable
from functools import cache as remember
from typing import Any

from django.db import transaction
from django.db.models.signals import post_delete, post_save, pre_delete, pre_save
from django.dispatch import receiver
from modelcluster.fields import ParentalKey
from wagtail.documents.models import AbstractDocument
from wagtail.images.models import AbstractImage
from wagtail.models import (
    Collection,
    CollectionViewRestriction,
    Comment,
    Page,
    PageViewRestriction,
    Site,
    get_page_models,
)
from wagtail.signals import page_published, post_page_move
from wagtail.snippets.models import get_snippet_models

from sites.models import TownSettings
from sites.page_cache import proxies
from sites.page_cache.changes import (
    PageFacts,
    facts_of,
    facts_of_page,
    touched_by_address,
    touched_by_content,
    touched_by_leaving,
    touched_by_privacy,
    touched_by_row,
)
from sites.page_cache.generations import end
from sites.page_cache.tags import LANDING, Tag, anything_of, town

NOT_PUBLIC = {
    "draft_title",
    "expire_at",
    "go_live_at",
    "has_unpublished_changes",
    "latest_revision",
    "latest_revision_created_at",
    "live_revision",
    "locked",
    "locked_at",
    "locked_by",
}
"""Fields of a page that the public sees nothing of; a draft that is saved writes these alone."""


def announce(tags: Iterable[Tag], former: Iterable[str] = ()) -> None:
    """End the generations of tags, now and when the transaction ends; ``former`` are addresses that led somewhere."""
    ended, left = frozenset(tags), frozenset(former)
    if not ended:
        return
    # Now as well: the rest of the transaction may not be shown what it has just changed.
    end(ended)

    def tell() -> None:
        end(ended)
        proxies.tell(ended, left)

    transaction.on_commit(tell)


@receiver(pre_save)
def look_at_page_before(instance: Any, update_fields: frozenset[str] | None = None, **kwargs: Any) -> None:
    if isinstance(instance, Page) and instance.pk and not _is_draft_only(update_fields):
        instance._kpss_before = facts_of_page(instance.pk)


@receiver(post_save)
def page_was_saved(
    instance: Any, raw: bool = False, update_fields: frozenset[str] | None = None, **kwargs: Any
) -> None:
    if raw or not isinstance(instance, Page) or _is_draft_only(update_fields):
        return
    before: PageFacts | None = instance.__dict__.pop("_kpss_before", None)
    after = facts_of_page(instance.pk)
    if after is None or not (after.live or (before is not None and before.live)):
        return
    if before == after:
        announce(touched_by_content([after]))
    else:
        announce(touched_by_address(after), _former_addresses(before))


@receiver(page_published)
def page_was_published(instance: Page, **kwargs: Any) -> None:
    """Count what was saved after the page itself: its rows, its topics, its words in the search index."""
    facts = facts_of_page(instance.pk)
    if facts is not None:
        announce(touched_by_content([facts]))


@receiver(pre_delete)
def page_is_deleted(instance: Any, **kwargs: Any) -> None:
    if isinstance(instance, Page):
        facts = facts_of_page(instance.pk)
        if facts is not None:
            announce(touched_by_address(facts), _former_addresses(facts))


@receiver(post_page_move)
def page_was_moved(
    instance: Page, parent_page_before: Page, url_path_before: str, url_path_after: str, **kwargs: Any
) -> None:
    facts = facts_of_page(instance.pk)
    if facts is None:
        return
    former = [
        row._replace(path=parent_page_before.path, url_path=url_path_before + row.url_path[len(url_path_after) :])
        for row in facts_of(Page.objects.filter(path__startswith=facts.path))
    ]
    announce(
        [*touched_by_address(facts), *touched_by_leaving(parent_page_before, former)],
        proxies.addresses_of_pages(former) if proxies.are_told() else (),
    )


@receiver([post_save, post_delete], sender=PageViewRestriction)
def page_was_restricted(instance: PageViewRestriction, **kwargs: Any) -> None:
    facts = facts_of_page(instance.page_id)
    if facts is not None:
        announce(touched_by_address(facts))


@receiver([post_save, post_delete], sender=CollectionViewRestriction)
@receiver(post_save, sender=Collection)
def collection_was_changed(instance: Any, **kwargs: Any) -> None:
    """Results of the search leave documents of private collections out; links of measures leave their titles out."""
    announce(touched_by_privacy(instance if isinstance(instance, Collection) else instance.collection))


@receiver(pre_save, sender=Site)
def look_at_site_before(instance: Site, **kwargs: Any) -> None:
    if instance.pk and proxies.are_told():
        instance._kpss_addresses = proxies.addresses_of_town(instance.pk)


@receiver([post_save, post_delete], sender=Site)
def site_was_changed(instance: Site, **kwargs: Any) -> None:
    announce(_touched_by_town(instance.pk), instance.__dict__.pop("_kpss_addresses", ()))


@receiver([post_save, post_delete])
def town_was_changed(instance: Any, raw: bool = False, **kwargs: Any) -> None:
    if not raw and isinstance(instance, TownSettings):
        announce(_touched_by_town(instance.site_id))
    elif not raw and _parent_model(instance.__class__) is TownSettings:
        announce(_touched_by_town(instance.town.site_id))


def _touched_by_town(site_id: int) -> list[Tag]:
    return [town(site_id), anything_of(site_id), LANDING]


@receiver([post_save, post_delete])
def row_of_page_was_changed(instance: Any, raw: bool = False, **kwargs: Any) -> None:
    """A row that belongs to a page may be saved without it."""
    parent = _parent_model(instance.__class__)
    if raw or parent is None or not issubclass(parent, Page) or isinstance(instance, Comment):
        return
    key = next(field for field in instance._meta.fields if isinstance(field, ParentalKey))
    facts = facts_of_page(getattr(instance, key.attname))
    if facts is not None and facts.live:
        announce(touched_by_content([facts]))


# Before the deletion: afterwards nothing refers to the row any more.
@receiver([post_save, pre_delete])
def row_was_changed(instance: Any, raw: bool = False, **kwargs: Any) -> None:
    if not raw and not isinstance(instance, Page) and _is_shown_by_pages(instance.__class__):
        announce(touched_by_row(instance))


@remember
def _is_shown_by_pages(model: Any) -> bool:
    """Whether a model is one of pictures, documents and snippets, or listed by a page kind."""
    if issubclass(model, (AbstractImage, AbstractDocument)) or model in get_snippet_models():
        return True
    return any(model._meta.label in (getattr(kind, "shown_kinds", None) or ()) for kind in get_page_models())


@remember
def _parent_model(model: Any) -> Any:
    """Return the model that a model's rows belong to and are edited with."""
    return next((field.related_model for field in model._meta.fields if isinstance(field, ParentalKey)), None)


def _is_draft_only(update_fields: frozenset[str] | None) -> bool:
    return update_fields is not None and not set(update_fields) - NOT_PUBLIC


def _former_addresses(before: PageFacts | None) -> set[str]:
    """Return the addresses of a page and of what is below it, as they were before the page was saved."""
    if before is None or not proxies.are_told():
        return set()
    return proxies.addresses_of_pages([before, *facts_of(Page.objects.filter(path__startswith=before.path))])
