"""The audit trail: what was done in a town, by whom and when; written once, never changed."""

from datetime import datetime, timedelta
from typing import Any, NoReturn

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.models import Site


def keep_until() -> datetime:
    """Return the end of the time for which an entry that is written now is kept."""
    return timezone.now() + timedelta(days=settings.AUDIT_KEPT_DAYS)


class Unchangeable(Exception):
    """Somebody tried to change or remove an entry of the audit trail."""


class AuditEntryQuerySet(models.QuerySet["AuditEntry"]):
    """Entries leave in two ways only: with their town, and when their time is over."""

    def of_town(self, site_id: int | None) -> "AuditEntryQuerySet":
        """Return the entries of a town; with None those of the platform."""
        return self.filter(site__isnull=True) if site_id is None else self.filter(site=site_id)

    def forget_town(self, site_id: int) -> int:
        """Remove the trail of a town that has been removed; return how many entries went."""
        return self.filter(site=site_id)._raw_delete(self.db)

    def forget_expired(self, batch: int) -> int:
        """Remove at most so many entries whose time is over; return how many went."""
        expired = self.filter(kept_until__lt=timezone.now()).order_by("kept_until").values("pk")[:batch]
        return self.filter(pk__in=list(expired.values_list("pk", flat=True)))._raw_delete(self.db)

    def update(self, **kwargs: Any) -> NoReturn:
        raise Unchangeable("Entries of the audit trail are not changed.")

    def delete(self) -> NoReturn:
        raise Unchangeable("Entries of the audit trail are not removed before their time.")

    update.alters_data = True  # type: ignore[attr-defined]
    delete.alters_data = True  # type: ignore[attr-defined]
    delete.queryset_only = True  # type: ignore[attr-defined]


class AuditEntry(models.Model):
    """One thing that somebody did.

    It holds the name of the person at that time and no key, so that removing an account changes nothing here. The
    database refuses changes by itself (see the migration). There is no constraint on the town: its entries go after it,
    because the database lets them go only when the town is no more.
    """

    site = models.ForeignKey(
        Site,
        verbose_name=_("town"),
        null=True,
        on_delete=models.DO_NOTHING,
        db_constraint=False,
        db_index=False,
        related_name="+",
    )
    at = models.DateTimeField(_("date and time"), default=timezone.now)
    kept_until = models.DateTimeField(_("kept until"), default=keep_until, db_index=True)
    person_id = models.BigIntegerField(_("number of the account"), null=True)
    person = models.CharField(_("who"), max_length=255, blank=True)
    action = models.CharField(_("action"), max_length=255)
    what = models.CharField(_("kind of thing"), max_length=255, blank=True)
    object_id = models.CharField(max_length=255, blank=True)
    label = models.TextField(_("what it concerned"), blank=True)
    details = models.JSONField(_("details"), default=dict)

    objects = AuditEntryQuerySet.as_manager()

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("entry of the audit trail")
        verbose_name_plural = _("entries of the audit trail")
        ordering = ["-at", "-pk"]
        default_permissions = ()
        indexes = [
            models.Index(fields=["site", "-at", "-id"], name="audit_of_a_town"),
            models.Index(fields=["site", "person_id"], name="audit_of_a_person"),
        ]

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M}: {self.action}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        if not self._state.adding:
            raise Unchangeable("Entries of the audit trail are not changed.")
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> NoReturn:
        raise Unchangeable("Entries of the audit trail are not removed before their time.")
