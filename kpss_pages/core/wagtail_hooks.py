"""What the core of all page kinds adds to Wagtail."""

from wagtail import hooks
from wagtail.rich_text.feature_registry import FeatureRegistry

from kpss_pages.core.rich_text import TownPageLinkHandler


@hooks.register("register_rich_text_features", order=10)
def register_page_links(features: FeatureRegistry) -> None:
    features.register_link_type(TownPageLinkHandler)
