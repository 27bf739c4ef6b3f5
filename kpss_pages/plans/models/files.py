"""The files of a plan."""

from dataclasses import dataclass
from datetime import date

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, FieldRowPanel
from wagtail.models import Orderable

from kpss_pages.plans.choices import FileKind
from sites.models import TownDocument


class PlanDocument(Orderable):
    """A file of a plan; its language, type and size are those of the document."""

    page = ParentalKey("kpss_plans.PlanPage", on_delete=models.CASCADE, related_name="files")
    document = models.ForeignKey(
        settings.WAGTAILDOCS_DOCUMENT_MODEL,
        verbose_name=_("document"),
        # A deleted document leaves the plan, and Wagtail then drops the row from older versions too.
        on_delete=models.CASCADE,
        related_name="+",
    )
    kind = models.CharField(_("kind of file"), max_length=20, choices=FileKind.choices, default=FileKind.PLAN)
    dated_on = models.DateField(
        _("date"), null=True, blank=True, help_text=_("Date of the document itself, not of the upload.")
    )
    note = models.CharField(_("note"), max_length=250, blank=True)

    panels = [
        FieldPanel("document"),
        FieldRowPanel([FieldPanel("kind"), FieldPanel("dated_on")]),
        FieldPanel("note"),
    ]

    class Meta(Orderable.Meta):
        verbose_name = _("file of a plan")
        verbose_name_plural = _("files of plans")

    def __str__(self) -> str:
        return self.document.title


@dataclass(frozen=True)
class PlanFile:
    """What a visitor is told about a file; ``size`` is in bytes, None when the file is not to be found."""

    title: str
    url: str
    kind_label: str
    type_label: str
    size: int | None
    language: str
    dated_on: date | None
    note: str
    document: TownDocument


def plan_file(row: PlanDocument) -> PlanFile:
    """Return what a visitor is told about a row."""
    document: TownDocument = row.document
    return PlanFile(
        title=document.title,
        url=document.url,
        kind_label=row.get_kind_display(),
        type_label=document.file_extension.upper(),
        size=document.get_file_size(),
        language=document.language,
        dated_on=row.dated_on,
        note=row.note,
        document=document,
    )
