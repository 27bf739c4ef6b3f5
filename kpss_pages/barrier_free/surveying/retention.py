"""When photos of decided surveys go that nobody has taken: they show what a stranger has seen, and nobody needs them."""

from datetime import timedelta

from django.utils import timezone

from kpss_pages.barrier_free.choices import SurveyState
from kpss_pages.barrier_free.models import SurveyPhoto

KEPT_FOR = timedelta(days=90)
"""How long photos are kept after a decision that may be taken back."""
AT_ONCE = 500


def forget_old() -> int:
    """Delete photos of surveys that were decided long ago; return how many went."""
    old = SurveyPhoto.objects.filter(survey__decided_at__lt=timezone.now() - KEPT_FOR)
    photos = list(old.exclude(survey__state=SurveyState.WAITING)[:AT_ONCE])
    for photo in photos:
        photo.delete()
    return len(photos)
