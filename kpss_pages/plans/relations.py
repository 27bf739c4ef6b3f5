"""The plans that a plan's page links to: before and after it, what it is about, what is about it, where measures come from.

A translation keeps the links of its source, so plans are matched by what they are translations of; within the section,
because the plans of all towns would be gone through otherwise.
"""

from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from uuid import UUID

from django.db.models import Exists, F, OuterRef, Q

from kpss_pages.plans.content import PlanContent

if TYPE_CHECKING:
    from kpss_pages.plans.models.plan import PlanPage


@dataclass(frozen=True)
class Relations:
    """Published plans of the same section and language; ``about`` are those based on this one, the newest first."""

    predecessor: "PlanPage | None" = None
    successor: "PlanPage | None" = None
    based_on: "PlanPage | None" = None
    about: "tuple[PlanPage, ...]" = ()
    origins: "dict[UUID, PlanPage]" = field(default_factory=dict)


def relations_of(page: "PlanPage", content: PlanContent | None = None) -> Relations:
    """Return all of them in one query."""
    kind = type(page)
    if not page.path:
        return Relations()
    wanted = {UUID(measure.origin.plan) for measure in (content or PlanContent()).measures if measure.origin}
    key = page.translation_key
    former, base = (
        Exists(kind.objects.filter(pk=pk, translation_key=OuterRef("translation_key")))
        for pk in (page.predecessor_id, page.based_on_id)
    )
    found = (
        kind.objects.published()
        .filter(locale_id=page.locale_id, path__startswith=page.path[: -page.steplen])
        .exclude(translation_key=key)
        .annotate(
            is_former=former,
            is_base=base,
            follows=F("predecessor__translation_key"),
            is_about=F("based_on__translation_key"),
        )
        .filter(Q(is_former=True) | Q(is_base=True) | Q(follows=key) | Q(is_about=key) | Q(translation_key__in=wanted))
        .defer("body", "content")
        .newest()
    )
    plans = list(found)
    return Relations(
        predecessor=next((plan for plan in plans if plan.is_former), None),
        successor=next((plan for plan in plans if plan.follows == key), None),
        based_on=next((plan for plan in plans if plan.is_base), None),
        about=tuple(plan for plan in plans if plan.is_about == key),
        origins={plan.translation_key: plan for plan in plans if plan.translation_key in wanted},
    )
