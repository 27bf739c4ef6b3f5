"""A service as plain values for programs: codes together with their words in the language of the catalogue.

What nobody knows is null; telephones are E.164, days ISO 8601, hours also in the grammar of OpenStreetMap, positions
WGS-84 degrees. Of a secret place only that there is one is said. ``origins`` says of each field who said it and when it
last held.
"""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.utils.translation import gettext_lazy as _

from kpss_pages.barrier_free.access import access_code
from kpss_pages.catalog.choices import Kind, Origin, Price, Register
from kpss_pages.catalog.exporting.labels import label_of
from kpss_pages.catalog.exporting.terms import terms_of
from kpss_pages.catalog.models import Facility, Provider
from kpss_pages.catalog.shown import ShownForm, ShownService
from kpss_pages.catalog.vocabulary import Term, capacity_units
from kpss_pages.contacts.choices import Access, SpokenLanguage
from kpss_pages.core.hours.grammar import to_osm
from kpss_pages.core.ways import Emails, Phones

Plain = dict[str, Any]


def service_as_plain(shown: ShownService, catalogue: str) -> Plain:
    """Return a service of the catalogue at an address, with the keys of ``FIELDS`` in their order."""
    row, terms = shown.row, terms_of([shown.row.register])
    return {
        "id": row.pk,
        "url": f"{catalogue}{shown.address_below}",
        "name": row.name,
        "kind": _choice(Kind, row.kind),
        "type": _type(shown),
        "related_type": row.related_type or None,
        "target_groups": list(map(_term, shown.target_groups)),
        "age_groups": [_term(group) | {"from": group.age_from, "to": group.age_to} for group in shown.ages],
        "ages_note": row.ages_note or None,
        "mission": row.mission or None,
        "activities": shown.activities,
        "forms": list(map(_form, shown.forms)),
        "places": list(map(_place, shown.facilities)),
        "area": shown.area,
        "price": _choice(Price, row.price),
        "price_note": row.price_note or None,
        "how_to_apply": row.how_to_apply or None,
        "documents_to_bring": shown.documents_to_bring,
        "waiting": row.waiting or None,
        "is_anonymous": row.is_anonymous,
        "languages": list(filter(None, (_choice(SpokenLanguage, code) for code in row.languages))),
        "phones": _phones(row.phones),
        "emails": _emails(row.emails),
        "website": row.website or None,
        "provider": _provider(row.provider),
        "register": _choice(Register, row.register),
        "register_number": row.register_number or None,
        "registered_from": _day(row.registered_from),
        "registered_until": _day(row.registered_until),
        "confirmed_on": _day(row.confirmed_on),
        "confirmed_by": _choice(Origin, row.confirmed_by),
        "is_stale": shown.is_stale,
        "origins": {
            field: {"origin": fact.origin.value, "said_on": _day(fact.said_on), "held_on": _day(fact.last_on)}
            for field, fact in row.facts.by_field.items()
        },
        "licence": terms.address if terms else None,
        "is_example": row.provider.is_example,
    }


FIELDS: Mapping[str, Any] = {
    "id": _("number of the entry, as in its address"),
    "url": _("address of its page"),
    "name": _("name"),
    "kind": _("social service by the act, or related service: code and name"),
    "type": _("type by the act: code, name, country, paragraph; null for a related service and an unknown type"),
    "related_type": _("what sort of help a related service is"),
    "target_groups": _("for whom: codes and names"),
    "age_groups": _("ages: codes, names and years; empty for all ages"),
    "ages_note": _("note on ages"),
    "mission": _("what it is for"),
    "activities": _("what is done"),
    "forms": _(
        "forms: code, name, registered capacity with its unit, hours, and free places as long as they are believed"
    ),
    "places": _("places: address, position, how to get in with a wheelchair; of a secret one only that there is one"),
    "area": _("municipalities served; empty when it serves everybody"),
    "price": _("whether it is paid for: code and name"),
    "price_note": _("how much it costs"),
    "how_to_apply": _("how to apply"),
    "documents_to_bring": _("what to bring"),
    "waiting": _("how long one waits"),
    "is_anonymous": _("whether it is given without a name; null when nobody has said"),
    "languages": _("languages: codes (ISO 639) and names"),
    "phones": _("telephones with their purpose"),
    "emails": _("e-mails with their purpose"),
    "website": _("website"),
    "provider": _("provider: name, company number, legal form, address, telephones, e-mails, website"),
    "register": _("register from which it comes: code and name"),
    "register_number": _("number in the register"),
    "registered_from": _("registered from"),
    "registered_until": _("registered until"),
    "confirmed_on": _("day on which somebody last said that the entry holds"),
    "confirmed_by": _("who said so: register, provider or town"),
    "is_stale": _("whether the entry is too old to be relied on"),
    "origins": _("of each field: who said it, on which day, and when it last held"),
    "licence": _("licence that comes with the data of the register; null where the town's own terms count"),
    "is_example": _("whether it was invented to show the system"),
}
"""What each key holds, in the order of ``service_as_plain``."""


def _type(shown: ShownService) -> Plain | None:
    found = shown.type
    if found is None:
        return None
    return _term(found) | {
        "country": found.country,
        "paragraph": found.paragraph or None,
        "valid_until": _day(found.valid_to),
    }


def _form(form: ShownForm) -> Plain:
    row, units = form.row, capacity_units()
    return {
        "code": row.form,
        "name": form.name,
        "capacities": [
            {
                "count": capacity.count,
                "unit": capacity.unit,
                "unit_name": str(units[capacity.unit]) if capacity.unit in units else None,
                "note": capacity.note or None,
            }
            for capacity in form.capacities
        ],
        "is_nonstop": row.is_nonstop,
        "hours": "24/7" if row.is_nonstop else to_osm(row.hours) or None,
        "hours_note": row.hours_note or None,
        "free_places": form.free_places,
        "free_places_on": _day(row.free_places_on) if form.free_places is not None else None,
    }


def _place(place: Facility) -> Plain:
    if place.is_secret:
        return {"is_secret": True}
    return {
        "is_secret": False,
        "name": place.name or None,
        "street": place.street or None,
        "postal_code": place.postal_code or None,
        "municipality": place.municipality or None,
        "municipality_code": place.municipality_code or None,
        "address_code": place.address_code or None,
        "latitude": float(place.latitude) if place.latitude is not None else None,
        "longitude": float(place.longitude) if place.longitude is not None else None,
        "access": _choice(Access, access_code(place)),
        "access_note": place.access_note or None,
    }


def _provider(provider: Provider) -> Plain:
    return {
        "name": provider.name,
        "company_id": provider.company_id or None,
        "legal_form": provider.legal_form or None,
        "street": provider.street or None,
        "postal_code": provider.postal_code or None,
        "municipality": provider.municipality or None,
        "phones": _phones(provider.phones),
        "emails": _emails(provider.emails),
        "website": provider.website or None,
    }


def _term(term: Term) -> Plain:
    return {"code": term.code, "name": str(term)}


def _choice(choices: Any, value: str) -> Plain | None:
    words = label_of(choices, value)
    return {"code": value, "name": words} if words else None


def _phones(phones: Phones) -> list[Plain]:
    return [{"number": phone.number, "purpose": phone.purpose or None} for phone in phones]


def _emails(emails: Emails) -> list[Plain]:
    return [{"address": email.address, "purpose": email.purpose or None} for email in emails]


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None
