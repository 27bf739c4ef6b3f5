"""The directory of towns behind the landing page: found and sorted by the database, however many there are."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.core.cache import cache
from django.db import models, transaction
from django.db.models import QuerySet
from django.db.models.functions import Substr
from django.utils.translation import gettext_lazy as _
from wagtail.models import Site

from kpss_pages.core.collation import alphabet, sort_text, sort_text_of_letter
from sites.models import TownSettings
from sites.text import without_diacritics

CACHE_SECONDS = 3600
LONGEST_QUERY = 100
MOST_WORDS = 5


class DirectoryEntry(models.Model):
    """A town's name as it is looked for and as each language sorts it; kept by ``signals``."""

    site = models.OneToOneField(Site, primary_key=True, on_delete=models.CASCADE, related_name="directory_entry")
    folded_name = models.CharField(max_length=255)
    sort_cs = models.CharField(max_length=1000, db_index=True)
    sort_sk = models.CharField(max_length=1000, db_index=True)

    class Meta:
        app_label = "kpss_home"
        verbose_name = _("entry of the directory")
        verbose_name_plural = _("entries of the directory")

    def __str__(self) -> str:
        return self.folded_name


def entry_of(site: Site) -> DirectoryEntry:
    """Return the entry of a site as its name is now, not saved."""
    return DirectoryEntry(
        site=site,
        folded_name=fold(site.site_name)[:255],
        sort_cs=sort_text(site.site_name, "cs"),
        sort_sk=sort_text(site.site_name, "sk"),
    )


def enter(sites: Iterable[Site]) -> None:
    """Put sites into the directory, or their new names."""
    DirectoryEntry.objects.bulk_create(
        map(entry_of, sites),
        batch_size=500,
        update_conflicts=True,
        unique_fields=["site"],
        update_fields=["folded_name", "sort_cs", "sort_sk"],
    )


def fold(text: str) -> str:
    return without_diacritics(text).lower()


def open_towns(language: str) -> "QuerySet[TownSettings]":
    """Return the towns that are open, sorted by the rules of a language."""
    # Begins at the entries, so that the database takes the first of them from their index.
    towns = TownSettings.objects.filter(site__directory_entry__isnull=False, is_suspended=False)
    return towns.filter(site__root_page__live=True).order_by(f"site__directory_entry__sort_{language}")


def matching(towns: "QuerySet[TownSettings]", query: str) -> "QuerySet[TownSettings]":
    """Return the towns whose name has all the words of a query, whole or in part, with or without diacritics."""
    for word in fold(query[:LONGEST_QUERY]).split()[:MOST_WORDS]:
        towns = towns.filter(site__directory_entry__folded_name__contains=word)
    return towns


def beginning_with(towns: "QuerySet[TownSettings]", letter: str, language: str) -> "QuerySet[TownSettings]":
    """Return the towns under a letter of a language's alphabet."""
    start = sort_text_of_letter(letter, language)
    return towns.filter(**{f"site__directory_entry__sort_{language}__startswith": start})


@dataclass(frozen=True)
class Summary:
    """How many towns are open, and the letters under which there are some, in the order of the alphabet."""

    total: int
    letters: list[str]


def summary_of(language: str) -> Summary:
    """Return what is above the list, kept until a town is opened, closed or renamed."""
    key = _summary_key(language)
    summary: Summary | None = cache.get(key)
    if summary is None:
        towns = open_towns(language).order_by()
        start = Substr(f"site__directory_entry__sort_{language}", 1, len(sort_text_of_letter("a", language)))
        found: set[Any] = set(towns.values_list(start, flat=True).distinct())
        letters = [letter for letter in alphabet(language) if sort_text_of_letter(letter, language) in found]
        summary = Summary(towns.count(), letters)
        cache.set(key, summary, CACHE_SECONDS)
    return summary


def forget_summary() -> None:
    """Empty what is kept above the list, now and when the transaction ends."""
    keys = [_summary_key(language) for language, _name in settings.LANGUAGES]
    cache.delete_many(keys)
    transaction.on_commit(lambda: cache.delete_many(keys))


def _summary_key(language: str) -> str:
    return f"kpss:directory:{language}"
