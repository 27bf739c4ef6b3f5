"""People of the installation: users, their roles in towns, invitations."""

import secrets
from datetime import datetime, timedelta

from django.conf import settings
from django.contrib.auth.models import AbstractUser, Group
from django.db import models
from django.db.models.functions import Lower
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.models import Site

INVITATION_LIFETIME = timedelta(days=14)


class User(AbstractUser):
    """A person who signs in; belongs to towns through the groups of ``TownRole``."""

    class Meta(AbstractUser.Meta):
        constraints = [
            models.UniqueConstraint(
                Lower("email"),
                condition=~models.Q(email=""),
                name="one_account_per_address",
                violation_error_message=_("Another account has this e-mail address."),
            )
        ]


class Role(models.TextChoices):
    """What somebody does for a town; each role of each town is one Django group."""

    EDITOR = "editor", _("Editor")
    COORDINATOR = "coordinator", _("Coordinator")
    MANAGER = "manager", _("Manager")


class TownRole(models.Model):
    """The group that holds a role's permissions in one town."""

    site = models.ForeignKey(Site, verbose_name=_("town"), on_delete=models.CASCADE, related_name="town_roles")
    role = models.CharField(_("role"), max_length=20, choices=Role.choices)
    group = models.OneToOneField(Group, verbose_name=_("group"), on_delete=models.CASCADE, related_name="town_role")

    class Meta:
        verbose_name = _("role in a town")
        verbose_name_plural = _("roles in towns")
        constraints = [models.UniqueConstraint(fields=["site", "role"], name="one_group_per_town_and_role")]

    def __str__(self) -> str:
        return f"{self.site.site_name}: {self.get_role_display()}"


def new_token() -> str:
    return secrets.token_urlsafe(32)


def default_expiry() -> datetime:
    return timezone.now() + INVITATION_LIFETIME


class Invitation(models.Model):
    """A link sent by e-mail with which a colleague joins a town in given roles; works once and expires."""

    site = models.ForeignKey(Site, verbose_name=_("town"), on_delete=models.CASCADE, related_name="invitations")
    email = models.EmailField(_("e-mail"))
    roles = models.JSONField(_("roles"), default=list)
    token = models.CharField(max_length=64, unique=True, default=new_token, editable=False)
    invited_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("invited by"),
        null=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    created_at = models.DateTimeField(_("sent"), auto_now_add=True)
    expires_at = models.DateTimeField(_("expires"), default=default_expiry)
    accepted_at = models.DateTimeField(_("accepted"), null=True, blank=True)

    class Meta:
        verbose_name = _("invitation")
        verbose_name_plural = _("invitations")
        ordering = ["-created_at"]

    def __str__(self) -> str:
        return self.email

    @property
    def is_open(self) -> bool:
        """Whether the link still works."""
        return self.accepted_at is None and self.expires_at > timezone.now()

    @property
    def role_labels(self) -> list[str]:
        return [str(Role(role).label) for role in self.roles]
