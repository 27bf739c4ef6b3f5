"""Places, surveys, links for volunteers, reports; the index page that shows them; a town's own choices."""

from kpss_pages.barrier_free.models.index import BarrierFreeIndexPage
from kpss_pages.barrier_free.models.places import Place, PlacePhoto
from kpss_pages.barrier_free.models.reports import BarrierReport
from kpss_pages.barrier_free.models.settings import BarrierFreeSettings
from kpss_pages.barrier_free.models.surveys import Survey, SurveyLink, SurveyPhoto

__all__ = [
    "BarrierFreeIndexPage",
    "BarrierFreeSettings",
    "BarrierReport",
    "Place",
    "PlacePhoto",
    "Survey",
    "SurveyLink",
    "SurveyPhoto",
]
