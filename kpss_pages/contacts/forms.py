"""Forms of the rows of contacts."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from kpss_pages.contacts.choices import SpokenLanguage
from sites.tenancy.forms import TownRowForm


class PersonForm(TownRowForm):
    """Somebody, with the languages to tick."""

    languages = forms.MultipleChoiceField(
        label=_("Languages spoken"),
        choices=SpokenLanguage.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Tick those in which somebody can be spoken to."),
    )

    def clean_languages(self) -> list[str]:
        chosen: list[str] = self.cleaned_data["languages"]
        return chosen


class DepartmentForm(TownRowForm):
    """A department, which is not offered as a part of itself."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk and "parent" in self.fields:
            field = self.fields["parent"]
            field.queryset = field.queryset.exclude(pk=self.instance.pk)
