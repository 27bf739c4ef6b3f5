"""What goes after a time: reports that are done, rejected surveys, photos that nobody has taken.

Somebody's words may name somebody, a stranger's photo may show somebody, and nobody needs them any more.
"""

from datetime import timedelta
from typing import Any

from django.utils import timezone

from kpss_pages.barrier_free.choices import ReportState, SurveyState
from kpss_pages.barrier_free.models import BarrierReport, Survey, SurveyPhoto

KEPT_FOR = timedelta(days=365)
"""How long reports and surveys are kept after the decision."""
PHOTOS_KEPT_FOR = timedelta(days=90)
"""How long photos are kept after a decision that may be taken back."""
BATCH = 1000
PHOTOS_AT_ONCE = 500
"""Each has a file to be deleted."""


def forget_old() -> int:
    """Delete reports that were done and surveys that were rejected long ago, these with their photos; return how many."""
    before = timezone.now() - KEPT_FOR
    reports = BarrierReport.objects.filter(state=ReportState.DONE, done_at__lt=before)
    surveys = Survey.objects.filter(state=SurveyState.REJECTED, decided_at__lt=before)
    return _delete(reports) + _delete(surveys)


def forget_photos() -> int:
    """Delete photos of surveys that were decided long ago; return how many went, the rest go another day."""
    old = SurveyPhoto.objects.filter(survey__decided_at__lt=timezone.now() - PHOTOS_KEPT_FOR)
    photos = list(old.exclude(survey__state=SurveyState.WAITING)[:PHOTOS_AT_ONCE])
    for photo in photos:
        photo.delete()
    return len(photos)


def _delete(rows: Any) -> int:
    total = 0
    while numbers := list(rows.order_by("pk").values_list("pk", flat=True)[:BATCH]):
        rows.model.objects.filter(pk__in=numbers).delete()
        total += len(numbers)
    return total
