"""The address of the guide's screen; the catalogue's ``apps.py`` says who may come in."""

from django.urls import path

from kpss_pages.catalog.guide.desk import SCREEN, GuideView, guide_towns

urlpatterns = [
    path("catalog/guide/", guide_towns, name="kpss_catalog_guide_towns"),
    path("catalog/<int:site_id>/guide/", GuideView.as_view(), name=SCREEN),
]
