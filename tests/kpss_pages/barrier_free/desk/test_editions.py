"""Places that an older edition of the method judged: shown with what would change and why, judged again when told to."""

from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from kpss_pages.barrier_free.models import BarrierFreeSettings, Place, Survey
from sites.models import AuditEntry, Role, TownSettings
from tests.builders import make_place, make_survey, make_user, signed_in
from tests.kpss_pages.barrier_free.verdicts.buildings import FINE_RAMP, building
from tests.kpss_pages.screens import address

pytestmark = pytest.mark.django_db
LONG_RAMP = building(entrances=FINE_RAMP | {"ramp_length": 10})
"""Partly accessible by the first edition, accessible by the revised one, which lets ramps be up to 12 metres long."""
OLD: dict[str, Any] = {"edition": "first"}


def screen(town: TownSettings) -> str:
    return reverse("kpss_barrier_free_editions", args=[town.site_id])


def old_place(town: TownSettings, name: str, measures: dict[str, Any] | None = None, **changes: Any) -> Place:
    return make_place(town, name, measures or LONG_RAMP, survey=OLD, **changes)


def judge(client: Client, town: TownSettings, *places: Place, **fields: str) -> str:
    """Judge some places again, all when none is given; return what is said then."""
    chosen = {"action": "chosen", "survey": [place.survey_id for place in places]} if places else {"action": "all"}
    answer = client.post(screen(town), {"edition": "revised", **chosen, **fields}, follow=True)
    assert answer.status_code == 200
    return " ".join(str(message) for message in answer.context["messages"])


def verdict_of(place: Place) -> tuple[str, str]:
    place.refresh_from_db()
    return place.wheelchair, place.survey.edition if place.survey else ""


def test_places_of_an_older_edition_are_listed_with_what_would_change_and_why(
    planner: Client, clerk: Client, prerov: TownSettings, bbsk: TownSettings
) -> None:
    same, ramp = old_place(prerov, "Archiv", building()), old_place(prerov, "Radnice")
    held = old_place(prerov, "Škola", verdicts={"wheelchair": "inaccessible"})
    make_place(prerov, "Nová", LONG_RAMP)
    old_place(bbsk, "Cudzie")

    answer = planner.get(screen(prerov))
    text = answer.content.decode()
    page = answer.context["page"]

    assert [one.place for one in page] == [ramp, same, held]
    change = page[0].changes[0]
    assert (change.who, change.before.verdict, change.now.verdict) == ("na vozíku bez pomoci", "partly", "accessible")
    [before], [now] = change.before.reasons, change.now.reasons
    assert ("nejvýše „částečně přístupné“" in before, "12\xa0m" in now) == (True, True)
    assert (page[2].changes, [(one.verdict, one.reason) for one in page[2].kept]) == ([], [("inaccessible", "said so")])
    assert "1. vydání" in text
    assert "said so" in text
    assert "Cudzie" not in text
    assert "Nová" not in text
    assert screen(prerov) in planner.get(reverse("kpss_barrier_free_editions_towns")).headers["Location"]
    assert clerk.get(screen(prerov)).status_code == 404
    assert planner.get(screen(bbsk)).status_code == 404
    assert planner.post(screen(bbsk), {"action": "all", "edition": "revised"}).status_code == 404
    towns = reverse("kpss_barrier_free_editions_towns")
    assert towns in planner.get(address(Place, "list")).content.decode()
    assert towns not in clerk.get(address(Place, "list")).content.decode()


def test_chosen_places_are_judged_again_and_what_they_were_stays_as_history(
    planner: Client, prerov: TownSettings, bbsk: TownSettings
) -> None:
    chosen, other, foreign = old_place(prerov, "Radnice"), old_place(prerov, "Archiv"), old_place(bbsk, "Cudzie")
    former = Survey.objects.get(place=chosen)

    judge(planner, prerov, chosen, foreign)

    assert verdict_of(chosen) == ("accessible", "revised")
    assert verdict_of(other) == verdict_of(foreign) == ("partly", "first")
    survey = Survey.objects.get(corrects=former)
    said = ("measures", "surveyed_on", "next_survey_on", "surveyor_kind", "surveyor", "note")
    assert [getattr(survey, name) for name in said] == [getattr(former, name) for name in said]
    assert survey.decided_by is not None
    assert chosen.surveys.history().get() == survey == chosen.survey
    former.refresh_from_db()
    assert (former.edition, former.verdicts["wheelchair"]["verdict"]) == ("first", "partly")
    assert AuditEntry.objects.filter(site=prerov.site, action="kpss_barrier_free.judge_again").count() == 1
    history = planner.get(address(Place, "history", chosen.pk))
    assert len(history.context["object_list"]) == 1
    # The same form once more finds nothing to do.
    judge(planner, prerov, chosen)
    assert (Survey.objects.in_town(prerov.site).count(), verdict_of(other)) == (3, ("partly", "first"))


def test_all_places_are_judged_again_but_for_what_is_held_for_a_reason(
    planner: Client, prerov: TownSettings, bbsk: TownSettings
) -> None:
    plain, held = old_place(prerov, "Radnice"), old_place(prerov, "Škola", verdicts={"wheelchair": "inaccessible"})
    foreign = old_place(bbsk, "Cudzie")

    judge(planner, prerov)

    assert verdict_of(plain) == ("accessible", "revised")
    assert verdict_of(held) == ("inaccessible", "revised")
    assert verdict_of(foreign) == ("partly", "first")
    assert held.survey is not None
    assert held.survey.verdicts["wheelchair"] == {
        "suggested": "accessible", "verdict": "inaccessible", "reason": "said so",
    }  # fmt: skip
    assert not planner.get(screen(prerov)).context["page"].object_list


def test_nothing_is_judged_that_nobody_has_chosen(planner: Client, prerov: TownSettings) -> None:
    place = old_place(prerov, "Radnice")
    assert judge(planner, prerov, action="chosen")
    assert judge(planner, prerov, edition="first")
    for junk in ("\x00", "9" * 400, "-1", "x"):
        judge(planner, prerov, action="chosen", survey=junk, p=junk)
        assert planner.get(screen(prerov), {"p": junk}).status_code == 200
    assert verdict_of(place) == ("partly", "first")

    # What was seen does not hold any more, and nobody has seen what does.
    seen = str(place.survey_id)
    make_survey(place, LONG_RAMP, **OLD)
    judge(planner, prerov, action="chosen", survey=seen)
    assert verdict_of(place) == ("partly", "first")


def test_town_that_keeps_to_the_older_edition_has_nothing_to_judge(planner: Client, prerov: TownSettings) -> None:
    place = old_place(prerov, "Radnice")
    BarrierFreeSettings.objects.create(site=prerov.site, edition="first")
    assert not planner.get(screen(prerov)).context["page"].object_list
    judge(planner, prerov, edition="first")
    assert verdict_of(place) == ("partly", "first")


def test_slovak_town_reads_it_in_slovak(bbsk: TownSettings) -> None:
    client = signed_in(make_user(bbsk, Role.COORDINATOR), "bbsk.example")
    old_place(bbsk, "Radnica")
    text = client.get(screen(bbsk)).content.decode()
    for words in ("revidované vydanie", "1. vydanie", "čiastočne prístupné"):
        assert words in text


def test_list_and_judgement_cost_the_same_for_any_number(planner: Client, prerov: TownSettings) -> None:
    def cost_of(number: int) -> tuple[int, int]:
        Place.objects.in_town(prerov.site).delete()
        for one in range(number):
            old_place(prerov, f"Místo {one}")
        planner.get(screen(prerov))
        costs = []
        for ask in (planner.get, planner.post):
            with CaptureQueriesContext(connection) as queries:
                ask(screen(prerov), {"action": "all", "edition": "revised"})
            costs.append(len(queries))
        return costs[0], costs[1]

    few = cost_of(1)
    assert cost_of(6) == few
    assert few[0] <= 28
    assert few[1] <= 25
