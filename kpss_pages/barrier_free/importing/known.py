"""A town's places in memory, among which an import finds those that its rows are about; nothing is saved here."""

from collections import defaultdict
from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _

from kpss_pages.barrier_free.models import Place, Survey
from kpss_pages.core.tables.columns import folded

NEAR = (Decimal("0.003"), Decimal("0.0045"))
"""Degrees of latitude and of longitude, each about 330 metres: two things of one name without a street so near are one."""


@dataclass(frozen=True)
class Wanted:
    """What a row says of the place it is about; "" and None where it says nothing."""

    name: str
    street: str
    key: str = ""
    pk: int | None = None
    position: tuple[Decimal, Decimal] | None = None
    is_named: bool = True
    """Whether the name is the place's own; a bench that is called a bench is found by its key only."""


class Known:
    """The places of a town with all their accepted surveys, in two queries."""

    def __init__(self, site_id: int) -> None:
        self.site_id = site_id
        self.surveys: dict[int, list[Survey]] = defaultdict(list)
        """Accepted ones by the ``pk`` of their place, the newest first."""
        by_pk = {}
        accepted = Survey.objects.in_town(site_id).accepted().filter(place__site=site_id)
        for survey in accepted.order_by("-surveyed_on", "-pk"):
            by_pk[survey.pk] = survey
            if survey.place_id is not None:
                self.surveys[survey.place_id].append(survey)
        self.by_pk: dict[int, Place] = {}
        self.by_key: dict[str, Place] = {}
        self.by_name: dict[str, list[Place]] = defaultdict(list)
        for place in Place.objects.in_town(site_id).order_by("pk"):
            if place.survey_id in by_pk:
                place.survey = by_pk[place.survey_id]
            self.by_pk[place.pk] = place
            self.add(place)

    def add(self, place: Place) -> None:
        """Let a place be found by its key and its name."""
        if place.source_key:
            self.by_key[place.source_key] = place
        self.by_name[folded(place.name)].append(place)

    def find(self, wanted: Wanted) -> tuple[Place | None, str]:
        """Return the place that is meant, None for one that is not there; and what is wrong with saying it so."""
        found = self.by_pk.get(wanted.pk) if wanted.pk is not None else None
        if found is not None and folded(found.name) == folded(wanted.name):
            return found, ""
        if wanted.key and wanted.key in self.by_key:
            return self.by_key[wanted.key], ""
        if not wanted.is_named:
            return None, ""
        rows = [row for row in self.by_name.get(folded(wanted.name), ()) if not wanted.key or not row.source_key]
        rows = [row for row in rows if _may_be(row, wanted)]
        if len(rows) > 1:
            return None, _("There are several places of this name. Fill in the street, or the number in the source.")
        return (rows[0] if rows else None), ""

    def namesake(self, wanted: Wanted, place: Place) -> bool:
        """Whether another place has the same name and street."""
        others = self.by_name.get(folded(wanted.name), ()) if wanted.is_named and wanted.street else ()
        return any(other is not place and folded(other.street) == folded(wanted.street) for other in others)


def _may_be(place: Place, wanted: Wanted) -> bool:
    """Whether a place of the same name is meant: it has the street that is said, or is not elsewhere."""
    if wanted.street:
        return folded(place.street) == folded(wanted.street)
    if wanted.position is None or place.latitude is None or place.longitude is None:
        return True
    north, east = wanted.position
    return bool(abs(place.latitude - north) <= NEAR[0] and abs(place.longitude - east) <= NEAR[1])
