"""Forms of the upload of several files, and of what is said about each afterwards."""

from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kpss_pages.core.day_inputs import DayInput
from kpss_pages.plans.choices import FileKind
from kpss_pages.plans.desk.uploading import Facts
from sites.files import accepted_endings
from sites.files.virus import unscanned_note


class SeveralFilesInput(forms.ClearableFileInput):
    """A plain file input that lets several files be chosen."""

    allow_multiple_selected = True


class SeveralFilesField(forms.FileField):
    """Files as they came; each is checked by itself, so that a bad one does not hold up the others."""

    widget = SeveralFilesInput

    def clean(self, data: Any, initial: Any = None) -> list[UploadedFile]:
        files: list[UploadedFile] = [file for file in data or [] if isinstance(file, UploadedFile)]
        if not files:
            raise ValidationError(_("Choose at least one file."), code="required")
        return files


class UploadForm(forms.Form):
    """Several files for one plan, and what is said of all of them."""

    uploads = SeveralFilesField(label=gettext_lazy("Files"))
    kind = forms.ChoiceField(label=gettext_lazy("Kind of file"), choices=FileKind.choices)
    dated_on = forms.DateField(
        label=gettext_lazy("Date"),
        required=False,
        widget=DayInput,
        help_text=gettext_lazy("Date of the documents themselves, not of the upload."),
    )
    language = forms.ChoiceField(label=gettext_lazy("Language"), choices=settings.LANGUAGES)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        types_and_sizes = _("Types: %(types)s. At most %(size)s each.") % {
            "types": ", ".join(ending.upper() for ending in accepted_endings()),
            "size": filesizeformat(settings.WAGTAILDOCS_MAX_UPLOAD_SIZE),
        }
        self.fields["uploads"].help_text = f"{types_and_sizes} {unscanned_note()}".rstrip()

    @property
    def facts(self) -> Facts:
        cleaned = self.cleaned_data
        return Facts(kind=cleaned["kind"], language=cleaned["language"], dated_on=cleaned["dated_on"])


class FileFactsForm(forms.Form):
    """What is said of one file that has been taken."""

    document = forms.IntegerField(widget=forms.HiddenInput)
    title = forms.CharField(label=gettext_lazy("Title"), max_length=255)
    kind = forms.ChoiceField(label=gettext_lazy("Kind of file"), choices=FileKind.choices)
    dated_on = forms.DateField(label=gettext_lazy("Date"), required=False, widget=DayInput)
    language = forms.ChoiceField(label=gettext_lazy("Language"), choices=settings.LANGUAGES)
    summary = forms.CharField(
        label=gettext_lazy("Accessible summary"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("What the file says, for people who cannot read the file itself."),
    )


FileFactsFormSet = forms.formset_factory(FileFactsForm, extra=0, max_num=200, absolute_max=200)
