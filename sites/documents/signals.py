"""What makes a file begin or cease to hang: each is written down at once, in the same transaction."""

from typing import Any

from django.db import transaction
from django.db.models.signals import post_delete, post_save, pre_delete
from django.dispatch import receiver
from django.http import HttpRequest
from wagtail import hooks
from wagtail.models import Collection, CollectionViewRestriction, Page, PageViewRestriction, ReferenceIndex, Site
from wagtail.signals import page_published, page_slug_changed, page_unpublished, post_page_move

from sites.documents import proof, versions
from sites.models import Publication, TownDocument, TownLanguage
from sites.page_cache.changes import touched_by_row
from sites.page_cache.signals import announce
from sites.page_urls import TOWN_DEPTH
from sites.tenancy.scope import site_id_of
from sites.towns import home_pages

__all__ = ["versions"]


def _tell(changed: set[int]) -> None:
    """End what is kept of pages that name a document as the successor of theirs: it may be shown only while it is public."""
    for document in TownDocument.objects.filter(superseded_by__in=changed) if changed else ():
        announce(touched_by_row(document))


@receiver(page_published)
def references_are_complete(instance: Page, **kwargs: Any) -> None:
    """Look at the page once more: Wagtail does so when rows are saved, and not when the last one is taken out.

    Its index would go on telling that the page carries a file which it does not carry any more.
    """
    with transaction.atomic():
        ReferenceIndex.create_or_update_for_object(type(instance)._default_manager.get(pk=instance.pk))


@receiver(page_published)
def page_began(instance: Page, **kwargs: Any) -> None:
    # With a home page its whole language opens.
    _tell(proof.record_tree(instance) if instance.depth == TOWN_DEPTH else proof.record_page(instance))


@hooks.register("after_copy_page")
def alias_began(request: HttpRequest, page: Page, new_page: Page) -> None:
    """Count an alias of a published page, which is there at once and of which Wagtail sends no signal."""
    _tell(proof.record_tree(new_page))


@receiver(page_unpublished)
def page_ended(instance: Page, **kwargs: Any) -> None:
    # Said of a page that is being deleted too, which the database still has as published.
    _tell(proof.pages_are_gone([instance], site_id_of(instance)))
    if instance.depth == TOWN_DEPTH:
        _tell(proof.record_tree(instance))


@receiver(page_slug_changed)
def addresses_changed(instance: Page, **kwargs: Any) -> None:
    _tell(proof.record_tree(instance))


@receiver(post_page_move)
def page_moved(instance: Page, parent_page_before: Page, **kwargs: Any) -> None:
    former, present = site_id_of(parent_page_before), site_id_of(instance)
    if former != present:
        _tell(proof.pages_are_gone(Page.objects.filter(path__startswith=instance.path), former))
    _tell(proof.record_tree(instance))


@receiver(pre_delete, sender=Page)
def page_goes(instance: Page, **kwargs: Any) -> None:
    _tell(proof.pages_are_gone([instance], site_id_of(instance)))


@receiver([post_save, post_delete], sender=PageViewRestriction)
def page_was_restricted(instance: PageViewRestriction, origin: Any = None, **kwargs: Any) -> None:
    if not _goes_with_something_else(instance, origin):
        _tell(proof.record_tree(instance.page))


def _goes_with_something_else(instance: Any, origin: Any) -> bool:
    """Whether a restriction is deleted because what it restricts is: that does not open for the moment in between."""
    model = getattr(origin, "model", type(origin))
    return origin is not None and not issubclass(model, type(instance))


@receiver([post_save, post_delete], sender=CollectionViewRestriction)
@receiver(post_save, sender=Collection)
def collection_changed(instance: Any, origin: Any = None, **kwargs: Any) -> None:
    if _goes_with_something_else(instance, origin):
        return
    collection = instance if isinstance(instance, Collection) else instance.collection
    _tell(proof.record_documents(TownDocument.objects.filter(collection__path__startswith=collection.path)))


@receiver(post_save, sender=TownDocument)
def document_changed(instance: TownDocument, created: bool, **kwargs: Any) -> None:
    """Count another file and another collection; a document names its successor, whose title may be new."""
    if created:
        return
    former: TownDocument | None = instance.__dict__.get("_kpss_former")
    if former is not None and (former.version != instance.version or former.collection_id != instance.collection_id):
        proof.record_documents([instance])
    _tell({instance.pk})


@receiver(pre_delete, sender=TownDocument)
def document_goes(instance: TownDocument, **kwargs: Any) -> None:
    proof.record_documents([instance], are_gone=True)
    _tell({instance.pk})


@receiver([post_save, post_delete], sender=TownLanguage)
def language_changed(instance: TownLanguage, **kwargs: Any) -> None:
    for home in home_pages(instance.town.site):
        _tell(proof.record_tree(home))


# After the deletion: the database lets the records of a town go only when the town is no more.
@receiver(post_delete, sender=Site)
def forget_records(instance: Site, **kwargs: Any) -> None:
    Publication.objects.forget_town(instance.pk)
