"""What tests of confirming stand on: towns that ask, providers that are asked, workers that send."""

from datetime import date, timedelta
from typing import Any
from urllib.parse import urlsplit

from django.utils import timezone

from kpss_pages.catalog.confirming.asking import ask
from kpss_pages.catalog.confirming.links import token_of
from kpss_pages.catalog.models import CatalogIndexPage, CatalogSettings, ConfirmationRequest, Provider, Service
from kpss_pages.catalog.settings_of import settings_of
from sites.models import TownSettings
from sites.workers import TownWorker
from tests.builders import make_provider, make_service, section_of

LONG_AGO = date(2020, 2, 3)


def let_ask(town: TownSettings, **changes: Any) -> CatalogSettings:
    """Have a town ask its providers; its catalogue is published."""
    section_of(town, CatalogIndexPage)
    found: CatalogSettings = CatalogSettings.objects.update_or_create(
        site=town.site, defaults={"asks_providers": True} | changes
    )[0]
    return found


def make_asked(town: TownSettings, name: str = "Příkladová pomoc", services: int = 1, **changes: Any) -> Provider:
    """Make a provider whose entries were confirmed long ago."""
    provider = make_provider(town, name, **({"asked_at": "first@provider.example"} | changes))
    for number in range(1, services + 1):
        make_service(town, f"Služba {number} {name}", provider=provider, confirmed_on=LONG_AGO)
    return provider


def make_request(provider: Provider, **changes: Any) -> ConfirmationRequest:
    """Ask a provider without a mail."""
    asked = ask(provider, settings_of(provider.site_id), by_mail=False)
    if changes:
        ConfirmationRequest.objects.filter(pk=asked.pk).update(**changes)
        asked.refresh_from_db()
    return asked


def address(town: TownSettings, asked: ConfirmationRequest) -> str:
    """Return the path of a question's link."""
    page = section_of(town, CatalogIndexPage)
    return f"{urlsplit(page.full_url).path}confirm/{token_of(asked)}/"


def services_of(provider: Provider) -> list[Service]:
    return list(Service.objects.filter(provider=provider).order_by("sorts_as", "pk"))


def let_days_pass(asked: ConfirmationRequest, days: int) -> None:
    """Make the last step of a question older."""
    step_at = timezone.now() - timedelta(days=days)
    ConfirmationRequest.objects.filter(pk=asked.pk).update(step_at=step_at)


def work() -> None:
    """Have a worker do the jobs that wait, and no chore: what the chore does is called by its name."""
    worker = TownWorker(batch=True)
    worker.chores = []
    worker.run()
