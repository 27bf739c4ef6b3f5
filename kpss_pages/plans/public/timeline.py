"""The steps in which a plan comes about, as the public is told of them: done, now, or to come."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db import models
from django.utils.translation import gettext_lazy as _

from kpss_pages.plans.models.steps import ProcessStep
from kpss_pages.plans.periods import period_text


class StepState(models.TextChoices):
    """Where a step stands."""

    DONE = "done", _("done")
    NOW = "now", _("now")
    NEXT = "next", _("to come")


@dataclass(frozen=True)
class ShownStep:
    """A step with its days in words, "" when none are known."""

    title: str
    text: str
    when: str
    state: StepState

    @property
    def is_now(self) -> bool:
        return self.state == StepState.NOW


def timeline(steps: Iterable[ProcessStep], today: date) -> list[ShownStep]:
    """Return the steps in the coordinator's order; one that has begun and was not ticked off is running."""
    return [
        ShownStep(step.title, step.text, period_text(step.begins_on, step.ends_on), _state(step, today))
        for step in steps
    ]


def _state(step: ProcessStep, today: date) -> StepState:
    if step.is_done:
        return StepState.DONE
    day = step.begins_on or step.ends_on
    return StepState.NOW if day is not None and day <= today else StepState.NEXT
