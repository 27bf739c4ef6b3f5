"""The towns of somebody who works for several: found by name, each leading to its pages."""

from collections.abc import Mapping
from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.components import Component
from wagtail.models import Site

from sites.managed_towns import TownSearchForm, show_towns
from sites.tenancy.scope import sites_of

FEW = 10
"""So many towns stand on the start page; more are searched for."""


def own_towns(user: Any) -> "QuerySet[Site]":
    """Return the sites of a person's towns, ordered by name."""
    return sites_of(user).filter(townsettings__isnull=False).order_by("site_name", "pk")


def works_for_several(user: Any) -> bool:
    """Return whether somebody works for more than one town."""
    return len(own_towns(user)[:2]) > 1


def pages_of(site: Site) -> str:
    """Return the address of a town's pages in the admin."""
    return reverse("wagtailadmin_explore", args=[site.root_page_id])


def my_towns(request: HttpRequest) -> HttpResponse:
    """Show the person's towns."""
    return show_towns(request, own_towns(request.user), pages_of, heading=_("My towns"), icon="site")


class MyTownsMenuItem(MenuItem):
    """Shown to those who work for several towns; the platform's administrators have a screen of all."""

    def is_shown(self, request: HttpRequest) -> bool:
        return not request.user.is_superuser and works_for_several(request.user)


class MyTownsPanel(Component):
    """The towns on the start page: a list of a few, a search among many."""

    name = "my_towns"
    template_name = "kpss_sites/my_towns_panel.html"
    order = 10

    def get_context_data(self, parent_context: Mapping[str, Any]) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(parent_context) or {}
        towns = list(own_towns(parent_context["request"].user)[: FEW + 1])
        context["choices"] = [(site.site_name, pages_of(site)) for site in towns] if len(towns) <= FEW else []
        context["form"] = TownSearchForm()
        return context
