"""Further host names of a town, which lead to its main one; that one is ``site.hostname``."""

from collections.abc import Collection

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models.functions import Lower
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.models import Site

from sites.validators import validate_hostname


def check_host_is_free(hostname: str, site_id: int | None) -> None:
    """Raise ValidationError for a host name that is another town's or the platform's.

    ``site_id`` is the town that wants it, None for one that is not there yet. Ports make no difference: a request's
    town is found by the name alone.
    """
    if hostname in settings.LANDING_HOSTS:
        raise ValidationError(_("This host shows the list of towns. Choose another one."))
    if Site.objects.filter(hostname=hostname).exclude(pk=site_id).exists():
        raise ValidationError(_("A town uses this host name already. Choose another one."))
    leading = TownHost.objects.filter(hostname=hostname).exclude(site=site_id).select_related("site").first()
    if leading is not None:
        raise ValidationError(
            _("This host name leads to the town %(town)s. Choose another one, or remove it there first."),
            params={"town": str(leading.site)},
        )


class TownHost(models.Model):
    """A host name under which nothing is shown: whoever asks for it is led to the same address of the main one."""

    site = models.ForeignKey(
        Site, verbose_name=gettext_lazy("town"), on_delete=models.CASCADE, related_name="further_hosts"
    )
    hostname = models.CharField(
        gettext_lazy("host name"),
        max_length=253,
        validators=[validate_hostname],
        help_text=gettext_lazy("Without https://, for example www.kpss.prerov.example."),
    )

    class Meta:
        verbose_name = gettext_lazy("further host name")
        verbose_name_plural = gettext_lazy("further host names")
        ordering = ("hostname",)
        constraints = [
            models.UniqueConstraint(
                fields=["hostname"],
                name="one_town_per_further_host",
                violation_error_code="unique",
                violation_error_message=gettext_lazy("This host name leads to a town already."),
            ),
            models.CheckConstraint(
                condition=models.Q(hostname=Lower("hostname")),
                name="further_host_in_lower_case",
                violation_error_message=gettext_lazy("Write the host name in small letters."),
            ),
        ]

    def __str__(self) -> str:
        return self.hostname

    def clean_fields(self, exclude: Collection[str] | None = None) -> None:
        self.hostname = self.hostname.strip().lower()
        super().clean_fields(exclude)

    def clean(self) -> None:
        super().clean()
        if self.hostname == self.site.hostname:
            raise ValidationError({"hostname": _("This is the town's main host name.")})
        try:
            check_host_is_free(self.hostname, self.site_id)
        except ValidationError as error:
            raise ValidationError({"hostname": error.messages}) from error
