"""Keeps versions of what is published, and drops reports whose plan is no more."""

from typing import Any

from django.db.models.signals import post_delete
from django.dispatch import receiver
from django.utils import timezone
from wagtail.signals import page_published

from kpss_pages.plans.models import ClosedYear, MeasureReport, PlanPage, PlanVersion


@receiver(page_published, sender=PlanPage)
def keep_version(instance: PlanPage, **kwargs: Any) -> None:
    """Keep what was published when it differs from the version before it."""
    last = instance.versions.last()
    if last is None and not instance.content:
        return
    if last is not None and (last.content, last.state) == (instance.content, instance.state):
        return
    PlanVersion.objects.create(
        page=instance,
        number=last.number + 1 if last else 1,
        state=instance.state,
        published_at=instance.last_published_at or timezone.now(),
        content=instance.content,
    )


@receiver(post_delete, sender=PlanPage)
def drop_reports(instance: PlanPage, **kwargs: Any) -> None:
    """Drop the reports of a plan with the last of its languages."""
    if not PlanPage.objects.filter(translation_key=instance.translation_key).exists():
        for model in (MeasureReport, ClosedYear):
            model.objects.filter(plan=instance.translation_key).delete()
