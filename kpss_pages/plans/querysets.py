"""Querysets of plan pages."""

from datetime import date
from typing import Self

from django.db.models import F, Q
from django.db.models.functions import Coalesce
from django.utils import timezone
from wagtail.models import PageManager

from kpss_pages.core.querysets import TownPageQuerySet
from kpss_pages.plans.choices import PlanState


class PlanPageQuerySet(TownPageQuerySet):
    """Plan pages."""

    def valid_on(self, day: date) -> Self:
        """Plans whose period has not ended before ``day``; those without an end included."""
        return self.alias(last_day=Coalesce("extended_to", "period_to")).filter(Q(last_day=None) | Q(last_day__gte=day))

    def in_force(self, day: date | None = None) -> Self:
        """Published plans in force on ``day`` (today), those that began last first."""
        return (
            self.published()
            .filter(state=PlanState.IN_FORCE)
            .valid_on(day or timezone.localdate())
            .select_related("territory")
            .defer("body")
            .newest()
        )

    def newest(self) -> Self:
        """Those whose period began last first, plans without a period at the end."""
        return self.order_by(F("period_from").desc(nulls_last=True), "title")


class PlanPageManager(PageManager.from_queryset(PlanPageQuerySet)):  # type: ignore[misc]
    """Manager of plan pages, with the words of ``PlanPageQuerySet``."""
