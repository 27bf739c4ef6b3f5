"""The forms of documents and of pictures, in all of Wagtail's own ways to upload one."""

from mimetypes import guess_type
from pathlib import PurePath
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _
from PIL import Image
from wagtail.documents.forms import BaseDocumentForm
from wagtail.documents.widgets import AdminDocumentChooser
from wagtail.images.fields import WagtailImageField
from wagtail.images.forms import BaseImageForm
from wagtail.models import Collection, Site

from sites.documents.findings import findings_list, findings_of, published_refusal
from sites.documents.public import pages_with
from sites.files import FileRefused, check_duplicate, check_file
from sites.files.duplicates import documents_of_town
from sites.files.virus import check_virus, unscanned_note
from sites.models import TownDocument
from sites.pictures import bare_upload
from sites.tenancy.forms import OwnReferencesMixin
from sites.tenancy.long_lists import shorten
from sites.tenancy.scope import site_id_of, site_of, town_of

FORMATS = ["AVIF", "GIF", "JPEG", "PNG", "WEBP"]
"""What Pillow may be asked to read, whatever else it could."""


class TownDocumentForm(OwnReferencesMixin, BaseDocumentForm):
    """A document's form, which takes only files that readers can open, and none twice in a town.

    Another file for a document is a new version of it (``sites.documents.versions``) and has the same type.
    """

    class Meta(BaseDocumentForm.Meta):
        widgets = {"file": BaseDocumentForm.Meta.widgets["file"]}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        user = kwargs.get("user")
        super().__init__(*args, **kwargs)
        shorten(self)
        self._ask_about_versions(user)
        if "language" in self.fields:
            # The uploader of several files sends none; the language of the town then stands for it.
            self.fields["language"].required = False
        self._say_what_to_know()

    def _say_what_to_know(self) -> None:
        """Say at the file what is wrong with it, and that files are not scanned; where it is not asked for, at the summary."""
        wrong = findings_list(self.instance)
        if "file" in self.fields:
            self.fields["file"].help_text = format_html("{}{}", wrong, unscanned_note())
        elif "summary" in self.fields:
            self.fields["summary"].help_text = format_html("{}{}", wrong, self.fields["summary"].help_text)

    def _ask_about_versions(self, user: Any) -> None:
        """Ask for the note and the successor where a document and its file are edited."""
        site = site_of(self.instance.collection) if self.instance.pk and "file" in self.fields else None
        if site is None:
            for name in ("version_note", "superseded_by"):
                self.fields.pop(name, None)
        elif "superseded_by" in self.fields:
            self.for_user = user  # whose choice is looked at
            field = self.fields["superseded_by"]
            field.queryset = documents_of_town(site).exclude(pk=self.instance.pk)
            field.widget = AdminDocumentChooser()
            field.widget.is_required = False

    def town_site_id(self) -> int | None:
        return site_id_of(self.chosen_collection)

    def clean_superseded_by(self) -> TownDocument | None:
        newer: TownDocument | None = self.cleaned_data["superseded_by"]
        later, seen = newer, set[int]()
        while later is not None and later.pk not in seen:
            seen.add(later.pk)
            if later.superseded_by_id == self.instance.pk:
                raise ValidationError(
                    _("This document supersedes the chosen one. Choose the document that is really newer."),
                    code="circle",
                )
            later = later.superseded_by
        return newer

    def _check_type(self, file: UploadedFile) -> None:
        """Refuse a file of another type in the place of the present one: the address tells the type."""
        former = self.original_file
        if not self.instance.pk or not former:
            return
        types = [guess_type(str(name).lower())[0] or PurePath(str(name)).suffix for name in (former.name, file.name)]
        if types[0] != types[1]:
            raise ValidationError(
                _(
                    "The file is not of the type %(type)s, which the address of this document promises. Choose a file"
                    " of that type, or add this one as a new document."
                ),
                code="other_type",
                params={"type": self.instance.file_extension.upper()},
            )

    def save(self, commit: bool = True) -> Any:
        # Wagtail would delete the file that is replaced; it stays, as an earlier version.
        self.original_file = None
        return super().save(commit=commit)

    def clean_file(self) -> Any:
        file = self.cleaned_data.get("file")
        if isinstance(file, UploadedFile):
            self._check_type(file)
            check_file(file)
            return bare_upload(file)
        return file

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        site = site_of(self.chosen_collection)
        file = cleaned.get("file")
        if isinstance(file, UploadedFile) and site is not None:
            self._check_duplicate(file, site)
        self._keep_published_readable(cleaned)
        if "language" in self.fields and not cleaned.get("language"):
            cleaned["language"] = site.root_page.locale.language_code if site else settings.LANGUAGE_CODE
        return cleaned

    def _keep_published_readable(self, cleaned: dict[str, Any]) -> None:
        """Refuse what would leave on a published page a file that is hard to read and that nobody has described."""
        file = cleaned.get("file")
        new_file = file if isinstance(file, UploadedFile) else None
        if not self.instance.pk or "summary" not in self.fields or cleaned.get("summary", "").strip():
            return
        if new_file is None and "summary" not in self.changed_data:
            return
        wrong = findings_of(new_file, str(new_file.name)) if new_file is not None else self.instance.findings
        town = town_of(self.instance.collection) if wrong else None
        if town is not None and pages_with(str(self.instance.pk), town).exists():
            self.add_error("summary", published_refusal(wrong or ()))

    @property
    def chosen_collection(self) -> Collection:
        """The collection that the document will be in; where there is only one, it is not asked for."""
        return self.cleaned_data.get("collection") or self.collections[0]

    def _check_duplicate(self, file: UploadedFile, site: Site) -> None:
        try:
            check_duplicate(file, site)
        except FileRefused as refusal:
            self.add_error("file", refusal)


class TownImageField(WagtailImageField):
    """Takes pictures that can be read to their end; Wagtail believes the first bytes and fails on the rest."""

    def check_image_pixel_size(self, f: Any) -> None:
        try:
            super().check_image_pixel_size(f)
            f.seek(0)
            with Image.open(f, formats=FORMATS) as picture:
                self._check_points(picture)
                picture.draft("L", (64, 64))  # JPEG is then decoded at an eighth of its size
                picture.load()
        except (OSError, SyntaxError, ValueError, Image.DecompressionBombError) as error:
            raise ValidationError(self.error_messages["invalid_image"], code="invalid_image") from error
        f.seek(0)

    def _check_points(self, picture: Image.Image) -> None:
        """Refuse a picture that is small on the disk and huge in memory, all its frames together."""
        points = picture.width * picture.height * getattr(picture, "n_frames", 1)
        if points > self.max_image_pixels:
            raise ValidationError(
                self.error_messages["file_too_many_pixels"]
                % {"num_pixels": points, "max_pixels_count": self.max_image_pixels},
                code="file_too_many_pixels",
            )


PICTURE_TYPES = "image/jpeg,image/png,image/webp,image/gif,image/avif"
"""Each by its name: where any picture may be chosen ("image/*"), an iPhone hands over HEIC instead of a JPEG."""


class TownImageForm(BaseImageForm):
    """A picture's form, which takes off what the camera added and says that the description is the alternative text."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        shorten(self)
        if "file" in self.fields:
            stock = self.fields["file"]
            field = TownImageField(label=stock.label, required=stock.required, widget=stock.widget)
            field.help_text = f"{field.help_text} {unscanned_note()}".strip()
            field.widget.attrs["accept"] = PICTURE_TYPES
            self.fields["file"] = field
        if "description" in self.fields:
            self.fields["description"].label = _("Alternative text")
            self.fields["description"].help_text = _(
                "What the picture says to somebody who does not see it. Not the name of the file."
            )

    def clean_file(self) -> Any:
        file = self.cleaned_data.get("file")
        if not isinstance(file, UploadedFile):
            return file
        check_virus(file)
        return bare_upload(file)
