"""A town's own sign-in: the OpenID Connect issuer at which its people have their accounts."""

from typing import Any

from allauth.socialaccount.models import SocialAccount
from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.models import Site

from sites.models.people import User

DOMAIN = RegexValidator(
    r"\A(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z][a-z0-9-]{0,61}[a-z0-9]\Z",
    _("Write domains as they stand after the @, separated by spaces: town.example office.town.example."),
)


class SignInQuerySet(models.QuerySet["TownSignIn"]):
    """Towns' own sign-ins."""

    def required_of(self, user: User) -> "TownSignIn | None":
        """Return the sign-in that somebody has to use; administrators and people of several towns have none."""
        if user.is_superuser:
            return None
        sites = set(user.groups.filter(town_role__isnull=False).values_list("town_role__site", flat=True))
        if len(sites) != 1:
            return None
        found = self.filter(site__in=sites, is_required=True).select_related("site").first()
        return found if found and found.has_address(user.email) else None


class TownSignIn(models.Model):
    """The issuer of a town and what it may vouch for: addresses of the town's own domains."""

    site = models.OneToOneField(Site, verbose_name=_("town"), on_delete=models.CASCADE, related_name="sign_in")
    label = models.CharField(
        _("name"), max_length=100, help_text=_("What the button says: the name by which the town's people know it.")
    )
    issuer = models.URLField(
        _("address of the issuer"),
        help_text=_("Without the part /.well-known/openid-configuration, which is added."),
    )
    client_id = models.CharField(_("client"), max_length=200)
    sealed_secret = models.TextField(_("secret"), editable=False)
    email_domains = models.CharField(
        _("domains of e-mail addresses"),
        max_length=500,
        help_text=_("The town's own, separated by spaces. People with other addresses are refused."),
    )
    is_required = models.BooleanField(
        _("people of these domains sign in this way only"),
        default=False,
        help_text=_("Passwords and passkeys of the town's people stop working. People of several towns keep theirs."),
    )

    objects = SignInQuerySet.as_manager()

    class Meta:
        verbose_name = _("town's own sign-in")
        verbose_name_plural = _("towns' own sign-ins")

    def __str__(self) -> str:
        return self.label

    def save(self, *args: Any, **kwargs: Any) -> None:
        # Another issuer counts its people otherwise: a number of the former one would open somebody else's account.
        former = TownSignIn.objects.filter(pk=self.pk).values_list("issuer", "client_id").first()
        if former and former != (self.issuer, self.client_id):
            SocialAccount.objects.filter(provider=self.provider_id).delete()
        super().save(*args, **kwargs)

    def clean(self) -> None:
        super().clean()
        self.issuer = self.issuer.rstrip("/").removesuffix("/.well-known/openid-configuration")
        self.email_domains = self.email_domains.lower()
        try:
            for domain in self.domains:
                DOMAIN(domain)
        except ValidationError as error:
            raise ValidationError({"email_domains": error.messages}) from error

    @property
    def domains(self) -> list[str]:
        return self.email_domains.split()

    @property
    def provider_id(self) -> str:
        """The name under which allauth knows it; part of the address to which the issuer answers."""
        return f"town-{self.site_id}"

    def has_address(self, email: str) -> bool:
        """Whether an address is of the town's own domains."""
        return email.rpartition("@")[2].lower() in self.domains
