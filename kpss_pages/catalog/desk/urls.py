"""Addresses of the desk's screens; ``apps.py`` says who may come in."""

from django.urls import path

from kpss_pages.catalog.desk.import_views import ImportView, TableView, import_towns
from kpss_pages.catalog.desk.searches import SearchesTableView, SearchesView, searches_towns

urlpatterns = [
    path("catalog/import/", import_towns, name="kpss_catalog_import_towns"),
    path("catalog/<int:site_id>/import/", ImportView.as_view(), name="kpss_catalog_import"),
    path(
        "catalog/<int:site_id>/import/<slug:what>.<slug:kind>",
        TableView.as_view(),
        name="kpss_catalog_table",
    ),
    path("catalog/searches/", searches_towns, name="kpss_catalog_searches_towns"),
    path("catalog/<int:site_id>/searches/", SearchesView.as_view(), name="kpss_catalog_searches"),
    path("catalog/<int:site_id>/searches/table/", SearchesTableView.as_view(), name="kpss_catalog_searches_table"),
]
