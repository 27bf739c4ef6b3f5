"""The list of pages, with what its rows ask about their towns and parents loaded for all of them at once."""

from collections.abc import Iterable
from typing import Any

from wagtail.admin.views.pages.listing import ExplorableIndexView
from wagtail.admin.views.pages.search import SearchView
from wagtail.models import Page

from sites.models import TownSettings
from sites.page_urls import TOWN_DEPTH


class TownExplorerView(ExplorableIndexView):
    """The list of a page's children; at the tree's root these are the home pages of towns."""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(**kwargs)
        rows = list(context["object_list"])
        if not (self.is_searching or self.is_filtering):
            for page in rows:
                page._cached_parent_obj = self.parent_page
        know_towns_of([page for page in rows if page.depth == TOWN_DEPTH])
        return context


class TownSearchView(SearchView):
    """Wagtail's search of pages, which counts pages: the original does not say what and shows "None"."""

    verbose_name = Page._meta.verbose_name
    verbose_name_plural = Page._meta.verbose_name_plural


def know_towns_of(homes: Iterable[Page]) -> None:
    """Tell home pages their town, which ``town_of`` returns, and whether they are the root of its site."""
    homes = list(homes)
    keys = {home.translation_key for home in homes}
    found = TownSettings.objects.filter(site__root_page__translation_key__in=keys)
    towns = {
        town.site.root_page.translation_key: town
        for town in found.select_related("site__root_page__locale").prefetch_related("other_languages")
    }
    for home in homes:
        town = towns.get(home.translation_key)
        home.known_town = town
        home._is_root_of_town = town is not None and town.site.root_page_id == home.pk


def know_parents_of(pages: Iterable[Page]) -> None:
    """Tell pages their parent, asked for at once."""
    pages = list(pages)
    found = Page.objects.filter(path__in={page.path[: -Page.steplen] for page in pages})
    parents = {parent.path: parent for parent in found}
    for page in pages:
        page._cached_parent_obj = parents.get(page.path[: -Page.steplen])
