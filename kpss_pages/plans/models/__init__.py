"""The section, the plan pages with their files and steps, versions, yearly reports and the names of levels."""

from kpss_pages.plans.models.files import PlanDocument
from kpss_pages.plans.models.index import PlanIndexPage
from kpss_pages.plans.models.plan import PlanPage
from kpss_pages.plans.models.reports import ClosedYear, MeasureReport
from kpss_pages.plans.models.steps import ProcessStep
from kpss_pages.plans.models.structure import PlanStructure
from kpss_pages.plans.models.versions import PlanVersion

__all__ = [
    "ClosedYear",
    "MeasureReport",
    "PlanDocument",
    "PlanIndexPage",
    "PlanPage",
    "PlanStructure",
    "PlanVersion",
    "ProcessStep",
]
