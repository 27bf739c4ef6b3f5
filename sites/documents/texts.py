"""Keeping the text of documents, page by page, and its words for the search."""

import logging
import shutil
from pathlib import Path
from tempfile import NamedTemporaryFile

from django.db import transaction
from modelsearch.index import insert_or_update_object

from sites.documents.reader import reader
from sites.models import DocumentText, TownDocument
from sites.models.media import TextState
from sites.text import folded

logger = logging.getLogger(__name__)


def read_text(document_id: int) -> None:
    """Read the text of a document that waits for it, and put its words into the search.

    A file that is replaced meanwhile keeps waiting: its own job reads it. Raises what the storage raises when it is away.
    """
    document = TownDocument.objects.filter(pk=document_id, text_state=TextState.WAITING).first()
    if document is None:
        return
    pages = _pages_of(document)
    with transaction.atomic():
        still = TownDocument.objects.select_for_update().filter(
            pk=document_id, text_state=TextState.WAITING, file=document.file.name
        )
        if still.first() is None:
            return
        DocumentText.objects.filter(document=document_id).delete()
        DocumentText.objects.bulk_create(
            DocumentText(document_id=document_id, number=number, text=text, stems=stems_of(text))
            for number, text in pages or ()
        )
        document.text_state = _state(pages)
        TownDocument.objects.filter(pk=document_id).update(text_state=document.text_state)
        insert_or_update_object(document)


def _pages_of(document: TownDocument) -> list[tuple[int, str]] | None:
    """Return the pages that have words; None for a file that cannot be read."""
    with NamedTemporaryFile() as copy:
        try:
            with document.file.storage.open(str(document.file.name)) as file:
                shutil.copyfileobj(file, copy)
        except FileNotFoundError:
            logger.warning("The file of document %d is missing", document.pk)
            return None
        copy.flush()
        pages = reader.pages_of(Path(copy.name), document.file_extension.lower())
    if pages is None:
        logger.warning("The text of document %d cannot be read", document.pk)
    return pages


def _state(pages: list[tuple[int, str]] | None) -> TextState:
    if pages is None:
        return TextState.FAILED
    return TextState.READ if pages else TextState.NONE


def stems_of(text: str) -> str:
    """Return the different stems of a text with a space around each, so that " stem " is found in it."""
    return f" {' '.join(dict.fromkeys(folded(text).split()))} "
