"""What has to be forgotten of a place that has become secret: where it was, in the history and in proposals.

A service that has a secret place keeps of its former places only those that are open to this day.
"""

from collections.abc import Iterable, Mapping
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import Q
from django.db.models.signals import post_save
from django.dispatch import receiver
from wagtail.models import Revision

from kpss_pages.catalog.models import Facility, Proposal, Service
from kpss_pages.catalog.values import WHERE

Place = tuple[str, str]
"""Street and municipality, by which a place is known again."""


@receiver(post_save, sender=Facility)
def place_was_saved(instance: Facility, raw: bool = False, **kwargs: Any) -> None:
    if instance.is_secret and not raw:
        forget_where(instance.service)


def forget_where(service: Service) -> None:
    """Forget where the places of a service were that are not open any more; nothing while none of them is secret."""
    places = list(Facility.objects.filter(service=service.pk))
    if not any(place.is_secret for place in places):
        return
    known = {(place.street, place.municipality) for place in places if not place.is_secret}
    content_type = ContentType.objects.get_for_model(Service, for_concrete_model=False)
    revisions = Revision.objects.filter(base_content_type=content_type, object_id=str(service.pk))
    for number, content in revisions.values_list("pk", "content"):
        if _forget_in(content, known):
            Revision.objects.filter(pk=number).update(content=content)
    own = Q(service=service.pk)
    if service.register_number:
        own |= Q(site=service.site_id, key=f"{service.register}:{service.register_number}")
    forget_in_proposals(Proposal.objects.filter(own), known)


def forget_in_proposals(proposals: Iterable[Proposal], known: set[Place]) -> None:
    """Forget in proposals where places were that are none of the known ones."""
    for proposal in proposals:
        parts = (proposal.values, proposal.before, proposal.undone_by.get("values"))
        # All of them: ``any`` would stop at the first.
        if sum(_forget_in(part, known) for part in parts if isinstance(part, dict)):
            if proposal.municipality not in {municipality for _street, municipality in known}:
                proposal.municipality = ""
            proposal.save(update_fields=["values", "before", "undone_by", "municipality"])


def _forget_in(values: Mapping[str, Any], known: set[Place]) -> bool:
    """Take out of written places where they are; return whether there was something to take out."""
    changed = False
    for place in values.get("facilities") or ():
        if not place.get("is_secret") and (place.get("street"), place.get("municipality")) not in known:
            blank = {name: Facility._meta.get_field(name).get_default() for name in ("name", *WHERE) if name in place}
            place |= blank | {"is_secret": True}
            changed = True
    return changed
