"""A town: its legal data, look and ways; the rows around it are in ``town_rows``."""

import uuid
from functools import cached_property
from zoneinfo import ZoneInfo

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.models import ClusterableModel
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel
from wagtail.contrib.settings.models import BaseSiteSetting, register_setting
from wagtail.models import Collection

from sites.choices import Country, TimeZone, TownKind
from sites.languages import current_language
from sites.validators import (
    validate_brand_colour,
    validate_company_id,
    validate_data_box,
    validate_vat_id,
)


def new_media_key() -> str:
    return uuid.uuid4().hex


@register_setting(icon="site")
class TownSettings(ClusterableModel, BaseSiteSetting):
    """Everything about a town that is not a page.

    The town's name is ``site.site_name``; its default language is the locale of ``site.root_page``.
    """

    kind = models.CharField(_("kind"), max_length=20, choices=TownKind.choices, default=TownKind.TOWN)
    country = models.CharField(
        _("country"),
        max_length=2,
        choices=Country.choices,
        default=Country.CZ,
        help_text=_("Decides which law the legal pages follow."),
    )
    time_zone = models.CharField(_("time zone"), max_length=40, choices=TimeZone.choices, default=TimeZone.PRAGUE)

    operator = models.CharField(_("operator"), max_length=200, blank=True, help_text=_("Name of the office."))
    street = models.CharField(_("street and number"), max_length=200, blank=True)
    postal_code = models.CharField(_("postal code"), max_length=10, blank=True)
    municipality = models.CharField(_("municipality"), max_length=120, blank=True)
    filing_email = models.EmailField(
        _("e-mail registry"), blank=True, help_text=_("Address for filing documents electronically.")
    )
    data_box = models.CharField(_("data box"), max_length=40, blank=True, validators=[validate_data_box])
    phone = models.CharField(_("telephone"), max_length=40, blank=True)
    company_id = models.CharField(
        _("company number"),
        max_length=12,
        blank=True,
        validators=[validate_company_id],
        help_text=_("Eight digits; the last one is checked."),
    )
    vat_id = models.CharField(_("VAT number"), max_length=16, blank=True, validators=[validate_vat_id])
    technical_operator = models.CharField(_("technical operator"), max_length=200, blank=True)

    slogan = models.CharField(_("slogan"), max_length=200, blank=True)
    coat_of_arms = models.ForeignKey(
        settings.WAGTAILIMAGES_IMAGE_MODEL,
        verbose_name=_("coat of arms"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    coat_of_arms_text = models.CharField(
        _("alternative text of the coat of arms"),
        max_length=200,
        blank=True,
        help_text=_("What somebody who does not see the picture should know."),
    )
    colour = models.CharField(
        _("colour"),
        max_length=7,
        default="#1f4e79",
        validators=[validate_brand_colour],
        help_text=_("The town's colour as # and six hexadecimal digits, for example #1f4e79."),
    )

    editors_may_publish = models.BooleanField(
        _("editors may publish without approval"),
        default=False,
        help_text=_("Otherwise they submit pages for a manager's approval."),
    )
    counts_visits = models.BooleanField(
        _("show visit counts"),
        default=True,
        help_text=_("Counts page views only: no cookies, nothing about visitors."),
    )
    requires_second_factor = models.BooleanField(
        _("everybody signs in with a second factor"),
        default=False,
        help_text=_("A telephone or a key besides the password. Managers need it in any case."),
    )
    disabled_kinds = models.JSONField(_("page kinds switched off"), default=list, blank=True)

    is_suspended = models.BooleanField(_("suspended"), default=False)
    suspension_notice = models.TextField(_("notice while suspended"), blank=True)

    collection = models.OneToOneField(
        Collection,
        verbose_name=_("collection"),
        null=True,
        editable=False,
        on_delete=models.PROTECT,
        related_name="town",
    )
    files_collection = models.OneToOneField(
        Collection,
        verbose_name=_("collection of pictures and files"),
        null=True,
        editable=False,
        on_delete=models.PROTECT,
        related_name="files_town",
    )
    plan_collection = models.OneToOneField(
        Collection,
        verbose_name=_("collection of plan files"),
        null=True,
        editable=False,
        on_delete=models.PROTECT,
        related_name="plan_town",
    )
    media_key = models.CharField(max_length=32, unique=True, default=new_media_key, editable=False)

    panels = [
        MultiFieldPanel(
            [
                FieldPanel("kind"),
                FieldPanel("operator"),
                FieldPanel("street"),
                FieldRowPanel([FieldPanel("postal_code"), FieldPanel("municipality")]),
                FieldRowPanel([FieldPanel("phone"), FieldPanel("filing_email")]),
                FieldPanel("data_box"),
                FieldRowPanel([FieldPanel("company_id"), FieldPanel("vat_id")]),
                FieldPanel("technical_operator"),
            ],
            heading=_("Operator of the site"),
        ),
        MultiFieldPanel(
            [
                FieldPanel("slogan"),
                FieldPanel("coat_of_arms"),
                FieldPanel("coat_of_arms_text"),
                FieldPanel("colour"),
            ],
            heading=_("Look"),
        ),
        InlinePanel("territories", heading=_("Territories"), label=_("Territory")),
        InlinePanel("other_languages", heading=_("Further languages"), label=_("Further language")),
        InlinePanel("parent_breadcrumbs", heading=_("Breadcrumbs above the site"), label=_("Step")),
        InlinePanel("partner_links", heading=_("Partner links"), label=_("Partner link")),
        InlinePanel("funding_projects", heading=_("Funded projects"), label=_("Funded project")),
        MultiFieldPanel(
            [
                FieldPanel("country"),
                FieldPanel("time_zone"),
                FieldPanel("editors_may_publish"),
                FieldPanel("counts_visits"),
                FieldPanel("requires_second_factor"),
                FieldPanel("disabled_kinds"),
            ],
            heading=_("How the site works"),
        ),
    ]

    class Meta:
        verbose_name = _("town settings")
        verbose_name_plural = _("settings of towns")

    def __str__(self) -> str:
        return self.site.site_name

    def clean(self) -> None:
        super().clean()
        if self.coat_of_arms_id and not self.coat_of_arms_text:
            raise ValidationError({"coat_of_arms_text": _("Describe the coat of arms for people who do not see it.")})

    @property
    def default_language(self) -> str:
        return self.site.root_page.locale.language_code

    @property
    def languages(self) -> list[str]:
        """Language codes in which the town publishes, the default one first."""
        return [self.default_language, *(row.language for row in self.other_languages.all())]

    @cached_property
    def zone(self) -> ZoneInfo:
        return ZoneInfo(self.time_zone)

    def in_language(self, field: str, language: str | None = None) -> str:
        """Return ``field`` (site_name, slogan, coat_of_arms_text) in a language, or in the default when it is blank."""
        language = language or current_language()
        for row in self.other_languages.all():
            if row.language == language and getattr(row, field):
                return getattr(row, field)
        return self.site.site_name if field == "site_name" else getattr(self, field)

    @property
    def name(self) -> str:
        return self.in_language("site_name")

    @property
    def local_slogan(self) -> str:
        return self.in_language("slogan")

    @property
    def local_coat_of_arms_text(self) -> str:
        return self.in_language("coat_of_arms_text")
