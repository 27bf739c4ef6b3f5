"""The form of a town's settings."""

from typing import Any

from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.models import get_page_models

from sites.roles import grant_roles
from sites.tenancy.forms import OwnReferencesMixin


def kinds_to_switch() -> list[tuple[str, str]]:
    """Return the page kinds that a town may switch off: all but the home page."""
    return [
        (model._meta.label, capfirst(str(model._meta.verbose_name_plural)))
        for model in get_page_models()
        if model._meta.app_label.startswith("kpss_") and model._meta.app_label != "kpss_home"
    ]


class TownSettingsForm(OwnReferencesMixin, WagtailAdminModelForm):
    """Adds the page kinds as check boxes and keeps the groups in step with the settings."""

    disabled_kinds = forms.MultipleChoiceField(
        label=_("Page kinds switched off"),
        choices=kinds_to_switch,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Nobody can add pages of these kinds. Pages that are there already stay."),
    )

    def town_site_id(self) -> int | None:
        site_id: int | None = self.instance.site_id
        return site_id

    def save(self, commit: bool = True) -> Any:
        town = super().save(commit=commit)
        if commit:
            grant_roles(town)
        return town
