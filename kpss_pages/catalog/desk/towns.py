"""Whose catalogue a screen of the desk is about: the person's only town, or one that they choose."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.db.models import Model, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from wagtail.admin.menu import MenuItem
from wagtail.models import Site
from wagtail.permissions import policy_registry

from kpss_pages.catalog.models import Service
from sites.managed_towns import show_towns
from sites.models import TownSettings
from sites.towns import town_of_site


def sites_kept_by(user: Any, model: type[Model] = Service, action: str = "change") -> "QuerySet[Site]":
    """Return the sites of the towns in which a person may do something with rows of a model, ordered by name."""
    policy = policy_registry.get_by_type(model)
    sites: QuerySet[Site] = policy.sites_user_has_permission_for(user, action)
    return sites.filter(townsettings__isnull=False).order_by("site_name")


def town_kept_by(user: Any, site_id: int, model: type[Model] = Service, action: str = "change") -> TownSettings:
    """Return a town in which a person may do that; 404 for every other one, as if it were not there."""
    known = sites_kept_by(user, model, action).filter(pk=site_id).exists()
    town = town_of_site(site_id) if known else None
    if town is None:
        raise Http404
    return town


def lead_to(
    request: HttpRequest, url_name: str, heading: str, icon: str, model: type[Model] = Service, action: str = "change"
) -> HttpResponse:
    """Lead to a screen of the only town of a person, or let them choose one of several."""
    sites = sites_kept_by(request.user, model, action)
    first = list(sites[:2])
    if not first:
        raise PermissionDenied
    if len(first) == 1:
        return redirect(url_name, first[0].pk)
    return show_towns(request, sites, lambda site: reverse(url_name, args=[site.pk]), heading=heading, icon=icon)


class KeepersMenuItem(MenuItem):
    """Shown to those who may do something with rows of a model in some town."""

    def __init__(
        self, *args: Any, model: type[Model] = Service, actions: tuple[str, ...] = ("change",), **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.model, self.actions = model, actions

    def is_shown(self, request: HttpRequest) -> bool:
        return bool(policy_registry.get_by_type(self.model).user_has_any_permission(request.user, self.actions))
