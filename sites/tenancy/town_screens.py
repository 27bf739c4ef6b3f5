"""Screens of the admin that are about one town: the person's only one, or one that they choose."""

from typing import Any, ClassVar, cast

from django.core.exceptions import PermissionDenied
from django.db.models import Model, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.views.generic import View
from wagtail.admin.menu import MenuItem
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.models import Site
from wagtail.permissions import policy_registry

from sites.managed_towns import show_towns
from sites.models import TownSettings, User
from sites.towns import town_of_site


def sites_kept_by(user: Any, model: type[Model], action: str = "change") -> "QuerySet[Site]":
    """Return the sites of the towns in which a person may do something with rows of a model, ordered by name."""
    policy = policy_registry.get_by_type(model)
    sites: QuerySet[Site] = policy.sites_user_has_permission_for(user, action)
    return sites.filter(townsettings__isnull=False).order_by("site_name")


def town_kept_by(user: Any, site_id: int, model: type[Model], action: str = "change") -> TownSettings:
    """Return a town in which a person may do that; 404 for every other one, as if it were not there."""
    known = sites_kept_by(user, model, action).filter(pk=site_id).exists()
    town = town_of_site(site_id) if known else None
    if town is None:
        raise Http404
    return town


def only_town_kept_by(user: Any, model: type[Model], action: str = "change") -> int | None:
    """Return the site of the only town in which a person may do that; None for none and for several."""
    sites = list(sites_kept_by(user, model, action).values_list("pk", flat=True)[:2])
    return sites[0] if len(sites) == 1 else None


def lead_to(
    request: HttpRequest, url_name: str, heading: str, icon: str, model: type[Model], action: str = "change"
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

    def __init__(self, *args: Any, model: type[Model], actions: tuple[str, ...] = ("change",), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.model, self.actions = model, actions

    def is_shown(self, request: HttpRequest) -> bool:
        return bool(policy_registry.get_by_type(self.model).user_has_any_permission(request.user, self.actions))


class TownScreen(WagtailAdminTemplateMixin, View):
    """A screen about one town, for those who may do ``action`` with its rows of ``kept_model``."""

    kept_model: ClassVar[type[Model]]
    action: ClassVar[str] = "change"
    above: ClassVar[Any]
    """The model, with a snippet viewset, whose list the breadcrumbs name above the screen."""

    _show_breadcrumbs = True
    http_method_names = ["get", "head", "options", "post"]
    town: TownSettings
    user: User

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        self.user = cast(User, request.user)  # the admin's URLs are for people who have signed in
        self.town = town_kept_by(self.user, kwargs["site_id"], self.kept_model, self.action)
        return super().dispatch(request, *args, **kwargs)

    def url(self, name: str, *args: Any) -> str:
        """Return the address of another screen about this town."""
        return reverse(name, args=[self.town.site_id, *args])

    def get_page_subtitle(self) -> str:
        return str(self.town.site.site_name)

    def get_breadcrumbs_items(self) -> list[dict[str, str]]:
        return [
            {"url": reverse("wagtailadmin_home"), "label": _("Home")},
            {
                "url": reverse(self.above.snippet_viewset.get_url_name("list")),
                "label": str(capfirst(self.above._meta.verbose_name_plural)),
            },
            {"url": "", "label": str(self.page_title), "sublabel": self.get_page_subtitle()},
        ]
