"""Where the steps of a process stand."""

from datetime import date

import pytest

from kpss_pages.plans.models import ProcessStep
from kpss_pages.plans.public.timeline import timeline

TODAY = date(2026, 5, 10)


@pytest.mark.parametrize(
    ("step", "state"),
    [
        ({"is_done": True}, "done"),
        ({"is_done": True, "begins_on": date(2027, 1, 1)}, "done"),
        ({"begins_on": TODAY}, "now"),
        ({"begins_on": date(2026, 5, 11)}, "next"),
        ({"begins_on": date(2026, 1, 1), "ends_on": date(2026, 2, 1)}, "now"),
        ({"ends_on": date(2026, 5, 11)}, "next"),
        ({}, "next"),
    ],
)
def test_step_is_done_when_ticked_off_and_runs_from_its_first_day(step: dict[str, object], state: str) -> None:
    [shown] = timeline([ProcessStep(title="Analýza", **step)], TODAY)
    assert shown.state == state
    assert shown.is_now == (state == "now")


def test_steps_stay_in_their_order_with_their_days_in_words() -> None:
    steps = [ProcessStep(title="B", begins_on=date(2026, 3, 1)), ProcessStep(title="A")]
    assert [(step.title, step.when.replace("\xa0", " ")) for step in timeline(steps, TODAY)][1] == ("A", "")
    assert "1. 3. 2026" in timeline(steps, TODAY)[0].when.replace("\xa0", " ")
