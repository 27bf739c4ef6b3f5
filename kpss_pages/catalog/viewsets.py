"""Screens on which a town's catalogue is kept."""

from django.utils.translation import gettext_lazy as _
from wagtail.snippets.views.snippets import SnippetViewSetGroup

from kpss_pages.catalog.desk.deleting import ProviderDeleteView, ServiceDeleteView
from kpss_pages.catalog.desk.editing import ServiceCreateView, ServiceEditView
from kpss_pages.catalog.desk.lists import ProviderFilterSet, ProviderIndexView, ServiceFilterSet, ServiceIndexView
from kpss_pages.catalog.desk.panels import SERVICE_PANELS
from kpss_pages.catalog.desk.words import SynonymsCreateView
from kpss_pages.catalog.forms import LifeSituationForm, ProviderForm, ServiceRowForm, SynonymsForm
from kpss_pages.catalog.models import LifeSituation, Provider, Service, Synonyms
from kpss_pages.contacts.desk.choosers import ContactChooserViewSet
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
    base_form_class = ServiceRowForm
    panels = SERVICE_PANELS
    index_view_class = ServiceIndexView
    add_view_class = ServiceCreateView
    edit_view_class = ServiceEditView
    filterset_class = ServiceFilterSet
    delete_view_class = ServiceDeleteView
    delete_template_name = "kpss_catalog/admin/confirm_delete.html"
    chooser_viewset_class = ContactChooserViewSet


class ProviderViewSet(CatalogViewSet):
    """Providers of the person's own towns."""

    model = Provider
    icon = "group"
    ordering = "sorts_as"
    base_form_class = ProviderForm
    index_view_class = ProviderIndexView
    filterset_class = ProviderFilterSet
    delete_view_class = ProviderDeleteView
    delete_template_name = "kpss_catalog/admin/confirm_delete.html"
    chooser_viewset_class = ContactChooserViewSet


class LifeSituationViewSet(CatalogViewSet):
    """Life situations of the person's own towns."""

    model = LifeSituation
    icon = "help"
    base_form_class = LifeSituationForm
    list_display = ["__str__", "slug", "sort_order", "site"]
    search_fields = ["name_cs", "name_sk", "words"]
    ordering = "sort_order"


class SynonymsViewSet(CatalogViewSet):
    """Words that mean the same, of the person's own towns."""

    model = Synonyms
    icon = "openquote"
    base_form_class = SynonymsForm
    add_view_class = SynonymsCreateView
    list_display = ["__str__", "site"]
    search_fields = ["words"]


class CatalogGroup(SnippetViewSetGroup):
    """The catalogue in the menu."""

    menu_label = _("Catalogue")
    menu_icon = "clipboard-list"
    menu_order = 305
    submenu_hook = "register_catalog_menu_item"
    items = (ServiceViewSet, ProviderViewSet, LifeSituationViewSet, SynonymsViewSet)
