"""What the desk's forms of surveys begin with, and what they send: the button, the fields, the next day, the photos."""

import uuid
from contextlib import suppress
from datetime import date

from dateutil.relativedelta import relativedelta
from django.http import HttpRequest
from django.utils.dateparse import parse_date
from django.utils.translation import gettext as _

from kpss_pages.barrier_free.models import BarrierFreeSettings, Survey
from kpss_pages.barrier_free.surveying.deciding import Decision
from kpss_pages.barrier_free.surveying.reading import Draft, text_in
from kpss_pages.barrier_free.surveying.receiving import LONGEST_ALT_TEXT
from kpss_pages.barrier_free.surveying.sheet import fields_of


def action_of(request: HttpRequest) -> str:
    """Return which button sent the form, "" when nothing was sent."""
    if request.method != "POST":
        return ""
    return "more" if "more" in request.POST else request.POST.get("action", "")


def fields_of_post(request: HttpRequest) -> dict[str, str]:
    return {name: str(value) for name, value in request.POST.items()}


def key_of(fields: dict[str, str]) -> uuid.UUID:
    """Return the key under which a form is kept once, however often it is sent."""
    try:
        return uuid.UUID(text_in(fields, "key", 60))
    except ValueError:
        return uuid.uuid4()


def first_fields(found: Survey, settings: BarrierFreeSettings) -> dict[str, str]:
    """Return the fields of a form that is opened; photos whose words came with them are taken."""
    fields = fields_of(found, found.place)
    fields["next_survey_on"] = fields["next_survey_on"] or next_survey_on(found.surveyed_on, settings).isoformat()
    for photo in found.photos.all():
        if photo.alt_text:
            fields |= {f"take-{photo.pk}": "yes", f"alt-{photo.pk}": photo.alt_text}
    return fields


def decision_of(draft: Draft, fields: dict[str, str], photos: dict[int, str], is_published: bool) -> Decision:
    """Return what was decided; what is wrong with the day of the next survey is refused in the draft."""
    said = text_in(fields, "next_survey_on", 40)
    day: date | None = None
    with suppress(ValueError):
        day = parse_date(said) if said else None
    if said and day is None:
        draft.refuse("next_survey_on", _("“%(text)s” is no day. Write it like 2026-05-31.") % {"text": said})
    elif day is not None and day <= draft.surveyed_on:
        draft.refuse("next_survey_on", _("The next survey comes after this one. Check the day."))
    return Decision(draft, day, is_published, photos)


def photos_taken(found: Survey, fields: dict[str, str], draft: Draft) -> dict[int, str]:
    """Return the alternative texts of the photos that are to be taken; each needs one."""
    taken = {}
    for photo in found.photos.all():
        if f"take-{photo.pk}" not in fields:
            continue
        words = " ".join(text_in(fields, f"alt-{photo.pk}").split())
        if not words:
            draft.refuse(f"alt-{photo.pk}", _("Say what the photo shows, or leave the photo out."))
        elif len(words) > LONGEST_ALT_TEXT:
            draft.refuse(f"alt-{photo.pk}", _("Write at most %(most)d characters.") % {"most": LONGEST_ALT_TEXT})
        else:
            taken[photo.pk] = words
    return taken


def next_survey_on(day: date, settings: BarrierFreeSettings) -> date:
    return day + relativedelta(months=settings.survey_every_months)
