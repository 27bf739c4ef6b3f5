"""What the core of all page kinds adds to Wagtail."""

from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import SafeString
from wagtail import hooks
from wagtail.rich_text.feature_registry import FeatureRegistry
from wagtail.snippets.models import register_snippet

from kpss_pages.core.rich_text import TownPageLinkHandler
from kpss_pages.core.viewsets import TopicViewSet, UrgentNoticeViewSet
from sites.page_cache.showing import show_page

LAST = 1000
"""After the hooks that refuse a page to somebody."""

hooks.register("before_serve_page", show_page, order=LAST)
register_snippet(TopicViewSet)
register_snippet(UrgentNoticeViewSet)


@hooks.register("register_rich_text_features", order=10)
def register_page_links(features: FeatureRegistry) -> None:
    features.register_link_type(TownPageLinkHandler)


@hooks.register("insert_global_admin_js")
def take_turns_in_saving() -> SafeString:
    return format_html('<script src="{}" defer></script>', static("kpss_core/autosave.js"))
