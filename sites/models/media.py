"""Images and documents of a town; they belong to it through its collection and lie in its own folder."""

from functools import partial
from itertools import islice
from pathlib import PurePath
from typing import Any

from django.conf import settings
from django.core.files import File
from django.db import models, transaction
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from modelsearch import index
from wagtail.coreutils import string_to_ascii
from wagtail.documents.models import AbstractDocument
from wagtail.images.models import AbstractImage, AbstractRendition, Filter
from wagtail.models import Collection

from sites.pictures import bare_file
from sites.text import folded

SHARED_FOLDER = "shared"
"""Folder of files whose collection belongs to no town; only the platform's administrator can make such files."""

NAME_LENGTH = 60

MAX_STEMS = 20_000
"""Different words of one document that the index knows; PostgreSQL's index of one text ends at 1 MB."""


def collection_ancestor_paths(collection: Collection) -> list[str]:
    """Return the tree paths of ``collection`` and its ancestors."""
    step = Collection.steplen
    return [collection.path[:end] for end in range(step, len(collection.path) + 1, step)]


def town_folder(collection: Collection) -> str:
    """Return the folder under MEDIA_ROOT of the town that ``collection`` belongs to."""
    key = (
        Collection.objects.filter(path__in=collection_ancestor_paths(collection), town__isnull=False)
        .values_list("town__media_key", flat=True)
        .first()
    )
    return key or SHARED_FOLDER


def file_name(filename: str) -> str:
    """Return ``filename`` in ASCII, with its ending kept and its stem at most NAME_LENGTH characters long."""
    path = PurePath(string_to_ascii(filename).replace(" ", "-"))
    stem = "".join(c if c.isalnum() or c in "-_." else "_" for c in path.stem)
    return f"{stem[:NAME_LENGTH]}{path.suffix.lower()}"


def document_upload_to(document: "TownDocument", filename: str) -> str:
    return f"{town_folder(document.collection)}/documents/{file_name(filename)}"


class InTownFolder:
    """A file that lies in the folder of its town, and goes along when it is given to another one."""

    def save(self: Any, *args: Any, **kwargs: Any) -> None:
        left = self._move() if self.pk and kwargs.get("update_fields") is None else ""
        self.__dict__["_kpss_moved_from"] = left
        super().save(*args, **kwargs)  # type: ignore[misc]
        if left:
            transaction.on_commit(partial(self.file.storage.delete, left))

    def _move(self: Any) -> str:
        """Copy a file that lies in another town's folder to its own; return the name that it had, "" for one at home."""
        former = str(self.file.name or "")
        if not former or not self.file._committed or PurePath(former).parts[0] == town_folder(self.collection):
            return ""
        try:
            with self.file.storage.open(former) as file:
                self.file.name = self.file.storage.save(
                    self.file.field.generate_filename(self, PurePath(former).name), file
                )
        except FileNotFoundError:
            return ""
        return former


class TownImage(InTownFolder, AbstractImage):
    """A picture with its alternative text (``description``) and credit."""

    credit = models.CharField(
        _("credit"), max_length=255, blank=True, help_text=_("Author and licence, shown below the picture.")
    )

    admin_form_fields = (
        "title",
        "file",
        "description",
        "credit",
        "collection",
        "focal_point_x",
        "focal_point_y",
        "focal_point_width",
        "focal_point_height",
    )

    class Meta(AbstractImage.Meta):
        verbose_name = _("image")
        verbose_name_plural = _("images")

    def get_upload_to(self, filename: str) -> str:
        return f"{town_folder(self.collection)}/original_images/{file_name(filename)}"

    def _move(self) -> str:
        former = super()._move()
        if former:
            # Made anew when they are asked for, in the new folder; their old addresses end.
            for rendition in self.renditions.all():
                rendition.delete()
        return former

    def generate_rendition_file(self, filter: Filter, *, source: File | None = None) -> File:  # noqa: A002, Wagtail's name
        # Pillow hands on where and with what the original was taken.
        return bare_file(super().generate_rendition_file(filter, source=source))


class TownRendition(AbstractRendition):
    """A size of a picture; the only image files that are served to the public."""

    image = models.ForeignKey(TownImage, on_delete=models.CASCADE, related_name="renditions")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["image", "filter_spec", "focal_point_key"], name="unique_rendition")
        ]
        # Every request for a picture asks whose it is, by its name.
        indexes = [models.Index(fields=["file"], name="rendition_by_file")]

    def get_upload_to(self, filename: str) -> str:
        return f"{PurePath(self.image.file.name).parts[0]}/images/{file_name(filename)}"

    @staticmethod
    def construct_cache_key(image: TownImage, filter_cache_key: str, filter_spec: str) -> str:
        """Name the folder too: a process that has not seen a picture move must not find the rendition of before."""
        key = AbstractRendition.construct_cache_key(image, filter_cache_key, filter_spec)
        return f"{key}-{PurePath(image.file.name).parts[0]}"


class TextState(models.TextChoices):
    """How far the text of a document has been read."""

    WAITING = "waiting", _("waiting to be read")
    READ = "read", _("read")
    NONE = "none", _("without text")
    FAILED = "failed", _("cannot be read")


class TownDocument(InTownFolder, AbstractDocument):
    """A file for download; its language is that of its text.

    Its address stays when the file is replaced: ``address_name`` is the name that the first file had.
    """

    file = models.FileField(_("file"), upload_to=document_upload_to, max_length=255)
    language = models.CharField(_("language"), max_length=10, choices=settings.LANGUAGES, default="cs")
    summary = models.TextField(
        _("accessible summary"),
        blank=True,
        help_text=_("What the file says, for people who cannot read the file itself. It is shown beside the file."),
    )
    superseded_by = models.ForeignKey(
        "self",
        verbose_name=_("superseded by"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="supersedes",
        help_text=_("The newer document that readers are led to."),
    )
    address_name = models.CharField(max_length=255, blank=True, editable=False)
    version = models.PositiveIntegerField(_("version"), default=1, editable=False)
    version_note = models.CharField(_("note on this version"), max_length=250, blank=True)
    version_since = models.DateTimeField(null=True, editable=False)
    """When the present file was stored; None for the first one, which came with the document."""
    sha256 = models.CharField(max_length=64, blank=True, editable=False)
    findings = models.JSONField(null=True, editable=False)
    """Codes of what makes the file hard to read for some people (``sites.documents.findings``); None: not looked at."""
    text_state = models.CharField(
        max_length=10, choices=TextState.choices, default=TextState.WAITING, editable=False, db_index=True
    )

    admin_form_fields = ("title", "file", "version_note", "language", "summary", "superseded_by", "collection")
    search_fields = [
        *AbstractDocument.search_fields,
        index.FilterField("language"),
        index.SearchField("folded_title"),
        index.SearchField("folded_words"),
    ]

    class Meta(AbstractDocument.Meta):
        verbose_name = _("document")
        verbose_name_plural = _("documents")

    def clean(self) -> None:
        # Without a file, one that has just been refused: it has its sentence, Wagtail would add one about "".
        if self.file:
            super().clean()

    # With what hangs on its being saved: the file of before, the job that reads the text, the record of publication.
    @transaction.atomic
    def save(self, *args: Any, **kwargs: Any) -> None:
        if self.file and not self.address_name:
            self.address_name = file_name(PurePath(str(self.file.name)).name)
        super().save(*args, **kwargs)

    @property
    def url(self) -> str:
        """The permanent address."""
        return reverse("wagtaildocs_serve", args=[self.pk, self.address_name])

    @property
    def about_url(self) -> str:
        """The address of the page about the document, in the current language."""
        return reverse("document_about", args=[self.pk])

    @property
    def has_earlier_versions(self) -> bool:
        return self.version > 1

    def folded_title(self) -> str:
        """Return the title as the index knows it: without diacritics and endings."""
        return folded(self.title)

    def folded_words(self) -> str:
        """Return the different words of the text as the index knows them; it says whether, not how often."""
        stems = dict.fromkeys(stem for page in self.texts.values_list("stems", flat=True) for stem in page.split())
        return " ".join(islice(stems, MAX_STEMS))
