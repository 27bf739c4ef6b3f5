"""Pages follow the rows of a service: a form or a place that is saved without it changes what is kept of the catalogue.

What the catalogue's page names in ``shown_kinds`` is followed by the page cache itself.
"""

from typing import Any

from django.db.models.signals import post_delete, post_save
from django.dispatch import receiver

from kpss_pages.catalog.models import Facility, Service, ServiceForm
from sites.page_cache.signals import announce
from sites.page_cache.tags import anything_of, kind


@receiver(post_save, sender=ServiceForm)
@receiver(post_save, sender=Facility)
def part_of_service_was_saved(instance: ServiceForm | Facility, raw: bool = False, **kwargs: Any) -> None:
    if not raw:
        _announce(instance)


@receiver(post_delete, sender=ServiceForm)
@receiver(post_delete, sender=Facility)
def part_of_service_was_deleted(instance: ServiceForm | Facility, origin: Any, **kwargs: Any) -> None:
    """Leave parts alone that go with their service, which is followed itself."""
    if getattr(origin, "model", type(origin)) is type(instance):
        _announce(instance)


def _announce(part: ServiceForm | Facility) -> None:
    site_id = part.service.site_id
    announce([kind(site_id, Service._meta.label), anything_of(site_id)])
