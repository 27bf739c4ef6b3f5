"""Making a guide in the background, and keeping it as the edition of its day."""

import logging
from contextlib import ExitStack
from pathlib import PurePath
from typing import Any

from django.core.files.base import ContentFile
from django.db import transaction
from django.utils import translation
from django.utils.text import slugify
from django.utils.translation import gettext as _

from kpss_pages.catalog.choices import GuideFailure, GuideVariant
from kpss_pages.catalog.guide.book import Book
from kpss_pages.catalog.guide.composing import NothingToPrint, book_of
from kpss_pages.catalog.guide.pdf import pdf_of
from kpss_pages.catalog.guide.word import word_of
from kpss_pages.catalog.models import GuideEdition
from sites.models import TownDocument, TownSettings
from sites.text import without_diacritics
from sites.towns import town_of_site

logger = logging.getLogger(__name__)

READ, TYPESET, STORED = 5, 60, 90
"""How much of the work is done, in hundredths, when a step begins."""


def make(edition_id: int) -> None:
    """Make a guide that was begun; what is made already, or was given up, is left alone."""
    edition = GuideEdition.objects.in_the_making().filter(pk=edition_id).first()
    town = town_of_site(edition.site_id) if edition is not None else None
    if edition is None or town is None:
        return
    try:
        book = _composed(town, edition)
        _tell(edition, TYPESET)
        content = word_of(book) if edition.variant == GuideVariant.WORD else _pdf(book, edition)
        _tell(edition, STORED)
        _keep(edition, town, book, content)
    except NothingToPrint:
        _fail(edition, GuideFailure.EMPTY)
    except Exception:  # whatever it was, the town is told that there is no guide
        logger.exception("The guide %d of site %d was not made", edition.pk, edition.site_id)
        _fail(edition, GuideFailure.BROKEN)


def _composed(town: TownSettings, edition: GuideEdition) -> Book:
    _tell(edition, READ)

    def tell(done: int, of: int) -> None:
        _tell(edition, READ + (TYPESET - READ) * done // max(of, 1))

    return book_of(town, edition.language, tell)


def _pdf(book: Book, edition: GuideEdition) -> bytes:
    return pdf_of(book, is_large=edition.variant == GuideVariant.LARGE)


def _tell(edition: GuideEdition, progress: int) -> None:
    # Not by saving it: what the site shows has not changed.
    GuideEdition.objects.filter(pk=edition.pk).update(progress=progress)


def _fail(edition: GuideEdition, failure: GuideFailure) -> None:
    GuideEdition.objects.in_the_making().filter(pk=edition.pk).update(failure=failure)


def _keep(edition: GuideEdition, town: TownSettings, book: Book, content: bytes) -> None:
    """Store the file; an edition of the same day gives its document to the new one, older ones are archived."""
    with ExitStack() as undo:
        with transaction.atomic():
            still = GuideEdition.objects.in_the_making().select_for_update().filter(pk=edition.pk)
            if not still.exists():
                return
            same = GuideEdition.objects.made().filter(
                site=town.site_id, variant=edition.variant, language=edition.language
            )
            today = same.filter(dated=book.dated).select_related("document").first()
            document = (today.document if today is not None else None) or _new_document(town, edition)
            document.title = _title(book, edition.variant)
            name = _file_name(document, edition.variant)
            document.file.save(name, ContentFile(content), save=False)
            undo.callback(document.file.storage.delete, str(document.file.name))
            document._set_document_file_metadata()
            document.save()
            if today is not None:
                today.delete()
            edition.document, edition.dated, edition.progress = document, book.dated, 100
            edition.services = book.services
            edition.save()
            _archive_older(same.exclude(pk=edition.pk), document)
        undo.pop_all()  # what is committed stays
    document.file.close()


def _archive_older(same: Any, document: TownDocument) -> None:
    for older in same.filter(is_archived=False).select_related("document"):
        older.is_archived = True
        older.save(update_fields=["is_archived"])
        older.document.superseded_by = document
        older.document.save(update_fields=["superseded_by"])


def _new_document(town: TownSettings, edition: GuideEdition) -> TownDocument:
    return TownDocument(language=edition.language, collection=town.files_collection, uploaded_by_user=edition.made_by)


def _title(book: Book, variant: str) -> str:
    with translation.override(book.language):
        kind = {GuideVariant.A5: "A5", GuideVariant.LARGE: _("large print"), GuideVariant.WORD: "DOCX"}[
            GuideVariant(variant)
        ]
        return f"{book.title[:200]} {book.dated.year} ({kind})"


def _file_name(document: TownDocument, variant: str) -> str:
    """Return the name for a document's file: another one of the same day keeps the name that the address has."""
    ending = "docx" if variant == GuideVariant.WORD else "pdf"
    stem = PurePath(document.address_name).stem or slugify(without_diacritics(document.title))
    return f"{stem}.{ending}"
