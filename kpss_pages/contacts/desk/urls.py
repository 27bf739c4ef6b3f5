"""Addresses of the desk's screens; ``apps.py`` says who may come in."""

from django.urls import path

from kpss_pages.contacts.desk.import_views import ExportView, ImportView, export_towns, import_towns
from kpss_pages.contacts.desk.repair_views import repair, repair_towns

urlpatterns = [
    path("contacts/to-repair/", repair_towns, name="kpss_contacts_repair_towns"),
    path("contacts/<int:site_id>/to-repair/", repair, name="kpss_contacts_repair"),
    path("contacts/import/", import_towns, name="kpss_contacts_import_towns"),
    path("contacts/<int:site_id>/import/", ImportView.as_view(), name="kpss_contacts_import"),
    path("contacts/export/", export_towns, name="kpss_contacts_export_towns"),
    path("contacts/<int:site_id>/export/", ExportView.as_view(), name="kpss_contacts_export"),
]
