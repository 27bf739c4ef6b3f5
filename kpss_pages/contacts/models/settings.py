"""Which of its contacts a town shows on every page."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.contrib.settings.models import BaseSiteSetting, register_setting

from kpss_pages.contacts.models.offices import Office
from kpss_pages.contacts.models.roles import ContactRole
from sites.tenancy.forms import TownSettingForm


@register_setting(icon="user")
class ContactSettings(BaseSiteSetting):
    """The coordinator, who is named where people do not find what they look for, and the office of the footer."""

    coordinator = models.ForeignKey(
        ContactRole,
        verbose_name=_("coordinator of planning"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text=_("The role that the home page and other pages name as whom to ask."),
    )
    office = models.ForeignKey(
        Office,
        verbose_name=_("main office"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text=_("The office whose hours stand at the foot of every page."),
    )

    base_form_class = TownSettingForm

    panels = [FieldPanel("coordinator"), FieldPanel("office")]

    class Meta:
        verbose_name = _("main contacts")
        verbose_name_plural = _("main contacts")

    def __str__(self) -> str:
        return self.site.site_name
