"""Puts the contacts into the admin."""

from typing import Any

from django.http import HttpRequest
from django.urls import URLPattern, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.site_summary import SummaryItem
from wagtail.snippets.models import register_snippet

from kpss_pages.contacts.desk.summary import ContactsSummaryItem
from kpss_pages.contacts.desk.urls import urlpatterns
from kpss_pages.contacts.importing.applying import CONTACTS_IMPORT
from kpss_pages.contacts.models import ContactRole
from kpss_pages.contacts.viewsets import ContactsGroup
from sites.tenancy.town_screens import KeepersMenuItem

register_snippet(ContactsGroup)


@hooks.register("register_admin_urls")
def register_desk() -> list[URLPattern]:
    return urlpatterns


@hooks.register("register_contacts_menu_item")
def register_repair() -> MenuItem:
    url = reverse("kpss_contacts_repair_towns")
    return KeepersMenuItem(
        _("To repair"), url, name="contacts-to-repair", icon_name="warning", order=20, model=ContactRole
    )


@hooks.register("register_contacts_menu_item")
def register_import_item() -> MenuItem:
    url = reverse("kpss_contacts_import_towns")
    return KeepersMenuItem(
        _("Import and download"), url, name="contacts-import", icon_name="upload", order=30, model=ContactRole
    )


@hooks.register("construct_homepage_summary_items")
def add_number_to_repair(request: HttpRequest, items: list[SummaryItem]) -> None:
    items.append(ContactsSummaryItem(request))


@hooks.register("register_log_actions")
def register_import(actions: Any) -> None:
    actions.register_action(CONTACTS_IMPORT.action, _("Import of contacts"), _("Imported contacts"))
