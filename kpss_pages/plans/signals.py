"""Keeps versions of what is published, drops reports whose plan is no more, ends kept pages that show reports."""

from typing import Any

from django.db import transaction
from django.db.models.signals import post_delete, post_save
from django.dispatch import receiver
from django.utils import timezone
from wagtail.models import Page, PageViewRestriction, Site
from wagtail.signals import page_published, post_page_move

from kpss_pages.plans.evaluation import report_keys
from kpss_pages.plans.models import ClosedYear, MeasureReport, PlanPage, PlanVersion
from sites.open_pages import open_to_all
from sites.page_cache.changes import facts_of, facts_of_page, touched_by_content
from sites.page_cache.signals import announce
from sites.tenancy.scope import site_of


@receiver(page_published, sender=PlanPage)
def keep_version(instance: PlanPage, **kwargs: Any) -> None:
    """Keep what was published when it differs from the version before it."""
    with transaction.atomic():
        # Two who publish at once would give their versions the same number.
        Page.objects.order_by().select_for_update().get(pk=instance.pk)
        if not open_to_all(Page.objects.filter(pk=instance.pk)).exists():
            return  # what some people were shown is no version that all may read later
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


@receiver(post_delete, sender=PageViewRestriction)
def keep_version_when_opened(instance: PageViewRestriction, origin: Any = None, **kwargs: Any) -> None:
    """Keep what the public sees from now on; not of pages that are being deleted, and their restrictions with them."""
    model = getattr(origin, "model", type(origin))
    if origin is None or issubclass(model, PageViewRestriction):
        for plan in PlanPage.objects.live().filter(path__startswith=instance.page.path):
            keep_version(plan)


@receiver(post_save, sender=PlanVersion)
def show_version(instance: PlanVersion, **kwargs: Any) -> None:
    """End what is kept of the page once more: the publication itself has ended it before there was the version."""
    facts = facts_of_page(instance.page_id)
    if facts is not None:
        announce(touched_by_content([facts]))


@receiver(post_delete, sender=PlanPage)
def drop_reports(instance: PlanPage, **kwargs: Any) -> None:
    """Drop the reports of a plan with the last of its languages, but for measures that another plan has taken over."""
    site = site_of(instance)
    if site is None or PlanPage.objects.filter(translation_key=instance.translation_key).exists():
        return
    ClosedYear.objects.filter(site=site, plan=instance.translation_key).delete()
    plans = {plan for plan, _measure in report_keys(instance)} | {instance.translation_key}
    plans -= set(PlanPage.objects.filter(translation_key__in=plans).values_list("translation_key", flat=True))
    reports = MeasureReport.objects.filter(site=site, plan__in=plans)
    if not reports.exists():
        return
    shown = {key for plan in PlanPage.objects.in_town(site) for key in report_keys(plan)}
    gone = [pk for pk, plan, measure in reports.values_list("pk", "plan", "measure") if (plan, measure) not in shown]
    MeasureReport.objects.filter(pk__in=gone).delete()


@receiver(post_page_move)
def take_reports_along(instance: Page, parent_page_before: Page, **kwargs: Any) -> None:
    """Give the reports of plans that were moved to another town to that town."""
    former, present = site_of(parent_page_before), site_of(instance)
    if former == present:
        return
    keys = PlanPage.objects.filter(path__startswith=instance.path).values_list("translation_key", flat=True)
    for model in (MeasureReport, ClosedYear) if present is not None and keys else ():
        model.objects.filter(site=former, plan__in=list(keys)).update(site=present)


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
