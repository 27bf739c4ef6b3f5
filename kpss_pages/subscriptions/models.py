"""The page on which people subscribe."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.contrib.routable_page.models import RoutablePageMixin

from kpss_pages.core.models import BasePage


class SubscriptionPage(RoutablePageMixin, BasePage):
    """The form on which people subscribe to a town's news by e-mail, in one language."""

    chrome_part = "subscriptions"
    shown_kinds = ("kpss_core.Topic",)

    lead = models.TextField(_("lead"), blank=True, help_text=_("One or two sentences above the form."))

    content_panels = [*BasePage.content_panels, FieldPanel("lead")]

    parent_page_types = ["kpss_home.HomePage"]
    subpage_types: list[str] = []
    max_count_per_parent = 1

    class Meta:
        verbose_name = _("subscription page")
        verbose_name_plural = _("subscription pages")
