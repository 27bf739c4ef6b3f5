"""The landing page of the installation."""

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from kpss_pages.core.collation import sort_key
from sites.languages import current_language
from sites.models import TownImage, TownSettings


@dataclass(frozen=True)
class ListedTown:
    """A town as the landing page shows it; ``kind`` in words, ``languages`` as codes."""

    name: str
    url: str
    kind: str
    languages: list[str]
    coat_of_arms: TownImage | None


def landing(request: HttpRequest) -> HttpResponse:
    """List the towns that are open, sorted by the language's rules."""
    language = current_language()
    found = (
        TownSettings.objects.filter(is_suspended=False, site__root_page__live=True)
        .select_related("site__root_page__locale", "coat_of_arms")
        .prefetch_related("other_languages")
    )
    towns = [
        ListedTown(
            name=town.site.site_name,
            url=f"{town.site.root_url}/",
            kind=town.get_kind_display(),
            languages=town.languages,
            coat_of_arms=town.coat_of_arms,
        )
        for town in found
    ]
    towns.sort(key=lambda town: sort_key(town.name, language))
    return render(request, "kpss_home/landing.html", {"towns": towns})
