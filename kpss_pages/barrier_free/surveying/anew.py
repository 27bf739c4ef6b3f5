"""Suggests the verdicts of surveys that are kept once more, after the limits of an edition were mended.

What a survey holds because its measures suggested it follows; what somebody holds for a reason stays, unless the measures
suggest just that by now. ``newer`` does the same by another edition.
"""

from collections import Counter
from dataclasses import dataclass

from django.db import transaction

from kpss_pages.barrier_free.choices import Category, Verdict
from kpss_pages.barrier_free.models import Place, Survey
from kpss_pages.barrier_free.querysets import SurveyQuerySet
from kpss_pages.barrier_free.surveying.holding import find_what_holds, verdicts_of
from kpss_pages.barrier_free.verdicts import toilet_verdict

Change = tuple[str, str, str]
"""A profile, the verdict that was held, and the one that is held now; "toilet" stands for that of a place's toilets."""


@dataclass(frozen=True)
class Anew:
    """The verdicts of a survey as they would be kept, and which of them are others than it holds."""

    verdicts: dict[str, dict[str, str]]
    changes: list[Change]


def suggest_anew(surveys: SurveyQuerySet, *, save: bool) -> Counter[Change]:
    """Return what changes in some surveys and their places, and how often; ``save`` it too, each survey by itself."""
    changes: Counter[Change] = Counter()
    for number in surveys.order_by("pk").values_list("pk", flat=True):
        with transaction.atomic():
            changes.update(_anew(number, save))
    return changes


def judged_anew(survey: Survey, place: Place | None, category: str, edition: str) -> Anew:
    """Return what a survey comes to by the limits of an edition; of its toilets only where it holds at its place."""
    verdicts = verdicts_of(category, survey.measures, edition, held_for_reasons(survey))
    changes: list[Change] = []
    for profile, said in verdicts.items():
        if said["verdict"] == said["suggested"]:
            said["reason"] = ""
        before = survey.verdicts.get(profile, {}).get("verdict", Verdict.UNKNOWN.value)
        if before != said["verdict"]:
            changes.append((profile, before, said["verdict"]))
    if place is not None and place.survey_id == survey.pk:
        toilet = toilet_verdict(category, survey.measures, edition).value
        if toilet != place.toilet:
            changes.append(("toilet", place.toilet, toilet))
    return Anew(verdicts, changes)


def held_for_reasons(survey: Survey) -> dict[str, tuple[str, str]]:
    """Return what somebody holds instead of what was suggested, with the reason, by profile."""
    return {
        profile: (said["verdict"], said.get("reason", ""))
        for profile, said in survey.verdicts.items()
        if said.get("verdict") != said.get("suggested")
    }


def _anew(number: int, save: bool) -> list[Change]:
    # The place first, as whoever decides of a survey has it.
    place = Place.objects.filter(surveys=number).select_for_update(of=("self",), no_key=True).first()
    survey: Survey | None = Survey.objects.filter(pk=number).select_for_update(of=("self",)).first()
    if survey is None:
        return []
    category = place.category if place is not None else survey.place_values.get("category")
    if category not in Category.values:
        return []
    anew = judged_anew(survey, place, category, survey.edition)
    if save and (anew.changes or anew.verdicts != survey.verdicts):
        survey.verdicts = anew.verdicts
        survey.save(update_fields=["verdicts"])
        if place is not None:
            find_what_holds(place)
    return anew.changes
