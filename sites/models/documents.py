"""What is kept beside a document: its earlier files, its text page by page, and when it hung where."""

from pathlib import PurePath
from typing import Any, NoReturn

from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.models import Site

from sites.models.audit import Unchangeable
from sites.models.media import TownDocument, document_upload_to


def version_upload_to(version: "DocumentVersion", filename: str) -> str:
    return document_upload_to(version.document, filename)


class DocumentVersion(models.Model):
    """A file that a document had before the present one."""

    document = models.ForeignKey(TownDocument, on_delete=models.CASCADE, related_name="versions")
    number = models.PositiveIntegerField(_("version"))
    file = models.FileField(_("file"), upload_to=version_upload_to, max_length=255)
    file_size = models.PositiveBigIntegerField(_("size"))
    sha256 = models.CharField(_("checksum"), max_length=64)
    note = models.CharField(_("note"), max_length=250, blank=True)
    since = models.DateTimeField(_("from"))
    until = models.DateTimeField(_("until"))

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("earlier file of a document")
        verbose_name_plural = _("earlier files of documents")
        default_permissions = ()
        ordering = ["-number"]
        constraints = [models.UniqueConstraint(fields=["document", "number"], name="versions_of_a_document")]

    def __str__(self) -> str:
        return f"{self.document_id}: {self.number}"

    @property
    def filename(self) -> str:
        return PurePath(str(self.file.name)).name

    @property
    def url(self) -> str:
        return reverse("document_version", args=[self.document_id, self.number, self.filename])


class DocumentText(models.Model):
    """The text of a page of a document; ``number`` is 0 where the file has no pages."""

    document = models.ForeignKey(TownDocument, on_delete=models.CASCADE, related_name="texts")
    number = models.PositiveIntegerField()
    text = models.TextField()
    stems = models.TextField(default="")
    """Its different words as the search knows them, a space around each (``sites.documents.texts``)."""

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("text of a document")
        verbose_name_plural = _("texts of documents")
        default_permissions = ()
        ordering = ["number"]
        constraints = [models.UniqueConstraint(fields=["document", "number"], name="texts_of_a_document")]

    def __str__(self) -> str:
        return f"{self.document_id}: {self.number}"


class PublicationAction(models.TextChoices):
    """What happened to a file on a page."""

    HUNG = "hung", _("published")
    TAKEN_DOWN = "taken_down", _("taken down")


class PublicationQuerySet(models.QuerySet["Publication"]):
    """Records leave with their town only."""

    def forget_town(self, site_id: int) -> int:
        """Remove the records of a town that has been removed; return how many went."""
        return self.filter(site=site_id)._raw_delete(self.db)

    def update(self, **kwargs: Any) -> NoReturn:
        raise Unchangeable("Records of publication are not changed.")

    def delete(self) -> NoReturn:
        raise Unchangeable("Records of publication are not removed.")

    update.alters_data = True  # type: ignore[attr-defined]
    delete.alters_data = True  # type: ignore[attr-defined]
    delete.queryset_only = True  # type: ignore[attr-defined]


class Publication(models.Model):
    """A file began or ceased to hang on a page of a town; written once, never changed.

    Names and addresses are copied and keys are numbers, so that what is deleted later changes nothing here. Each record
    carries ``digest``, the SHA-256 of its own values and of the digest of the town's record before it.
    """

    site = models.ForeignKey(
        Site,
        verbose_name=_("town"),
        on_delete=models.DO_NOTHING,
        db_constraint=False,
        db_index=False,
        related_name="+",
    )
    at = models.DateTimeField(_("date and time"), default=timezone.now)
    action = models.CharField(_("what happened"), max_length=10, choices=PublicationAction.choices)
    document_id = models.BigIntegerField(_("number of the document"))
    version = models.PositiveIntegerField(_("version"))
    title = models.CharField(_("title"), max_length=255)
    filename = models.CharField(_("file"), max_length=255)
    file_size = models.PositiveBigIntegerField(_("size"))
    sha256 = models.CharField(_("checksum"), max_length=64)
    page_id = models.BigIntegerField(_("number of the page"))
    page_title = models.CharField(_("page"), max_length=255)
    page_url = models.CharField(_("address of the page"), max_length=2000)
    digest = models.CharField(_("seal"), max_length=64)

    objects = PublicationQuerySet.as_manager()

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("record of publication")
        verbose_name_plural = _("records of publication")
        default_permissions = ()
        ordering = ["pk"]
        indexes = [
            models.Index(fields=["site", "document_id", "id"], name="publications_of_a_document"),
            models.Index(fields=["site", "page_id", "id"], name="publications_on_a_page"),
            models.Index(fields=["site", "id"], name="publications_of_a_town"),
        ]

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M}: {self.action} {self.filename}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        if not self._state.adding:
            raise Unchangeable("Records of publication are not changed.")
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> NoReturn:
        raise Unchangeable("Records of publication are not removed.")
