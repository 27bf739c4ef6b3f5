"""What is known of the state's registers: their code lists, which all towns share, and what a town has read of them."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.models import Site

from kpss_pages.catalog.choices import Register
from kpss_pages.catalog.municipalities import CODE_LIST


class RegisterCode(models.Model):
    """A code of one of a register's published lists. It names nothing of a town."""

    register = models.CharField(max_length=10, choices=Register.choices)
    list_name = models.CharField(max_length=60)
    """As the register calls it: "druhy-socialni-sluzby", "obce"."""
    code = models.CharField(max_length=80)
    """As the register writes it: "DruhSocialniSluzby/4"."""
    name = models.CharField(max_length=300)
    term = models.CharField(max_length=80, blank=True)
    """The code of our vocabulary of the same name; "" where there is none, or for territories. Of a municipality in a list
    of districts, the district's name."""

    class Meta:
        verbose_name = _("code of a register")
        verbose_name_plural = _("codes of registers")
        constraints = [
            models.UniqueConstraint(fields=["register", "list_name", "code"], name="one_row_per_register_code")
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.name}"

    @classmethod
    def municipalities(cls) -> dict[str, str]:
        """Return the names of the Czech register's municipalities by their numbers, none when its lists were never loaded."""
        rows = cls.objects.filter(register=Register.CZECH, list_name=CODE_LIST)
        return {code.rpartition("/")[2]: name for code, name in rows.values_list("code", "name")}


class RegisterRun(models.Model):
    """One reading of a register for a town, and what came of it; ``report`` is for people, row by row."""

    site = models.ForeignKey(Site, verbose_name=_("town"), on_delete=models.CASCADE, related_name="+")
    register = models.CharField(_("register"), max_length=10, choices=Register.choices)
    source = models.CharField(_("file or address"), max_length=300)
    fingerprint = models.CharField(max_length=64, blank=True)
    """SHA-256 of what was read, in hexadecimal digits."""
    started_at = models.DateTimeField(_("started at"), auto_now_add=True)
    ended_at = models.DateTimeField(_("ended at"), null=True, blank=True)
    started_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    progress = models.PositiveIntegerField(default=0)
    """Entries of the register read so far."""
    report = models.JSONField(default=dict)
    refusal = models.TextField(_("why it was refused"), blank=True)
    is_trial = models.BooleanField(_("trial"), default=False)
    """Whether it only says what would be proposed."""
    kept_as = models.CharField(max_length=200, blank=True, editable=False)
    """Name of the uploaded file in the storage, where no address leads; "" when it was removed or came from elsewhere."""

    class Meta:
        verbose_name = _("reading of a register")
        verbose_name_plural = _("readings of registers")
        ordering = ["-started_at", "-pk"]

    def __str__(self) -> str:
        return f"{self.get_register_display()}, {self.started_at:%Y-%m-%d %H:%M}"
