"""Admin screens of a town's people, and the page on which an invitation is accepted."""

from typing import Any

from django.contrib import messages
from django.contrib.auth import login
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST
from wagtail.admin.auth import require_admin_access
from wagtail.log_actions import log
from wagtail.models import Site

from sites.models import Invitation, Role, TownRole, User
from sites.people.forms import InvitationForm, NewPersonForm, RolesForm
from sites.people.invitations import accept, invite, people_of
from sites.roles import group_of
from sites.towns import town_of_site


def managed_sites(user: User) -> "list[Site]":
    """Return the towns whose people somebody may manage, ordered by name."""
    sites = Site.objects.order_by("site_name")
    if user.is_superuser:
        return list(sites)
    return list(sites.filter(town_roles__role=Role.MANAGER, town_roles__group__user=user).distinct())


def managed_site(user: User, site_id: int) -> Site:
    """Return a town that somebody manages; 404 for every other one, as if it were not there."""
    site = get_object_or_404(Site, pk=site_id)
    is_manager = TownRole.objects.filter(site=site, role=Role.MANAGER, group__user=user).exists()
    if not (user.is_superuser or (user.is_active and is_manager)):
        raise Http404
    return site


@require_admin_access
def towns(request: HttpRequest) -> HttpResponse:
    """Lead to the people of the only town, or list the towns to choose from."""
    sites = managed_sites(request.user)
    if not sites:
        raise PermissionDenied
    if len(sites) == 1:
        return redirect("people", sites[0].pk)
    return render(request, "kpss_sites/people/towns.html", {"sites": sites})


@require_admin_access
def people(request: HttpRequest, site_id: int) -> HttpResponse:
    """List a town's people and open invitations; POST invites somebody."""
    site = managed_site(request.user, site_id)
    form = InvitationForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        invite(town_of_site(site.pk), form.cleaned_data["email"], form.cleaned_data["roles"], request.user)
        log(
            instance=site,
            action="kpss_sites.invite",
            data={"roles": form.cleaned_data["roles"]},
            user=request.user,
        )
        messages.success(request, _("The invitation was sent to %(email)s.") % {"email": form.cleaned_data["email"]})
        return redirect("people", site.pk)
    invitations = Invitation.objects.filter(site=site, accepted_at=None)
    context = {"site": site, "people": people_of(site), "invitations": invitations, "form": form}
    return render(request, "kpss_sites/people/people.html", context)


@require_admin_access
def person(request: HttpRequest, site_id: int, user_id: int) -> HttpResponse:
    """Change a person's roles in the town."""
    site = managed_site(request.user, site_id)
    colleague = _colleague(site, user_id)
    form = RolesForm(
        request.POST if request.method == "POST" else None,
        initial={"roles": [str(role) for role in colleague.roles_here]},
    )
    if request.method == "POST" and form.is_valid():
        if _is_last_manager(site, colleague) and Role.MANAGER not in form.cleaned_data["roles"]:
            form.add_error("roles", _("The town would be left without a manager. Give the role to a colleague first."))
        else:
            set_roles(site, colleague, form.cleaned_data["roles"])
            log(
                instance=site,
                action="kpss_sites.change_roles",
                data={"user": colleague.pk, "roles": form.cleaned_data["roles"]},
                user=request.user,
            )
            messages.success(request, _("The roles were changed."))
            return redirect("people", site.pk)
    return render(request, "kpss_sites/people/person.html", {"site": site, "person": colleague, "form": form})


@require_admin_access
def remove(request: HttpRequest, site_id: int, user_id: int) -> HttpResponse:
    """Ask, then take a person out of the town; the account of somebody who belongs nowhere else is closed."""
    site = managed_site(request.user, site_id)
    colleague = _colleague(site, user_id)
    if request.method == "POST":
        if _is_last_manager(site, colleague):
            messages.error(request, _("The town would be left without a manager. Give the role to a colleague first."))
            return redirect("people", site.pk)
        set_roles(site, colleague, [])
        log(instance=site, action="kpss_sites.remove_person", data={"user": colleague.pk}, user=request.user)
        messages.success(request, _("The person no longer belongs to the town."))
        return redirect("people", site.pk)
    return render(request, "kpss_sites/people/remove.html", {"site": site, "person": colleague})


@require_admin_access
@require_POST
def invitation(request: HttpRequest, site_id: int, invitation_id: int) -> HttpResponse:
    """Send an invitation again with a new term, or withdraw it."""
    site = managed_site(request.user, site_id)
    chosen = get_object_or_404(Invitation, pk=invitation_id, site=site, accepted_at=None)
    if request.POST.get("action") == "withdraw":
        chosen.delete()
        messages.success(request, _("The invitation was withdrawn; its link no longer works."))
    else:
        invite(town_of_site(site.pk), chosen.email, chosen.roles, request.user)
        messages.success(request, _("The invitation was sent to %(email)s.") % {"email": chosen.email})
    return redirect("people", site.pk)


@transaction.atomic
def set_roles(site: Site, user: User, roles: list[str]) -> None:
    """Give a person exactly these roles in a town; an account with no town left is deactivated."""
    for role in Role:
        group = group_of(site, role)
        if role in roles:
            user.groups.add(group)
        else:
            user.groups.remove(group)
    if not user.is_superuser and not user.groups.exists():
        user.is_active = False
        user.save(update_fields=["is_active"])


def _colleague(site: Site, user_id: int) -> User:
    for colleague in people_of(site):
        if colleague.pk == user_id:
            return colleague
    raise Http404


def _is_last_manager(site: Site, user: User) -> bool:
    managers = group_of(site, Role.MANAGER).user_set.filter(is_active=True)
    return managers.filter(pk=user.pk).exists() and managers.count() == 1


def accept_invitation(request: HttpRequest, token: str) -> HttpResponse:
    """Accept an invitation: sign in with an account of that address, or make one."""
    chosen = Invitation.objects.select_related("site").filter(token=token).first()
    town = town_of_site(chosen.site_id) if chosen else None
    if chosen is None or town is None:
        raise Http404
    context: dict[str, Any] = {"invitation": chosen, "invited_to": town}
    if not chosen.is_open:
        return render(request, "kpss_sites/people/invitation_closed.html", context, status=410)
    user = User.objects.filter(email__iexact=chosen.email).first()
    if user is not None:
        return _accept_with_account(request, chosen, user, context)
    form = NewPersonForm(
        request.POST if request.method == "POST" else None, instance=User(username=chosen.email, email=chosen.email)
    )
    if request.method == "POST" and form.is_valid():
        with transaction.atomic():
            user = form.save()
            accept(chosen, user, town)
        login(request, user, backend="django.contrib.auth.backends.ModelBackend")
        return redirect("wagtailadmin_home")
    return render(request, "kpss_sites/people/accept.html", context | {"form": form})


def _accept_with_account(request: HttpRequest, chosen: Invitation, user: User, context: dict[str, Any]) -> HttpResponse:
    if not user.is_active and not user.groups.exists():
        # The account was closed when its owner left the last town; the invitation opens it again.
        context["reopens"] = True
    elif request.user != user:
        return redirect(f"{reverse('wagtailadmin_login')}?next={request.path}")
    if request.method == "POST":
        if context.get("reopens"):
            user.is_active = True
            user.save(update_fields=["is_active"])
        accept(chosen, user, context["invited_to"])
        return redirect("wagtailadmin_home")
    return render(request, "kpss_sites/people/accept.html", context)
