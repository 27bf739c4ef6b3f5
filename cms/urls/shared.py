"""Addresses that every host answers: the account, the admin, files, invitations."""

from django.urls import URLPattern, URLResolver, include, path, re_path
from wagtail.documents import urls as wagtaildocs_urls

from kpss_pages.core.machine_files import robots
from sites.accounts.urls import admin_urlpatterns as admin_account_patterns
from sites.accounts.urls import urlpatterns as account_patterns
from sites.media import serve_rendition
from sites.people.accepting import accept_invitation

shared_patterns: list[URLPattern | URLResolver] = [
    path("account/", include(account_patterns)),
    path("admin/", include(admin_account_patterns)),
    path("admin/", include("sites.tenancy.urls")),
    path("documents/", include(wagtaildocs_urls)),
    path("invitation/<str:token>/", accept_invitation, name="accept_invitation"),
    path("robots.txt", robots),
    re_path(r"^media/(?P<path>.*)$", serve_rendition, name="serve_rendition"),
]
