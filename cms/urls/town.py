"""The addresses of a town, around its page tree."""

from django.urls import URLPattern, URLResolver, include, path
from wagtail import urls as wagtail_urls

from cms.urls.shared import shared_patterns
from kpss_pages.core.machine_files import security_txt, sitemap
from kpss_pages.core.theme import theme_css
from sites.languages import town_language_patterns


def town_urlpatterns(default_language: str) -> list[URLPattern | URLResolver]:
    """Return the addresses of towns whose default language is given."""
    return [
        *shared_patterns,
        path("sitemap.xml", sitemap),
        path(".well-known/security.txt", security_txt),
        path("theme-<str:digest>.css", theme_css, name="kpss_theme"),
        town_language_patterns(default_language, path("", include(wagtail_urls))),
    ]
