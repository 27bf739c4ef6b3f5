"""The admin's list of contacts to repair."""

from typing import cast

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from kpss_pages.contacts.desk.findings import sections_of
from kpss_pages.contacts.models import ContactRole
from sites.models import User
from sites.tenancy.town_screens import lead_to, town_kept_by

MOST_SHOWN = 100
"""Contacts under one heading; when these are mended, the others come up."""


def repair_towns(request: HttpRequest) -> HttpResponse:
    """Lead to the list of the only town, or let choose one."""
    return lead_to(request, "kpss_contacts_repair", _("Contacts to repair"), "warning", ContactRole)


def repair(request: HttpRequest, site_id: int) -> HttpResponse:
    """Show what is missing in a town's contacts, each with a link to where it is mended."""
    town = town_kept_by(cast(User, request.user), site_id, ContactRole)
    sections = [
        {
            "section": section,
            "shown": section.findings[:MOST_SHOWN],
            "more": max(0, len(section.findings) - MOST_SHOWN),
        }
        for section in sections_of(site_id)
    ]
    return render(request, "kpss_contacts/admin/repair.html", {"town": town, "sections": sections})
