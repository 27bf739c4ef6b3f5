"""Writing the services and providers of a table: a few queries for any number of rows, with history and references.

Rows are written in bulk, which tells nobody: what Wagtail does when somebody saves a service by hand is done here for all
of them at once.
"""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.utils import timezone

from kpss_pages.catalog.importing.checking import ServicesChecked, Written
from kpss_pages.catalog.models import Facility, Service, ServiceForm
from kpss_pages.core.models.found_rows import language_of
from kpss_pages.core.rows_in_bulk import AT_ONCE, write_log, write_references, write_revisions
from sites.models import User
from sites.page_cache.signals import announce
from sites.page_cache.tags import anything_of, kind

_KEPT = ("facts", "latest_revision", "search_words", "search_digits", "sorts_as")
_ADDRESS = ("street", "postal_code", "municipality")
_PARTS: dict[str, Any] = {"forms": ServiceForm, "facilities": Facility}


def write(checked: ServicesChecked, site_id: int, user: User | None) -> None:
    """Save new and changed providers and services; to be called in a transaction."""
    language, now = language_of(site_id), timezone.now()
    providers, services = list(checked.providers), [each.service for each in checked.written]
    new_providers, new_services = (_create(rows, language) for rows in (providers, services))
    _write_parts(checked.written)
    own = {name for each in checked.written for name in each.fields} - _PARTS.keys()
    _keep(providers, new_providers, ("company_id", *_ADDRESS), user, now)
    _keep(services, new_services, own, user, now)
    announce([kind(site_id, "kpss_catalog.Service"), kind(site_id, "kpss_catalog.Provider"), anything_of(site_id)])


def _create(rows: list[Any], language: str) -> list[Any]:
    """Save the new ones of some rows and return them."""
    new = [row for row in rows if row.pk is None]
    for row in rows:
        if isinstance(row, Service):
            row.provider = row.provider  # says the number of one that has been saved since
            for name in _PARTS:
                getattr(row, name).get_object_list()  # one that has been saved would ask for them
        row.find_words(language)
    if new:
        type(new[0])._default_manager.bulk_create(new, batch_size=AT_ONCE)
    return new


def _write_parts(written: Iterable[Written]) -> None:
    """Save the forms and places of services; none of them is taken away."""
    for name, model in _PARTS.items():
        parts = []
        for each in written:
            for part in getattr(each.service, name).all() if name in each.fields else ():
                part.service = each.service
                parts.append(part)
        known = [part for part in parts if part.pk is not None]
        model.objects.bulk_create([part for part in parts if part.pk is None], batch_size=AT_ONCE)
        fields = [field.name for field in model._meta.concrete_fields if field.name not in ("id", "service")]
        model.objects.bulk_update(known, fields, batch_size=AT_ONCE)


def _keep(rows: list[Any], new: list[Any], fields: Iterable[str], user: User | None, now: datetime) -> None:
    """Save the fields of the rows that were there, and give all of them a revision and a line of history."""
    if not rows:
        return
    model, made = type(rows[0]), set(map(id, new))
    changed = [row for row in rows if id(row) not in made]
    write_revisions(rows, user, now)
    model._default_manager.bulk_update(new, ["latest_revision"], batch_size=AT_ONCE)
    model._default_manager.bulk_update(changed, [*fields, *_KEPT], batch_size=AT_ONCE)
    write_log(new, changed, user, now)
    write_references(rows)
