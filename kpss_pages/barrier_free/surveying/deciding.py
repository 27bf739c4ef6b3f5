"""What somebody of the town decides of a survey that waits: taken, put aside, and either of these taken back.

Of two who decide at the same time one does; the other is told. What was sent is kept with the survey until it cannot be
taken back any more, whatever was corrected in it.
"""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from kpss_pages.barrier_free.choices import SurveyState
from kpss_pages.barrier_free.models import Place, Survey
from kpss_pages.barrier_free.surveying.holding import accept as let_hold
from kpss_pages.barrier_free.surveying.holding import find_what_holds, verdicts_of
from kpss_pages.barrier_free.surveying.in_use import Use, sentence_of, uses_of
from kpss_pages.barrier_free.surveying.picturing import Pictures, give_back, pictures_of
from kpss_pages.barrier_free.surveying.reading import PLACE_FIELDS, Draft
from sites.models import TownSettings, User

ACCEPT_ACTION = "kpss_barrier_free.accept_survey"
REJECT_ACTION = "kpss_barrier_free.reject_survey"
REOPEN_ACTION = "kpss_barrier_free.reopen_survey"
_SENT = ("measures", "verdicts", "place_values", "surveyor_kind", "surveyor", "note")


class Refused(Exception):
    """Nothing was changed; ``str`` of it says why and what to do."""


class InUse(Refused):
    """A place cannot be taken back any more; ``uses`` are what belongs to it by now."""

    def __init__(self, place: Place, uses: list[Use]) -> None:
        super().__init__(sentence_of(uses))
        self.place, self.uses = place, uses


@dataclass(frozen=True)
class Decision:
    """A survey as the town takes it."""

    draft: Draft
    next_survey_on: date | None = None
    is_published: bool = True
    """Whether a new place is on the site at once."""
    photos: Mapping[int, str] = field(default_factory=dict)
    """The alternative texts of the photos that are taken, by their numbers."""


def place_values_of(place: Place) -> dict[str, str]:
    """Return a place's own fields as a form has them."""
    values = {name: getattr(place, name) for name in PLACE_FIELDS}
    return {name: "" if value is None else str(value) for name, value in values.items()}


def fingerprint(place: Place | None) -> str:
    """Return a short name of what somebody has seen of a place; "" where there is none yet."""
    if place is None:
        return ""
    seen = {**place_values_of(place), "survey": place.survey_id}
    return hashlib.sha256(json.dumps(seen, sort_keys=True).encode()).hexdigest()[:24]


def accept(town: TownSettings, survey: Survey, decision: Decision, user: User, seen: str) -> Place:
    """Take a survey as it was corrected; return its place, a new one where it is of none yet.

    ``seen`` is the ``fingerprint`` of the place that whoever decides has seen. Raises Refused.
    """
    with pictures_of(town, user) as pictures, transaction.atomic():
        current, place = _locked(town, survey, SurveyState.WAITING)
        if fingerprint(place) != seen:
            raise Refused(
                _("The place has been changed since you opened this. Look at what holds now and decide again.")
            )
        sent = {name: getattr(current, name) for name in _SENT} | {"surveyed_on": current.surveyed_on.isoformat()}
        before = place_values_of(place) if place is not None else None
        is_new = place is None
        place = _put(town, place, decision)
        given = place_values_of(place)
        current.place = place
        _correct(current, decision)
        current.state, current.decided_at, current.decided_by = SurveyState.ACCEPTED, timezone.now(), user
        current.undone_by = {
            "sent": sent,
            "before": before,
            "given": given,
            "photos": _take_photos(current, place, decision.photos, pictures),
        }
        let_hold(current)
        place = Place.objects.get(pk=place.pk)
        enter(place, "wagtail.create" if is_new else "wagtail.edit", user)
        log(instance=town.site, action=ACCEPT_ACTION, user=user)
    return place


def reject(town: TownSettings, survey: Survey, user: User) -> None:
    """Put a survey aside; it is kept for a while. Raises Refused."""
    with transaction.atomic():
        current, _place = _locked(town, survey, SurveyState.WAITING)
        current.state, current.decided_at, current.decided_by = SurveyState.REJECTED, timezone.now(), user
        current.save()
        log(instance=town.site, action=REJECT_ACTION, user=user)


def reopen(town: TownSettings, survey: Survey, user: User) -> None:
    """Let a decided survey wait again, and let what it changed be as it was. Raises Refused when somebody has gone on."""
    with pictures_of(town, user) as pictures, transaction.atomic():
        current, place = _locked(town, survey, SurveyState.ACCEPTED, SurveyState.REJECTED)
        if current.state == SurveyState.ACCEPTED:
            _undo(current, place, pictures, user)
        current.state, current.decided_at, current.decided_by = SurveyState.WAITING, None, None
        current.undone_by = {}
        current.save()
        if current.place is not None:
            find_what_holds(current.place)
        log(instance=town.site, action=REOPEN_ACTION, user=user)


def can_be_reopened(survey: Survey) -> bool:
    """Whether a decision can be taken back, as far as it can be seen without doing it."""
    if survey.state == SurveyState.REJECTED:
        return True
    is_ours_to_undo = survey.state == SurveyState.ACCEPTED and "sent" in survey.undone_by
    return is_ours_to_undo and not _has_successor(survey)


def enter(place: Place, action: str, user: User | None) -> None:
    """Keep a revision of a place and a line of its history."""
    revision = place.save_revision(user=user, clean=False)
    log(place, action, user=user, revision=revision, content_changed=True)


def locked_place(town: TownSettings, number: int | None) -> Place | None:
    """Return a place of a town as nobody else can change it until the transaction ends, None when it is not there."""
    found: Place | None = Place.objects.in_town(town.site_id).select_for_update().filter(pk=number or 0).first()
    return found


def _locked(town: TownSettings, survey: Survey, *states: SurveyState) -> tuple[Survey, Place | None]:
    """Return a survey in one of some states and the place that it is of, as nobody else can change them."""
    # The place first, as whoever deletes one does: nobody waits for somebody who waits for him.
    rows = Survey.objects.in_town(town.site_id).filter(pk=survey.pk)
    place = locked_place(town, rows.values_list("place", flat=True).first())
    found: Survey | None = rows.select_for_update().first()
    if found is None:
        raise Refused(_("The survey is not there any more."))
    if found.state not in states or found.place_id != (place.pk if place is not None else None):
        raise Refused(_("The survey has been decided already. Nothing was changed."))
    return found, place


def _put(town: TownSettings, place: Place | None, decision: Decision) -> Place:
    """Save a place with the values of its own fields."""
    if place is None:
        place = Place(site=town.site, is_published=decision.is_published)
    _set_values(place, decision.draft.place_values)
    try:
        place.full_clean()
    except ValidationError as error:
        raise Refused(" ".join(dict.fromkeys(error.messages))) from error
    place.save()
    return place


def _set_values(place: Place, values: Mapping[str, str]) -> None:
    for name in PLACE_FIELDS:
        value: Any = values.get(name, "")
        if name in ("latitude", "longitude"):
            value = Decimal(value) if value else None
        setattr(place, name, value)


def _correct(survey: Survey, decision: Decision) -> None:
    draft = decision.draft
    survey.measures = draft.measures
    survey.verdicts = verdicts_of(draft.category, draft.measures, survey.edition, draft.overridden)
    survey.surveyed_on, survey.note = draft.surveyed_on, draft.note
    survey.surveyor_kind, survey.surveyor = draft.surveyor_kind, draft.surveyor
    survey.next_survey_on = decision.next_survey_on


def _take_photos(
    survey: Survey, place: Place, alt_texts: Mapping[int, str], pictures: Pictures
) -> list[dict[str, Any]]:
    taken = []
    for photo in survey.photos.order_by("pk"):
        if alt_text := alt_texts.get(photo.pk):
            taken.append(pictures.take(photo, place, alt_text))
    return taken


def _undo(survey: Survey, place: Place | None, pictures: Pictures, user: User) -> None:
    undo = survey.undone_by
    if place is None or "sent" not in undo:
        raise Refused(_("This survey was not sent from the field. Correct it instead."))
    if _has_successor(survey):
        raise Refused(_("A newer survey of the place has been accepted. Nothing was taken back."))
    if place_values_of(place) != undo["given"]:
        raise Refused(_("The place has been changed since. Correct it instead; nothing was taken back."))
    for name in _SENT:
        setattr(survey, name, undo["sent"][name])
    survey.surveyed_on = date.fromisoformat(undo["sent"]["surveyed_on"])
    survey.next_survey_on = None
    for taken in undo["photos"]:
        give_back(survey, place, taken, pictures)
    if undo["before"] is not None:
        _set_values(place, undo["before"])
        place.save()
        enter(place, "wagtail.revert", user)
        return
    if uses := uses_of(place, survey, user):
        raise InUse(place, uses)
    survey.place = None
    survey.save()
    log(place, "wagtail.delete", user=user, deleted=True)
    place.delete()


def _has_successor(survey: Survey) -> bool:
    """Whether another survey of the place was accepted since, a correction of this one say."""
    others = Survey.objects.filter(place=survey.place_id, state=SurveyState.ACCEPTED).exclude(pk=survey.pk)
    return bool(survey.place_id) and others.filter(decided_at__gt=survey.decided_at).exists()
