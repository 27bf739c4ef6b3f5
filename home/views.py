"""The landing page of the installation."""

from dataclasses import dataclass

from django.db.models import Prefetch
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from home.directory import LONGEST_QUERY, beginning_with, letters_of, matching, open_towns
from kpss_pages.core.collation import alphabet
from kpss_pages.core.listing import page_of
from sites.languages import current_language
from sites.models import TownImage, TownSettings

PAGE_SIZE = 60
PICTURE = "max-144x160"
"""As in the template; loaded for a whole page of the list at once."""


@dataclass(frozen=True)
class ListedTown:
    """A town as the landing page shows it; ``kind`` in words, ``languages`` as codes."""

    name: str
    url: str
    kind: str
    languages: list[str]
    coat_of_arms: TownImage | None


def landing(request: HttpRequest) -> HttpResponse:
    """List the towns that are open, sorted by the language's rules; many are looked for by name or letter."""
    language = current_language()
    query = " ".join(request.GET.get("q", "")[:LONGEST_QUERY].split())
    letter = request.GET.get("letter", "")
    towns = open_towns(language)
    total = towns.count()
    found = matching(towns, query)
    if letter in alphabet(language):
        found = beginning_with(found, letter, language)
    else:
        letter = ""
    shown = page_of(
        found.select_related("site__root_page__locale").prefetch_related(
            "other_languages", Prefetch("coat_of_arms", TownImage.objects.prefetch_renditions(PICTURE))
        ),
        request.GET.get("page"),
        PAGE_SIZE,
    )
    shown.object_list = [listed(town) for town in shown.object_list]
    context = {
        "towns": shown,
        "query": query,
        "letter": letter,
        "letters": letters_of(towns, language) if total > PAGE_SIZE else [],
        "is_long": total > PAGE_SIZE,
        "total": total,
    }
    return render(request, "kpss_home/landing.html", context)


def listed(town: TownSettings) -> ListedTown:
    return ListedTown(
        name=town.site.site_name,
        url=f"{town.site.root_url}/",
        kind=town.get_kind_display(),
        languages=town.languages,
        coat_of_arms=town.coat_of_arms,
    )
