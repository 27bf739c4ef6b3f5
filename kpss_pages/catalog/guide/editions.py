"""Which editions of the guide a town offers: current and archived ones, and brochures from before there was a catalogue."""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

from django.core.files import File
from django.db import transaction
from django.db.models.signals import post_delete, post_save
from django.dispatch import receiver

from kpss_pages.catalog.models import CatalogIndexPage, GuideEdition
from sites.documents.carried import carry_again
from sites.models import TownDocument, TownSettings, User
from sites.towns import home_pages, town_of_site


@receiver([post_save, post_delete], sender=GuideEdition)
def carry(instance: GuideEdition, raw: bool = False, **kwargs: Any) -> None:
    """Have the pages of a town's catalogue carry the documents of the editions that it offers, and no others."""
    town = town_of_site(instance.site_id) if not raw else None
    if town is not None:
        carry_again(catalog_pages(town))


def catalog_pages(town: TownSettings) -> Iterator[CatalogIndexPage]:
    """Yield the pages of a town's catalogue in all its languages, drafts too."""
    for home in home_pages(town.site):
        yield from CatalogIndexPage.objects.child_of(home)


@transaction.atomic
def change(edition: GuideEdition, **changes: bool) -> None:
    """Archive or withdraw an edition, or take that back (``is_archived``, ``is_withdrawn``)."""
    for name, value in changes.items():
        setattr(edition, name, value)
    edition.save(update_fields=list(changes))


@transaction.atomic
def remove(edition: GuideEdition) -> None:
    """Forget an edition; its document stays among those of the town."""
    edition.delete()


@transaction.atomic
def add_brochure(
    town: TownSettings,
    file: File,
    *,
    title: str,
    dated: date,
    language: str,
    summary: str = "",
    is_archived: bool = True,
    user: User | None = None,
) -> GuideEdition:
    """Keep a brochure that was printed elsewhere as an edition; ``file`` was checked and has a name with its ending.

    A file that is hard to read needs a ``summary``, else the catalogue's page could not be published any more.
    """
    document = TownDocument(
        title=title, language=language, summary=summary, collection=town.files_collection, uploaded_by_user=user
    )
    document.file.save(file.name or "guide.pdf", file, save=False)
    document._set_document_file_metadata()
    document.save()
    document.file.close()
    edition: GuideEdition = GuideEdition.objects.create(
        site=town.site,
        document=document,
        language=language,
        dated=dated,
        progress=100,
        is_archived=is_archived,
        made_by=user,
    )
    return edition


def in_order(editions: Iterable[GuideEdition], language: str) -> list[GuideEdition]:
    """Return editions as they are shown: those in a language first, the newest first, the brochure before large print."""
    variants = ["a5", "large", "word", ""]
    return sorted(
        editions,
        key=lambda edition: (edition.language != language, -edition.dated.toordinal(), variants.index(edition.variant)),
    )
