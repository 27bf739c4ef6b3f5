"""How entries of the audit trail go: with their town, or when their time is over."""

from typing import Any

from django.db.models.signals import post_delete
from django.dispatch import receiver
from wagtail.models import Site

from sites.models import AuditEntry

BATCH = 5000


def prune_audit() -> int:
    """Remove the entries whose time is over, some at a time; return how many went."""
    total = 0
    while gone := AuditEntry.objects.forget_expired(BATCH):
        total += gone
    return total


# After the deletion: the database lets a town's entries go only when the town is no more.
@receiver(post_delete, sender=Site)
def forget_trail(instance: Site, **kwargs: Any) -> None:
    AuditEntry.objects.forget_town(instance.pk)
