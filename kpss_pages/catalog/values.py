"""A service as plain values by field, the shape in which registers, providers, tables and proposals speak of it.

    {"name": "Pečovatelská služba Vzorov", "type_code": "cz-pecovatelska-sluzba",
     "phones": [["+420581268111", ""]], "registered_from": "2007-10-01",
     "forms": [{"form": "ter", "capacities": [[45, "klient", ""]], "is_nonstop": false, "hours": {}, "hours_note": ""}],
     "facilities": [{"name": "", "street": "Příkladná 12/3", "municipality": "Přerov", …}],
     "provider": {"name": "Příkladová pomoc", "company_id": "00301825", …}}

Free places are no part of it: they are said and lapse on their own.
"""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from kpss_pages.catalog.choices import Origin
from kpss_pages.catalog.models import Facility, Provider, Service, ServiceForm

PLAIN = (
    "name",
    "kind",
    "type_code",
    "related_type",
    "target_groups",
    "age_groups",
    "ages_note",
    "mission",
    "activities",
    "price",
    "price_note",
    "area",
    "how_to_apply",
    "documents_to_bring",
    "languages",
    "is_anonymous",
    "waiting",
    "phones",
    "emails",
    "website",
    "registered_from",
    "registered_until",
    "ended_on",
)
"""Fields of the service itself."""

POSTAL = ("street", "postal_code", "municipality", "municipality_code", "address_code", "latitude", "longitude")
"""Fields of a place's address, as sources give it, and of its position."""

PARTS: Mapping[str, tuple[type[ServiceForm] | type[Facility], tuple[str, ...]]] = {
    "forms": (ServiceForm, ("form", "capacities", "is_nonstop", "hours", "hours_note")),
    "facilities": (
        Facility,
        (
            "name",
            "is_secret",
            *POSTAL,
            "access",
            "access_note",
            "ended_on",
        ),
    ),
}
"""Fields of the rows that belong to a service."""

PROVIDER = (
    "name",
    "company_id",
    "legal_form",
    "website",
    "street",
    "postal_code",
    "municipality",
    "phones",
    "emails",
)

NAMES = (*PLAIN, *PARTS)
"""Fields of which a service has facts; its provider has its own."""

WHERE = (*POSTAL, "mapped_place")
"""Fields that say where a place is; a secret one has none of them."""


def values_of(service: Service, names: Iterable[str] = NAMES) -> dict[str, Any]:
    """Return the values of some fields of a service."""
    return {name: _part_values(service, name) if name in PARTS else _plain(service, name) for name in names}


def provider_values(provider: Provider) -> dict[str, Any]:
    return {name: _plain(provider, name) for name in PROVIDER}


def normal(values: Mapping[str, Any]) -> dict[str, Any]:
    """Return values as an entry would give them back, so that they can be compared with it.

    What no field of ``NAMES`` holds is left out, and of a secret place everything that says where it is. Raises
    ValidationError for what no field takes.
    """
    try:
        return {
            name: [_normal_part(name, row) for row in values[name]]
            if name in PARTS
            else _written(_python(Service, name, _clean(values[name])), name)
            for name in NAMES
            if name in values
        }
    except (ArithmeticError, AttributeError, KeyError, TypeError, ValueError) as error:
        raise ValidationError(_("What is proposed cannot be read."), code="unreadable") from error


def normal_provider(values: Mapping[str, Any]) -> dict[str, Any]:
    """Do the same for the values of a provider."""
    try:
        return {
            name: _written(_python(Provider, name, _clean(values[name])), name) for name in PROVIDER if name in values
        }
    except (ArithmeticError, AttributeError, KeyError, TypeError, ValueError) as error:
        raise ValidationError(_("What is proposed cannot be read."), code="unreadable") from error


def put(service: Service, values: Mapping[str, Any], origin: Origin, day: date) -> list[str]:
    """Put values into a service, unsaved, and note who said them; return the names of the fields that changed.

    ``provider`` is left to whoever calls. Raises ValidationError, KeyError, TypeError or ValueError for values that no
    field takes.
    """
    said = [name for name in NAMES if name in values]
    changed = [name for name in said if values_of(service, [name])[name] != values[name]]
    for name in changed:
        if name in PARTS:
            _put_parts(service, name, values[name])
        else:
            setattr(service, name, _python(Service, name, values[name]))
    service.facts = service.facts.said(changed, origin, day).confirmed(day, set(said) - set(changed))
    return changed


def put_provider(provider: Provider, values: Mapping[str, Any], origin: Origin, day: date) -> list[str]:
    """Do the same for a provider."""
    changed = [name for name in PROVIDER if name in values and _plain(provider, name) != values[name]]
    for name in changed:
        setattr(provider, name, _python(Provider, name, values[name]))
    provider.facts = provider.facts.said(changed, origin, day)
    return changed


def _plain(row: Any, name: str) -> Any:
    return _written(getattr(row, name), name)


def _written(value: Any, name: str) -> Any:
    if hasattr(value, "to_json"):
        return value.to_json()
    if isinstance(value, date):
        return value.isoformat()
    # Decimals: a position as text, in the shape in which every source gives it.
    return f"{value:.6f}" if name in ("latitude", "longitude") and value is not None else value


def _python(model: Any, name: str, value: Any) -> Any:
    return model._meta.get_field(name).to_python(value)


def _clean(value: Any) -> Any:
    """Take out what no database keeps."""
    if isinstance(value, str):
        return value.replace("\0", "")
    if isinstance(value, Mapping):
        return {_clean(key): _clean(each) for key, each in value.items()}
    return [_clean(each) for each in value] if isinstance(value, list | tuple) else value


def _normal_part(name: str, row: Mapping[str, Any]) -> dict[str, Any]:
    model, fields = PARTS[name]
    if not isinstance(row, Mapping):
        raise TypeError(row)
    part = model(**{field: _python(model, field, _clean(row[field])) for field in fields if field in row})
    if isinstance(part, Facility) and part.is_secret:
        for field in WHERE:
            setattr(part, field, Facility._meta.get_field(field).get_default())
    return {field: _plain(part, field) for field in fields}


def _part_values(service: Service, name: str) -> list[dict[str, Any]]:
    fields = PARTS[name][1]
    return [{field: _plain(row, field) for field in fields} for row in getattr(service, name).all()]


def _put_parts(service: Service, name: str, rows: Iterable[Mapping[str, Any]]) -> None:
    """Replace the rows that belong to a service.

    A form keeps the free places that were said of it, a place that stays where it is that of the barrier-free map.
    """
    model, fields = PARTS[name]
    before = {form.form: form for form in service.forms.all()} if model is ServiceForm else {}
    mapped = {_address(place): place.mapped_place for place in service.facilities.all()} if model is Facility else {}
    made = []
    for order, row in enumerate(rows):
        part = model(sort_order=order, **{field: _python(model, field, row[field]) for field in fields if field in row})
        if isinstance(part, ServiceForm) and (old := before.get(part.form)):
            part.free_places, part.free_places_on = old.free_places, old.free_places_on
        if isinstance(part, Facility) and not part.is_secret:
            part.mapped_place = mapped.get(_address(part))
        made.append(part)
    setattr(service, name, made)


def _address(place: Facility) -> tuple[str, str]:
    return place.street, place.municipality
