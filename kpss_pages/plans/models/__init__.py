"""The section, the plan pages and their files."""

from kpss_pages.plans.models.files import PlanDocument
from kpss_pages.plans.models.index import PlanIndexPage
from kpss_pages.plans.models.plan import PlanPage

__all__ = ["PlanDocument", "PlanIndexPage", "PlanPage"]
