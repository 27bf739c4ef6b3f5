"""The short form in which a provider tells how many places are free, of all its entries at once; nothing else changes."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django import forms
from django.db import transaction
from django.forms import BoundField
from django.utils import timezone
from django.utils.text import capfirst

from kpss_pages.catalog.confirming.fields import whole_number
from kpss_pages.catalog.models import ServiceForm
from kpss_pages.catalog.shown import ShownService


@dataclass(frozen=True)
class PlacesOfService:
    """The fields of one entry, one for each of its forms."""

    name: str
    fields: list[BoundField]


class FreePlacesForm(forms.Form):
    """A number for each form of each entry; blank when nobody knows."""

    def __init__(self, services: Iterable[ShownService], data: Any = None) -> None:
        super().__init__(data)
        self.services = list(services)
        for service in self.services:
            for form in service.forms:
                self.fields[_name(form.row)] = whole_number(capfirst(form.name))
                self.initial[_name(form.row)] = form.free_places

    def parts(self) -> Iterator[PlacesOfService]:
        """Yield the fields by entry, for the template."""
        for service in self.services:
            yield PlacesOfService(service.name, [self[_name(form.row)] for form in service.forms])

    def save(self) -> None:
        """Take the numbers over with today's date."""
        today = timezone.localdate()
        with transaction.atomic():
            for service in self.services:
                for form in service.forms:
                    take_over(form.row, self.cleaned_data[_name(form.row)], today)
                # Pages that are kept show the numbers too; they are let go when the entry is saved, which changes nothing.
                service.row.save(update_fields=["sorts_as"])


def take_over(row: ServiceForm, count: int | None, today: Any) -> None:
    """Note how many places are free in a form; None when nobody knows."""
    said = {"free_places": count, "free_places_on": today if count is not None else None}
    ServiceForm.objects.filter(pk=row.pk, service=row.service_id).update(**said)


def _name(row: ServiceForm) -> str:
    return f"free_{row.pk}"
