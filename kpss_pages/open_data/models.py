"""The page that lists a town's data sets."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.contrib.routable_page.models import RoutablePageMixin

from kpss_pages.core.models import BasePage


class OpenDataPage(RoutablePageMixin, BasePage):
    """The list of a town's data sets in one language."""

    chrome_part = "open_data"
    shown_kinds = None  # whatever is published

    lead = models.TextField(_("lead"), blank=True, help_text=_("One or two sentences above the list."))

    content_panels = [*BasePage.content_panels, FieldPanel("lead")]

    parent_page_types = ["kpss_home.HomePage"]
    subpage_types: list[str] = []
    max_count_per_parent = 1

    class Meta:
        verbose_name = _("open data page")
        verbose_name_plural = _("open data pages")
