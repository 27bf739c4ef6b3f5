"""Places as the list shows them."""

from dataclasses import dataclass
from datetime import date
from math import sqrt
from typing import Any

from django.utils.formats import number_format
from django.utils.translation import gettext as _

from kpss_pages.barrier_free.choices import Profile, Verdict
from kpss_pages.barrier_free.models import Place
from kpss_pages.barrier_free.pictograms import KeyFact, key_facts_of
from kpss_pages.barrier_free.querysets import PlaceQuerySet
from kpss_pages.barrier_free.shown import ShownPlace, shown_place

COLUMNS = (
    *("name", "category", "street", "municipality", "toilet", "has_parking", "has_lift"),
    *("surveyed_on", "next_survey_on", "survey__measures"),
    *(profile.value for profile in Profile),
)


@dataclass(frozen=True)
class Card:
    """A place in the list, with its verdict for those for whom it is asked.

    ``kilometres`` is None when no distance is asked for or the place's position is not known.
    """

    shown: ShownPlace
    profile: str
    verdict: str
    kilometres: float | None

    @property
    def row(self) -> Place:
        return self.shown.row

    @property
    def label(self) -> str:
        return str(Verdict(self.verdict).label)

    @property
    def address(self) -> str:
        return self.row.short_address

    @property
    def facts(self) -> list[KeyFact]:
        """What decides first for those for whom it is asked, whether it was measured or not."""
        return key_facts_of(self.shown.values, self.row, self.profile)

    @property
    def distance(self) -> str:
        return "" if self.kilometres is None else distance_words(self.kilometres)


def cards_of(rows: PlaceQuerySet, part: PlaceQuerySet, profile: str, today: date) -> list[Card]:
    """Read a part of places in order and return their cards. With ``square`` annotated they say how far they are.

    Two queries: thousands are put in order by their keys alone, and only those of the part are read with their surveys.
    """
    keys = list(part.values_list("pk", flat=True))
    read = rows.filter(pk__in=keys).select_related("survey").only(*COLUMNS)
    return [_card(row, profile, today) for row in read]


def distance_words(kilometres: float) -> str:
    """Return a distance in words, as exact as positions in addresses are: to a hundred metres."""
    if kilometres < 0.95:
        return _("%(metres)d m") % {"metres": max(100, round(kilometres * 10) * 100)}
    return _("%(km)s km") % {"km": number_format(kilometres, 1)}


def _card(row: Any, profile: str, today: date) -> Card:
    square: float | None = getattr(row, "square", None)
    kilometres = None if square is None else sqrt(square)
    return Card(shown_place(row, today), profile, getattr(row, profile), kilometres)
