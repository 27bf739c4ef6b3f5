"""What a catalogue of 500 services costs whoever looks for help in it; tells the figures as JSON.

Makes the services in the town of the demo that is measured, unless they are there, and leaves them. With
``BENCH_OTHER_SERVICES`` (450000) it then makes so many in 900 other towns, and measures once more: PostgreSQL only.
"""

import os
import sys
import time
from collections.abc import Callable
from statistics import median, quantiles

import django

django.setup()

from datetime import timedelta

from django.db import connection, transaction
from django.db.models import Model
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from wagtail.models import Site

from kpss_pages.catalog.capacities import Capacities, Capacity
from kpss_pages.catalog.finding import Filters, find
from kpss_pages.catalog.finding.planting import plant_words
from kpss_pages.catalog.models import CatalogIndexPage, Facility, Provider, Service, ServiceForm
from kpss_pages.catalog.vocabulary import age_groups, service_types, target_groups
from kpss_pages.core.hours import hours_from_lines
from sites.models import TownSettings
from sites.page_cache.signals import announce
from sites.page_cache.tags import anything_of
from sites.towns import town_of_site
from tests.bench.figures import Figure, told
from tests.bench.servers import HOST

SERVICES = 500
OTHER_TOWNS = 900
ROUNDS = 40
MOST_QUERIES = 14
MOST_MILLISECONDS = 60
MOST_MILLISECONDS_OF_WORDS = 30
MOST_TIMES = 1.3
PROVIDER = "Poskytovatel s 500 službami"
PLACES = ("Prostějov", "Kostelec na Hané", "Plumlov", "Konice", "Němčice nad Hanou", "Čelechovice na Hané")

ASKED = {
    "whole": "",
    "three facets": "?group=seniori&form=ter&form=amb&open=1",
    "by distance": "?near=Plumlov&km=20",
    "by words": "?q=pecovatelka+pro+babicku",
    "nothing to be found": "?q=nikde+takov%C3%A1",
}


def main() -> None:
    town = TownSettings.objects.get(site__hostname=HOST)
    with transaction.atomic():
        plant_words(town)
        make_services(town.site)
    page = CatalogIndexPage.objects.descendant_of(town.site.root_page).live().first()
    if page is None:
        raise LookupError(f"The demo has no catalogue of {town.site}")
    path = page.get_url_parts()[2]
    figures, alone = [], {}
    analyse()
    for name, query in ASKED.items():
        found = measured(name, f"{path}{query}")
        alone[name] = found[0].value
        figures += found
    figures.append(
        measured("whole, after each change in the town", path, lambda: announce([anything_of(town.site_id)]))[0]
    )
    figures.append(words_alone(town))
    others = int(os.environ.get("BENCH_OTHER_SERVICES", "0"))
    if others:
        make_others(others)
        analyse()
        for name, query in ASKED.items():
            value = measured(name, f"{path}{query}")[0].value
            note = f"{value:.1f} ms beside {others} services in {OTHER_TOWNS} other towns"
            figures.append(Figure(f"{name}, times what it costs alone", value / alone[name], "×", MOST_TIMES, note))
    sys.stdout.write(told(figures))


def measured(name: str, path: str, before: Callable[[], None] = lambda: None) -> list[Figure]:
    """Return how long the answer to an address takes, made anew each time ``before`` was called, and how many queries."""
    client = Client(headers={"host": HOST})
    milliseconds = []
    for _ in range(ROUNDS + 1):
        before()
        started = time.perf_counter()
        response = client.get(path, secure=True)
        milliseconds.append((time.perf_counter() - started) * 1000)
        if response.status_code != 200:
            raise ValueError(f"{path}: answered {response.status_code}")
    with CaptureQueriesContext(connection) as queries:
        client.get(path, secure=True)
    first, *others = milliseconds
    note = f"p95 {quantiles(others, n=20)[-1]:.1f} ms, first {first:.0f} ms, {len(response.content) / 1000:.0f} kB"
    return [
        Figure(f"catalogue, {name}", median(others), "ms", MOST_MILLISECONDS, note),
        Figure(f"catalogue, {name}, queries", len(queries), "", MOST_QUERIES),
    ]


def words_alone(town: TownSettings) -> Figure:
    """Return how long it takes to find services by words, without the page that shows them."""
    town = town_of_site(town.site_id) or town
    milliseconds = []
    for _ in range(ROUNDS):
        started = time.perf_counter()
        find(town, "cs", Filters(q="pečovatelka pro babičku"))
        milliseconds.append((time.perf_counter() - started) * 1000)
    return Figure("found by words, without the page", median(milliseconds), "ms", MOST_MILLISECONDS_OF_WORDS)


def analyse() -> None:
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")


def make_services(site: Site) -> None:
    """Make 500 services of all types with two forms and two places each; most have hours."""
    if Provider.objects.filter(site=site, name=PROVIDER).exists():
        return
    today = timezone.localdate()
    provider = Provider(site=site, name=PROVIDER)
    provider.save()
    types = [code for code, each in service_types().items() if each.country == "CZ"]
    groups, ages = list(target_groups()), list(age_groups())
    services = []
    for number in range(SERVICES):
        code = types[number % len(types)]
        service = Service(
            site=site,
            provider=provider,
            name=f"{service_types()[code].name_cs} {PLACES[number % len(PLACES)]} {number}",
            type_code=code,
            target_groups=[groups[(number + step * 5) % len(groups)] for step in range(1 + number % 4)],
            age_groups=[ages[(number + step) % len(ages)] for step in range(number % 4)],
            mission=f"Pomáháme lidem, kteří si sami nevědí rady, už {number} let. " * 6,
            activities="pomoc při osobní hygieně\npomoc s jídlem\nporadenství\n" * 3,
            price=("free", "partly", "paid", "")[number % 4],
            confirmed_on=today - timedelta(days=number),
            confirmed_by="provider",
        )
        service.find_words("cs")
        services.append(service)
    Service.objects.bulk_create(services)
    forms, places = [], []
    for number, service in enumerate(services):
        for order, form in enumerate(("ter", "amb", "pob")[number % 2 : number % 2 + 2]):
            forms.append(
                ServiceForm(
                    service=service,
                    sort_order=order,
                    form=form,
                    is_nonstop=number % 7 == 0,
                    hours=hours_from_lines([f"{6 + number % 4}.{number % 60:02}-{15 + number % 5}.30"] * 5 + ["", ""]),
                    capacities=Capacities((Capacity(number, "klient"),)),
                    free_places=number % 5,
                    free_places_on=today - timedelta(days=number % 60),
                )
            )
            places.append(
                Facility(
                    service=service,
                    sort_order=order,
                    street=f"Příkladná {number}",
                    municipality=PLACES[(number + order) % len(PLACES)],
                    latitude=round(49.3 + number % 40 / 100, 6),
                    longitude=round(17.0 + number % 50 / 100, 6),
                    access=("accessible", "partly", "")[number % 3],
                )
            )
    ServiceForm.objects.bulk_create(forms)
    Facility.objects.bulk_create(places)


def make_others(count: int) -> None:
    """Copy the 500 services into other towns in the database itself, with their forms and places."""
    site = Site.objects.get(hostname=HOST)
    hosts = [f"obec{number}.bench.example" for number in range(OTHER_TOWNS)]
    if Site.objects.filter(hostname__in=hosts[:1]).exists():
        return
    sites = Site.objects.bulk_create(
        Site(hostname=host, port=443, site_name=host, root_page_id=site.root_page_id) for host in hosts
    )
    providers = Provider.objects.bulk_create(Provider(site=each, name=PROVIDER) for each in sites)
    copies = -(-count // (SERVICES * OTHER_TOWNS))
    first = Provider.objects.get(site=site, name=PROVIDER).pk
    with connection.cursor() as cursor:
        own, copied = _columns(Service, "s", "site_id", "provider_id")
        cursor.execute(
            f"INSERT INTO kpss_catalog_service (site_id, provider_id, {own}) SELECT p.site_id, p.id, {copied}"  # noqa: S608
            " FROM kpss_catalog_service s, kpss_catalog_provider p, generate_series(1, %s)"
            " WHERE s.provider_id = %s AND p.id = ANY(%s)",
            [copies, first, [each.pk for each in providers]],
        )
        analyse()  # else the copies are sought one by one
        for model in (ServiceForm, Facility):
            own, copied = _columns(model, "f", "service_id")
            cursor.execute(
                f"INSERT INTO {model._meta.db_table} (service_id, {own}) SELECT o.id, {copied}"  # noqa: S608
                f" FROM {model._meta.db_table} f JOIN kpss_catalog_service s ON s.id = f.service_id"
                " JOIN kpss_catalog_service o ON o.name = s.name AND o.provider_id <> s.provider_id"
                " WHERE s.provider_id = %s AND o.provider_id = ANY(%s)",
                [first, [each.pk for each in providers]],
            )


def _columns(model: type[Model], table: str, *without: str) -> tuple[str, str]:
    """Return the names of a table's columns, alone and of ``table``."""
    columns = [field.column for field in model._meta.concrete_fields if not field.primary_key]
    names = [name for name in columns if name and name not in without]
    return ", ".join(names), ", ".join(f"{table}.{name}" for name in names)


if __name__ == "__main__":
    main()
