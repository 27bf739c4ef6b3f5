"""The forms of choosing a whole district: one of a list that is loaded, or one of a file that somebody brings."""

from collections.abc import Iterable, Mapping
from difflib import get_close_matches
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.template.defaultfilters import filesizeformat
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kpss_pages.catalog.registers.district_lists import districts_in
from kpss_pages.catalog.registers.districts import DistrictKind, Member
from kpss_pages.catalog.registers.refusing import RegisterRefused
from kpss_pages.core.addresses.keys import plain_name
from kpss_pages.core.tables.cells import MOST_BYTES
from sites.choices import Country

NAMES_SHOWN = 8
USUAL = {Country.CZ: DistrictKind.ORP, Country.SK: DistrictKind.OKRES}
"""What the districts of a table are that does not say it."""


class DistrictForm(forms.Form):
    """Choose one of the districts that are known; its value is the list's name and the district's."""

    district = forms.ChoiceField(label=gettext_lazy("District"))

    def __init__(self, *args: Any, known: Mapping[DistrictKind, Iterable[str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["district"].choices = [  # type: ignore[attr-defined]
            ("", _("Choose one")),
            *(
                (capfirst(str(kind.label)), [(f"{kind}:{name}", name) for name in names])
                for kind, names in known.items()
            ),
        ]

    @property
    def chosen(self) -> tuple[DistrictKind, str]:
        """The district of a valid form."""
        kind, _colon, name = self.cleaned_data["district"].partition(":")
        return DistrictKind(kind), name


class DistrictFileForm(forms.Form):
    """Bring a list; ``kind``, ``members`` and ``of_district`` are what a valid form has of it."""

    file = forms.FileField(
        label=gettext_lazy("List of municipalities and districts"),
        allow_empty_file=True,  # the reader has a better sentence
        widget=forms.FileInput(attrs={"accept": ".csv,.xlsx"}),
        error_messages={"required": gettext_lazy("Choose the file with the list.")},
    )
    name = forms.CharField(
        label=gettext_lazy("District"),
        max_length=80,
        help_text=gettext_lazy("As the list calls it, mostly after the town where its office is."),
        error_messages={"required": gettext_lazy("Write which district of the list is meant.")},
    )
    is_for_all = forms.BooleanField(
        label=gettext_lazy("Keep the list for all towns of the country"),
        required=False,
        help_text=gettext_lazy("Everybody can then choose from it. A list that was kept before is replaced."),
    )
    kind: DistrictKind
    members: list[Member]

    def __init__(self, *args: Any, country: str, may_keep: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.country = Country(country)
        if not may_keep:
            del self.fields["is_for_all"]

    def clean_file(self) -> UploadedFile:
        file: UploadedFile = self.cleaned_data["file"]
        if (file.size or 0) > MOST_BYTES:
            message = _("The file has more than %(size)s. That is no list of municipalities and districts.")
            raise ValidationError(message % {"size": filesizeformat(MOST_BYTES)})
        try:
            kind, self.members = districts_in(file.read())
        except RegisterRefused as refusal:
            raise ValidationError(str(refusal)) from refusal
        self.kind = kind or USUAL[self.country]
        return file

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if "name" in cleaned and "file" in cleaned and not self.of_district:
            self.add_error("name", self._not_there(cleaned["name"]))
        return cleaned

    @property
    def of_district(self) -> list[Member]:
        """The municipalities of the district that was written, whatever its letters' case and marks are."""
        wanted = plain_name(self.cleaned_data["name"])
        return [each for each in self.members if plain_name(each.district) == wanted]

    def _not_there(self, name: str) -> str:
        there = {plain_name(each.district): each.district for each in self.members}
        near = get_close_matches(plain_name(name), there, NAMES_SHOWN, 0.5) or sorted(there)[:NAMES_SHOWN]
        sentence = _("The list has no district called %(name)s. It has, for example: %(names)s.")
        return sentence % {"name": name, "names": ", ".join(there[each] for each in near)}
