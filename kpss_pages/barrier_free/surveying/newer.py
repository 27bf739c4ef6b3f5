"""Judges places by the edition of the method that the town uses now, which were judged by an older one.

What was measured stays. The survey that holds gets a correction, as if somebody had entered it with the newer edition: the
former one stays as history. Surveys are written in bulk, so that a town's hundreds are one short transaction.
"""

from collections.abc import Collection
from datetime import datetime
from typing import cast

from django.db import transaction
from django.db.models import F
from django.utils import timezone
from wagtail.log_actions import log

from kpss_pages.barrier_free.choices import SurveyOrigin, SurveyState
from kpss_pages.barrier_free.models import Place, Survey
from kpss_pages.barrier_free.models.places import FROM_SURVEY
from kpss_pages.barrier_free.querysets import SurveyQuerySet
from kpss_pages.barrier_free.surveying.anew import judged_anew
from kpss_pages.barrier_free.surveying.holding import let_hold
from kpss_pages.barrier_free.verdicts.method import older_editions
from kpss_pages.core.rows_in_bulk import AT_ONCE, write_log
from sites.models import TownSettings, User
from sites.page_cache.signals import announce
from sites.page_cache.tags import anything_of
from sites.page_cache.tags import town as town_tag

JUDGE_ACTION = "kpss_barrier_free.judge_again"


def judged_by_older(town: TownSettings, edition: str) -> SurveyQuerySet:
    """Return the surveys that hold at a town's places and are of an older edition, in the order of the places."""
    rows: SurveyQuerySet = Survey.objects.in_town(town.site_id).filter(edition__in=older_editions(edition))
    return rows.filter(place__survey=F("pk")).select_related("place").order_by("place__sorts_as", "place_id")


@transaction.atomic
def judge_again(town: TownSettings, edition: str, numbers: Collection[int], user: User) -> int:
    """Judge the places of some surveys by an edition; return of how many.

    A survey that does not hold any more, or not by an older edition, is left alone.
    """
    chosen = judged_by_older(town, edition).filter(pk__in=numbers)
    Place.objects.filter(pk__in=chosen.order_by().values("place")).held(for_deletion=False)
    now, places, corrections = timezone.now(), [], []
    for former in chosen.select_related("place__latest_revision"):
        place = cast(Place, former.place)  # a survey that holds has one
        places.append(place)
        corrections.append(_correction_of(former, place, edition, user, now))
    Survey.objects.bulk_create(corrections, batch_size=AT_ONCE)
    for place, survey in zip(places, corrections, strict=True):
        let_hold(place, survey)
    if places:
        Place.objects.bulk_update(places, FROM_SURVEY, batch_size=AT_ONCE)
        write_log([], places, user, now)
        log(instance=town.site, action=JUDGE_ACTION, user=user)
        # What shows a place is spread over the town's pages: all that is kept of them ends.
        announce([town_tag(town.site_id), anything_of(town.site_id)])
    return len(places)


def _correction_of(former: Survey, place: Place, edition: str, user: User, now: datetime) -> Survey:
    """Return what a survey says, unsaved, judged by an edition."""
    return Survey(
        site_id=former.site_id,
        place=place,
        corrects=former,
        state=SurveyState.ACCEPTED,
        origin=SurveyOrigin.DESK,
        edition=edition,
        measures=former.measures,
        verdicts=judged_anew(former, place, place.category, edition).verdicts,
        surveyed_on=former.surveyed_on,
        next_survey_on=former.next_survey_on,
        surveyor_kind=former.surveyor_kind,
        surveyor=former.surveyor,
        note=former.note,
        decided_at=now,
        decided_by=user,
    )
