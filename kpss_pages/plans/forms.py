"""The edit form of a plan."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from wagtail.models import Page

from sites.tenancy.forms import TownPageForm


class PlanPageForm(TownPageForm):
    """A plan's form: a predecessor in the language of the page."""

    def clean_predecessor(self) -> Page | None:
        predecessor: Page | None = self.cleaned_data["predecessor"]
        own = self.parent_page or self.instance
        if predecessor is not None and predecessor.locale_id != own.locale_id:
            raise ValidationError(_("The preceding plan has to be in the language of this page. Choose another one."))
        return predecessor
