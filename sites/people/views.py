"""Admin screens of a town's people."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST
from wagtail.admin.auth import require_admin_access
from wagtail.log_actions import log
from wagtail.models import Site

from sites.accounts.second_factor import reset_second_factor
from sites.managed_towns import choose_town
from sites.models import Invitation, Role
from sites.people.forms import InvitationForm, RolesForm
from sites.people.invitations import invite
from sites.people.membership import (
    belongs_only_to,
    colleague_of,
    colleagues_of,
    is_last_manager,
    managed_site,
    set_roles,
    signed_in_user,
)


@require_admin_access
def towns(request: HttpRequest) -> HttpResponse:
    """Lead to the people of the only town that somebody manages, or let them choose."""
    return choose_town(request, "people", heading=_("People"), icon="group")


@require_admin_access
def people(request: HttpRequest, site_id: int) -> HttpResponse:
    """List a town's people and open invitations; POST invites somebody."""
    user = signed_in_user(request)
    site = managed_site(user, site_id)
    form = InvitationForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        email, roles = form.cleaned_data["email"], form.cleaned_data["roles"]
        invite(site, email, roles, user)
        log(instance=site, action="kpss_sites.invite", data={"roles": roles}, user=user)
        messages.success(request, _("The invitation was sent to %(email)s.") % {"email": email})
        return redirect("people", site.pk)
    invitations = Invitation.objects.filter(site=site, accepted_at=None)
    context = {"site": site, "colleagues": colleagues_of(site), "invitations": invitations, "form": form}
    return render(request, "kpss_sites/people/people.html", context)


@require_admin_access
def person(request: HttpRequest, site_id: int, user_id: int) -> HttpResponse:
    """Change a person's roles in the town."""
    user = signed_in_user(request)
    site = managed_site(user, site_id)
    colleague = colleague_of(site, user_id)
    sent = request.POST if request.method == "POST" else None
    form = RolesForm(sent, initial={"roles": [role.value for role in colleague.roles]})
    if request.method == "POST" and form.is_valid():
        roles = form.cleaned_data["roles"]
        if Role.MANAGER not in roles and is_last_manager(site, colleague.user):
            form.add_error("roles", last_manager_message())
        else:
            set_roles(site, colleague.user, roles)
            changed = {"user": colleague.user.pk, "roles": roles}
            log(instance=site, action="kpss_sites.change_roles", data=changed, user=user)
            messages.success(request, _("The roles were changed."))
            return redirect("people", site.pk)
    return render(request, "kpss_sites/people/person.html", {"site": site, "colleague": colleague, "form": form})


@require_admin_access
def remove(request: HttpRequest, site_id: int, user_id: int) -> HttpResponse:
    """Ask, then take a person out of the town; the account of somebody who belongs nowhere else is closed."""
    user = signed_in_user(request)
    site = managed_site(user, site_id)
    colleague = colleague_of(site, user_id)
    if request.method == "POST":
        if is_last_manager(site, colleague.user):
            messages.error(request, last_manager_message())
        else:
            set_roles(site, colleague.user, [])
            log(instance=site, action="kpss_sites.remove_person", data={"user": colleague.user.pk}, user=user)
            messages.success(request, _("The person no longer belongs to the town."))
        return redirect("people", site.pk)
    return render(request, "kpss_sites/people/remove.html", {"site": site, "colleague": colleague})


@require_admin_access
def second_factor(request: HttpRequest, site_id: int, user_id: int) -> HttpResponse:
    """Ask, then take the second factor from a colleague who lost it; one's own is changed on the account's pages."""
    user = signed_in_user(request)
    site = managed_site(user, site_id)
    colleague = colleague_of(site, user_id)
    is_allowed = colleague.user != user and (user.is_superuser or belongs_only_to(colleague.user, site))
    if request.method == "POST":
        if not is_allowed:
            raise PermissionDenied
        if reset_second_factor(colleague.user):
            log(instance=site, action="kpss_sites.reset_second_factor", data={"user": colleague.user.pk}, user=user)
            messages.success(request, _("The second factor was reset."))
        else:
            messages.warning(request, _("The account has no second factor."))
        return redirect("people", site.pk)
    context = {"site": site, "colleague": colleague, "is_allowed": is_allowed}
    return render(request, "kpss_sites/people/second_factor.html", context)


@require_admin_access
@require_POST
def invitation(request: HttpRequest, site_id: int, invitation_id: int) -> HttpResponse:
    """Send an invitation again with a new term, or withdraw it."""
    user = signed_in_user(request)
    site: Site = managed_site(user, site_id)
    chosen = get_object_or_404(Invitation, pk=invitation_id, site=site, accepted_at=None)
    if request.POST.get("action") == "withdraw":
        log(instance=site, action="kpss_sites.withdraw_invitation", data={"roles": chosen.roles}, user=user)
        chosen.delete()
        messages.success(request, _("The invitation was withdrawn; its link no longer works."))
    else:
        invite(site, chosen.email, chosen.roles, user)
        log(instance=site, action="kpss_sites.invite", data={"roles": chosen.roles}, user=user)
        messages.success(request, _("The invitation was sent to %(email)s.") % {"email": chosen.email})
    return redirect("people", site.pk)


def last_manager_message() -> str:
    return _("The town would be left without a manager. Give the role to a colleague first.")
