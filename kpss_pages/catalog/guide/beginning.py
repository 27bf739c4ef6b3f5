"""Beginning to make a guide, once however often it is asked for."""

from datetime import timedelta

from django.db import transaction
from django.utils import timezone
from wagtail.log_actions import log

from kpss_pages.catalog.choices import GuideFailure
from kpss_pages.catalog.guide.tasks import make_guide
from kpss_pages.catalog.models import GuideEdition
from sites.models import TownSettings, User

GIVEN_UP_AFTER = timedelta(minutes=30)
"""A guide takes seconds; one that is not ready by then has lost its worker."""
MAKE_ACTION = "kpss_catalog.make_guide"


def begin(town: TownSettings, variant: str, language: str, user: User | None = None) -> tuple[GuideEdition, bool]:
    """Have a guide made, and return its edition with whether it was begun now: one is made at a time of each variant."""
    give_up_forgotten(town.site_id)
    with transaction.atomic():
        same = GuideEdition.objects.filter(site=town.site_id, variant=variant, language=language, document=None)
        same.exclude(failure="").delete()
        edition, is_new = GuideEdition.objects.get_or_create(
            site_id=town.site_id,
            variant=variant,
            language=language,
            document=None,
            failure="",
            defaults={"dated": timezone.localdate(), "made_by": user},
        )
        if is_new:
            make_guide.enqueue(edition.pk)
            log(instance=town.site, action=MAKE_ACTION, user=user, data={"edition": str(edition)})
    return edition, is_new


def give_up_forgotten(site_id: int | None = None) -> None:
    """Say of guides that nobody works on any more that they were not made, so that they can be begun again."""
    forgotten = GuideEdition.objects.in_the_making().filter(made_at__lt=timezone.now() - GIVEN_UP_AFTER)
    if site_id is not None:
        forgotten = forgotten.filter(site=site_id)
    forgotten.update(failure=GuideFailure.STOPPED)
