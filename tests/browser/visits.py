"""What a visitor may open: every address of the demo's sitemaps, and the pages that no sitemap lists."""

import re
from collections import Counter
from datetime import date
from xml.etree import ElementTree

from tests.browser.demo import Demo

TOWNS = ("prostejov", "prerov", "benesov", "ostrov", "bbsk")
LOCATION = "{http://www.sitemaps.org/schemas/sitemap/0.9}loc"
FEW = 4
"""Of the hundred services of a catalogue, and the sixty places of a map, so many are looked at: they have one template."""


def addresses_of(demo: Demo, town: str) -> list[str]:
    """Return every published address of a town in all its languages, of services and places some."""
    status, content = demo.get(town, "/sitemap.xml")
    assert status == 200
    found = [entry.text or "" for entry in ElementTree.fromstring(content).iter(LOCATION)]  # noqa: S314, our own
    seen: Counter[str] = Counter()
    return [address for address in found if _is_one_of_few(address, seen)]


def _is_one_of_few(address: str, seen: Counter[str]) -> bool:
    index, row, _ = address.rpartition("/service/") if "/service/" in address else address.rpartition("/place/")
    if row:
        seen[index] += 1
    return seen[index] <= FEW


def special_addresses(demo: Demo) -> list[str]:
    """Return the landing page in both languages, the error page, and lists in states of their own."""
    return [
        demo.url("", "/"),
        demo.url("", "/sk/"),
        demo.url("prostejov", "/neni-tu/"),
        demo.url("bbsk", "/cs/neni-tu/"),
        demo.url("nobody", "/"),
        demo.url("prostejov", "/hledani/?q=socialni+sluzby"),
        demo.url("prostejov", "/hledani/?q=socialni&page=2"),
        demo.url("prostejov", "/hledani/?q=xyzzy"),
        demo.url("prostejov", "/sk/hladanie/?q=socialne"),
        demo.url("prostejov", "/aktuality/?year=2024"),
        demo.url("prostejov", "/aktuality/?topic=setkani"),
        demo.url("prostejov", "/aktuality/?topic=neznamy"),
        *contact_addresses(demo),
        *event_addresses(demo),
        *map_addresses(demo),
    ]


def contact_addresses(demo: Demo) -> list[str]:
    """Return the directory searched and sorted, a role, and the offices, in both languages."""
    return [
        demo.url("prerov", "/kontakty/?q=socialni"),
        demo.url("prerov", "/kontakty/?q=xyzzy"),
        demo.url("prerov", "/kontakty/?sort=name"),
        demo.url("prerov", "/kontakty/offices/"),
        demo.url("prerov", _first_role(demo, "prerov", "/kontakty/")),
        demo.url("bbsk", "/kontakty/?q=bbsk"),
        demo.url("bbsk", _first_role(demo, "bbsk", "/kontakty/")),
        demo.url("benesov", "/kontakty/offices/?q=bystrice"),
        demo.url("benesov", "/kontakty/offices/?q=xyzzy"),
    ]


def event_addresses(demo: Demo) -> list[str]:
    """Return a month, past events, and a form to sign up, in both languages."""
    today = date.today()
    return [
        demo.url("prerov", f"/akce/{today.year}/{today.month}/"),
        demo.url("prerov", f"/akce/?year={today.year}"),
        demo.url("prerov", "/akce/verejne-setkani-k-planu/sign-up/"),
        demo.url("bbsk", f"/podujatia/{today.year}/{today.month}/"),
        demo.url("bbsk", "/podujatia/verejne-stretnutie-mikroregion-2/sign-up/"),
    ]


def map_addresses(demo: Demo) -> list[str]:
    """Return the barrier-free map narrowed down, empty and lost, places of all sorts, and a report, in both languages."""
    usual, czech = "/bezbarierova-mapa/", "/cs/bezbarierova-mapa/"
    sorts = ("category=path", "verdict=unknown", "sort=newest&verdict=inaccessible", "q=gymnazium")
    return [
        demo.url("ostrov", usual),
        demo.url("ostrov", f"{usual}?category=culture&verdict=partly&verdict=unknown&profile=pram&toilet=1"),
        demo.url("ostrov", f"{usual}?near=knihovna&km=1&sort=newest"),
        demo.url("ostrov", f"{usual}?near=nikde"),
        demo.url("ostrov", f"{usual}?q=xyzzy&lift=1"),
        *(demo.url("ostrov", _first_place(demo, "ostrov", f"{usual}?{asked}")) for asked in sorts),
        demo.url("ostrov", f"{_first_place(demo, 'ostrov', usual)}report/"),
        demo.url("bbsk", f"{usual}?profile=sight&verdict=inaccessible"),
        demo.url("bbsk", f"{_first_place(demo, 'bbsk', usual)}report/"),
        demo.url("bbsk", _first_place(demo, "bbsk", f"{czech}?category=office")),
    ]


def _first_place(demo: Demo, town: str, asked: str) -> str:
    index = asked.partition("?")[0]
    link = re.search(rf"{index}place/[0-9]+/", demo.get(town, asked)[1].decode())
    assert link is not None, asked
    return link[0]


def _first_role(demo: Demo, town: str, index: str) -> str:
    link = re.search(rf"{index}role/[0-9]+/", demo.get(town, index)[1].decode())
    assert link is not None, town
    return link[0]


def one_of_each_kind(demo: Demo) -> list[str]:
    """Return addresses that show every kind of page once, blocks and long words among them."""
    today = date.today()
    return [
        demo.url("", "/"),
        demo.url("prostejov", "/"),
        demo.url("prostejov", "/prinosy/"),
        demo.url("prostejov", "/aktuality/"),
        demo.url("prostejov", "/aktuality/navrh-planu-k-pripominkam/"),
        demo.url("prostejov", "/plany/"),
        demo.url("prostejov", "/plany/plan-2023-2026/"),
        demo.url("prostejov", "/hledani/?q=socialni"),
        demo.url("prostejov", "/povinne-informace/"),
        demo.url("prostejov", "/neni-tu/"),
        demo.url("bbsk", "/"),
        demo.url("prerov", "/kontakty/"),
        demo.url("prerov", "/kontakty/?sort=name"),
        demo.url("prerov", _first_role(demo, "prerov", "/kontakty/")),
        demo.url("benesov", "/kontakty/offices/"),
        demo.url("prerov", "/akce/"),
        demo.url("prerov", f"/akce/{today.year}/{today.month}/"),
        demo.url("prerov", "/akce/poradna-pro-pecujici/"),
        demo.url("prerov", "/akce/verejne-setkani-k-planu/sign-up/"),
        demo.url("prerov", "/odber-novinek/"),
        demo.url("prerov", "/otevrena-data/"),
    ]
