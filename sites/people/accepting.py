"""The page on which an invitation is accepted, with an account of that address or a new one."""

from typing import Any

from allauth.account.utils import perform_login
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import translation
from wagtail.admin.auth import permission_denied

from sites.languages import ADMIN_LANGUAGES
from sites.models import Invitation, TownSettings, User
from sites.people.forms import NewPersonForm
from sites.people.invitations import accept
from sites.towns import town_of_site


def accept_invitation(request: HttpRequest, token: str) -> HttpResponse:
    """Show the invitation and accept it; a used or expired one answers 410, an unknown one 404."""
    invitation = Invitation.objects.select_related("site").filter(token=token).first()
    town = town_of_site(invitation.site_id) if invitation else None
    if invitation is None or town is None:
        raise Http404
    with translation.override(ADMIN_LANGUAGES[town.default_language]):
        if not invitation.is_open:
            return render(request, "kpss_sites/people/invitation_closed.html", {"invited_to": town}, status=410)
        user = User.objects.filter(email__iexact=invitation.email).first()
        if user is not None:
            return _with_account(request, invitation, town, user)
        return _with_new_account(request, invitation, town)


def _with_new_account(request: HttpRequest, invitation: Invitation, town: TownSettings) -> HttpResponse:
    person = User(username=invitation.email, email=invitation.email)
    form = NewPersonForm(request.POST if request.method == "POST" else None, instance=person)
    if request.method == "POST" and form.is_valid():
        with transaction.atomic():
            user = form.save()
            accept(invitation, user, town)
        answer: HttpResponse = perform_login(request, user, redirect_url=reverse("wagtailadmin_home"))
        return answer
    return _show(request, invitation, town, form=form)


def _with_account(request: HttpRequest, invitation: Invitation, town: TownSettings, user: User) -> HttpResponse:
    # Closed when its owner left the last town: the invitation opens it again, the password stays what it was. An
    # administrator's account is never closed that way, so no town's manager may have it opened.
    is_closed = not user.is_active and not user.is_superuser and not user.groups.exists()
    if not is_closed and request.user.is_authenticated and request.user != user:
        # The sign-in would send somebody who is signed in straight back.
        return permission_denied(request)
    if not is_closed and request.user != user:
        return redirect(f"{reverse('account_login')}?next={request.path}")
    if request.method == "POST":
        with transaction.atomic():
            if is_closed:
                user.is_active = True
                user.save(update_fields=["is_active"])
            accept(invitation, user, town)
        return redirect("wagtailadmin_home")
    return _show(request, invitation, town)


def _show(request: HttpRequest, invitation: Invitation, town: TownSettings, **context: Any) -> HttpResponse:
    context |= {"invitation": invitation, "invited_to": town}
    return render(request, "kpss_sites/people/accept.html", context)
