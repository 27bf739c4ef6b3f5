"""Screens on which a town's places are kept."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel
from wagtail.snippets.views.snippets import SnippetViewSetGroup

from kpss_pages.barrier_free.models import Place
from sites.tenancy.viewsets import TownSnippetViewSet


class PlaceViewSet(TownSnippetViewSet):
    """Places of the person's own towns."""

    model = Place
    icon = "site"
    ordering = "sorts_as"
    list_per_page = 50
    copy_view_enabled = False
    search_fields = ["name", "street"]
    panels = [
        FieldPanel("site"),
        FieldPanel("name"),
        FieldPanel("category"),
        MultiFieldPanel(
            [
                FieldPanel("street"),
                FieldRowPanel([FieldPanel("postal_code"), FieldPanel("municipality")]),
                FieldRowPanel([FieldPanel("latitude"), FieldPanel("longitude")]),
            ],
            heading=_("Address"),
        ),
        FieldPanel("about"),
        FieldPanel("hours"),
        FieldPanel("website"),
        InlinePanel("photos", heading=_("Photos"), label=_("Photo")),
        FieldPanel("source_key"),
        FieldPanel("is_published"),
    ]


class BarrierFreeGroup(SnippetViewSetGroup):
    """The barrier-free map in the menu."""

    menu_label = _("Barrier-free map")
    menu_icon = "site"
    menu_order = 306
    submenu_hook = "register_barrier_free_menu_item"
    items = (PlaceViewSet,)
