"""The position of an address that somebody writes into a form or a table and says no position of."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from django.contrib import messages
from django.utils.translation import gettext_lazy as _

from kpss_pages.core.addresses.finding import Address, point_of

Position = tuple[Decimal | None, Decimal | None]

FILLED_IN_HELP = _("Leave both blank and the position of the address is filled in, if the list of addresses has it.")


def position_to_fill_in(now: Mapping[str, Any], before: Mapping[str, Any], country: str) -> Position | None:
    """Return the latitude and the longitude to keep of what a form says; None to keep what it says.

    ``now`` and ``before`` have ``street``, ``postal_code``, ``municipality``, ``latitude`` and ``longitude``; ``before``
    is empty for something new. A position that was that of the address before goes with it: to that of the new address,
    or to none, where this one is not known. Any other one stays.
    """
    said = _position(now)
    if said == (None, None):
        return _found(now, country)
    if said != _position(before) or said != _found(before, country):
        return None
    found = _found(now, country) or (None, None)
    return None if found == said else found


def _position(values: Mapping[str, Any]) -> Position:
    return values.get("latitude"), values.get("longitude")


def address_in(values: Mapping[str, Any]) -> Address:
    """Return the address that fields say; what they do not say is blank."""
    names = ("street", "municipality", "postal_code", "municipality_code")
    return Address(*(values.get(name) or "" for name in names))


def _found(values: Mapping[str, Any], country: str) -> Position | None:
    point = point_of(address_in(values), country)
    return (point.latitude, point.longitude) if point is not None else None


def told(address: str, position: Position) -> str:
    """Return the sentence that tells the person of a position that was filled in, or taken away."""
    if position[0] is None:
        sentence = _("The position was that of the former address. That of “%(address)s” is not known: fill it in.")
    else:
        sentence = _("The position of “%(address)s” was filled in from the list of addresses.")
    return str(sentence % {"address": address})


def from_the_list(degrees: str) -> str:
    """Return what is told of degrees that an import takes from the list of addresses."""
    return str(_("%(degrees)s, from the list of addresses") % {"degrees": degrees})


class TellsPositions:
    """A view whose form has ``told_of_positions``, sentences that the person is told when it was saved."""

    request: Any
    form: Any

    def save_instance(self) -> Any:
        instance = super().save_instance()  # type: ignore[misc]
        for sentence in self.form.told_of_positions:
            messages.info(self.request, sentence)
        return instance
