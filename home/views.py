"""The landing page of the installation."""

from dataclasses import dataclass

from django.core.paginator import Paginator
from django.db.models import Prefetch
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from home.directory import LONGEST_QUERY, beginning_with, matching, open_towns, summary_of
from kpss_pages.core.collation import alphabet
from kpss_pages.core.listing import names_page
from sites.languages import current_language
from sites.models import TownImage, TownSettings
from sites.page_cache.showing import show, show_for, withhold
from sites.page_cache.tags import LANDING, LANDING_PARAMETERS

PAGE_SIZE = 60
SEARCH_KEPT_SECONDS = 60
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
    if rendered := show(request, [LANDING], LANDING_PARAMETERS):
        return rendered
    language = current_language()
    query = " ".join(request.GET.get("q", "")[:LONGEST_QUERY].split())
    letter = request.GET.get("letter", "")
    summary = summary_of(language)
    found = matching(open_towns(language), query)
    if letter in alphabet(language):
        found = beginning_with(found, letter, language)
    else:
        if letter:
            withhold(request)
        letter = ""
    paginator = Paginator(
        found.select_related("site__root_page__locale").prefetch_related(
            "other_languages", Prefetch("coat_of_arms", TownImage.objects.prefetch_renditions(PICTURE))
        ),
        PAGE_SIZE,
    )
    if not query and not letter:
        paginator.count = summary.total
    shown = paginator.get_page(request.GET.get("page"))
    if query:
        show_for(request, SEARCH_KEPT_SECONDS)
    if not names_page(shown, request.GET.get("page")):
        withhold(request)
    shown.object_list = [listed(town) for town in shown.object_list]  # type: ignore[misc]
    context = {
        "towns": shown,
        "query": query,
        "letter": letter,
        "letters": summary.letters,
        "is_long": summary.total > PAGE_SIZE,
        "total": summary.total,
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
