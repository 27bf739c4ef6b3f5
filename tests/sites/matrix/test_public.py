"""The public side: under one town's host nothing of another town is there, whoever looks."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any
from urllib.parse import quote

import pytest
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from django.utils.http import int_to_base36
from wagtail.models import CollectionViewRestriction, Page, PageViewRestriction

from kpss_pages.barrier_free.models import BarrierFreeIndexPage, Place, SurveyLink
from kpss_pages.barrier_free.surveying.links import token_of
from kpss_pages.catalog.models import CatalogIndexPage, Service
from kpss_pages.contacts.models import ContactIndexPage, ContactRole
from kpss_pages.core.models import Topic
from kpss_pages.events.models import EventIndexPage, EventPage, Occurrence
from kpss_pages.subscriptions.links import confirm_token
from kpss_pages.subscriptions.models import Subscriber
from sites.models import DocumentVersion, Invitation, Role, TownDocument, TownImage, TownRendition
from tests.sites.matrix.leaks import first_difference, leaks_in, likeness, text_of
from tests.sites.matrix.rows import NOWHERE, undone
from tests.sites.matrix.visitors import EVERYBODY, browser_of
from tests.sites.matrix.world import ONLY_THERE, OWN, Town, World

BELOW_OPEN_DATA = ("news.jsonld", "news-schema-org.jsonld", "news-dataset.jsonld", "catalogue.jsonld")
BELOW_CONTACTS = ("offices/", "directory.csv", "?sort=name", f"?q={ONLY_THERE}", f"offices/?municipality={ONLY_THERE}")
BELOW_CATALOGUE = (
    "data/",
    "services.csv",
    "services.json",
    "openapi.json",
    "hsds/",
    "hsds/services",
    "hsds/organizations",
)
BELOW_A_MAP = (
    "method/",
    "data/",
    f"?q={ONLY_THERE}",
    *(f"places.{kind}" for kind in ("geojson", "csv", "xlsx", "gpx", "json", "jsonld")),
)
BELOW_A_PLAN = ("changes/", "measures.csv", "measures.xlsx", "measures.json", "plan.pdf", "plan.docx")
URLCONFS = ("cms.urls.cs", "cms.urls.sk", "cms.urls.landing")
LANDING = "localhost"


def pages_of(town: Town) -> Iterator[str]:
    """Yield the addresses of all pages, drafts and private ones too, with what hangs below them, in both languages."""
    for page in town.pages():
        path = "/".join(page.url_path.split("/")[2:])
        for start in ("/", "/sk/"):
            yield f"{start}{path}"
            yield f"{start}{path}feed/"
            yield f"{start}{path}m3/"
            yield from (f"{start}{path}{name}" for name in (*BELOW_A_PLAN, *BELOW_OPEN_DATA))
            if issubclass(page.specific_class, EventIndexPage):
                yield from (f"{start}{path}{name}" for name in below_a_calendar(town))
            if issubclass(page.specific_class, EventPage):
                yield f"{start}{path}event.ics"
            yield f"{start}{path}?q={ONLY_THERE}"
            if issubclass(page.specific_class, ContactIndexPage):
                yield from (f"{start}{path}{name}" for name in (*BELOW_CONTACTS, *roles_of(town)))
            if issubclass(page.specific_class, CatalogIndexPage):
                yield from (f"{start}{path}{name}" for name in (*BELOW_CATALOGUE, *services_of(town)))
            if issubclass(page.specific_class, BarrierFreeIndexPage):
                yield from (f"{start}{path}{name}" for name in (*BELOW_A_MAP, *places_of(town)))


def roles_of(town: Town) -> Iterator[str]:
    """Yield the pages and cards of the town's roles, as they stand below its contacts page."""
    for pk in town.keys[ContactRole]:
        yield from (f"role/{pk}/", f"role/{pk}/contact.vcf")


def services_of(town: Town) -> Iterator[str]:
    """Yield the pages, cards and forms of the town's services, and a shortlist of each, below its catalogue."""
    for pk in town.keys[Service]:
        yield from (f"service/{pk}/", f"service/{pk}/contact.vcf", f"service/{pk}/suggest/")
        yield from (f"shortlist/?services={pk}", f"shortlist/mail/?services={pk}")


def places_of(town: Town) -> Iterator[str]:
    """Yield the pages and forms of the town's mapped places, and what its volunteers have, below its map."""
    for pk in town.keys[Place]:
        yield from (f"place/{pk}/", f"place/{pk}/report/")
    for link in SurveyLink.objects.filter(pk__in=town.keys[SurveyLink]):
        start = f"survey/{token_of(link)}/"
        yield from (start, f"{start}send/", f"{start}worker.js")


def below_a_calendar(town: Town) -> Iterator[str]:
    """Yield the calendars and the months of a town as they stand below its index of events."""
    starts = Occurrence.objects.filter(site=town.settings.site_id).values_list("starts_at", flat=True)
    yield from dict.fromkeys(f"{start:%Y/%m}/" for start in starts)
    yield "calendar.ics"
    slugs = Topic.objects.filter(event_pages__in=town.keys[EventPage]).values_list("slug", flat=True)
    yield from dict.fromkeys(f"calendar/{slug}.ics" for slug in slugs)


def files_of(town: Town) -> Iterator[str]:
    """Yield the addresses of files, those too at which no file has to be found."""
    for model in (TownDocument, DocumentVersion, TownImage, TownRendition):
        for file in model.objects.filter(pk__in=town.keys[model]):
            yield f"/media/{file.file.name}"
            if model is not TownImage:
                yield file.url


def about_files(town: Town) -> Iterator[str]:
    """Yield the addresses of what is said about documents, in both languages."""
    for pk in town.keys[TownDocument]:
        for start in ("/", "/sk/"):
            yield f"{start}documents/{pk}/"
            yield from (f"{start}documents/{pk}/publication/confirmation.{ending}" for ending in ("pdf", "json"))


def restricted(model: Any, name: str, argument: Callable[[Town], Any]) -> Callable[[Town], Iterator[str]]:
    """Return the addresses at which a password is asked for."""

    def addresses(town: Town) -> Iterator[str]:
        for row in model.objects.filter(pk__in=town.keys[model]):
            yield reverse(name, args=[row.pk, argument(town)], urlconf="cms.urls.cs")

    return addresses


def numbered(address: str) -> Callable[[Town], Iterator[str]]:
    """Return an address with the number of a town in it."""
    return lambda town: iter([address.format(town.settings.site_id)])


PUBLIC: Mapping[str, Callable[[Town], Iterator[str]]] = {
    "wagtail_serve": pages_of,
    "page_file": pages_of,
    "page_feed": pages_of,
    "wagtaildocs_serve": files_of,
    "document_version": files_of,
    "document_about": about_files,
    "document_confirmation": about_files,
    "document_confirmation_data": about_files,
    "serve_rendition": files_of,
    "wagtailcore_authenticate_with_password": restricted(
        PageViewRestriction, "wagtailcore_authenticate_with_password", lambda town: town.private.pk
    ),
    "wagtaildocs_authenticate_with_password": lambda town: iter(
        reverse("wagtaildocs_authenticate_with_password", args=[pk], urlconf="cms.urls.cs")
        for pk in town.keys[CollectionViewRestriction]
    ),
    "accept_invitation": lambda town: iter([f"/invitation/{town.one(Invitation).token}x/"]),
    "subscription_confirm": lambda town: iter([f"/subscription/confirm/{confirm_token(town.one(Subscriber))}/"]),
    "subscription_manage": lambda town: iter([f"/subscription/manage/{town.one(Subscriber).key}/"]),
    "subscription_leave": lambda town: iter([f"/subscription/leave/{town.one(Subscriber).key}/"]),
    "kpss_theme": lambda town: iter(["/theme-0.css"]),
    "sitemap.xml": lambda town: iter(["/sitemap.xml"]),
    "robots.txt": lambda town: iter(["/robots.txt"]),
    ".well-known/security.txt": lambda town: iter(["/.well-known/security.txt"]),
    "landing": lambda town: iter(["/"]),
    "landing_sk": lambda town: iter(["/sk/"]),
    "account_confirm_email": lambda town: iter(["/account/confirm-email/x/"]),
    "account_reset_password_from_key": lambda town: iter(
        [f"/account/password/reset/key/{int_to_base36(town.people[Role.EDITOR].pk)}-set-password/"]
    ),
    "mfa_remove_webauthn": numbered("/account/2fa/webauthn/keys/{}/remove/"),
    "mfa_edit_webauthn": numbered("/account/2fa/webauthn/keys/{}/edit/"),
    "end_session": numbered("/account/sessions/{}/end/"),
    "openid_connect_login": numbered("/account/oidc/town-{}/login/"),
    "openid_connect_callback": numbered("/account/oidc/town-{}/login/callback/"),
    "wagtailcore_login": lambda town: iter(["/_util/login/"]),
}
"""What the public addresses are filled with, by the name of their view, or their path where they have none."""

OBJECTS = (
    files_of,
    about_files,
    PUBLIC["wagtailcore_authenticate_with_password"],
    PUBLIC["wagtaildocs_authenticate_with_password"],
)


def public_patterns(urlconf: str) -> Iterator[tuple[str, str, bool]]:
    """Yield name, path and whether there are arguments, of what is not the admin's."""

    def within(patterns: list[URLPattern | URLResolver], start: str) -> Iterator[tuple[str, str, bool]]:
        for pattern in patterns:
            path = f"{start}{pattern.pattern}"
            if path.startswith("admin/"):
                continue
            if isinstance(pattern, URLResolver):
                yield from within(pattern.url_patterns, path)
            else:
                yield pattern.name or path, path, bool(pattern.pattern.regex.groups)

    yield from within(get_resolver(urlconf).url_patterns, "")


def addresses(town: Town) -> Iterator[str]:
    """Yield the public addresses of a town: those of the table, and those that are the same for all towns."""
    for urlconf in URLCONFS:
        for name, path, has_arguments in public_patterns(urlconf):
            if name in PUBLIC:
                yield from PUBLIC[name](town)
            elif has_arguments:
                raise AssertionError(f"Say in {__name__} what stands in the public address {name}: {path}")
            else:
                yield f"/{path}"


def without(address: str, text: str) -> str:
    """Return a text without the address that was asked for, which may come back in it."""
    for written in (address, quote(address), quote(address, safe="")):
        text = text.replace(written, "")
    return text


@pytest.mark.parametrize("who", EVERYBODY)
def test_nothing_of_another_town_is_under_a_host_that_is_not_its_own(world: World, who: str) -> None:
    faults: list[Any] = []
    hidden = {address for objects in OBJECTS for address in objects(world.foreign)}
    for host in (world.own.host, LANDING):
        browser = browser_of(world, who, host)
        for address in dict.fromkeys(addresses(world.foreign)):
            for method in ("get", "post"):
                with undone(world.ledger) as happened:
                    answer = getattr(browser, method)(address, {} if method == "get" else {"password": "open"})
                    said = leaks_in(without(address.partition("?")[0], text_of(answer)))
                is_there = address in hidden and answer.status_code not in (404, 405)
                is_list_of_towns = host == LANDING and address.partition("?")[0] in ("/", "/sk/")
                is_told = (said or happened.harm) and not is_list_of_towns
                if is_told or is_there or answer.status_code >= 500:
                    faults.append((method, host, address, answer.status_code, said, happened.harm))
    assert not faults, "\n".join([f"{who}:", *map(str, faults)])


@pytest.mark.parametrize("who", [who for who in EVERYBODY if who != "stranger"])
def test_private_things_are_not_there_for_another_towns_people(world: World, who: str) -> None:
    """Under their own host too, where a stranger is asked for a password or to sign in.

    Headers are left out: that somebody's cookie was looked at tells what every stranger is told there.
    """
    browser = browser_of(world, who, world.foreign.host)
    restricted_pages = PageViewRestriction.objects.filter(pk__in=world.foreign.keys[PageViewRestriction])
    kept = TownDocument.objects.filter(
        collection__view_restrictions__pk__in=world.foreign.keys[CollectionViewRestriction]
    )
    private = [row.page.specific.get_url_parts()[2] for row in restricted_pages] + [file.url for file in kept]
    assert len(private) == 3
    for address in private:
        nowhere = f"/documents/{NOWHERE}/x.txt" if address.startswith("/documents/") else "/nowhere/"
        status, shown = likeness(browser.get(address))
        twin, twin_shown = likeness(browser.get(nowhere))
        bodies = (text[text.index("<") :] for text in (without(address, shown), without(nowhere, twin_shown)))
        difference = first_difference(*bodies)
        assert (status, *difference) == (404, "", ""), address
        assert twin == 404


def test_public_addresses_are_there_under_their_own_host(world: World) -> None:
    """Else the matrix would prove nothing."""
    browser = browser_of(world, "stranger")
    found = {address: browser.get(address) for address in dict.fromkeys(addresses(world.own))}
    seen = {address for address, answer in found.items() if answer.status_code == 200 and OWN in text_of(answer)}
    for page in Page.objects.filter(pk__in=world.own.pages()).live().public().filter(locale=world.own.home.locale):
        assert page.specific.get_url_parts()[2] in seen
    assert world.own.news.get_parent().specific.get_url_parts()[2] + "feed/" in seen
    event = EventPage.objects.filter(pk__in=world.own.pages(), locale=world.own.home.locale).live().first()
    assert event is not None
    calendar = event.get_parent().specific.get_url_parts()[2]
    dated = ("feed/", *below_a_calendar(world.own))
    assert {f"{event.get_url_parts()[2]}event.ics", *(f"{calendar}{name}" for name in dated)} <= seen
    contacts = ContactIndexPage.objects.filter(pk__in=world.own.pages(), locale=world.own.home.locale).live().get()
    below = ("offices/", "directory.csv", *roles_of(world.own))
    assert {f"{contacts.get_url_parts()[2]}{name}" for name in below} <= seen
    catalogue = CatalogIndexPage.objects.filter(pk__in=world.own.pages(), locale=world.own.home.locale).live().get()
    assert world.own.keys[Service]
    assert {f"{catalogue.get_url_parts()[2]}service/{pk}/" for pk in world.own.keys[Service]} <= seen
    places = BarrierFreeIndexPage.objects.filter(pk__in=world.own.pages(), locale=world.own.home.locale).live().get()
    below = ("places.geojson", "places.csv", *(f"place/{pk}/" for pk in world.own.keys[Place]))
    assert {f"{places.get_url_parts()[2]}{name}" for name in below} <= seen
    assert {"/sitemap.xml", "/feeds/documents/", "/feeds/changes/"} <= seen
    assert found[world.own.document.url].status_code == 200
    assert found[world.own.one(DocumentVersion).url].status_code == 200
    about = f"/documents/{world.own.document.pk}/"
    assert {about, f"{about}publication/confirmation.json"} <= seen
    assert found[world.own.one(TownRendition).url].status_code == 200
