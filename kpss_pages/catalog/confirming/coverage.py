"""How far a town's providers have been asked: one row a provider, in three queries however many there are."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from kpss_pages.catalog.choices import MailState, RequestStep
from kpss_pages.catalog.freshness import Freshness
from kpss_pages.catalog.models import CatalogSettings, ConfirmationRequest, Provider, Service
from kpss_pages.core.ways import Phone


class Coverage(models.TextChoices):
    """What is known of a provider's entries, that which is to be done first."""

    CALL = "call", _("to be called")
    SILENT = "silent", _("silent: the second contact is asked")
    ASKED = "asked", _("asked")
    DUE = "due", _("due")
    CONFIRMED = "confirmed", _("confirmed")


@dataclass
class Covered:
    """A provider with how many of its entries are due and when it was asked last."""

    provider: Provider
    asked: ConfirmationRequest | None = None
    days: list[date | None] = field(default_factory=list)
    phones_of_services: dict[str, Phone] = field(default_factory=dict)
    due: int = 0

    @property
    def total(self) -> int:
        return len(self.days)

    @property
    def confirmed(self) -> int:
        return self.total - self.due

    @property
    def oldest(self) -> date | None:
        """The day of the entry that was confirmed longest ago; None where one never was."""
        return min((day for day in self.days if day is not None), default=None) if None not in self.days else None

    @property
    def has_address(self) -> bool:
        return bool(self.provider.asked_at or self.provider.asked_at_second)

    @property
    def is_open(self) -> bool:
        return self.asked is not None and self.asked.answered_at is None

    @property
    def mail_failed(self) -> bool:
        return self.is_open and self.asked is not None and self.asked.mail_state == MailState.FAILED

    @property
    def mail_in_doubt(self) -> bool:
        return self.is_open and self.asked is not None and self.asked.mail_state == MailState.IN_DOUBT

    @property
    def state(self) -> Coverage:
        if self.is_open and self.asked is not None:
            by_step = {RequestStep.FIRST: Coverage.ASKED, RequestStep.SECOND: Coverage.SILENT}
            if self.asked.step == RequestStep.SECOND and not self.provider.asked_at:
                return Coverage.ASKED
            return by_step.get(RequestStep(self.asked.step), Coverage.CALL)
        if not self.due:
            return Coverage.CONFIRMED
        return Coverage.DUE if self.has_address else Coverage.CALL

    @property
    def phones(self) -> list[Phone]:
        """The provider's own telephones, or those of its services."""
        return list(self.provider.phones) or list(self.phones_of_services.values())

    @property
    def mailed_at(self) -> datetime | None:
        return self.asked.sent_at if self.asked is not None else None

    @property
    def mailed_to(self) -> str:
        """The address that the last mail was to, as the provider has it today; "" when there was no mail."""
        if self.asked is None or not self.asked.mail_state:
            return ""
        is_second = self.asked.mail_to == RequestStep.SECOND
        return self.provider.asked_at_second if is_second else self.provider.asked_at


def coverage_of(settings: CatalogSettings) -> list[Covered]:
    """Return the providers of a town with entries on its site: those to be called first, then by name."""
    site_id = settings.site_id
    freshness = Freshness.of(settings, timezone.localdate())
    services = Service.objects.in_town(site_id).published().values_list("provider_id", "confirmed_on", "phones")
    rows = {provider.pk: Covered(provider) for provider in Provider.objects.filter(site=site_id).order_by("sorts_as")}
    for provider_id, confirmed_on, phones in services.order_by("pk"):
        if row := rows.get(provider_id):
            row.days.append(confirmed_on)
            row.due += freshness.is_due(confirmed_on)
            row.phones_of_services |= {phone.number: phone for phone in phones}
    for asked in ConfirmationRequest.objects.filter(site=site_id).order_by("made_at", "pk"):
        if row := rows.get(asked.provider_id):
            row.asked = asked
    order = list(Coverage)
    return sorted((row for row in rows.values() if row.total), key=lambda row: order.index(row.state))


@dataclass(frozen=True)
class Count:
    """How many providers are in a state."""

    state: Coverage
    number: int


def counts_of(rows: Iterable[Covered]) -> list[Count]:
    """Return the number of providers of each state."""
    states = [row.state for row in rows]
    return [Count(state, states.count(state)) for state in Coverage]


def number_to_call(site_id: int) -> int:
    """Return how many questions of a town nobody has answered by mail; one query."""
    calls = ConfirmationRequest.objects.filter(site=site_id, answered_at=None, step=RequestStep.CALL)
    return calls.count()
