"""Host names belong to one town each, and the former one of a town goes on leading to it."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db.models.signals import post_save, pre_save
from django.dispatch import receiver
from wagtail.models import Site

from sites.models import TownHost, TownSettings
from sites.models.hosts import check_host_is_free
from sites.validators import validate_hostname

_stock_clean = Site.clean


def clean_site(self: Site) -> None:
    """Refuse, at the field, what is no host name and what is another town's: also on Wagtail's own screen of sites."""
    _stock_clean(self)
    try:
        validate_hostname(self.hostname)
        check_host_is_free(self.hostname, self.pk)
    except ValidationError as error:
        raise ValidationError({"hostname": error.messages}) from error


def is_free(hostname: str, site_id: int | None) -> bool:
    """Return whether a town may have a host name."""
    try:
        check_host_is_free(hostname, site_id)
    except ValidationError:
        return False
    return True


@receiver(pre_save, sender=Site)
def look_at_former_host(instance: Site, raw: bool = False, **kwargs: Any) -> None:
    """Remember the host name that a site is about to lose; one that leads to another town is refused here too."""
    former = None if raw else Site.objects.filter(pk=instance.pk).values_list("hostname", flat=True).first()
    if former == instance.hostname:
        return
    instance._kpss_former_host = former
    if not raw and TownHost.objects.filter(hostname=instance.hostname).exclude(site=instance.pk).exists():
        check_host_is_free(instance.hostname, instance.pk)


@receiver(post_save, sender=Site)
def keep_former_host(instance: Site, **kwargs: Any) -> None:
    """Let a town's former host name lead to the new one, unless another town has taken it."""
    former: str | None = instance.__dict__.pop("_kpss_former_host", None)
    if former is None:
        return
    TownHost.objects.filter(site=instance, hostname=instance.hostname).delete()
    if TownSettings.objects.filter(site=instance).exists() and is_free(former, instance.pk):
        TownHost.objects.get_or_create(site=instance, hostname=former)


@receiver(pre_save, sender=TownHost)
def refuse_taken_host(instance: TownHost, raw: bool = False, **kwargs: Any) -> None:
    """Hold what no constraint can: a further host name is no other town's main one."""
    if not raw and Site.objects.filter(hostname=instance.hostname).exclude(pk=instance.site_id).exists():
        check_host_is_free(instance.hostname, instance.site_id)


def install() -> None:
    """Put the check in place of Wagtail's."""
    Site.clean = clean_site
