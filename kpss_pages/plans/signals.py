"""Keeps versions of what is published, drops reports whose plan is no more, ends kept pages that show reports."""

from typing import Any

from django.db.models.signals import post_delete, post_save
from django.dispatch import receiver
from django.utils import timezone
from wagtail.models import Site
from wagtail.signals import page_published

from kpss_pages.plans.models import ClosedYear, MeasureReport, PlanPage, PlanVersion
from sites.page_cache.changes import facts_of, facts_of_page, touched_by_content
from sites.page_cache.signals import announce


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


@receiver(post_save, sender=PlanVersion)
def show_version(instance: PlanVersion, **kwargs: Any) -> None:
    """End what is kept of the page once more: the publication itself has ended it before there was the version."""
    facts = facts_of_page(instance.page_id)
    if facts is not None:
        announce(touched_by_content([facts]))


@receiver(post_delete, sender=PlanPage)
def drop_reports(instance: PlanPage, **kwargs: Any) -> None:
    """Drop the reports of a plan with the last of its languages."""
    if not PlanPage.objects.filter(translation_key=instance.translation_key).exists():
        for model in (MeasureReport, ClosedYear):
            model.objects.filter(plan=instance.translation_key).delete()


@receiver(post_save, sender=MeasureReport)
@receiver([post_save, post_delete], sender=ClosedYear)
def report_was_changed(instance: MeasureReport | ClosedYear, raw: bool = False, **kwargs: Any) -> None:
    if not raw:
        announce_reports(instance.site)


def announce_reports(site: Site | None) -> None:
    """End what is kept of a town's plans in all languages; for reports written without signals.

    A report shows under the plan, under the action plans that have taken its measure over, and in lists of plans.
    """
    if site is not None:
        announce(touched_by_content(facts_of(PlanPage.objects.in_town(site).live())))
