"""What the rows of a file would do to a town's places; nothing of it is saved yet."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from kpss_pages.barrier_free.models import Place, Survey
from kpss_pages.core.tables.outcomes import Checked, Outcome


@dataclass(frozen=True)
class PlaceOutcome(Outcome):
    """What a row does; ``notes`` are sentences on what of it was left out."""

    notes: tuple[str, ...] = ()


@dataclass(frozen=True)
class PlacesChecked(Checked):
    """What a file would do: in memory the places and the surveys to save; ``before`` has places by ``pk`` as they were."""

    new: tuple[Place, ...] = field(repr=False)
    changed: tuple[Place, ...] = field(repr=False)
    surveys: tuple[Survey, ...] = field(repr=False)
    before: Mapping[int, Place] = field(repr=False)

    @property
    def with_notes(self) -> list[PlaceOutcome]:
        """The rows of which something was left out."""
        return [outcome for outcome in self.outcomes if isinstance(outcome, PlaceOutcome) and outcome.notes]
