"""What a service looks like to whoever reads of it: words in one language, freshness worked in; for every rendering."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from kpss_pages.catalog.capacities import Capacity
from kpss_pages.catalog.choices import Origin, Price
from kpss_pages.catalog.freshness import Freshness
from kpss_pages.catalog.models import CatalogSettings, Facility, Provider, Service, ServiceForm
from kpss_pages.catalog.vocabulary import (
    AgeGroup,
    ServiceType,
    Term,
    age_groups,
    capacity_units,
    forms,
    service_type,
    target_groups,
)
from kpss_pages.contacts.choices import SpokenLanguage
from kpss_pages.contacts.shown import ShownEmail, ShownPhone, ShownPlace, shown_emails, shown_phones
from kpss_pages.core.hours import OfficeHours
from kpss_pages.core.maps import MapPlace


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

    @property
    def capacity_words(self) -> list[str]:
        """What is registered, with what it counts: "number of beds: 45"; not what is free."""
        units = capacity_units()
        return [
            " – ".join(filter(None, (f"{units.get(each.unit, each.unit)}: {each.count}", each.note)))
            for each in self.capacities
        ]

    @property
    def free_places_words(self) -> str:
        """How many places are free and as of which day; "" when nothing is known of them."""
        if self.free_places is None or self.row.free_places_on is None:
            return ""
        day = date_format(self.row.free_places_on)
        if not self.free_places:
            return _("No place was free on %(day)s.") % {"day": day}
        return ngettext(
            "%(count)d place was free on %(day)s.", "%(count)d places were free on %(day)s.", self.free_places
        ) % {"count": self.free_places, "day": day}


@dataclass(frozen=True)
class ShownFacility(ShownPlace):
    """A place where a service is given; of a secret one only its name is known."""

    row: Facility

    @property
    def is_secret(self) -> bool:
        return self.row.is_secret

    @property
    def on_map(self) -> MapPlace:
        return MapPlace(
            self.row.name or ", ".join(self.address.lines),
            ", ".join(self.address.lines) if self.row.name else "",
            self.row.latitude,
            self.row.longitude,
        )

    @property
    def route_url(self) -> str:
        """Where a way there is found, "" for a secret place and one whose address nobody knows."""
        found = MapPlace("", ", ".join(self.address.lines), self.row.latitude, self.row.longitude)
        return "" if self.is_secret else found.route_url


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
    def paragraph(self) -> str:
        """Where the act has its type, "" where that could not be confirmed: "§ 40 of Act No. 108/2006 Sb."."""
        return paragraph_of(self.type) if self.type else ""

    @property
    def target_groups(self) -> list[Term]:
        return _terms(target_groups(), self.row.target_groups)

    @property
    def age_groups(self) -> list[Term]:
        return _terms(age_groups(), self.row.age_groups)

    @property
    def ages(self) -> list[AgeGroup]:
        """The same with their ages in years."""
        known = age_groups()
        return [known[code] for code in self.row.age_groups if code in known]

    @property
    def counterpart(self) -> ServiceType | None:
        """The type of the other country that is nearest, None where there is none."""
        return service_type(self.type.counterpart) if self.type and self.type.counterpart else None

    @property
    def counterpart_paragraph(self) -> str:
        return paragraph_of(self.counterpart) if self.counterpart else ""

    @property
    def provider(self) -> Provider:
        return self.row.provider

    @property
    def is_example(self) -> bool:
        """Whether it was invented to show the system."""
        return self.row.provider.is_example

    @property
    def has_ended(self) -> bool:
        return self.row.ended_on is not None and self.row.ended_on <= self.today

    @property
    def ending(self) -> str:
        """When it ended or is going to, in a sentence; "" for a service that goes on."""
        if self.row.ended_on is None:
            return ""
        day = {"day": date_format(self.row.ended_on)}
        return _("This service ended on %(day)s.") % day if self.has_ended else _("This service ends on %(day)s.") % day

    @property
    def price(self) -> str:
        """Whether it is paid for, in words; "" where nobody has said."""
        return str(Price(self.row.price).label) if self.row.price in Price.values else ""

    @property
    def phones(self) -> tuple[ShownPhone, ...]:
        """Its own telephones, else those of its provider."""
        return shown_phones(self.row) or shown_phones(self.provider, self.provider.name)

    @property
    def emails(self) -> tuple[ShownEmail, ...]:
        return shown_emails(self.row) or shown_emails(self.provider, self.provider.name)

    @property
    def website(self) -> str:
        return self.row.website or self.provider.website

    @property
    def confirmation(self) -> str:
        """When and by whom it was last confirmed, in a sentence."""
        if self.row.confirmed_on is None:
            return _("Nobody has confirmed this entry yet.")
        day = {"day": date_format(self.row.confirmed_on)}
        if self.row.confirmed_by == Origin.PROVIDER:
            return _("Confirmed on %(day)s by the provider.") % day
        if self.row.confirmed_by == Origin.TOWN:
            return _("Confirmed on %(day)s by the town.") % day
        if self.row.confirmed_by == Origin.REGISTER:
            return _("Confirmed on %(day)s by the register.") % day
        return _("Confirmed on %(day)s.") % day

    @property
    def caution(self) -> str:
        """How old an entry is that is not to be relied on, and what to do; "" for any other and for one that ended."""
        if not self.is_stale or self.has_ended:
            return ""
        if self.row.confirmed_on is None:
            advice = _("Call before you set out.")
        else:
            advice = _("Things may have changed since. Call before you set out.")
        return f"{self.confirmation} {advice}"

    @property
    def places(self) -> list[ShownFacility]:
        """Its places with their addresses in words."""
        return [ShownFacility(place) for place in self.facilities]

    @cached_property
    def forms(self) -> list[ShownForm]:
        order = list(forms())
        rows = sorted(self.row.forms.all(), key=lambda form: order.index(form.form) if form.form in order else 99)
        return [ShownForm(form, self.freshness.free_places(form, self.row)) for form in rows]

    @property
    def hours(self) -> list[OfficeHours]:
        """The hours of each of its forms that has some and is not open around the clock."""
        return [form.row.hours for form in self.forms if form.row.hours and not form.row.is_nonstop]

    @property
    def names_with_hours(self) -> list[str]:
        """The names of these forms; none where they are all of its forms."""
        names = [form.name for form in self.forms if form.row.hours and not form.row.is_nonstop]
        return names if len(names) < len(self.forms) else []

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


def paragraph_of(found: ServiceType) -> str:
    """Return where an act has a type, "" where that could not be confirmed."""
    act = {"CZ": "108/2006 Sb.", "SK": "448/2008 Z. z."}.get(found.country)
    if not found.paragraph or act is None:
        return ""
    return _("%(paragraph)s of Act No. %(act)s") % {"paragraph": found.paragraph, "act": act}


def lines_of(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip()]


def _terms(known: Mapping[str, Term], codes: Iterable[str]) -> list[Term]:
    return [known[code] for code in codes if code in known]
