"""What all rows of contacts have in common."""

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.models import RevisionMixin, Site

from kpss_pages.core.ways import EmailsField, PhonesField
from sites.text import without_diacritics


class ContactRow(RevisionMixin, models.Model):
    """A row of a town that can be called and written to, and is found by its words and its numbers."""

    site = models.ForeignKey(Site, verbose_name=_("town"), on_delete=models.CASCADE, related_name="+")
    phones = PhonesField(_("telephones"))
    emails = EmailsField(_("e-mails"))
    search_words = models.TextField(editable=False, default="")
    """The row's own words in small letters without diacritics, between spaces."""
    search_digits = models.TextField(editable=False, default="")
    """Its numbers as digits with the country code, between spaces: " 420581268111 "."""

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.find_words()
        super().save(*args, **kwargs)

    def own_words(self) -> list[str]:
        """Return the words by which the row is found."""
        raise NotImplementedError

    def find_words(self) -> None:
        """Keep by what the row is found; to be called before what saves rows without ``save``."""
        words = without_diacritics(" ".join(self.own_words())).lower().split()
        self.search_words = f" {' '.join(words)} "
        digits = (phone.number.removeprefix("+") for phone in self.phones)
        self.search_digits = f" {' '.join(digits)} "
