"""The desk's forms of surveys: one that waits beside what holds, a new one of a place, a correction of the one that holds."""

import uuid
from collections.abc import Iterable, Iterator
from typing import Any, cast

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.cache import add_never_cache_headers
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods
from wagtail.admin import messages

from kpss_pages.barrier_free.choices import Category, Surveyor, SurveyState, Verdict
from kpss_pages.barrier_free.models import Place, Survey
from kpss_pages.barrier_free.settings_of import settings_of
from kpss_pages.barrier_free.surveying import deciding, entering
from kpss_pages.barrier_free.surveying.deciding import Decision, InUse, Refused, fingerprint
from kpss_pages.barrier_free.surveying.in_use import Use
from kpss_pages.barrier_free.surveying.reading import WHOLE, Draft, read, text_in
from kpss_pages.barrier_free.surveying.sent import (
    action_of,
    decision_of,
    fields_of_post,
    first_fields,
    key_of,
    next_survey_on,
    photos_taken,
)
from kpss_pages.barrier_free.surveying.sheet import Sheet, fields_of, surveyor_choices, with_what_holds
from kpss_pages.barrier_free.verdicts import edition
from sites.models import TownSettings, User
from sites.tenancy.town_screens import town_kept_by

FAULTY = 422
"""What a form is answered with that has to be filled in once more."""
METHODS = ["GET", "HEAD", "POST"]
ASKING = ("check", "carry", "more")
"""What shows a form once more and keeps nothing."""


@require_http_methods(METHODS)
def survey(request: HttpRequest, site_id: int, number: int) -> HttpResponse:
    """Show a survey beside what holds now; POST takes it as corrected, puts it aside, or takes either back."""
    town = town_kept_by(request.user, site_id, Survey)
    found = _survey(town, number)
    action = action_of(request)
    if request.method == "POST" and action in ("reject", "undo"):
        return _put_aside_or_undo(request, town, found, action)
    is_waiting = found.state == SurveyState.WAITING
    if request.method == "POST" and not is_waiting:
        messages.warning(request, _("The survey has been decided already. Nothing was changed."))
        return redirect(request.path)
    settings = settings_of(site_id)
    fields = fields_of_post(request) if request.method == "POST" else first_fields(found, settings)
    if action == "carry" and found.place is not None:
        fields = with_what_holds(fields, found.place.measures)
    draft = read(fields, settings, town.country, found.edition, changed=found.place)
    decision = decision_of(draft, fields, photos_taken(found, fields, draft), fields.get("publish", "yes") == "yes")
    if action == "accept" and not draft.errors:
        try:
            place = deciding.accept(town, found, decision, _user(request), fields.get("seen", ""))
        except Refused as refused:
            draft.refuse(WHOLE, str(refused))
        else:
            said = _("“%(name)s”: accepted.") % {"name": place.name}
            messages.success(request, said, buttons=[_place_button(place)])
            return redirect(_following(town, found))
    is_shown_anew = request.method == "GET" or action in ASKING
    sheet = _sheet(request, fields, {} if request.method == "GET" else draft.errors, found.place, found.edition, draft)
    context = {
        "survey": found,
        "is_waiting": is_waiting,
        "can_be_reopened": not is_waiting and deciding.can_be_reopened(found),
        "photos": [
            {"row": photo, "alt_text": fields.get(f"alt-{photo.pk}", ""), "is_taken": f"take-{photo.pk}" in fields}
            | {"errors": sheet.errors.get(f"alt-{photo.pk}", [])}
            for photo in found.photos.order_by("pk")
        ],
        "seen": fingerprint(found.place),
        "publishes": fields.get("publish", "yes") == "yes",
        "back": reverse("kpss_barrier_free_surveys", args=[site_id]),
        "asks_of_place": True,
    }
    return _show(request, town, "survey", sheet, context, 200 if is_shown_anew else FAULTY)


@require_http_methods(METHODS)
def survey_add(request: HttpRequest, site_id: int, place_id: int) -> HttpResponse:
    """Show the form of a survey of a place; POST keeps it as accepted."""
    town = town_kept_by(request.user, site_id, Survey, "add")
    place = _place(town, place_id)
    settings = settings_of(site_id)
    today = timezone.localdate()
    first = {
        "surveyed_on": today.isoformat(),
        "next_survey_on": next_survey_on(today, settings).isoformat(),
        "surveyor_kind": Surveyor.ORGANISATION.value,
        "surveyor": town.name,
    }

    def keep(decision: Decision, key: uuid.UUID) -> None:
        entering.add(town, place, decision, settings.edition, _user(request), key)

    return _form(request, town, place, first, settings.edition, keep, {"heading": _("New survey")})


@require_http_methods(METHODS)
def survey_correct(request: HttpRequest, site_id: int, number: int) -> HttpResponse:
    """Show the form of the survey of a place that holds; POST keeps a correction of it."""
    town = town_kept_by(request.user, site_id, Survey)
    found = _survey(town, number)
    if found.place is None or found.place.survey_id != found.pk:
        messages.warning(request, _("This survey does not hold, so there is nothing to correct in it."))
        return redirect("kpss_barrier_free_survey", site_id, found.pk)

    def keep(decision: Decision, key: uuid.UUID) -> None:
        entering.correct(town, found, decision, _user(request), key)

    context = {"heading": _("Correct the survey"), "corrected": found}
    return _form(request, town, found.place, fields_of(found, found.place), found.edition, keep, context)


def _form(
    request: HttpRequest,
    town: TownSettings,
    place: Place,
    first: dict[str, str],
    edition_code: str,
    keep: Any,
    context: dict[str, Any],
) -> HttpResponse:
    """Answer for the form of a survey of a place that the town enters."""
    action = action_of(request)
    fields = fields_of_post(request) if request.method == "POST" else first
    # The kind of the place is its own; who wants to change it does that where the place is edited.
    fields.pop("category", None)
    if action == "carry":
        fields = with_what_holds(fields, place.measures)
    draft = read(fields, settings_of(town.site_id), town.country, edition_code, place)
    draft.place_values = {}
    decision = decision_of(draft, fields, {}, is_published=place.is_published)
    if action == "save" and not (draft.measures or draft.errors):
        draft.refuse(WHOLE, _("Nothing was measured. Answer at least one question."))
    if action == "save" and not draft.errors:
        try:
            keep(decision, key_of(fields))
        except Refused as refused:
            draft.refuse(WHOLE, str(refused))
        else:
            messages.success(request, _("“%(name)s”: the survey holds now.") % {"name": place.name})
            return redirect("wagtailsnippets_kpss_barrier_free_place:edit", place.pk)
    status = 200 if request.method != "POST" or action in ASKING else FAULTY
    sheet = _sheet(request, fields, {} if request.method == "GET" else draft.errors, place, edition_code, draft)
    whole = context | {
        "back": reverse("wagtailsnippets_kpss_barrier_free_place:edit", args=[place.pk]),
        "key": text_in(fields, "key", 60) or str(uuid.uuid4()),
        "is_waiting": True,
    }
    return _show(request, town, "survey_form", sheet, whole, status)


def _put_aside_or_undo(request: HttpRequest, town: TownSettings, found: Survey, action: str) -> HttpResponse:
    name = found.place.name if found.place is not None else found.place_values.get("name", "")
    try:
        if action == "reject":
            deciding.reject(town, found, _user(request))
            messages.success(request, _("“%(name)s”: rejected.") % {"name": name})
            return redirect(_following(town, found))
        deciding.reopen(town, found, _user(request))
        messages.success(request, _("“%(name)s” is open again.") % {"name": name})
    except InUse as in_use:
        messages.error(request, str(in_use), buttons=[_place_button(in_use.place), *_buttons(in_use.uses)])
    except Refused as refused:
        messages.error(request, str(refused))
    return redirect(request.path)


def _place_button(place: Place) -> Any:
    return messages.button(
        reverse("wagtailsnippets_kpss_barrier_free_place:edit", args=[place.pk]), _("Open the place")
    )


def _buttons(uses: Iterable[Use]) -> Iterator[Any]:
    return (messages.button(use.address, use.words) for use in uses if use.address)


def _sheet(
    request: HttpRequest,
    fields: dict[str, str],
    errors: dict[str, list[str]],
    place: Place | None,
    edition_code: str,
    draft: Draft,
) -> Sheet:
    return Sheet(fields, errors, place, edition_code, draft.measures, request.POST.get("more", ""))


def _survey(town: TownSettings, number: int) -> Survey:
    rows = Survey.objects.in_town(town.site_id).select_related("place__survey", "link", "decided_by", "corrects")
    found: Survey | None = rows.filter(pk=number).first()
    if found is None:
        raise Http404
    return found


def _place(town: TownSettings, number: int) -> Place:
    found: Place | None = Place.objects.in_town(town.site_id).select_related("survey").filter(pk=number).first()
    if found is None:
        raise Http404
    return found


def _following(town: TownSettings, found: Survey) -> str:
    """Return the address of the survey that has waited longest, of the list when none does."""
    waiting = Survey.objects.in_town(town.site_id).waiting().exclude(pk=found.pk)
    number = waiting.order_by("received_at", "pk").values_list("pk", flat=True).first()
    if number is None:
        return reverse("kpss_barrier_free_surveys", args=[town.site_id])
    return reverse("kpss_barrier_free_survey", args=[town.site_id, number])


def _user(request: HttpRequest) -> User:
    return cast(User, request.user)  # the admin's URLs are for people who have signed in


def _show(
    request: HttpRequest, town: TownSettings, name: str, sheet: Sheet, context: dict[str, Any], status: int
) -> HttpResponse:
    whole = {
        "town": town,
        "sheet": sheet,
        "parts": sheet.parts(),
        "verdicts": sheet.verdicts(),
        "kept_beside": sheet.kept_beside(),
        "place_rows": sheet.place_rows() if "asks_of_place" in context else [],
        "fields": sheet.fields,
        "errors": sheet.errors,
        "whole_errors": sheet.errors.get(WHOLE, []),
        "categories": Category.choices,
        "verdict_choices": Verdict.choices,
        "surveyor_choices": surveyor_choices(),
        "edition": edition(sheet.edition) or sheet.edition,
        "today": timezone.localdate().isoformat(),
        "is_checked": action_of(request) == "check",
        **context,
    }
    response = render(request, f"kpss_barrier_free/admin/{name}.html", whole, status=status)
    add_never_cache_headers(response)
    return response
