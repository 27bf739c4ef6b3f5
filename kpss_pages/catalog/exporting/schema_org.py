"""Services in the vocabulary of schema.org: on their pages, and in the data set.

https://schema.org/GovernmentService; help beside the act is a Service. Of a secret place nothing is said, and of a price
only that there is none: amounts are written in words.
"""

from collections.abc import Iterable, Iterator
from datetime import date

from django.http import HttpRequest
from django.utils.translation import gettext as _

from kpss_pages.barrier_free.access import access_code
from kpss_pages.catalog.choices import Kind, Price
from kpss_pages.catalog.frame import address_of
from kpss_pages.catalog.models import CatalogIndexPage, Facility, Provider
from kpss_pages.catalog.registers.attribution import attribution_of
from kpss_pages.catalog.shown import ShownForm, ShownService
from kpss_pages.catalog.vocabulary import age_groups
from kpss_pages.contacts.choices import Access, SpokenLanguage
from kpss_pages.contacts.linked_data import company_number, postal_address
from kpss_pages.contacts.shown import ShownAddress
from kpss_pages.core.below import town_of_page
from kpss_pages.core.hours.linked_data import opening_hours_specification
from kpss_pages.core.linked_data import SCHEMA_ORG, Thing, known, schema_org
from kpss_pages.core.ways import Email, Phone
from sites.choices import Country
from sites.models import TownSettings

_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_OF_PUBLIC_BODIES = (
    "obec",
    "město",
    "mesto",
    "statutární město",
    "městská část",
    "mestská časť",
    "kraj",
    "samosprávny kraj",
    "vyšší územný celok",
    "organizační složka státu",
    "příspěvková organizace",
    "príspevková organizácia",
    "rozpočtová organizácia",
)
"""Legal forms of public bodies in the registers, in small letters; more words may follow. "Obecně prospěšná" is none."""
_CURRENCIES = {Country.CZ: "CZK", Country.SK: "EUR"}


def service_as_schema_org(shown: ShownService, page: CatalogIndexPage, request: HttpRequest) -> Thing:
    """Return a service, without its ``@context``; it asks the database nothing."""
    return as_schema_org(shown, address_of(page, request), town_of_page(page, request))


def as_schema_org(shown: ShownService, catalogue: str, town: TownSettings) -> Thing:
    """Return a service of the catalogue at an address."""
    row, address = shown.row, f"{catalogue}{shown.address_below}"
    by_act = row.kind == Kind.SOCIAL
    return schema_org(
        "GovernmentService" if by_act else "Service",
        **{"@id": address},
        url=address,
        name=row.name,
        description=row.mission or "\n".join(shown.activities),
        disambiguatingDescription=_("Invented example") if row.provider.is_example else "",
        serviceType=shown.type_name,
        identifier=_register_number(row.register_number),
        provider=provider_as_schema_org(row.provider, town),
        audience=list(_audiences(shown)),
        areaServed=[schema_org("AdministrativeArea", name=name) for name in shown.area],
        availableChannel=list(_channels(shown, town)),
        hoursAvailable=list(_hours(shown.forms, shown.today)),
        offers=_offer(shown, town),
        subjectOf=_page(address, row.register),
    )


def provider_as_schema_org(provider: Provider, town: TownSettings) -> Thing:
    """Return who provides a service; the town itself and others whose legal form says so are public bodies."""
    form = f"{provider.legal_form.lower().strip()} "
    is_public = any(form.startswith(f"{each} ") for each in _OF_PUBLIC_BODIES)
    is_public = is_public or bool(provider.company_id and provider.company_id == town.company_id)
    return schema_org(
        "GovernmentOrganization" if is_public else "Organization",
        name=provider.name,
        identifier=company_number(provider.company_id),
        url=provider.website,
        address=postal_address(
            ShownAddress(provider.street, provider.postal_code, provider.municipality), town.country
        ),
        telephone=_numbers(provider.phones),
        email=_addresses(provider.emails),
    )


def _page(address: str, register: str) -> Thing | None:
    """Return the page about a service with whom its terms want to be named; None where they want nothing."""
    attribution = attribution_of(register)
    if attribution is None or not attribution.licence_url:
        return None
    return schema_org(
        "WebPage",
        url=address,
        license=attribution.licence_url,
        creditText=str(attribution.text),
        isBasedOn=attribution.source_url,
    )


def _register_number(number: str) -> Thing | None:
    return schema_org("PropertyValue", propertyID=_("number in the register"), value=number) if number else None


def _audiences(shown: ShownService) -> Iterator[Thing]:
    for term in shown.target_groups:
        yield schema_org("Audience", audienceType=str(term))
    for code in shown.row.age_groups:
        if group := age_groups().get(code):
            ages = {"suggestedMinAge": group.age_from, "suggestedMaxAge": group.age_to}
            yield schema_org("PeopleAudience", audienceType=str(group), **ages)


def _channels(shown: ShownService, town: TownSettings) -> Iterator[Thing]:
    """Yield a channel for each place that is no secret, one without a place where there is none."""
    languages = [code for code in shown.row.languages if code in SpokenLanguage.values]
    phone = _point(shown)
    at_places = [form for form in shown.forms if form.row.form in ("amb", "pob")]
    open_to_come = [place for place in shown.facilities if not place.is_secret]
    for place in open_to_come or (None,):
        channel = known(
            {
                "name": ", ".join(form.name for form in shown.forms),
                "serviceUrl": shown.row.website,
                "servicePhone": phone,
                "availableLanguage": languages,
                "serviceLocation": _place(place, at_places, town, shown.today) if place else None,
            }
        )
        if channel:
            yield schema_org("ServiceChannel", **channel)


def _place(place: Facility, forms: Iterable[ShownForm], town: TownSettings, today: date) -> Thing:
    geo = None
    if place.latitude is not None and place.longitude is not None:
        geo = schema_org("GeoCoordinates", latitude=float(place.latitude), longitude=float(place.longitude))
    return schema_org(
        "Place",
        name=place.name,
        address=postal_address(ShownAddress(place.street, place.postal_code, place.municipality), town.country),
        geo=geo,
        openingHoursSpecification=list(_hours(forms, today)),
        amenityFeature=_access(place),
    )


def _access(place: Facility) -> Thing | None:
    access = access_code(place)
    if access not in Access.values:
        return None
    is_sure = access != Access.PARTLY
    return schema_org(
        "LocationFeatureSpecification",
        name=_("For people in a wheelchair"),
        value=access == Access.ACCESSIBLE if is_sure else str(Access.PARTLY.label),
        description=place.access_note,
    )


def _hours(forms: Iterable[ShownForm], today: date) -> Iterator[Thing]:
    """Yield the hours of forms, each with the name of its form."""
    for form in forms:
        if form.row.is_nonstop:
            # From midnight to midnight would be closed.
            days = [f"{SCHEMA_ORG}/{day}" for day in _DAYS]
            specifications = [schema_org("OpeningHoursSpecification", opens="00:00", closes="23:59", dayOfWeek=days)]
        else:
            specifications = opening_hours_specification(form.row.hours, today) if form.row.hours else []
        for specification in specifications:
            yield specification | {"name": form.name}


def _point(shown: ShownService) -> Thing | None:
    phones, emails = _numbers(shown.row.phones), _addresses(shown.row.emails)
    return schema_org("ContactPoint", telephone=phones, email=emails) if phones or emails else None


def _offer(shown: ShownService, town: TownSettings) -> Thing | None:
    row = shown.row
    if row.price == Price.FREE:
        currency = _CURRENCIES[Country(town.country)]
        return schema_org("Offer", price=0, priceCurrency=currency, description=row.price_note)
    words = row.price_note or (str(Price(row.price).label) if row.price in Price.values else "")
    return schema_org("Offer", description=words) if words else None


def _numbers(phones: Iterable[Phone]) -> list[str]:
    return [phone.number for phone in phones]


def _addresses(emails: Iterable[Email]) -> list[str]:
    return [email.address for email in emails]
