"""When reports that are done and surveys that were rejected go: somebody's words may name somebody, and nobody needs them."""

from datetime import timedelta
from typing import Any

from django.utils import timezone

from kpss_pages.barrier_free.choices import ReportState, SurveyState
from kpss_pages.barrier_free.models import BarrierReport, Survey

KEPT_FOR = timedelta(days=365)
"""How long both are kept after the decision."""
BATCH = 1000


def forget_old() -> int:
    """Delete reports that were done and surveys that were rejected long ago, these with their photos; return how many."""
    before = timezone.now() - KEPT_FOR
    reports = BarrierReport.objects.filter(state=ReportState.DONE, done_at__lt=before)
    surveys = Survey.objects.filter(state=SurveyState.REJECTED, decided_at__lt=before)
    return _delete(reports) + _delete(surveys)


def _delete(rows: Any) -> int:
    total = 0
    while numbers := list(rows.order_by("pk").values_list("pk", flat=True)[:BATCH]):
        rows.model.objects.filter(pk__in=numbers).delete()
        total += len(numbers)
    return total
