"""The forms of documents and of pictures, in all of Wagtail's own ways to upload one."""

from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _
from PIL import Image
from wagtail.documents.forms import BaseDocumentForm
from wagtail.images.fields import WagtailImageField
from wagtail.images.forms import BaseImageForm
from wagtail.models import Collection, Site

from sites.files import FileRefused, check_duplicate, check_file
from sites.pictures import bare_upload
from sites.tenancy.long_lists import shorten
from sites.tenancy.scope import site_of

FORMATS = ["AVIF", "GIF", "JPEG", "PNG", "WEBP"]
"""What Pillow may be asked to read, whatever else it could."""


class TownDocumentForm(BaseDocumentForm):
    """A document's form, which takes only files that readers can open, and none twice in a town."""

    class Meta(BaseDocumentForm.Meta):
        widgets = {"file": BaseDocumentForm.Meta.widgets["file"]}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        shorten(self)
        if "language" in self.fields:
            # The uploader of several files sends none; the language of the town then stands for it.
            self.fields["language"].required = False

    def clean_file(self) -> Any:
        file = self.cleaned_data.get("file")
        if isinstance(file, UploadedFile):
            check_file(file)
            return bare_upload(file)
        return file

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        site = site_of(self.chosen_collection)
        file = cleaned.get("file")
        if isinstance(file, UploadedFile) and site is not None:
            self._check_duplicate(file, site)
        if "language" in self.fields and not cleaned.get("language"):
            cleaned["language"] = site.root_page.locale.language_code if site else settings.LANGUAGE_CODE
        return cleaned

    @property
    def chosen_collection(self) -> Collection:
        """The collection that the document will be in; where there is only one, it is not asked for."""
        return self.cleaned_data.get("collection") or self.collections[0]

    def _check_duplicate(self, file: UploadedFile, site: Site) -> None:
        try:
            check_duplicate(file, site, other_than=self.instance if self.instance.pk else None)
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


class TownImageForm(BaseImageForm):
    """A picture's form, which takes off what the camera added and says that the description is the alternative text."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        shorten(self)
        if "file" in self.fields:
            stock = self.fields["file"]
            self.fields["file"] = TownImageField(label=stock.label, required=stock.required, widget=stock.widget)
        if "description" in self.fields:
            self.fields["description"].label = _("Alternative text")
            self.fields["description"].help_text = _(
                "What the picture says to somebody who does not see it. Not the name of the file."
            )

    def clean_file(self) -> Any:
        file = self.cleaned_data.get("file")
        return bare_upload(file) if isinstance(file, UploadedFile) else file
