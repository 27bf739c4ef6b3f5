"""Surveys that the town itself enters: of a place, and corrections of the one that holds. They count at once."""

import uuid

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from kpss_pages.barrier_free.choices import SurveyOrigin
from kpss_pages.barrier_free.models import Place, Survey
from kpss_pages.barrier_free.surveying.deciding import Decision, Refused, enter, locked_place
from kpss_pages.barrier_free.surveying.holding import accept, verdicts_of
from sites.models import TownSettings, User

ADD_ACTION = "kpss_barrier_free.add_survey"
CORRECT_ACTION = "kpss_barrier_free.correct_survey"


def add(town: TownSettings, place: Place, decision: Decision, edition: str, user: User, key: uuid.UUID) -> Survey:
    """Enter a survey of a place; the same key again is the same survey. Raises Refused."""
    with transaction.atomic():
        survey = Survey(site=town.site, place=_locked(town, place.pk), edition=edition)
        return _enter(survey, decision, user, key, ADD_ACTION)


def correct(town: TownSettings, former: Survey, decision: Decision, user: User, key: uuid.UUID) -> Survey:
    """Enter what a survey should have said; what it said stays as history. Raises Refused."""
    with transaction.atomic():
        place = _locked(town, former.place_id)
        if place.survey_id != former.pk and not Survey.objects.in_town(town.site_id).filter(key=key).exists():
            raise Refused(_("Another survey holds by now. Look at it, and correct that one if need be."))
        survey = Survey(site=town.site, place=place, edition=former.edition, corrects=former)
        return _enter(survey, decision, user, key, CORRECT_ACTION)


def _locked(town: TownSettings, number: int | None) -> Place:
    place = locked_place(town, number)
    if place is None:
        raise Refused(_("The place is not there any more; somebody has deleted it. Nothing was saved."))
    return place


def _enter(survey: Survey, decision: Decision, user: User, key: uuid.UUID, action: str) -> Survey:
    draft = decision.draft
    survey.key, survey.origin = key, SurveyOrigin.DESK
    survey.measures, survey.note, survey.surveyed_on = draft.measures, draft.note, draft.surveyed_on
    survey.verdicts = verdicts_of(draft.category, draft.measures, survey.edition, draft.overridden)
    survey.surveyor_kind, survey.surveyor = draft.surveyor_kind, draft.surveyor
    survey.next_survey_on = decision.next_survey_on
    survey.decided_at, survey.decided_by = timezone.now(), user
    try:
        with transaction.atomic():
            accept(survey)
            enter(Place.objects.get(pk=survey.place_id or 0), "wagtail.edit", user)
            log(instance=survey.site, action=action, user=user)
    except IntegrityError:  # the form was sent twice
        known: Survey = Survey.objects.in_town(survey.site_id).get(key=key)
        return known
    return survey
