"""The groups in which a town's plans are listed."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from kpss_pages.plans.choices import ShownState

if TYPE_CHECKING:
    from kpss_pages.plans.models.plan import PlanPage

GROUPS: tuple[tuple[Promise, frozenset[str]], ...] = (
    (_("In force"), frozenset({ShownState.IN_FORCE})),
    (_("Open for comments"), frozenset({ShownState.FOR_COMMENTS})),
    (_("In preparation"), frozenset({ShownState.IN_PREPARATION})),
    (
        _("Expired, superseded and archived"),
        frozenset({ShownState.EXPIRED, ShownState.SUPERSEDED, ShownState.ARCHIVED}),
    ),
)


@dataclass(frozen=True)
class PlanGroup:
    """Plans under one heading."""

    title: str
    plans: "list[PlanPage]"


def grouped(plans: "Iterable[PlanPage]") -> list[PlanGroup]:
    """Return the groups that hold a plan, each in the order given."""
    listed = list(plans)
    groups = (
        PlanGroup(str(title), [plan for plan in listed if plan.shown_state in states]) for title, states in GROUPS
    )
    return [group for group in groups if group.plans]
