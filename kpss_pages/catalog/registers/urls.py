"""Addresses of the screens of reading a register."""

from django.urls import path, re_path

from kpss_pages.catalog.registers.views import RegisterRunView, RegisterView, register_towns

urlpatterns = [
    path("catalog/register/", register_towns, name="kpss_catalog_register_towns"),
    path("catalog/<int:site_id>/register/", RegisterView.as_view(), name="kpss_catalog_register"),
    # As many digits as every database takes for an id.
    re_path(
        r"^catalog/(?P<site_id>[0-9]{1,9})/register/(?P<run_id>[0-9]{1,9})/$",
        RegisterRunView.as_view(),
        name="kpss_catalog_register_run",
    ),
]
