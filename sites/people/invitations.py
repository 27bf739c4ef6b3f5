"""Inviting somebody into a town and accepting."""

from collections.abc import Iterable

from django.conf import settings
from django.core.mail import send_mail
from django.db import transaction
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override
from wagtail.log_actions import LogContext
from wagtail.models import Site
from wagtail.users.models import UserProfile

from sites.accounts.addresses import vouch_for_address
from sites.languages import ADMIN_LANGUAGES
from sites.models import Invitation, Role, TownSettings, User
from sites.roles import group_of


def invite(site: Site, email: str, roles: Iterable[str], invited_by: User) -> Invitation:
    """Store an invitation, replacing an open one for the same address, and mail its link in the town's language."""
    with transaction.atomic():
        Invitation.objects.filter(site=site, email__iexact=email, accepted_at=None).delete()
        invitation = Invitation.objects.create(
            site=site, email=email, roles=[Role(role).value for role in roles], invited_by=invited_by
        )
        send(invitation)
    return invitation


def send(invitation: Invitation) -> None:
    """Mail the link of an invitation."""
    site = invitation.site
    link = site.root_url + reverse("accept_invitation", args=[invitation.token], urlconf=settings.ROOT_URLCONF)
    with override(site.root_page.locale.language_code):
        context = {"town": site.site_name, "roles": invitation.role_labels, "link": link, "invitation": invitation}
        send_mail(
            subject=_("Invitation to edit the site %(town)s") % {"town": site.site_name},
            message=render_to_string("kpss_sites/people/invitation.txt", context),
            from_email=None,
            recipient_list=[invitation.email],
        )


@transaction.atomic
def accept(invitation: Invitation, user: User, town: TownSettings) -> None:
    """Give the invited person the roles and close the invitation, whose link has verified the address."""
    with LogContext(user=user):
        user.groups.add(*(group_of(invitation.site, Role(role)) for role in invitation.roles))
    profile = UserProfile.get_for_user(user)
    if not profile.preferred_language:
        profile.preferred_language = ADMIN_LANGUAGES[town.default_language]
        profile.save()
    vouch_for_address(user)
    invitation.accepted_at = timezone.now()
    invitation.save(update_fields=["accepted_at"])
