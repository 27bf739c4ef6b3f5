"""Screens of the platform's administrator."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.paginator import Paginator
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from wagtail.admin.auth import require_admin_access
from wagtail.log_actions import log

from sites.administration.forms import HostSearchForm, NewTownForm, RemovalForm, SuspensionForm
from sites.models import Role, TownHost, TownSettings
from sites.people.invitations import invite
from sites.people.membership import signed_in_user
from sites.provisioning import create_town
from sites.removal import plan_removal, remove_town

TOWNS_PER_PAGE = 50


def administrator_only(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Refuse everybody but the platform's administrators."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not request.user.is_superuser:
            raise PermissionDenied
        return view(request, *args, **kwargs)

    guarded_by_admin: Callable[..., HttpResponse] = require_admin_access(guarded)
    return guarded_by_admin


@administrator_only
def towns(request: HttpRequest) -> HttpResponse:
    """List the towns, found by a part of the name or of one of their hosts."""
    query = request.GET.get("q", "").strip()
    found = TownSettings.objects.select_related("site__root_page__locale")
    found = found.prefetch_related("other_languages", "site__further_hosts").order_by("site__site_name")
    if query:
        found = found.filter(
            Q(site__site_name__icontains=query)
            | Q(site__hostname__icontains=query)
            | Q(site__in=TownHost.objects.filter(hostname__icontains=query).values("site"))
        )
    page = Paginator(found, TOWNS_PER_PAGE).get_page(request.GET.get("p"))
    context = {"towns": page, "query": query, "form": HostSearchForm({"q": query})}
    return render(request, "kpss_sites/administration/towns.html", context)


@administrator_only
def add(request: HttpRequest) -> HttpResponse:
    """Add a town with everything it needs, and invite its manager."""
    form = NewTownForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            town = create_town(form.new_town())
        except ValidationError as error:
            for field, errors in error.message_dict.items():
                form.add_error(field if field in form.fields else None, errors)
        else:
            log(instance=town.site, action="kpss_sites.add_town", user=request.user)
            if form.cleaned_data["manager_email"]:
                invite(town.site, form.cleaned_data["manager_email"], [Role.MANAGER], signed_in_user(request))
            messages.success(request, _("The town %(town)s was added.") % {"town": town.site.site_name})
            return redirect("towns")
    return render(request, "kpss_sites/administration/add.html", {"form": form})


@administrator_only
def suspend(request: HttpRequest, site_id: int) -> HttpResponse:
    """Suspend a town with a notice, or open it again."""
    town = get_object_or_404(TownSettings.objects.select_related("site"), site=site_id)
    form = SuspensionForm(request.POST if request.method == "POST" else None, instance=town)
    if request.method == "POST" and form.is_valid():
        form.save()
        log(
            instance=town.site,
            action="kpss_sites.suspend_town",
            data={"suspended": town.is_suspended},
            user=request.user,
        )
        messages.success(request, _("The change was saved."))
        return redirect("towns")
    return render(request, "kpss_sites/administration/suspend.html", {"form": form, "subject": town})


@administrator_only
def remove(request: HttpRequest, site_id: int) -> HttpResponse:
    """Show what goes with a town, and remove it once its host name is typed."""
    town = get_object_or_404(TownSettings.objects.select_related("site__root_page"), site=site_id)
    form = RemovalForm(request.POST if request.method == "POST" else None, hostname=town.site.hostname)
    if request.method == "POST" and form.is_valid():
        name = town.site.site_name
        remove_town(town)
        messages.success(request, _("The town %(town)s was removed.") % {"town": name})
        return redirect("towns")
    context = {"form": form, "subject": town, "removal": plan_removal(town)}
    return render(request, "kpss_sites/administration/remove.html", context)
