"""The words of what a report keeps as codes, in the language of whoever reads it."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _

from kpss_pages.catalog.models import Provider, Service
from kpss_pages.catalog.registers.entries import Note
from kpss_pages.catalog.registers.reports import Fate
from kpss_pages.catalog.values import PARTS, PROVIDER

SENTENCES: Mapping[str, Any] = {
    # One entry.
    "no_item": _("An entry is no list of facts and was passed over."),
    "no_number": _("An entry has no number and was passed over."),
    "unknown_keys": _("The register says something that is not known here and was not read: %(keys)s"),
    "unknown_code": _("No loaded code list explains the code %(code)s (%(list)s); it is kept as unknown."),
    "named_code": _("“%(name)s” (%(code)s) is not in the vocabulary; it is kept as unknown."),
    "no_type": _("The register does not say which type of service it is."),
    "no_day": _("“%(value)s” is no day (%(key)s) and was not read."),
    "unread": _("What the register says under “%(key)s” could not be read."),
    "no_count": _("A capacity has no number and was not read."),
    "no_way": _("“%(value)s” (%(key)s) cannot be used and was not read."),
    "no_company_id": _("“%(value)s” is no company number and was not read."),
    "no_provider": _("The name of the provider could not be read. Fill it in."),
    "no_municipality": _("A place has no municipality that could be recognised."),
    "address_elsewhere": _(
        "The register gives a place the number of another address, so no position was taken from the list of addresses."
    ),
    "doubled_places": _("Places that the register lists more than once are taken once."),
    "does_not_fit": _("What the register says does not fit and was not proposed: %(reason)s"),
    "outside": _("The service is not given in the area any more. It is kept."),
    "no_unit": _("The register says a capacity without a form of service; it was not read."),
    "unknown_element": _("Elements that are not known here were not read: %(names)s"),
    # A town.
    "no_area": _(
        "The area of the catalogue is empty, so no new services are taken. Write its municipalities in the settings."
    ),
    "ambiguous_area": _(
        "There are several municipalities called “%(name)s”. Write in the settings which one is meant: %(choices)s"
    ),
    "unknown_area": _("The register's code list has no municipality called “%(name)s”. Correct it in the settings."),
    "no_list": _(
        "The register's code lists are not loaded, so most of its codes are unknown. Ask the platform's administrator."
    ),
    "secret_only": _(
        "Services with secret addresses alone are not sought by their place. Add by hand those that the town wants to show."
    ),
    "many_vanished": _(
        "Most of the town's services are missing in the file, so none of them is proposed to have ended. "
        "Check that the file is whole."
    ),
    "numberless": _("Some entries have no number, so no missing service is proposed to have ended."),
    "doubled_number": _("The register lists the number %(number)s more than once; the first one counts."),
}


def sentence(note: Note) -> str:
    """Return a note in words; its code where there are none, which is an older report's."""
    words = SENTENCES.get(note.code)
    if words is None:
        return note.code
    try:
        return str(words) % note.params
    except (KeyError, TypeError):
        return str(words)


def label_of(field: str) -> str:
    """Return what a field of the values is called on the screen ("price", "provider", "provider.name")."""
    own, _dot, of_provider = field.partition(".")
    if own == "provider":
        name = _name(Service, "provider")
        inner = _name(Provider, of_provider) if of_provider in PROVIDER else ""
        return f"{name} – {inner}" if inner else name
    if own in PARTS:
        return str(PARTS[own][0]._meta.verbose_name_plural)
    return _name(Service, own)


def sentences_of_row(row: Mapping[str, Any]) -> list[str]:
    """Return what a row of a report says besides its fate, in words."""
    found = []
    if row["fields"]:
        found.append(_("Proposed: %(fields)s.") % {"fields": labels_of(row["fields"])})
    if row["left"]:
        found.append(_("Left as the town or the provider wrote it: %(fields)s.") % {"fields": labels_of(row["left"])})
    if row["refused"]:
        found.append(_("Rejected before: %(fields)s.") % {"fields": labels_of(row["refused"])})
    return [*map(str, found), *(sentence(Note(code, params)) for code, params in row["notes"])]


def sentence_of_row(row: Mapping[str, Any]) -> str:
    """Return a row of a report as one line."""
    return " ".join((f"{row['number']} {row['name']}: {Fate(row['fate']).label}.", *sentences_of_row(row)))


def labels_of(fields: list[str]) -> str:
    return ", ".join(map(label_of, fields))


def _name(model: Any, field: str) -> str:
    return str(model._meta.get_field(field).verbose_name)
