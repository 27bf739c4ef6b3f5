"""The addresses below /documents/ that show pages, in the languages of a town; files are given out by ``sites.media``."""

from django.urls import path

from sites.documents.views import about, confirmation, confirmation_data

urlpatterns = [
    path("<int:document_id>/", about, name="document_about"),
    path("<int:document_id>/publication/confirmation.pdf", confirmation, name="document_confirmation"),
    path("<int:document_id>/publication/confirmation.json", confirmation_data, name="document_confirmation_data"),
]
