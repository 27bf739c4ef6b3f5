"""Takes surveys in from the field: checked, once, and waiting until somebody of the town has looked at them."""

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from kpss_pages.barrier_free.choices import SurveyOrigin, SurveyState
from kpss_pages.barrier_free.models import BarrierFreeSettings, Place, Survey, SurveyLink, SurveyPhoto
from kpss_pages.barrier_free.positions import trouble_with
from kpss_pages.barrier_free.settings_of import settings_of
from kpss_pages.barrier_free.surveying.holding import verdicts_of
from kpss_pages.barrier_free.surveying.links import Closed, closed_because, sentence_of
from kpss_pages.barrier_free.surveying.photos import CheckedPhoto, checked_photo
from kpss_pages.barrier_free.surveying.reading import PLACE_FIELDS, WHOLE, Draft, read, text_in
from sites.models import TownSettings

MOST_PHOTOS = 6
LONGEST_ALT_TEXT = 300

SAVED, HERE_ALREADY, REFUSED, CLOSED = "saved", "here already", "refused", "closed"


@dataclass(frozen=True)
class Received:
    """What has become of a survey that was sent.

    ``state`` is one of "saved", "here already", "refused" (``errors`` say why, by the names of fields) and "closed" (the
    link takes none any more, ``errors`` say that; nothing is wrong with the survey, so whoever has it keeps it).
    """

    state: str
    survey: Survey | None = None
    errors: dict[str, list[str]] = field(default_factory=dict)


def receive(town: TownSettings, link: SurveyLink, fields: Mapping[str, Any], photos: Sequence[Any]) -> Received:
    """Keep a survey that was sent by a link of a town, or say what is wrong with it; the same key again changes nothing.

    ``fields`` are texts by the names of the form's fields, ``photos`` uploaded files.
    """
    key, trouble = _key_in(fields)
    if key is not None and (found := _with_key(town, key)):
        return Received(HERE_ALREADY, found)
    closed = closed_because(link)
    if closed is not None:
        return _closed(link, closed)
    settings = settings_of(town.site_id)
    place, no_place = _place_in(town, fields)
    draft = read(fields, settings, town.country, settings.edition, place)
    for name, sentence in (("key", trouble), ("place", no_place)):
        if sentence:
            draft.refuse(name, sentence)
    checked = _checked(draft, photos)
    if not (draft.errors or draft.measures or draft.note or photos):
        draft.refuse(WHOLE, _("Nothing was measured. Answer at least one question, take a photo or write a note."))
    if draft.errors or key is None:
        return Received(REFUSED, errors=draft.errors)
    _find_position(draft, checked, settings, town.country, place)
    survey = _survey_of(town, link, key, draft, settings, place)
    return _keep(town, link, survey, checked, [text_in(fields, f"alt-{number}") for number in range(len(checked))])


def _key_in(fields: Mapping[str, Any]) -> tuple[uuid.UUID | None, str]:
    """Return the key that came with a survey, a new one for a form without any; and what is wrong with it."""
    said = text_in(fields, "key", 60)
    try:
        return (uuid.UUID(said) if said else uuid.uuid4()), ""
    except ValueError:
        return None, _("The form is damaged. Open the link once more.")


def _with_key(town: TownSettings, key: uuid.UUID) -> Survey | None:
    found: Survey | None = Survey.objects.in_town(town.site_id).filter(key=key).first()
    return found


def _closed(link: SurveyLink, closed: Closed) -> Received:
    return Received(CLOSED, errors={WHOLE: [sentence_of(link, closed)]})


def _place_in(town: TownSettings, fields: Mapping[str, Any]) -> tuple[Place | None, str]:
    """Return the place that was surveyed, None for a new one; and what is wrong with it.

    It may be one that the site does not show: it was hidden while somebody stood in front of it without a connection.
    Nothing of it is told to them, and the survey waits as any other.
    """
    said = text_in(fields, "place", 20)
    if not said:
        return None, ""
    is_number = said.isascii() and said.isdigit() and len(said) < 10
    places = Place.objects.in_town(town.site_id)
    place = places.filter(pk=int(said)).first() if is_number else None
    return place, "" if place else not_there()


def not_there() -> str:
    """Say of a place that nobody can send a survey of it by its number."""
    return _("That place is not there any more. Send the survey as one of a new place.")


def _checked(draft: Draft, photos: Sequence[Any]) -> list[CheckedPhoto]:
    if len(photos) > MOST_PHOTOS:
        sentence = ngettext("At most %(count)d photo is taken.", "At most %(count)d photos are taken.", MOST_PHOTOS)
        draft.refuse("photos", sentence % {"count": MOST_PHOTOS})
        return []
    checked = []
    for upload in photos:
        try:
            checked.append(checked_photo(upload))
        except ValidationError as error:
            name = str(upload.name or "").replace("\0", "")[:60]
            draft.refuse("photos", f"{name}: {' '.join(error.messages)}" if name else " ".join(error.messages))
    return checked


def _find_position(
    draft: Draft, photos: Sequence[CheckedPhoto], settings: BarrierFreeSettings, country: str, place: Place | None
) -> None:
    """Take the position of a photo where nobody has given one and the place has none, if it can be one."""
    if draft.position is not None or (place is not None and place.latitude is not None):
        return
    for photo in photos:
        if photo.latitude is None or photo.longitude is None:
            continue
        if not trouble_with(photo.latitude, photo.longitude, settings, country):
            draft.place_values |= {"latitude": str(photo.latitude), "longitude": str(photo.longitude)}
            return


def _survey_of(
    town: TownSettings,
    link: SurveyLink,
    key: uuid.UUID,
    draft: Draft,
    settings: BarrierFreeSettings,
    place: Place | None,
) -> Survey:
    proposed = draft.place_values
    if place is not None:
        now = {name: str(getattr(place, name) if getattr(place, name) is not None else "") for name in PLACE_FIELDS}
        kept = ("latitude", "longitude") if place.line else ()
        proposed = {name: value for name, value in proposed.items() if value != now[name] and name not in kept}
    return Survey(
        site=town.site,
        place=place,
        key=key,
        link=link,
        state=SurveyState.WAITING,
        origin=SurveyOrigin.FIELD,
        surveyed_on=draft.surveyed_on,
        surveyor_kind=draft.surveyor_kind,
        surveyor=draft.surveyor,
        edition=settings.edition,
        measures=draft.measures,
        verdicts=verdicts_of(draft.category, draft.measures, settings.edition, draft.overridden),
        place_values=proposed,
        note=draft.note,
    )


def _keep(
    town: TownSettings, link: SurveyLink, survey: Survey, photos: Sequence[CheckedPhoto], alt_texts: Sequence[str]
) -> Received:
    """Save a survey with its photos; what has come in by the same key at the same instant is the same survey."""
    written: list[SurveyPhoto] = []
    try:
        with transaction.atomic():
            # Surveys by one link come in one after the other, so that it takes no more than it says.
            current = SurveyLink.objects.select_for_update().filter(pk=link.pk).first()
            if found := _with_key(town, survey.key):
                return Received(HERE_ALREADY, found)
            closed = closed_because(current) if current is not None else Closed.STOPPED
            if closed is not None:
                return _closed(link, closed)
            # A place that is there now is not deleted before the survey of it is saved.
            if survey.place_id is not None and not Place.objects.filter(pk=survey.place_id).held(for_deletion=False):
                return Received(REFUSED, errors={"place": [not_there()]})
            survey.save()
            for photo, alt_text in zip(photos, alt_texts, strict=True):
                row = SurveyPhoto(survey=survey, alt_text=" ".join(alt_text.split())[:LONGEST_ALT_TEXT])
                row.file.save("photo.jpg", ContentFile(photo.content), save=False)
                written.append(row)
                row.save()
    except Exception as error:
        for row in written:
            row.file.delete(save=False)
        # By another link of the town, which no lock of this one holds up.
        if isinstance(error, IntegrityError) and (found := _with_key(town, survey.key)):
            return Received(HERE_ALREADY, found)
        raise
    return Received(SAVED, survey)
