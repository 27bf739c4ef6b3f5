"""Screens on which editors keep their town's topics and urgent notices."""

from django.utils.translation import gettext_lazy as _

from kpss_pages.core.models import Topic, UrgentNotice
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


class UrgentNoticeViewSet(TownSnippetViewSet):
    """Urgent notices of the person's own towns."""

    model = UrgentNotice
    icon = "warning"
    menu_label = _("Urgent notices")
    menu_order = 320
    add_to_admin_menu = True
    list_display = ["__str__", "starts_at", "ends_at", "site"]
    search_fields = ["text_cs", "text_sk"]
    copy_view_enabled = False
