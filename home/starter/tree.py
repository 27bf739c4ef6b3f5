"""Plants the pages of a new town."""

from collections.abc import Mapping
from typing import Any, TypeVar

from wagtail.models import Locale, Page

from home.models import HomePage
from home.starter.bodies import BodyWriter, Keys
from home.starter.texts import NO_COORDINATOR, facts_of, filled, read_text
from kpss_pages.barrier_free.models import BarrierFreeIndexPage
from kpss_pages.catalog.finding.planting import plant_words
from kpss_pages.catalog.models import CatalogIndexPage
from kpss_pages.contacts.models import ContactIndexPage
from kpss_pages.core.blocks import BodyBlock
from kpss_pages.core.models import BasePage
from kpss_pages.events.models import EventIndexPage
from kpss_pages.news.models import NewsIndexPage
from kpss_pages.open_data.models import OpenDataPage
from kpss_pages.plans.models import PlanIndexPage
from kpss_pages.search.models import SearchPage
from kpss_pages.standard.models import StandardPage
from kpss_pages.subscriptions.models import SubscriptionPage
from sites.models import TownSettings
from sites.provisioning import NewCoordinator

Kind = TypeVar("Kind", bound=BasePage)

STARTER_PAGES: Mapping[str, type[BasePage]] = {
    "news": NewsIndexPage,
    "events": EventIndexPage,
    "plans": PlanIndexPage,
    "catalog": CatalogIndexPage,
    "barrier-free": BarrierFreeIndexPage,
    "contacts": ContactIndexPage,
    "search": SearchPage,
    "subscriptions": SubscriptionPage,
    "mandatory": StandardPage,
    "accessibility": StandardPage,
    "privacy": StandardPage,
    "cookies": StandardPage,
    "open-data": OpenDataPage,
    "site-map": StandardPage,
}
"""The starter pages by the names of their texts, in the order of the tree."""


def plant_home(title: str, slug: str, locale: Locale) -> HomePage:
    """Plant a town's published home page, which is all that its site needs to begin with."""
    home = HomePage(title=title, slug=slug, locale=locale)
    return _publish(Page.get_first_root_node(), home)


def plant_pages(town: TownSettings, coordinator: NewCoordinator = NO_COORDINATOR) -> None:
    """Plant the starter pages in every language of the town, and the words by which services are found.

    They are published in the default language; the others stay drafts together with their home page until the town
    has read them.
    """
    plant_words(town)
    home: HomePage = town.site.root_page.specific
    written = _pages(town, town.default_language, coordinator)
    pages = {name: _publish(home, page) for name, page in written.items()}
    for row in town.other_languages.all():
        _plant_translation(home, pages, _pages(town, row.language, coordinator))


def _plant_translation(home: HomePage, originals: Mapping[str, BasePage], pages: Mapping[str, BasePage]) -> None:
    translated_home = home.copy_for_translation(next(iter(pages.values())).locale)
    for name, page in pages.items():
        page.translation_key = originals[name].translation_key
        page.live = False
        translated_home.add_child(instance=page)
        page.save_revision()


def _pages(town: TownSettings, language: str, coordinator: NewCoordinator) -> dict[str, BasePage]:
    """Return the starter pages in a language by the names of their texts, unsaved."""
    facts = facts_of(town, language, coordinator)
    locale = Locale.objects.get_or_create(language_code=language)[0]
    return {name: _page(name, filled(read_text(town.country, language, name), facts), locale) for name in STARTER_PAGES}


def _page(name: str, text: dict[str, Any], locale: Locale) -> BasePage:
    body = text.pop("body", None)
    fields: dict[str, Any] = {**text, "locale": locale}
    page = STARTER_PAGES[name](**fields)
    if body is not None:
        page.body = BodyWriter(BodyBlock(), Keys(), f"starter/{name}").body(body)
    return page


def _publish(parent: Page, page: Kind) -> Kind:
    parent.add_child(instance=page)
    page.save_revision().publish()
    return page
