"""What all rows of contacts have in common."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from kpss_pages.core.models import FoundRow
from kpss_pages.core.ways import EmailsField, PhonesField


class ContactRow(FoundRow):
    """A row of a town that can be called and written to, and is found by its words and its numbers."""

    phones = PhonesField(_("telephones"))
    emails = EmailsField(_("e-mails"))
    search_digits = models.TextField(editable=False, default="")
    """Its numbers as digits with the country code, between spaces: " 420581268111 "."""

    class Meta:
        abstract = True

    def find_words(self, language: str = "") -> None:
        """Keep its numbers too."""
        super().find_words(language)
        digits = (phone.number.removeprefix("+") for phone in self.phones)
        self.search_digits = f" {' '.join(digits)} "
