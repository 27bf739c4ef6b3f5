"""Standard pages."""

from collections.abc import Sequence
from typing import Any

from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.fields import StreamField

from kpss_pages.core.blocks import BodyBlock
from kpss_pages.core.models import BasePage
from kpss_pages.standard.choices import Purpose
from kpss_pages.standard.site_map import site_map_around
from sites.page_cache.tags import ADDRESSES


class StandardPage(BasePage):
    """A page of text blocks."""

    lead = models.TextField(_("lead"), blank=True, help_text=_("One or two sentences that say what the page is about."))
    body = StreamField(BodyBlock(), verbose_name=_("content"), blank=True)
    purpose = models.CharField(
        _("purpose"),
        max_length=20,
        choices=Purpose.choices,
        blank=True,
        default=Purpose.NONE,
        help_text=_("The site map lists all pages of the site below its text; the others only say what they are for."),
    )

    shown_kinds = ()

    content_panels = [*BasePage.content_panels, FieldPanel("lead"), FieldPanel("body")]
    settings_panels = [*BasePage.settings_panels, FieldPanel("purpose")]

    parent_page_types = ["kpss_home.HomePage", "kpss_standard.StandardPage"]
    subpage_types = ["kpss_standard.StandardPage"]

    class Meta:
        verbose_name = _("standard page")
        verbose_name_plural = _("standard pages")

    def shows(self) -> Sequence[str]:
        return (ADDRESSES,) if self.purpose == Purpose.SITE_MAP else self.shown_kinds

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context(request, *args, **kwargs)
        if self.purpose == Purpose.SITE_MAP:
            context["site_map"] = site_map_around(self)
        return context
