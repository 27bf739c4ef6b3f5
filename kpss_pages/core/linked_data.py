"""Values of the open formal norms of Czech public bodies, which data sets are made of, and of schema.org.

The norms' texts need Czech or English (https://ofn.gov.cz/základní-datové-typy/2020-07-01/): ``text`` gives None where
there is neither, and ``thing`` leaves out what is None, so that nothing invalid is published. Addresses are whole.
"""

import mimetypes
from collections.abc import Iterable, Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.http import HttpRequest
from wagtail.models import Page

from sites.choices import Country
from sites.models import TownDocument, TownSettings
from sites.towns import live_languages

NORMS = "https://ofn.gov.cz"
SCHEMA_ORG = "https://schema.org"
CZECH = "cs"
COUNTRIES: Mapping[str, str] = {Country.CZ: "CZE", Country.SK: "SVK"}
"""Codes of the European Union's list of countries."""

Thing = dict[str, Any]


def thing(kind: str, /, **values: Any) -> Thing:
    """Return a value of a norm of a kind ("Událost") without the properties that nobody knows: None, "", empty lists."""
    return {"typ": kind, **known(values)}


def known(values: Mapping[str, Any]) -> Thing:
    """Return the values that are there; False and 0 are."""
    return {name: value for name, value in values.items() if value is not None and value not in ("", [], {}, ())}


def text(value: str, language: str) -> dict[str, str] | None:
    """Return a text of a norm; None for an empty one and for one that is not in Czech."""
    return texts({language: value})


def texts(values: Mapping[str, str]) -> dict[str, str] | None:
    """Return a text in several languages by their codes; None when Czech is not among them."""
    there = {language: value for language, value in values.items() if value and value.strip()}
    return there if CZECH in there else None


def moment(when: date | datetime, town: TownSettings) -> Thing:
    """Return a day, or a moment in the town's time."""
    if isinstance(when, datetime):
        return thing("Časový okamžik", datum_a_čas=local(when, town))
    return thing("Časový okamžik", datum=when.isoformat())


def local(when: datetime, town: TownSettings) -> str:
    """Return a moment in the town's time with its distance from UTC, to the second."""
    return when.astimezone(town.zone).isoformat(timespec="seconds")


def interval(start: date | datetime, end: date | datetime | None, town: TownSettings) -> Thing:
    """Return a stretch of time; an end that nobody knows is said to be unknown."""
    last = thing("Časový okamžik", nespecifikovaný=True) if end is None else moment(end, town)
    return thing("Časový interval", začátek=moment(start, town), konec=last)


def quantity(value: Decimal | float, unit: str) -> Thing:
    """Return an amount in a unit of UN/CEFACT recommendation 20 ("CMT")."""
    return thing("Množství", hodnota=float(value) if isinstance(value, Decimal) else value, jednotka=unit)


def address(words: str, language: str, *, postal_code: str = "") -> Thing | None:
    """Return an address in words; None when they are not in Czech."""
    written = text(words, language)
    return thing("Adresa", text=written, psč=postal_code.replace(" ", "")) if written else None


def place(name: str, language: str, *, of_address: Thing | None = None, room: str = "", iri: str = "") -> Thing | None:
    """Return a place that has a name, an address or an IRI; None for one that has none in Czech."""
    named = text(name, language)
    if not (named or of_address or iri):
        return None
    return thing("Umístění", iri=iri, název=named, adresa=of_address, místnost=text(room, language))


def person(given_name: str, family_name: str, *, before: str = "", after: str = "") -> Thing | None:
    """Return a human being with titles before and after the name; None without both names. Names have no language."""
    if not (given_name and family_name):
        return None
    return thing(
        "Člověk",
        jméno=text(given_name, CZECH),
        příjmení=text(family_name, CZECH),
        tituly_před=text(before, CZECH),
        tituly_za=text(after, CZECH),
    )


def organisation(town: TownSettings) -> Thing | None:
    """Return a town as who is behind something: by its company number, a Slovak one by its name and country.

    None without a company number, and for a Slovak town that has no page in Czech.
    """
    names = texts({language: town.in_language("site_name", language) for language in live_languages(town)})
    if town.country == Country.CZ:
        return thing("Osoba", ičo=town.company_id, název=names) if town.company_id else None
    if names is None:
        return None
    country = f"http://publications.europa.eu/resource/authority/country/{COUNTRIES[town.country]}"
    return thing("Zahraniční osoba", název=names, stát_registrace=country)


def digital_object(document: TownDocument, town: TownSettings, *, title: str = "", language: str = "") -> Thing:
    """Return a file of a town; its title is in the language of the file unless another is given."""
    media_type = mimetypes.guess_type(document.filename)[0]
    return thing(
        "Digitální objekt",
        iri=at_home(document.url, town),
        název=text(title or document.title, language or document.language),
        url=at_home(document.url, town),
        typ_média=f"http://www.iana.org/assignments/media-types/{media_type}" if media_type else None,
    )


def public_body(town: TownSettings) -> str | None:
    """Return the IRI of a town in the Czech register of public bodies; None for others, and without a company number."""
    if town.country != Country.CZ or not town.company_id:
        return None
    return f"https://rpp-opendata.egon.gov.cz/odrpp/zdroj/orgán-veřejné-moci/{town.company_id}"


def publishes_in_czech(town: TownSettings) -> bool:
    """Whether a town has pages in Czech, without which it has nothing to put into a norm."""
    return CZECH in live_languages(town)


def iri_of(page: Page, request: HttpRequest) -> str:
    """Return the IRI of a page: its whole address at its town's host."""
    return page.get_full_url(request) or ""


def at_home(path: str, town: TownSettings) -> str:
    """Return the whole address of a path ("/documents/1/plan.pdf") at a town's host; one that is whole stays."""
    return path if "://" in path else f"{town.site.root_url}{path}"


def schema_org(kind: str, /, **values: Any) -> Thing:
    """Return a value of schema.org of a kind ("Event") without the properties that nobody knows."""
    return {"@type": kind, **known(values)}


def organization_of(town: TownSettings, language: str) -> Thing:
    """Return a town as who is behind something, in the vocabulary of schema.org."""
    return schema_org(
        "GovernmentOrganization",
        **{"@id": f"{town.site.root_url}/#organization"},
        name=town.operator or town.in_language("site_name", language),
        url=town.site.root_url,
    )


def government_organization(town: TownSettings, language: str) -> Thing:
    """Return a town in the vocabulary of schema.org, as it stands in its settings."""
    number = schema_org("PropertyValue", propertyID="IČO", value=town.company_id) if town.company_id else None
    where = known(
        {
            "streetAddress": town.street,
            "postalCode": town.postal_code,
            "addressLocality": town.municipality,
        }
    )
    return organization_of(town, language) | known(
        {
            "identifier": number,
            "vatID": town.vat_id,
            "telephone": town.phone,
            "email": town.filing_email,
            "address": schema_org("PostalAddress", **where, addressCountry=town.country) if where else None,
        }
    )


def breadcrumb_list(town: TownSettings, steps: Iterable[tuple[str, str]]) -> Thing:
    """Return the way to a page in the vocabulary of schema.org: titles and addresses, "" where there is none."""
    entries = [
        schema_org("ListItem", position=position, name=title, item=at_home(url, town) if url else None)
        for position, (title, url) in enumerate(steps, start=1)
    ]
    return schema_org("BreadcrumbList", itemListElement=entries)
