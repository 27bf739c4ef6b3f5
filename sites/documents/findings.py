"""What makes a file hard to read for some people, and the rule that such a file is published with a summary only."""

from collections.abc import Collection, Iterable
from pathlib import PurePath
from typing import Any

from django.core.exceptions import ValidationError
from django.core.files import File
from django.db.models import Model, TextChoices
from django.urls import reverse
from django.utils.html import conditional_escape, format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from sites.files.pdf import facts_of_pdf
from sites.models import TownDocument
from sites.tenancy.references import references_of


class Finding(TextChoices):
    """What is wrong with a file, and how it is repaired in Word or LibreOffice."""

    NO_TEXT = (
        "no_text",
        gettext_lazy(
            "The file has pictures of pages and no text. Make the PDF from the document itself, not from a scan, or "
            "run text recognition (OCR) on the scan."
        ),
    )
    NO_TAGS = (
        "no_tags",
        gettext_lazy(
            "The file has no tags, so a screen reader finds no headings, lists and tables. Word: Save as PDF, Options, "
            "“Document structure tags for accessibility”. LibreOffice: Export as PDF, “Tagged PDF”."
        ),
    )
    NO_TITLE = (
        "no_title",
        gettext_lazy(
            "The file has no title. Word: File, Info, Title. LibreOffice: File, Properties, Description, Title. Then "
            "make the PDF again."
        ),
    )
    NO_LANGUAGE = (
        "no_language",
        gettext_lazy(
            "The file does not say its language, so it is read aloud wrongly. Word: Review, Language. LibreOffice: "
            "Tools, Language, For all text. Then make the PDF again."
        ),
    )


def findings_of(file: File, name: str) -> list[str] | None:
    """Return the codes of what is wrong with a file; None for a PDF that cannot be opened. Only PDF is looked at."""
    if PurePath(name).suffix.lower() != ".pdf":
        return []
    facts = facts_of_pdf(file)
    if facts is None:
        return None
    wrong = {
        Finding.NO_TEXT: not facts.has_text,
        Finding.NO_TAGS: not facts.is_tagged,
        Finding.NO_TITLE: not facts.title,
        Finding.NO_LANGUAGE: not facts.language,
    }
    return [finding.value for finding, is_wrong in wrong.items() if is_wrong]


def sentences_of(document: TownDocument) -> list[str]:
    """Return what is wrong with a document's file and how to repair it, a sentence or two for each finding."""
    return _sentences(document.findings or ())


def _sentences(codes: Iterable[str]) -> list[str]:
    return [str(Finding(code).label) for code in codes if code in Finding.values]


def findings_list(document: TownDocument) -> SafeString:
    """Return what is wrong with a document's file as a list, with what follows from it; "" when nothing is."""
    sentences = sentences_of(document)
    if not sentences:
        return SafeString("")
    items = format_html_join("", "<li>{}</li>", ([sentence] for sentence in sentences))
    so = (
        _("The file can be published, because its accessible summary is written.")
        if document.summary.strip()
        else _("A page with the file can be published when it is repaired or its accessible summary is written.")
    )
    return format_html('<ul class="file-findings">{}</ul><p>{}</p>', items, so)


def is_held_back(document: TownDocument) -> bool:
    """Whether a document may not be published: its file has findings and nobody wrote what it says."""
    return bool(document.findings) and not document.summary.strip()


def files_of(instance: Model, leaving_out: Collection[str] = ()) -> set[str]:
    """Return the keys of the documents that a page or row refers to as it stands in memory, some fields left out."""
    return {
        reference.pk
        for reference in references_of(instance)
        if issubclass(reference.model, TownDocument) and reference.field not in leaving_out
    }


def held_back(keys: Collection[str]) -> list[TownDocument]:
    """Return those of some documents, by key, that keep what refers to them from being published."""
    documents = TownDocument.objects.filter(pk__in=keys).order_by("title") if keys else []
    return [document for document in documents if is_held_back(document)]


class _Linked(SafeString):
    """A sentence with a link that stays one where Wagtail writes a field's name before it."""

    def __radd__(self, before: str) -> SafeString:
        return SafeString("".join((conditional_escape(before), self)))


def refusal_of(document: TownDocument) -> SafeString:
    """Return why a document keeps a page from being published, with a link to the document's form."""
    sentence = _(
        "The file “%(title)s” is hard to read for some people. %(findings)s Repair the file and upload it again, or "
        "write its accessible summary; then publish."
    ) % {"title": document.title, "findings": " ".join(sentences_of(document))}
    url = reverse("wagtaildocs:edit", args=[document.pk])
    # In a window of its own: what was typed here is not saved yet.
    # As a button: messages are red, and a plain link could not be read on it.
    link = format_html(
        '<a href="{}" class="button button-small button-secondary" target="_blank" rel="noopener">{}</a>',
        url,
        _("Open the file's form"),
    )
    return _Linked(format_html("{} {}", sentence, link))


def published_refusal(findings: Iterable[str]) -> ValidationError:
    """Return why a document that published pages carry cannot be as it was filled in."""
    return ValidationError(
        _(
            "A published page carries this document, and the file is hard to read for some people. %(findings)s Choose "
            "a repaired file, or write the accessible summary."
        ),
        code="held_back",
        params={"findings": " ".join(_sentences(findings))},
    )


def refusals_of(documents: Iterable[TownDocument]) -> list[ValidationError]:
    """Return the errors of a form that would publish the documents."""
    return [ValidationError(refusal_of(document), code="held_back") for document in documents]


def files_to_repair(documents: Any) -> Any:
    """Return those of a queryset of documents whose files have findings, or were not looked at, by title."""
    return documents.exclude(findings=[]).order_by("title")
