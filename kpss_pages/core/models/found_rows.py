"""What all rows of a town that are found by their words have in common."""

from collections.abc import Sequence
from typing import Any, ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.models import RevisionMixin, Site

from kpss_pages.core.collation import LONGEST_SORT_TEXT, sort_text
from sites.text import fold_word, without_diacritics
from sites.text import words as words_of
from sites.towns import town_of_site


class FoundRow(RevisionMixin, models.Model):
    """A row of a town with a history, found by its words and put into the order of the town's language."""

    site = models.ForeignKey(Site, verbose_name=_("town"), on_delete=models.CASCADE, related_name="+")
    search_words = models.TextField(editable=False, default="")
    """The row's own words in small letters without diacritics, then their stems, between spaces."""
    sorts_as = models.CharField(max_length=LONGEST_SORT_TEXT, editable=False, default="")
    """Its name as a text by which every database puts rows into the order of the town's language."""

    found_by: ClassVar[Sequence[str]]
    """Names of the fields with the words by which a row is found."""

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.find_words()
        super().save(*args, **kwargs)

    def own_words(self) -> list[str]:
        """Return the words by which the row is found, those of its name first."""
        return [getattr(self, name) for name in self.found_by]

    def sorted_name(self) -> str:
        """Return the words by which the row is put in order."""
        return " ".join(self.own_words()[:1])

    def find_words(self, language: str = "") -> None:
        """Keep by what the row is found and put in order; to be called before what saves rows without ``save``.

        ``language`` is the town's, asked for when it is not at hand.
        """
        words = [match.group() for match in words_of(without_diacritics(" ".join(self.own_words())))]
        self.search_words = f" {' '.join(dict.fromkeys([*words, *map(fold_word, words)]))} "
        self.sorts_as = sort_text(self.sorted_name(), language or language_of(self.site_id))


def language_of(site_id: int) -> str:
    """Return the language of a town."""
    town = town_of_site(site_id)
    return town.default_language if town is not None else "cs"
