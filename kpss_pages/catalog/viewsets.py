"""Screens on which a town's catalogue is kept."""

from django.utils.translation import gettext_lazy as _
from wagtail.snippets.views.snippets import SnippetViewSetGroup

from kpss_pages.catalog.models import LifeSituation, Provider, Service, Synonyms
from sites.tenancy.viewsets import TownSnippetViewSet


class CatalogViewSet(TownSnippetViewSet):
    """What the screens of all rows of the catalogue have in common."""

    list_per_page = 50
    copy_view_enabled = False


class ServiceViewSet(CatalogViewSet):
    """Services of the person's own towns."""

    model = Service
    icon = "clipboard-list"
    ordering = "sorts_as"


class ProviderViewSet(CatalogViewSet):
    """Providers of the person's own towns."""

    model = Provider
    icon = "group"
    ordering = "sorts_as"


class LifeSituationViewSet(CatalogViewSet):
    """Life situations of the person's own towns."""

    model = LifeSituation
    icon = "help"


class SynonymsViewSet(CatalogViewSet):
    """Words that mean the same, of the person's own towns."""

    model = Synonyms
    icon = "openquote"


class CatalogGroup(SnippetViewSetGroup):
    """The catalogue in the menu."""

    menu_label = _("Catalogue")
    menu_icon = "clipboard-list"
    menu_order = 305
    submenu_hook = "register_catalog_menu_item"
    items = (ServiceViewSet, ProviderViewSet, LifeSituationViewSet, SynonymsViewSet)
