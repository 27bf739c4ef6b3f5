"""Somebody who holds roles."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel

from kpss_pages.contacts.models.rows import ContactRow


class Person(ContactRow):
    """Somebody with their titles and the languages in which they can be spoken to."""

    title_before = models.CharField(_("titles before the name"), max_length=60, blank=True)
    given_name = models.CharField(_("given name"), max_length=80, blank=True)
    family_name = models.CharField(_("family name"), max_length=80)
    title_after = models.CharField(_("titles after the name"), max_length=60, blank=True)
    languages = models.JSONField(_("languages spoken"), default=list, blank=True)
    """Codes of ``SpokenLanguage``."""

    panels = [
        FieldPanel("site"),
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("title_before"), FieldPanel("title_after")]),
                FieldRowPanel([FieldPanel("given_name"), FieldPanel("family_name")]),
            ],
            heading=_("Name and titles"),
        ),
        MultiFieldPanel(
            [FieldPanel("phones"), FieldPanel("emails")],
            heading=_("How to get in touch"),
            help_text=_("These go with the person to every role; what belongs to the role is filled in there."),
        ),
        FieldPanel("languages"),
    ]

    found_by = ("given_name", "family_name")

    class Meta:
        verbose_name = _("person")
        verbose_name_plural = _("people")
        ordering = ["sorts_as"]

    def __str__(self) -> str:
        return self.name

    def sorted_name(self) -> str:
        return f"{self.family_name} {self.given_name}"

    @property
    def name(self) -> str:
        """The name with the titles before and after it: "Mgr. Jana Vzorná, DiS."."""
        before = " ".join(part for part in (self.title_before, self.given_name, self.family_name) if part)
        return f"{before}, {self.title_after}" if self.title_after else before
