"""The page of a town's contacts."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.contrib.routable_page.models import RoutablePageMixin

from kpss_pages.core.models import BasePage


class ContactIndexPage(RoutablePageMixin, BasePage):
    """The directory of a town's contacts in one language, its offices and their hours."""

    chrome_part = "contacts"
    shown_kinds = (
        "kpss_contacts.ContactRole",
        "kpss_contacts.Department",
        "kpss_contacts.Office",
        "kpss_contacts.Organisation",
        "kpss_contacts.Person",
    )

    lead = models.TextField(_("lead"), blank=True, help_text=_("One or two sentences above the list."))

    content_panels = [*BasePage.content_panels, FieldPanel("lead")]

    parent_page_types = ["kpss_home.HomePage"]
    subpage_types: list[str] = []
    max_count_per_parent = 1

    class Meta:
        verbose_name = _("contacts page")
        verbose_name_plural = _("contacts pages")
