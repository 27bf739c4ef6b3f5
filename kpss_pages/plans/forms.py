"""The edit form of a plan."""

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from wagtail.models import Page

from sites.models import Territory
from sites.tenancy.forms import TownPageForm
from sites.tenancy.scope import site_id_of


class PlanPageForm(TownPageForm):
    """A plan's form: only the town's own territories, and a predecessor of the same town and language."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.site_id = site_id_of(self.parent_page or self.instance)
        if "territory" in self.fields:
            self.fields["territory"].queryset = Territory.objects.filter(town__site_id=self.site_id)

    def clean_predecessor(self) -> Page | None:
        predecessor: Page | None = self.cleaned_data["predecessor"]
        if predecessor is None:
            return None
        if site_id_of(predecessor) != self.site_id:
            raise ValidationError(_("The preceding plan has to be a plan of your own town. Choose another one."))
        own = self.parent_page or self.instance
        if predecessor.locale_id != own.locale_id:
            raise ValidationError(_("The preceding plan has to be in the language of this page. Choose another one."))
        return predecessor
