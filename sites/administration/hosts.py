"""Screens of a town's host names: its managers read them, the platform's administrators change them."""

from django.conf import settings
from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.http.request import validate_host
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from wagtail.admin.auth import require_admin_access
from wagtail.log_actions import log
from wagtail.models import Site

from sites.administration.forms import FurtherHostForm, MainHostForm
from sites.administration.views import administrator_only
from sites.managed_towns import choose_town, town_managed_by
from sites.models import TownHost


@require_admin_access
def towns(request: HttpRequest) -> HttpResponse:
    """Lead to the host names of the only town that somebody manages, or let them choose."""
    return choose_town(request, "hosts", heading=_("Host names"), icon="site")


@require_admin_access
def hosts(request: HttpRequest, site_id: int) -> HttpResponse:
    """List the main host name of a town and those that lead to it."""
    site = town_managed_by(request.user, site_id)
    further = list(site.further_hosts.all())
    context = {
        "site": site,
        "further": further,
        "refused": [name for name in (site.hostname, *map(str, further)) if not is_let_in(name)],
        "may_change": request.user.is_superuser,
    }
    return render(request, "kpss_sites/administration/hosts.html", context)


@administrator_only
def add(request: HttpRequest, site_id: int) -> HttpResponse:
    """Add a further host name."""
    site = town_managed_by(request.user, site_id)
    form = FurtherHostForm(request.POST if request.method == "POST" else None, instance=TownHost(site=site))
    if request.method == "POST" and form.is_valid():
        with transaction.atomic():
            hostname = form.save().hostname
            log(instance=site, action="kpss_sites.add_host", data={"hostname": hostname}, user=request.user)
        messages.success(
            request,
            _("%(hostname)s leads to %(main)s from now on.") % {"hostname": hostname, "main": site.hostname},
        )
        return redirect("hosts", site_id)
    return render(request, "kpss_sites/administration/add_host.html", {"site": site, "form": form})


@administrator_only
def change_main(request: HttpRequest, site_id: int) -> HttpResponse:
    """Give a town another main host name; the former one is kept as a further one."""
    site = town_managed_by(request.user, site_id)
    form = MainHostForm(request.POST if request.method == "POST" else None, instance=site)
    if request.method == "POST" and form.is_valid():
        with transaction.atomic():
            form.save()
            log(instance=site, action="kpss_sites.change_host", data={"hostname": site.hostname}, user=request.user)
        messages.success(request, _("The town is at %(address)s from now on.") % {"address": site.root_url})
        return redirect("hosts", site_id)
    former = get_object_or_404(Site, pk=site_id)
    return render(request, "kpss_sites/administration/main_host.html", {"site": former, "form": form})


@administrator_only
def remove(request: HttpRequest, site_id: int, host_id: int) -> HttpResponse:
    """Ask, then remove a further host name."""
    host = get_object_or_404(TownHost.objects.select_related("site"), pk=host_id, site=site_id)
    if request.method == "POST":
        with transaction.atomic():
            log(
                instance=host.site,
                action="kpss_sites.remove_host",
                data={"hostname": host.hostname},
                user=request.user,
            )
            host.delete()
        messages.success(request, _("%(hostname)s leads nowhere from now on.") % {"hostname": host.hostname})
        return redirect("hosts", site_id)
    return render(request, "kpss_sites/administration/remove_host.html", {"site": host.site, "host": host})


def is_let_in(hostname: str) -> bool:
    """Return whether the installation answers requests for a host at all."""
    return validate_host(hostname, settings.ALLOWED_HOSTS)
