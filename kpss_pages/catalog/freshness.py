"""How old an entry is, what that means, and for how long free places are believed."""

from dataclasses import dataclass
from datetime import date, timedelta

from dateutil.relativedelta import relativedelta

from kpss_pages.catalog.models import CatalogSettings, Service, ServiceForm


@dataclass(frozen=True)
class Freshness:
    """A town's terms, and today."""

    today: date
    confirm_every_months: int
    stale_after_months: int
    free_places_days: int

    @classmethod
    def of(cls, settings: CatalogSettings, today: date) -> "Freshness":
        return cls(today, settings.confirm_every_months, settings.stale_after_months, settings.free_places_days)

    def due_on(self, service: Service) -> date | None:
        """Return the day from which the provider is to be asked again; None for an entry that was never confirmed."""
        return service.confirmed_on + relativedelta(months=self.confirm_every_months) if service.confirmed_on else None

    @property
    def due_until(self) -> date:
        """The last day of confirmation of entries whose provider is to be asked again."""
        return self.today - relativedelta(months=self.confirm_every_months)

    def is_due(self, confirmed_on: date | None) -> bool:
        """Whether the provider of an entry is to be asked; of one that was never confirmed it is."""
        return confirmed_on is None or confirmed_on <= self.due_until

    def is_stale(self, service: Service) -> bool:
        """Whether an entry is too old to be relied on; one that was never confirmed is."""
        if service.confirmed_on is None:
            return True
        return service.confirmed_on + relativedelta(months=self.stale_after_months) <= self.today

    def free_places(self, form: ServiceForm, service: Service) -> int | None:
        """Return how many places are free; None when nobody has said, or so long ago that it means nothing."""
        if form.free_places is None or form.free_places_on is None or self.is_stale(service):
            return None
        return form.free_places if self.is_believed(form.free_places_on) else None

    def is_believed(self, said_on: date | None) -> bool:
        """Whether what was said of free places on a day still means something."""
        return said_on is not None and said_on + timedelta(days=self.free_places_days) >= self.today
