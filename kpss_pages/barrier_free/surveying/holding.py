"""Which survey of a place holds, and what of it is kept with the place so that it is found."""

from collections.abc import Mapping
from typing import Any

from django.db import transaction

from kpss_pages.barrier_free.choices import Profile, SurveyState, Verdict
from kpss_pages.barrier_free.measures import Values
from kpss_pages.barrier_free.models import Place, Survey
from kpss_pages.barrier_free.models.places import FROM_SURVEY
from kpss_pages.barrier_free.verdicts import suggest, toilet_verdict


def verdicts_of(
    category: str, values: Values, edition: str, overridden: Mapping[str, tuple[str, str]] | None = None
) -> dict[str, dict[str, str]]:
    """Return the verdicts of a survey as they are kept; ``overridden`` has the verdict and the reason by profile."""
    kept = {}
    for profile, suggestion in suggest(category, values, edition).items():
        verdict, reason = (overridden or {}).get(profile, (suggestion.verdict, ""))
        kept[str(profile.value)] = {"suggested": str(suggestion.verdict), "verdict": str(verdict), "reason": reason}
    return kept


@transaction.atomic
def find_what_holds(place: Place) -> None:
    """Let the newest accepted survey of a place hold, and save what follows from it; none may be there at all.

    Of two at the same time the second waits, and sees the survey of the first; nothing else of the place is written.
    """
    # Whoever has saved a survey of the place holds its key already, and must not wait for others who do.
    Place.objects.select_for_update(no_key=True).filter(pk=place.pk).first()
    let_hold(place, place.surveys.history().first())
    place.save(update_fields=FROM_SURVEY)


def let_hold(place: Place, survey: Survey | None) -> None:
    """Fill in what follows from the survey of a place that holds, the fields ``FROM_SURVEY``; nothing is saved."""
    place.survey = survey
    place.surveyed_on = survey.surveyed_on if survey else None
    place.next_survey_on = survey.next_survey_on if survey else None
    values: Values = survey.measures if survey else {}
    for profile in Profile:
        said = survey.verdicts.get(profile.value, {}) if survey else {}
        setattr(place, profile.value, said.get("verdict", Verdict.UNKNOWN))
    place.toilet = toilet_verdict(place.category, values, survey.edition if survey else "")
    place.has_parking = _any(values, "parking", "spaces")
    place.has_lift = _has_lift(values)


def accept(survey: Survey) -> None:
    """Mark a survey of a place as accepted without asking anybody, and let what holds follow."""
    survey.state = SurveyState.ACCEPTED
    survey.save()
    if survey.place is not None:
        find_what_holds(survey.place)


def _any(values: Values, part: str, key: str) -> bool | None:
    found = [item[key] for item in values.get(part, []) if key in item]
    return any(found) if found else None


def _has_lift(values: Values) -> bool | None:
    """A lift was measured, or somebody says that there is one, or that there is none or but one floor."""
    if values.get("lifts") or any(item.get("lift") for item in values.get("entrances", [])):
        return True
    inside: dict[str, Any] = (values.get("inside") or [{}])[0]
    if "lift" in inside:
        return bool(inside["lift"])
    return False if inside.get("has_floors") is False else None
