"""Querysets of registrations, which start from a town."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any, Self
from uuid import UUID

from django.db.models import Count, Q, QuerySet

from kpss_pages.events.choices import RegistrationState

COMING = (RegistrationState.CONFIRMED, RegistrationState.WAITING)
"""States of people who count on the event, or would like to."""


class RegistrationQuerySet(QuerySet[Any]):
    """Registrations of towns."""

    def for_event(self, site_id: int, event: UUID) -> Self:
        """Registrations for one event of a town, in whichever language they were made."""
        return self.filter(site=site_id, event=event)

    def on(self, rule_starts: Iterable[datetime]) -> Self:
        return self.filter(rule_start__in=list(rule_starts))

    def confirmed(self) -> Self:
        return self.filter(state=RegistrationState.CONFIRMED)

    def waiting(self) -> Self:
        """The waiting list, whoever comes next first."""
        return self.filter(state=RegistrationState.WAITING).order_by("confirmed_at", "pk")

    def counted(self) -> dict[datetime, tuple[int, int]]:
        """Return how many have a place and how many wait, by date."""
        rows = self.order_by().values_list("rule_start")
        counts = rows.annotate(
            taken=Count("pk", filter=Q(state=RegistrationState.CONFIRMED)),
            waiting=Count("pk", filter=Q(state=RegistrationState.WAITING)),
        )
        return {rule_start: (taken, waiting) for rule_start, taken, waiting in counts}
