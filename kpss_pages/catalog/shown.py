"""What a service looks like to whoever reads of it: words in one language, freshness worked in; for every rendering."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from django.utils import timezone

from kpss_pages.catalog.capacities import Capacity
from kpss_pages.catalog.freshness import Freshness
from kpss_pages.catalog.models import CatalogSettings, Facility, Service, ServiceForm
from kpss_pages.catalog.vocabulary import ServiceType, Term, age_groups, forms, service_type, target_groups
from kpss_pages.contacts.choices import SpokenLanguage


@dataclass(frozen=True)
class ShownForm:
    """A form of a service; ``free_places`` is None when nothing is known of them."""

    row: ServiceForm
    free_places: int | None

    @property
    def name(self) -> str:
        return str(self.row)

    @property
    def capacities(self) -> tuple[Capacity, ...]:
        return tuple(self.row.capacities)


@dataclass(frozen=True)
class ShownService:
    """A service with its provider, forms and places (``ServiceQuerySet.whole``); it asks the database nothing."""

    row: Service
    freshness: Freshness

    @property
    def pk(self) -> int:
        return self.row.pk

    @property
    def name(self) -> str:
        return self.row.name

    @property
    def address_below(self) -> str:
        return self.row.address_below

    @property
    def type(self) -> ServiceType | None:
        return service_type(self.row.type_code)

    @property
    def type_name(self) -> str:
        """The type by the act, or the sort of help of a related service; "" where the register's code is unknown."""
        return str(self.type) if self.type else self.row.related_type

    @property
    def target_groups(self) -> list[Term]:
        return _terms(target_groups(), self.row.target_groups)

    @property
    def age_groups(self) -> list[Term]:
        return _terms(age_groups(), self.row.age_groups)

    @cached_property
    def forms(self) -> list[ShownForm]:
        order = list(forms())
        rows = sorted(self.row.forms.all(), key=lambda form: order.index(form.form) if form.form in order else 99)
        return [ShownForm(form, self.freshness.free_places(form, self.row)) for form in rows]

    @cached_property
    def facilities(self) -> list[Facility]:
        """Places where the service is given still."""
        return [place for place in self.row.facilities.all() if not place.ended_on or place.ended_on >= self.today]

    @property
    def languages(self) -> list[str]:
        labels = dict(SpokenLanguage.choices)
        return [str(labels[code]) for code in self.row.languages if code in labels]

    @property
    def free_places(self) -> int | None:
        """How many places are free in all forms together; None when nothing is known of any."""
        known = [form.free_places for form in self.forms if form.free_places is not None]
        return sum(known) if known else None

    @property
    def is_stale(self) -> bool:
        return self.freshness.is_stale(self.row)

    @property
    def today(self) -> date:
        return self.freshness.today

    @property
    def activities(self) -> list[str]:
        return lines_of(self.row.activities)

    @property
    def area(self) -> list[str]:
        return lines_of(self.row.area)

    @property
    def documents_to_bring(self) -> list[str]:
        return lines_of(self.row.documents_to_bring)


def shown_services(rows: Iterable[Service], settings: CatalogSettings) -> list[ShownService]:
    """Return services as they are shown today, in the order given."""
    freshness = Freshness.of(settings, timezone.localdate())
    return [ShownService(row, freshness) for row in rows]


def lines_of(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip()]


def _terms(known: Mapping[str, Term], codes: Iterable[str]) -> list[Term]:
    return [known[code] for code in codes if code in known]
