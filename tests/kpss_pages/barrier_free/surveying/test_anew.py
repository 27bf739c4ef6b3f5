"""Verdicts of surveys that are kept follow limits that were mended: told first, and what is held for a reason stays."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from kpss_pages.barrier_free.models import Survey
from kpss_pages.barrier_free.verdicts.method import current_edition
from sites.models import TownSettings
from tests.builders import make_place, make_survey

pytestmark = pytest.mark.django_db
STEPS = {"entrances": [{"steps": "+9", "ramp": "none"}], "toilets": [{"grade": "0"}]}


def run(*more: str) -> str:
    out = StringIO()
    call_command("suggest_verdicts", current_edition(), *more, stdout=out)
    return out.getvalue()


def as_of_wrong_limits(*surveys: Survey) -> None:
    """Let surveys hold what limits have suggested that were too mild."""
    for survey in surveys:
        survey.verdicts["wheelchair"] |= {"suggested": "accessible"}
        if survey.verdicts["wheelchair"]["reason"] == "":
            survey.verdicts["wheelchair"]["verdict"] = "accessible"
        survey.save()


def test_verdicts_follow_mended_limits_but_for_those_held_for_a_reason(
    prerov: TownSettings, bbsk: TownSettings
) -> None:
    ours, held, theirs = make_place(prerov, "A", STEPS), make_place(prerov, "B", STEPS), make_place(bbsk, "C", STEPS)
    held_survey = make_survey(held, STEPS, {"wheelchair": "partly"})
    same_survey = make_survey(make_place(prerov, "D"), STEPS, {"wheelchair": "inaccessible"})
    waiting = make_survey(ours, STEPS, state="waiting", origin="field")
    as_of_wrong_limits(ours.survey, held_survey, same_survey, waiting, theirs.survey)  # type: ignore[arg-type]
    type(ours).objects.filter(pk__in=[ours.pk, theirs.pk]).update(wheelchair="accessible", toilet="unknown")
    town = prerov.site.hostname

    told = run("--town", town)

    assert "wheelchair: accessible -> inaccessible: 2\n" in told
    assert "toilet: unknown -> inaccessible: 1\n" in told
    ours.refresh_from_db()
    assert (ours.wheelchair, ours.toilet) == ("accessible", "unknown")
    assert "Saved." in run("--town", town, "--save")
    for place in (ours, held, theirs):
        place.refresh_from_db()
    assert (ours.wheelchair, ours.toilet, held.wheelchair) == ("inaccessible", "inaccessible", "partly")
    assert theirs.wheelchair == "accessible"
    for survey in (held_survey, same_survey, waiting):
        survey.refresh_from_db()
    assert held_survey.verdicts["wheelchair"] == {
        "suggested": "inaccessible", "verdict": "partly", "reason": "said so",
    }  # fmt: skip
    assert same_survey.verdicts["wheelchair"]["reason"] == ""
    assert (waiting.state, waiting.verdicts["wheelchair"]["verdict"]) == ("waiting", "inaccessible")
    assert run("--town", town) == "Nothing was saved; --save does it.\n"


def test_town_that_is_not_there_is_an_error(prerov: TownSettings) -> None:
    with pytest.raises(CommandError):
        run("--town", "nowhere.example")
