"""The admin's list of files to repair, of the towns whose documents a person may change."""

from typing import Any

from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.permissions import policy_registry

from sites.documents.findings import files_to_repair, sentences_of
from sites.models import TownDocument

FILES_PER_PAGE = 50


def documents_to_change(user: Any) -> "QuerySet[TownDocument]":
    """Return the documents that a person may change."""
    documents: QuerySet[TownDocument] = policy_registry.get_by_type(TownDocument).instances_user_has_any_permission_for(
        user, {"change"}
    )
    return documents


def repair(request: HttpRequest) -> HttpResponse:
    """Show what is wrong with each file, those whose summary is missing too."""
    files = Paginator(files_to_repair(documents_to_change(request.user)), FILES_PER_PAGE).get_page(request.GET.get("p"))
    rows = [(document, sentences_of(document)) for document in files]
    return render(request, "kpss_sites/documents/repair.html", {"files": files, "rows": rows})


class RepairMenuItem(MenuItem):
    """Shown to those who may change documents."""

    def is_shown(self, request: HttpRequest) -> bool:
        return bool(policy_registry.get_by_type(TownDocument).user_has_any_permission(request.user, {"change"}))


@hooks.register("register_admin_urls")
def register_repair() -> list[URLPattern]:
    return [path("files-to-repair/", repair, name="files_to_repair")]


@hooks.register("register_reports_menu_item")
def register_repair_menu_item() -> MenuItem:
    return RepairMenuItem(
        _("Files to repair"), reverse("files_to_repair"), name="files-to-repair", icon_name="doc-full", order=60
    )
