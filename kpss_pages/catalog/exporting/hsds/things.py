"""Organizations, services, locations and services at locations, whole or with their one-to-one fields only."""

from collections.abc import Iterator
from urllib.parse import urlsplit, urlunsplit

from django.utils.encoding import iri_to_uri
from django.utils.translation import gettext as _

from kpss_pages.barrier_free.access import access_code
from kpss_pages.catalog.choices import Price, Register
from kpss_pages.catalog.exporting.columns import capacity_of
from kpss_pages.catalog.exporting.hsds.ids import Ids
from kpss_pages.catalog.exporting.hsds.schedules import schedules_of
from kpss_pages.catalog.exporting.hsds.taxonomies import Terms
from kpss_pages.catalog.exporting.labels import label_of
from kpss_pages.catalog.models import Facility, Provider
from kpss_pages.catalog.shown import ShownService
from kpss_pages.contacts.choices import Access, SpokenLanguage
from kpss_pages.core.linked_data import Thing, known
from kpss_pages.core.ways import Phones
from sites.choices import Country
from sites.models import TownSettings

_SIGNED = (SpokenLanguage.CZECH_SIGN, SpokenLanguage.SLOVAK_SIGN)


def uri(address: str) -> str:
    """Return an address in the letters that a URI may have (RFC 3986), "" for one whose host cannot be written so."""
    parts = urlsplit(address)
    try:
        return iri_to_uri(urlunsplit(parts._replace(netloc=parts.netloc.encode("idna").decode())))
    except UnicodeError:
        return ""


class Feed:
    """What is told of a town's services in one answer; ``catalogue`` is the address of its catalogue.

    What several services share, their provider and their terms, is made once and stands in each of them.
    """

    def __init__(self, town: TownSettings, catalogue: str) -> None:
        self.town, self.catalogue, self.ids = town, catalogue, Ids(town)
        self._terms = Terms(self.ids)
        self._organizations: dict[tuple[int, bool], Thing] = {}

    def service(self, shown: ShownService, *, is_full: bool) -> Thing:
        """Return a service with its organization; with all that belongs to it when it is to be full."""
        thing = self._alone(shown, is_full=is_full)
        at_locations = (
            [self._at_location(shown, *each, is_full=True) for each in self._places(shown)] if is_full else []
        )
        return thing | known({"service_at_locations": at_locations})

    def at_locations(self, shown: ShownService, *, is_full: bool) -> Iterator[Thing]:
        """Yield a service at each of its places that are no secret; several rows of one place are one."""
        service = self._alone(shown, is_full=is_full)
        for each in self._places(shown):
            yield self._at_location(shown, *each, is_full=is_full) | {"service": service}

    def organization(self, row: Provider, *, is_full: bool) -> Thing:
        """Return a provider; its description is its legal form, for the specification wants one."""
        key = row.pk, is_full
        if key not in self._organizations:
            self._organizations[key] = self._organization(row, is_full=is_full)
        return self._organizations[key]

    def _alone(self, shown: ShownService, *, is_full: bool) -> Thing:
        """Return a service without the places where it is."""
        row, ids = shown.row, self.ids
        signed = [label_of(SpokenLanguage, code) for code in _SIGNED if code in row.languages]
        thing: Thing = {
            "id": ids.service(row),
            "name": row.name,
            "status": "active",
            **known(
                {
                    "description": "\n".join(filter(None, (row.mission, *shown.activities))),
                    "url": f"{self.catalogue}{shown.address_below}",
                    "email": next((email.address for email in row.emails), ""),
                    "interpretation_services": ", ".join(signed),
                    "application_process": row.how_to_apply,
                    "fees_description": "\n".join(filter(None, (label_of(Price, row.price), row.price_note))),
                    "wait_time": row.waiting,
                    "accreditations": self._registration(shown),
                    "eligibility_description": self._eligibility(shown),
                    "minimum_age": self._minimum_age(shown),
                    "maximum_age": self._maximum_age(shown),
                    "assured_date": row.confirmed_on.isoformat() if row.confirmed_on else "",
                    "alert": self._alert(shown),
                }
            ),
            "organization": self.organization(row.provider, is_full=is_full),
        }
        if is_full:
            thing |= known(
                {
                    "phones": self._phones(row.phones, "service", row.pk),
                    "schedules": schedules_of(shown, ids, self.town.zone),
                    "service_areas": [
                        {"id": ids.of("service_area", row.pk, name), "name": name} for name in dict.fromkeys(shown.area)
                    ],
                    "languages": [
                        {"id": ids.of("language", row.pk, code), "name": name, "code": code}
                        for code in dict.fromkeys(row.languages)
                        if (name := label_of(SpokenLanguage, code))
                    ],
                    "required_documents": [
                        {"id": ids.of("required_document", row.pk, line), "document": line}
                        for line in dict.fromkeys(shown.documents_to_bring)
                    ],
                    "cost_options": self._cost_options(shown),
                    "attributes": self._terms.attributes_of(shown, capacity_of),
                }
            )
        return thing

    def _organization(self, row: Provider, *, is_full: bool) -> Thing:
        thing: Thing = {
            "id": self.ids.organization(row),
            "name": row.name,
            "description": row.legal_form or row.name,
            **known(
                {
                    "email": next((email.address for email in row.emails), ""),
                    "website": uri(row.website),
                    "legal_status": row.legal_form,
                }
            ),
        }
        if is_full:
            thing |= known(
                {
                    "phones": self._phones(row.phones, "organization", row.pk),
                    "organization_identifiers": self._identifiers(row),
                    "locations": self._seat(row),
                }
            )
        return thing

    def _places(self, shown: ShownService) -> Iterator[tuple[str, Facility]]:
        """Yield the places that are no secret, each once, with their identifiers."""
        seen: set[str] = set()
        for place in shown.facilities:
            location = self.ids.location(shown.provider, place)
            if not place.is_secret and location not in seen:
                seen.add(location)
                yield location, place

    def _at_location(self, shown: ShownService, location: str, place: Facility, *, is_full: bool) -> Thing:
        return {
            "id": self.ids.service_at_location(shown.row, location),
            "location": self._location(location, place, is_full=is_full),
        }

    def _location(self, pk: str, place: Facility, *, is_full: bool) -> Thing:
        has_code = bool(place.address_code)
        thing: Thing = {
            "id": pk,
            "location_type": "physical",
            **known(
                {
                    "name": place.name,
                    "latitude": float(place.latitude) if place.latitude is not None else None,
                    "longitude": float(place.longitude) if place.longitude is not None else None,
                    "external_identifier": place.address_code,
                    "external_identifier_type": "RÚIAN" if has_code else "",
                }
            ),
        }
        if is_full:
            thing |= known(
                {
                    "addresses": self._addresses(pk, place.street, place.postal_code, place.municipality),
                    "accessibility": self._accessibility(pk, place),
                }
            )
        return thing

    def _addresses(
        self, location: str, street: str, postal_code: str, city: str, kind: str = "physical"
    ) -> list[Thing]:
        """Return an address. The specification wants a region too: no list that is loaded says of which a municipality is."""
        if not (street or city):
            return []
        return [
            {
                "id": self.ids.of("address", location),
                "address_1": street,
                "city": city,
                "state_province": "",
                "postal_code": postal_code,
                "country": self.town.country,
                "address_type": kind,
            }
        ]

    def _accessibility(self, location: str, place: Facility) -> list[Thing]:
        words = label_of(Access, access_code(place))
        if not (words or place.access_note):
            return []
        for_whom = _("For people in a wheelchair")
        return [
            {
                "id": self.ids.of("accessibility", location),
                **known(
                    {
                        "description": f"{for_whom}: {words}" if words else "",
                        "details": place.access_note,
                    }
                ),
            }
        ]

    def _seat(self, row: Provider) -> list[Thing]:
        pk = self.ids.of("seat", row.pk)
        addresses = self._addresses(pk, row.street, row.postal_code, row.municipality, "postal")
        return [{"id": pk, "location_type": "postal", "addresses": addresses}] if addresses else []

    def _identifiers(self, row: Provider) -> list[Thing]:
        """Return the company number; its scheme is known for Czech ones only (http://org-id.guide/list/CZ-ICO)."""
        if not row.company_id:
            return []
        return [
            {
                "id": self.ids.of("organization_identifier", row.pk),
                **known({"identifier_scheme": "CZ-ICO" if self.town.country == Country.CZ else ""}),
                "identifier_type": "IČO",
                "identifier": row.company_id,
            }
        ]

    def _phones(self, phones: Phones, entity: str, pk: int) -> list[Thing]:
        return [
            {
                "id": self.ids.of("phone", entity, pk, phone.number),
                "number": phone.number,
                "type": "voice",
                **known({"description": phone.purpose}),
            }
            for phone in {phone.number: phone for phone in phones}.values()
        ]

    def _cost_options(self, shown: ShownService) -> list[Thing]:
        """Return that it costs nothing, where it does; amounts are written in words."""
        if shown.row.price != Price.FREE:
            return []
        currency = "CZK" if self.town.country == Country.CZ else "EUR"
        return [
            {
                "id": self.ids.of("cost_option", shown.pk),
                "currency": currency,
                "amount": 0,
                "option": label_of(Price, Price.FREE),
            }
        ]

    def _registration(self, shown: ShownService) -> str:
        row = shown.row
        return ", ".join(filter(None, (label_of(Register, row.register), row.register_number)))

    def _eligibility(self, shown: ShownService) -> str:
        terms = [str(term) for term in (*shown.target_groups, *shown.age_groups)]
        return "; ".join(filter(None, (*terms, shown.row.ages_note)))

    def _minimum_age(self, shown: ShownService) -> int | None:
        return min((group.age_from for group in shown.ages), default=None)

    def _maximum_age(self, shown: ShownService) -> int | None:
        """Return the highest age, None where there is none or for a group without an upper end."""
        ends = [group.age_to for group in shown.ages]
        return None if None in ends else max((end for end in ends if end is not None), default=None)

    def _alert(self, shown: ShownService) -> str:
        said = [_("The entry has not been confirmed for long.")] if shown.is_stale else []
        said += [_("Invented example")] if shown.is_example else []
        return " ".join(said)
