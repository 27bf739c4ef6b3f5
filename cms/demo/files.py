"""Puts the demo's pictures and plan files into a town's collections."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from django.core.files.base import ContentFile

from cms.demo.content import Content, in_language
from cms.demo.documents import make_docx, make_pdf, read_sheet
from kpss_pages.core.typography import typographic_text
from sites.models import TownDocument, TownImage, TownSettings, User

IMAGES = Path(__file__).parent / "images"
CREDIT = "KPSS, CC0 1.0"
MAKERS = {"pdf": make_pdf, "docx": make_docx}


def add_images(town: TownSettings, content: Content, uploader: User) -> dict[str, TownImage]:
    """Add the pictures that the town shows; returned by key."""
    written = content.shared["images"]
    return {
        key: _add_image(town, in_language(written[key], town.default_language), uploader)
        for key in sorted(content.used_images())
    }


def _add_image(town: TownSettings, fields: Mapping[str, str], uploader: User) -> TownImage:
    file = ContentFile((IMAGES / fields["file"]).read_bytes(), fields["file"])
    image = TownImage(
        title=fields["title"],
        description=fields["description"],
        credit=CREDIT,
        collection=town.files_collection,
        uploaded_by_user=uploader,
        file=file,
    )
    image._set_image_file_metadata()
    image.save()
    return image


def add_documents(town: TownSettings, content: Content, uploader: User) -> dict[str, TownDocument]:
    """Make the files of the town's plans; returned by key."""
    notice = content.shared["example"]["document"]
    documents = {key: _add_document(town, fields, notice, uploader) for key, fields in content.documents.items()}
    for key, fields in content.documents.items():
        if "superseded_by" in fields:
            documents[key].superseded_by = documents[fields["superseded_by"]]
            documents[key].save()
    return documents


def _add_document(
    town: TownSettings, fields: Mapping[str, Any], notice: Mapping[str, str], uploader: User
) -> TownDocument:
    """Make a document; one that was otherwise before has that as its earlier version."""
    document = TownDocument(
        title=fields["title"],
        language=fields["language"],
        collection=town.plan_collection,
        uploaded_by_user=uploader,
    )
    if "former" in fields:
        _store(document, {**fields, **fields["former"]}, notice)
    _store(document, fields, notice)
    return document


def _store(document: TownDocument, fields: Mapping[str, Any], notice: Mapping[str, str]) -> None:
    language = fields["language"]
    sheet = read_sheet(_typeset(fields, language), notice=_typeset(notice[language], language))
    document.file = ContentFile(MAKERS[fields["format"]](sheet), f"{fields['file']}.{fields['format']}")
    document.version_note = fields.get("version_note", "")
    document._set_document_file_metadata()
    document.save()


def _typeset(written: Any, language: str) -> Any:
    """Return the texts of a document with non-breaking spaces where its language wants them."""
    match written:
        case str():
            return typographic_text(written, language)
        case list():
            return [_typeset(item, language) for item in written]
        case Mapping():
            return {name: _typeset(item, language) for name, item in written.items()}
    return written
