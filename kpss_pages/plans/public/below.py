"""The addresses below a plan's page: its measures, what changed between versions, and files made from its data."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.http import HttpRequest, HttpResponseBase

if TYPE_CHECKING:
    from kpss_pages.plans.models.plan import PlanPage

CHANGES = "changes"
EXPORTS = ("csv", "xlsx", "json")
PRINTS = ("pdf", "docx")
FILES = (*(f"measures.{ending}" for ending in EXPORTS), *(f"plan.{ending}" for ending in PRINTS))

_MEASURE = re.compile(r"m([1-9]\d{0,8})", re.ASCII)


@dataclass(frozen=True)
class Below:
    """What is asked for: "measure" with its id, "changes", or a file by its ending."""

    what: str
    measure: int = 0

    @property
    def address(self) -> str:
        """The rest of the address, after that of the plan's page."""
        if self.what == "measure":
            return f"m{self.measure}/"
        if self.what in EXPORTS:
            return f"measures.{self.what}"
        return f"plan.{self.what}" if self.what in PRINTS else f"{self.what}/"


View = Callable[["PlanPage", HttpRequest, Below], HttpResponseBase]

_views: dict[str, View] = {}


def parse(step: str) -> Below | None:
    """Return what the last step of an address asks for; None for what does not exist."""
    if match := _MEASURE.fullmatch(step):
        return Below("measure", int(match[1]))
    if step == CHANGES:
        return Below(CHANGES)
    return Below(step.rpartition(".")[2]) if step in FILES else None


def answers(*kinds: str) -> Callable[[View], View]:
    """Register the view that answers for some of the addresses; the views need the models, and these the addresses."""

    def register(view: View) -> View:
        _views.update(dict.fromkeys(kinds, view))
        return view

    return register


def answer(page: "PlanPage", request: HttpRequest, below: Below) -> HttpResponseBase:
    """Answer for an address below a page that is public, or to somebody who may see it."""
    return registered()[below.what](page, request, below)


def registered() -> Mapping[str, View]:
    return _views
