"""The addresses of a town, around its page tree."""

from django.urls import URLPattern, URLResolver, include, path, re_path
from wagtail.urls import serve_pattern
from wagtail.views import serve

from cms.urls.shared import shared_patterns
from kpss_pages.core.machine_files import security_txt, sitemap
from kpss_pages.core.theme import theme_css
from kpss_pages.core.town_feeds import changes_feed, documents_feed
from sites.languages import town_language_patterns
from sites.privacy import open_page


def town_urlpatterns(default_language: str) -> list[URLPattern | URLResolver]:
    """Return the addresses of towns whose default language is given."""
    return [
        *shared_patterns,
        path("sitemap.xml", sitemap),
        path(".well-known/security.txt", security_txt),
        path("theme-<str:digest>.css", theme_css, name="kpss_theme"),
        town_language_patterns(
            default_language,
            path(
                "_util/authenticate_with_password/<int:page_view_restriction_id>/<int:page_id>/",
                open_page,
                name="wagtailcore_authenticate_with_password",
            ),
            path("documents/", include("sites.documents.urls")),
            path("subscription/", include("kpss_pages.subscriptions.urls")),
            path("feeds/documents/", documents_feed, name="kpss_documents_feed"),
            path("feeds/changes/", changes_feed, name="kpss_changes_feed"),
            re_path(serve_pattern, serve, name="wagtail_serve"),
            # Files that a page makes of its data: "plany/plan/measures.csv".
            re_path(r"^((?:[\w\-]+/)+[\w\-]+\.[a-z]+)$", serve, name="page_file"),
            # A feed whose addresses a specification has set, without a slash at their end: "katalog/hsds/services".
            re_path(r"^((?:[\w\-]+/)+hsds/[\w\-]+(?:/[\w\-]+)?)$", serve, name="page_feed"),
        ),
    ]
