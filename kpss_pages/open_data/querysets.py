"""Which of its open data pages, one a language, a town's files are served below."""

from typing import TYPE_CHECKING, Self

from wagtail.models import PageManager

from kpss_pages.core.querysets import TownPageQuerySet
from sites.models import TownSettings
from sites.towns import live_languages

if TYPE_CHECKING:
    from kpss_pages.open_data.models import OpenDataPage


class OpenDataPageQuerySet(TownPageQuerySet):
    """Open data pages of towns."""

    def of_town(self, town: TownSettings) -> Self:
        """A town's published pages in the languages that are live."""
        pages = self.in_town(town.site).published()
        return pages.filter(locale__language_code__in=live_languages(town)).select_related("locale")

    def serving(self, town: TownSettings) -> "OpenDataPage | None":
        """Return the page below which a town's files lie: that in its own language, else any; None without a page.

        Every file has one address, and the terms of use are those of this page.
        """
        pages = {page.language: page for page in self.of_town(town).order_by("path")}
        return next((pages[language] for language in town.languages if language in pages), None)


OpenDataPageManager = PageManager.from_queryset(OpenDataPageQuerySet)
