"""To which of a town's providers what a proposal says of one belongs: by company number, by name where none is said."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from kpss_pages.catalog.choices import Origin
from kpss_pages.catalog.models import Provider
from kpss_pages.catalog.values import put_provider


def provider_of(site_id: int, said: Mapping[str, Any], origin: Origin, day: date) -> Provider:
    """Return the provider of a town that is meant; an unsaved one where the town has none. It is not changed."""
    number, name = said.get("company_id") or "", said.get("name") or ""
    theirs = Provider.objects.filter(site=site_id).order_by("pk")
    found: Provider | None = theirs.filter(company_id=number).first() if number else None
    if found is None:
        same = theirs.filter(name=name)
        # One with another number is another one, whatever it is called.
        found = (same.filter(company_id="") if number else same).first()
    return found or new_provider(site_id, said, origin, day)


def new_provider(site_id: int, said: Mapping[str, Any], origin: Origin, day: date) -> Provider:
    """Return a new, unsaved provider."""
    provider = Provider(site_id=site_id)
    put_provider(provider, said, origin, day)
    return provider
