"""Whether a service can be kept as it is: what a database would refuse, said before it is asked and without asking it."""

import re
from collections.abc import Iterable
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext as _

from kpss_pages.catalog.choices import Kind
from kpss_pages.catalog.models import Facility, Provider, Service, ServiceForm
from kpss_pages.catalog.values import PARTS, PLAIN, PROVIDER, WHERE

_LISTS = ("target_groups", "age_groups", "languages")
_NUMBER = re.compile(r"\+?[0-9]{3,15}")
_OWN = (*PLAIN, "register", "register_number", "unknown_codes")


def check_service(service: Service) -> None:
    """Raise ValidationError when a service, its forms or its places could not be kept."""
    service.clean_fields(exclude=_all_but(Service, _OWN))
    if service.kind == Kind.RELATED:
        service.clean()
    for name in _LISTS:
        codes = getattr(service, name)
        if not isinstance(codes, list) or not all(isinstance(code, str) for code in codes):
            raise ValidationError(_("What is proposed cannot be read."), code="unreadable")
    _check_ways(service)
    given = list(service.forms.all())
    for form in given:
        form.clean_fields(exclude=_all_but(ServiceForm, PARTS["forms"][1]))
    if len({form.form for form in given}) < len(given):
        raise ValidationError(_("The service has this form already; change that row."), code="form")
    for place in service.facilities.all():
        place.clean_fields(exclude=_all_but(Facility, PARTS["facilities"][1]))
        if not _lies_on_earth(place):
            raise ValidationError(
                _("Fill in both the latitude and the longitude in degrees, or neither."), code="earth"
            )
        if place.is_secret and any(getattr(place, name) for name in WHERE):
            message = _("Nothing may be kept that says where a secret place is. Empty its address.")
            raise ValidationError(message, code="secret")


def _lies_on_earth(place: Facility) -> bool:
    latitude, longitude = place.latitude, place.longitude
    if latitude is None or longitude is None:
        return latitude is longitude
    return abs(latitude) <= 90 and abs(longitude) <= 180


def check_provider(provider: Provider) -> None:
    """Do the same for a provider."""
    provider.clean_fields(exclude=_all_but(Provider, PROVIDER))
    _check_ways(provider)


def _check_ways(row: Service | Provider) -> None:
    for email in row.emails:
        validate_email(email.address)
    for phone in row.phones:
        if not _NUMBER.fullmatch(phone.number):
            raise ValidationError(_("What is proposed cannot be read."), code="unreadable")


def _all_but(model: Any, names: Iterable[str]) -> set[str]:
    return {field.name for field in model._meta.fields} - set(names)
