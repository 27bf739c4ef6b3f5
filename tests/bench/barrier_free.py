"""What a barrier-free map of 5,000 places costs whoever looks for a way in; tells the figures as JSON.

Makes the places in the town of the demo that is measured, unless they are there, and leaves them. Then it makes as many
in 90 other towns each and measures once more: PostgreSQL only.
"""

import gzip
import os
import sys
import time
from statistics import median, quantiles

import django

django.setup()

from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext

from kpss_pages.barrier_free.models import BarrierFreeIndexPage, Place
from kpss_pages.core.maps.tiles import tile_server
from sites.models import TownSettings
from tests.bench.figures import Figure, told
from tests.bench.map_in_browser import usable
from tests.bench.places import OTHER_TOWNS, PLACES, copy_to_others, make_places
from tests.bench.servers import HOST

ROUNDS = 40
MOST_QUERIES = 10
MOST_MILLISECONDS = 50
MOST_MILLISECONDS_OF_FILE = 100
MOST_BYTES = 120
MOST_TIMES = 1.3

ASKED = {
    "whole": "",
    "last page": "?page=250",
    "three filters": "?category=food&category=health&verdict=accessible&verdict=partly&toilet=1",
    "by distance": "?near=49.4718,17.1118&km=2&sort=distance",
    "open now": "?open=1&profile=pram",
    "by words": "?q=lekarna+u+andela",
}


def main() -> None:
    town = TownSettings.objects.get(site__hostname=HOST)
    with transaction.atomic():
        make_places(town.site)
    page = BarrierFreeIndexPage.objects.descendant_of(town.site.root_page).live().first()
    if page is None:
        raise LookupError(f"The demo has no barrier-free map of {town.site}")
    path = page.get_url_parts()[2]
    analyse()
    figures, alone = [], {}
    for name, query in ASKED.items():
        found = measured(f"list, {name}", f"{path}{query}", MOST_MILLISECONDS)
        alone[name] = found[0].value
        figures += found
    figures += file(f"{path}places.geojson", town)
    figures += usable(path, os.environ, tile_server())
    copies = copy_to_others(town.site)
    analyse()
    for name, query in ASKED.items():
        value = measured(name, f"{path}{query}", MOST_MILLISECONDS)[0].value
        note = f"{value:.1f} ms beside {copies} places in {OTHER_TOWNS} other towns"
        figures.append(Figure(f"list, {name}, times what it costs alone", value / alone[name], "×", MOST_TIMES, note))
    sys.stdout.write(told(figures))


def measured(name: str, path: str, most: float) -> list[Figure]:
    """Return how long the answer to an address takes, made anew each time, and how many queries."""
    client = Client(headers={"host": HOST})
    milliseconds, busy = [], []
    for _ in range(ROUNDS + 1):
        started, worked = time.perf_counter(), time.process_time()
        response = client.get(path, secure=True)
        size = len(response.getvalue())
        milliseconds.append((time.perf_counter() - started) * 1000)
        busy.append((time.process_time() - worked) * 1000)
        if response.status_code != 200:
            raise ValueError(f"{path}: answered {response.status_code}")
    with CaptureQueriesContext(connection) as queries:
        client.get(path, secure=True).getvalue()
    first, *others = milliseconds
    p95 = quantiles(others, n=20)[-1]
    note = f"p95 {p95:.1f} ms, first {first:.0f} ms, of which busy here {median(busy):.0f} ms, {size / 1000:.0f} kB"
    return [
        Figure(name, median(others), "ms", most, note),
        Figure(f"{name}, queries", len(queries), "", MOST_QUERIES),
    ]


def file(path: str, town: TownSettings) -> list[Figure]:
    """Return what the file of the whole map costs, and how many bytes a place has in it when it is packed."""
    count = Place.objects.in_town(town.site).published().count()
    content = Client(headers={"host": HOST}).get(path, secure=True).getvalue()
    if count < PLACES:
        raise ValueError(f"{town} has {count} places")
    packed = len(gzip.compress(content, compresslevel=6)) / count
    return [
        *measured("GeoJSON of all", path, MOST_MILLISECONDS_OF_FILE),
        Figure("GeoJSON, bytes a place", packed, "B", MOST_BYTES, f"{len(content) / count:.0f} B before it is packed"),
    ]


def analyse() -> None:
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


if __name__ == "__main__":
    main()
