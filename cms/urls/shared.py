"""Addresses that every host answers: the account, the admin, files, invitations."""

from django.urls import URLPattern, URLResolver, include, path, re_path
from django.views.generic import RedirectView

from kpss_pages.core.machine_files import robots
from sites.accounts.urls import admin_urlpatterns as admin_account_patterns
from sites.accounts.urls import urlpatterns as account_patterns
from sites.media import serve_document, serve_rendition, serve_version
from sites.people.accepting import accept_invitation
from sites.privacy import open_collection

shared_patterns: list[URLPattern | URLResolver] = [
    path("account/", include(account_patterns)),
    path("admin/", include(admin_account_patterns)),
    path("admin/", include("sites.tenancy.urls")),
    # In the place of Wagtail's views, under their names.
    re_path(r"^documents/(\d{1,18})/([^/]+)$", serve_document, name="wagtaildocs_serve"),
    path(
        "documents/authenticate_with_password/<int:restriction_id>/",
        open_collection,
        name="wagtaildocs_authenticate_with_password",
    ),
    re_path(r"^documents/(\d{1,18})/v(\d{1,18})/([^/]+)$", serve_version, name="document_version"),
    path(
        "_util/login/", RedirectView.as_view(pattern_name="account_login", query_string=True), name="wagtailcore_login"
    ),
    path("invitation/<str:token>/", accept_invitation, name="accept_invitation"),
    path("robots.txt", robots),
    re_path(r"^media/(?P<path>.*)$", serve_rendition, name="serve_rendition"),
]
