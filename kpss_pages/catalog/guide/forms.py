"""Forms of the guide's desk: what is to be made, and a brochure from before."""

from pathlib import PurePath
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.utils import timezone
from django.utils.translation import get_language_info, gettext_lazy
from django.utils.translation import gettext as _

from kpss_pages.catalog.choices import GuideVariant
from kpss_pages.core.day_inputs import DayInput
from sites.documents.findings import Finding, findings_of
from sites.files import check_duplicate, check_file
from sites.models import TownSettings
from sites.pictures import bare_upload
from sites.towns import live_languages

OLDEST_YEAR = 1990


def language_choices(town: TownSettings) -> list[tuple[str, str]]:
    """Return the languages in which a town publishes, its own first, each by its own name."""
    codes = live_languages(town) or [town.default_language]
    return [(code, str(get_language_info(code)["name_local"])) for code in codes]


class MakeForm(forms.Form):
    """Which guide is to be made."""

    variant = forms.ChoiceField(label=gettext_lazy("What is made"), choices=GuideVariant.choices)
    language = forms.ChoiceField(label=gettext_lazy("Language"))

    def __init__(self, town: TownSettings, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["language"].choices = language_choices(town)  # type: ignore[attr-defined]


class BrochureForm(forms.Form):
    """A brochure that was printed elsewhere."""

    file = forms.FileField(label=gettext_lazy("File"), widget=forms.FileInput(attrs={"accept": ".pdf,.docx"}))
    title = forms.CharField(label=gettext_lazy("Title"), max_length=255)
    dated = forms.DateField(
        label=gettext_lazy("Date of the data"),
        widget=DayInput(),
        help_text=gettext_lazy("Where only the year is known, its first day."),
    )
    language = forms.ChoiceField(label=gettext_lazy("Language"))
    summary = forms.CharField(
        label=gettext_lazy("Accessible summary"),
        required=False,
        max_length=5000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy(
            "What the file says, for people who cannot read the file itself. It is needed for a file without tags."
        ),
    )
    is_archived = forms.BooleanField(
        label=gettext_lazy("Archived"),
        required=False,
        initial=True,
        help_text=gettext_lazy("An archived edition is offered below the current ones."),
    )

    def __init__(self, town: TownSettings, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.town = town
        self.fields["language"].choices = language_choices(town)  # type: ignore[attr-defined]

    def clean_file(self) -> UploadedFile:
        file: UploadedFile = self.cleaned_data["file"]
        if PurePath(str(file.name)).suffix.lower() not in (".pdf", ".docx"):
            raise ValidationError(_("A brochure is a PDF or a DOCX file. Choose one of these."), code="type")
        check_file(file)
        bare = bare_upload(file)
        check_duplicate(bare, self.town.site)
        return bare

    def clean_dated(self) -> Any:
        day = self.cleaned_data["dated"]
        if not day.year >= OLDEST_YEAR or day > timezone.localdate():
            raise ValidationError(
                _("Choose a day from %(year)d on that is not in the future."),
                code="day",
                params={"year": OLDEST_YEAR},
            )
        return day

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        file = cleaned.get("file")
        if file is not None and not cleaned.get("summary", "").strip():
            found = findings_of(file, str(file.name))
            file.seek(0)
            if found:
                sentences = " ".join(str(Finding(code).label) for code in found)
                message = _("The file is hard to read for some people. %(findings)s Or write here what it says.")
                error = ValidationError(message, code="held_back", params={"findings": sentences})
                self.add_error("summary", error)
        return cleaned
