"""Asks providers whose entries are due, and goes on to the next contact when nobody answers; a chore of the workers."""

import logging
from datetime import datetime, timedelta

from dateutil.relativedelta import relativedelta
from django.db import transaction
from django.db.models import Exists, F, OuterRef, Q, QuerySet, Subquery
from django.utils import timezone

from kpss_pages.catalog.choices import MailState, RequestOutcome, RequestStep
from kpss_pages.catalog.confirming.sending import post, send_forgotten
from kpss_pages.catalog.freshness import Freshness
from kpss_pages.catalog.models import CatalogSettings, ConfirmationRequest, Provider, Service
from kpss_pages.catalog.pages import catalog_page
from sites.models import TownSettings
from sites.towns import town_of_site

logger = logging.getLogger(__name__)

MOST_AT_ONCE = 20
"""Providers of a town that are asked in an hour: a town that begins with 300 needs a day, and its telephone stays quiet."""

KEPT = relativedelta(months=24)
"""How long answered questions are kept, and those whose link is of no use any more."""


def keep_true(now: datetime | None = None) -> None:
    """Do for all towns what is due: ask, go on, send what waits, forget."""
    now = now or timezone.now()
    asking = CatalogSettings.objects.filter(asks_providers=True, site__townsettings__is_suspended=False)
    for settings in asking.order_by("pk"):
        town = town_of_site(settings.site_id)
        if town is None:
            continue
        try:
            keep_town_true(town, settings, now)
        except Exception:  # one town's failure is not the others'
            logger.exception("Providers of site %d could not be asked", settings.site_id)
    send_forgotten(now)
    forget(now)


def keep_town_true(town: TownSettings, settings: CatalogSettings, now: datetime) -> None:
    """Ask the providers of one town whose entries are due, unless it has no page that a link could lead to."""
    if catalog_page(town) is None:
        return
    with timezone.override(town.zone):
        close_answered(town.site_id, now)
        go_on(settings, now)
        for provider in to_be_asked(settings, now)[:MOST_AT_ONCE]:
            ask(provider, settings, now)


def to_be_asked(settings: CatalogSettings, now: datetime) -> "QuerySet[Provider]":
    """Return providers with due entries, an address and no open question, those that have waited longest first."""
    freshness = Freshness.of(settings, timezone.localdate(now))
    never_first = F("confirmed_on").asc(nulls_first=True)
    due = due_services(settings.site_id, freshness).filter(provider=OuterRef("pk")).order_by(never_first)
    opened = ConfirmationRequest.objects.filter(provider=OuterRef("pk"), answered_at=None)
    return (
        Provider.objects.filter(Exists(due), ~Exists(opened), site=settings.site_id)
        .exclude(asked_at="", asked_at_second="")
        .annotate(oldest=Subquery(due.values("confirmed_on")[:1]))
        .order_by(F("oldest").asc(nulls_first=True), "pk")
    )


def due_services(site_id: int, freshness: Freshness) -> "QuerySet[Service]":
    """Return the services of a town that nobody has confirmed for as long as the town allows, or ever."""
    services: QuerySet[Service] = Service.objects.in_town(site_id).published()
    return services.filter(Q(confirmed_on=None) | Q(confirmed_on__lte=freshness.due_until))


def ask(
    provider: Provider, settings: CatalogSettings, now: datetime | None = None, *, by_mail: bool = True
) -> ConfirmationRequest:
    """Ask a provider, beginning anew where a question is open; without ``by_mail`` somebody gives them the link."""
    now = now or timezone.now()
    contact = RequestStep.FIRST if provider.asked_at or not provider.asked_at_second else RequestStep.SECOND
    begun = {"step": contact, "step_at": now, "expires_at": until(settings, now)}
    with transaction.atomic():
        asked, _is_new = ConfirmationRequest.objects.update_or_create(
            provider=provider, answered_at=None, defaults=begun, create_defaults=begun | {"site_id": provider.site_id}
        )
        # What was confirmed before counts for this question only from now on.
        ConfirmationRequest.objects.filter(pk=asked.pk).update(made_at=now, outcome="")
        if by_mail:
            post(asked, contact, now)
    asked.refresh_from_db()
    return asked


def until(settings: CatalogSettings, now: datetime) -> datetime:
    return now + timedelta(days=settings.link_valid_days)


def go_on(settings: CatalogSettings, now: datetime) -> None:
    """Take the next step with those who have not answered in time or whose mail has failed."""
    opened = ConfirmationRequest.objects.filter(site=settings.site_id, answered_at=None).select_related("provider")
    is_in_time = Q(step_at__gt=now - timedelta(days=settings.next_step_days)) | Q(
        mail_state__in=(MailState.PREPARED, MailState.SENDING)
    )
    waiting = opened.exclude(step=RequestStep.CALL)
    for asked in waiting.filter(Q(mail_state=MailState.FAILED) | ~is_in_time):
        _next_step(asked, settings, now)
    # Whom nobody has reached by telephone either is asked again when a new interval begins.
    long_ago = now - relativedelta(months=settings.confirm_every_months)
    silent = opened.filter(step=RequestStep.CALL, step_at__lte=long_ago)
    for asked in silent.exclude(provider__asked_at="", provider__asked_at_second="")[:MOST_AT_ONCE]:
        ask(asked.provider, settings, now)


def _next_step(asked: ConfirmationRequest, settings: CatalogSettings, now: datetime) -> None:
    provider = asked.provider
    second = provider.asked_at_second
    has_second = asked.step == RequestStep.FIRST and bool(second) and second.lower() != provider.asked_at.lower()
    step = RequestStep.SECOND if has_second else RequestStep.CALL
    same = ConfirmationRequest.objects.filter(pk=asked.pk, answered_at=None, step=asked.step)
    with transaction.atomic():
        if same.update(step=step, step_at=now) and has_second:
            asked.expires_at = until(settings, now)
            asked.save(update_fields=["expires_at"])
            post(asked, RequestStep.SECOND, now)


def close_answered(site_id: int, now: datetime) -> None:
    """Close questions to which all has been said in another way: by telephone, or somebody has confirmed the entries."""
    opened = list(ConfirmationRequest.objects.filter(site=site_id, answered_at=None))
    if not opened:
        return
    days: dict[int, list[object]] = {}
    services = Service.objects.in_town(site_id).published().filter(provider__in=[each.provider_id for each in opened])
    for provider_id, confirmed_on in services.values_list("provider_id", "confirmed_on"):
        days.setdefault(provider_id, []).append(confirmed_on)
    for asked in opened:
        since = timezone.localdate(asked.made_at)
        if all(day is not None and day >= since for day in days.get(asked.provider_id, ())):  # type: ignore[operator]
            close(asked, now, RequestOutcome.CONFIRMED if asked.provider_id in days else "")


def close(asked: ConfirmationRequest, now: datetime, outcome: str) -> None:
    """Note that a question has been answered; what was already answered with changes stays so."""
    same = ConfirmationRequest.objects.filter(pk=asked.pk)
    # A mail that still waits to go would ask what has been answered.
    same.filter(answered_at=None, mail_state=MailState.PREPARED).update(mail_state="")
    same.filter(answered_at=None).update(answered_at=now)
    same.exclude(outcome=RequestOutcome.CHANGED).update(outcome=outcome)


def forget(now: datetime) -> int:
    """Delete the questions of all towns that were answered or have expired long ago; return how many."""
    old = Q(answered_at__lt=now - KEPT) | Q(answered_at=None, expires_at__lt=now - KEPT)
    return ConfirmationRequest.objects.filter(old).delete()[0]
