"""Addresses of the screens of reading a register."""

from django.urls import path

from kpss_pages.catalog.registers.area_views import AREA_SCREEN, AreaView
from kpss_pages.catalog.registers.views import RegisterRunView, RegisterView, register_towns

urlpatterns = [
    path("catalog/register/", register_towns, name="kpss_catalog_register_towns"),
    path("catalog/<int:site_id>/register/", RegisterView.as_view(), name="kpss_catalog_register"),
    path("catalog/<int:site_id>/register/area/", AreaView.as_view(), name=AREA_SCREEN),
    path("catalog/<int:site_id>/register/<int:run_id>/", RegisterRunView.as_view(), name="kpss_catalog_register_run"),
]
