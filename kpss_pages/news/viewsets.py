"""Screens on which editors keep their town's topics."""

from django.utils.translation import gettext_lazy as _

from kpss_pages.news.models import NewsTopic
from sites.tenancy.viewsets import TownSnippetViewSet


class NewsTopicViewSet(TownSnippetViewSet):
    """Topics of the person's own towns."""

    model = NewsTopic
    icon = "tag"
    menu_label = _("News topics")
    menu_order = 310
    add_to_admin_menu = True
    list_display = ["__str__", "slug", "site"]
    search_fields = ["name_cs", "name_sk"]
    copy_view_enabled = False
