"""Whose contacts a screen of the desk is about: the person's only town, or one that they choose."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from wagtail.admin.menu import MenuItem
from wagtail.models import Site
from wagtail.permissions import policy_registry

from kpss_pages.contacts.models import ContactRole
from sites.managed_towns import show_towns
from sites.models import TownSettings
from sites.towns import town_of_site


def sites_kept_by(user: Any) -> "QuerySet[Site]":
    """Return the sites of the towns whose contacts a person may change, ordered by name."""
    policy = policy_registry.get_by_type(ContactRole)
    sites: QuerySet[Site] = policy.sites_user_has_permission_for(user, "change")
    return sites.filter(townsettings__isnull=False).order_by("site_name")


def town_kept_by(user: Any, site_id: int) -> TownSettings:
    """Return a town whose contacts a person may change; 404 for every other one, as if it were not there."""
    town = town_of_site(site_id) if sites_kept_by(user).filter(pk=site_id).exists() else None
    if town is None:
        raise Http404
    return town


def lead_to(request: HttpRequest, url_name: str, heading: str, icon: str) -> HttpResponse:
    """Lead to a screen of the only town whose contacts somebody keeps, or let them choose one of several."""
    sites = sites_kept_by(request.user)
    first = list(sites[:2])
    if not first:
        raise PermissionDenied
    if len(first) == 1:
        return redirect(url_name, first[0].pk)
    return show_towns(request, sites, lambda site: reverse(url_name, args=[site.pk]), heading=heading, icon=icon)


class KeepersMenuItem(MenuItem):
    """Shown to those who keep the contacts of a town."""

    def is_shown(self, request: HttpRequest) -> bool:
        return bool(policy_registry.get_by_type(ContactRole).user_has_permission(request.user, "change"))
