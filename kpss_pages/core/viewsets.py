"""Screens on which editors keep their town's topics."""

from django.utils.translation import gettext_lazy as _

from kpss_pages.core.models import Topic
from sites.tenancy.viewsets import TownSnippetViewSet


class TopicViewSet(TownSnippetViewSet):
    """Topics of the person's own towns."""

    model = Topic
    icon = "tag"
    menu_label = _("Topics")
    menu_order = 310
    add_to_admin_menu = True
    list_display = ["__str__", "kind", "slug", "site"]
    search_fields = ["name_cs", "name_sk"]
    copy_view_enabled = False
