"""Screens on which a town's places and its links for volunteers are kept."""

from django.utils.translation import pgettext_lazy
from wagtail.admin.panels import FieldPanel
from wagtail.snippets.views.snippets import SnippetViewSetGroup

from kpss_pages.barrier_free.desk.choosers import PlaceChooserViewSet
from kpss_pages.barrier_free.desk.creating import PlaceCreateView
from kpss_pages.barrier_free.desk.deleting import PlaceDeleteView, PlaceUsageView
from kpss_pages.barrier_free.desk.editing import PlaceEditView
from kpss_pages.barrier_free.desk.links import SurveyLinkCreateView, SurveyLinkIndexView
from kpss_pages.barrier_free.desk.lists import PlaceFilterSet, PlaceIndexView
from kpss_pages.barrier_free.desk.panels import PLACE_PANELS
from kpss_pages.barrier_free.forms import PlaceForm, SurveyLinkForm
from kpss_pages.barrier_free.models import Place, SurveyLink
from sites.tenancy.viewsets import TownSnippetViewSet


class PlaceViewSet(TownSnippetViewSet):
    """Places of the person's own towns."""

    model = Place
    icon = "site"
    ordering = "sorts_as"
    list_per_page = 50
    copy_view_enabled = False
    base_form_class = PlaceForm
    panels = PLACE_PANELS
    index_view_class = PlaceIndexView
    add_view_class = PlaceCreateView
    edit_view_class = PlaceEditView
    filterset_class = PlaceFilterSet
    usage_view_class = PlaceUsageView
    delete_view_class = PlaceDeleteView
    delete_template_name = "kpss_barrier_free/admin/confirm_delete.html"
    chooser_viewset_class = PlaceChooserViewSet


class SurveyLinkViewSet(TownSnippetViewSet):
    """Links for volunteers of the person's own towns."""

    model = SurveyLink
    icon = "link"
    copy_view_enabled = False
    base_form_class = SurveyLinkForm
    panels = [FieldPanel("site"), FieldPanel("name"), FieldPanel("valid_until"), FieldPanel("most_surveys")]
    index_view_class = SurveyLinkIndexView
    add_view_class = SurveyLinkCreateView
    search_fields = ["name"]


class BarrierFreeGroup(SnippetViewSetGroup):
    """The barrier-free map in the menu."""

    menu_label = pgettext_lazy("menu", "Barrier-free map")
    menu_icon = "site"
    menu_order = 306
    submenu_hook = "register_barrier_free_menu_item"
    items = (PlaceViewSet, SurveyLinkViewSet)
