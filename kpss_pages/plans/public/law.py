"""What the law of a town's country asks of a plan, and what of it the plan has fulfilled.

Slovak municipalities have to make and approve the plan, § 80 písm. a), and to submit its draft to public discussion,
§ 83 ods. 4 of act 448/2008 Z. z. Czech municipalities may make one; the sections of act 108/2006 Sb. are not cited,
because their present wording is not confirmed.
"""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from kpss_pages.plans.choices import PlanKind
from sites.choices import Country

if TYPE_CHECKING:
    from kpss_pages.plans.models.plan import PlanPage


@dataclass(frozen=True)
class Duty:
    """One duty and how it was met; ``fulfilment`` is "" when the plan's record says nothing of it."""

    sentence: str
    fulfilment: str


@dataclass(frozen=True)
class Law:
    """What is said of the law on a plan's page."""

    introduction: str
    duties: tuple[Duty, ...] = ()


def law_of(page: "PlanPage", country: str) -> Law | None:
    """Return what the law of a country says of a plan; None for action plans, evaluations and the like."""
    if page.kind != PlanKind.PLAN:
        return None
    if country == Country.SK:
        return Law(
            _("In Slovakia the plan is compulsory for municipalities under act No. 448/2008 Z. z."),
            (
                Duty(
                    _("§ 80 písm. a): the municipality makes and approves the community plan of social services."),
                    _approval(page),
                ),
                Duty(
                    _("§ 83 ods. 4: the draft of the plan is submitted to public discussion."),
                    _discussion(page),
                ),
            ),
        )
    return Law(
        _(
            "In the Czech Republic municipalities make their plans of social services of their own will; "
            "act No. 108/2006 Sb. lets them, and does not oblige them to."
        )
    )


def _approval(page: "PlanPage") -> str:
    day = date_format(page.approved_on, "SHORT_DATE_FORMAT") if page.approved_on else ""
    if not day and not page.resolution_number:
        return ""
    parts = [
        _("approved by: %(body)s") % {"body": page.approved_by} if page.approved_by else _("approved"),
        day,
        _("resolution %(number)s") % {"number": page.resolution_number} if page.resolution_number else "",
    ]
    return ", ".join(filter(None, parts))


def _discussion(page: "PlanPage") -> str:
    if page.discussed_on is None:
        return ""
    return _("discussed with the public on %(day)s") % {"day": date_format(page.discussed_on, "SHORT_DATE_FORMAT")}
