"""What a visitor may open: every address of the demo's sitemaps, and the pages that no sitemap lists."""

from xml.etree import ElementTree

from tests.browser.demo import Demo

TOWNS = ("prostejov", "prerov", "benesov", "ostrov", "bbsk")
LOCATION = "{http://www.sitemaps.org/schemas/sitemap/0.9}loc"


def addresses_of(demo: Demo, town: str) -> list[str]:
    """Return every published address of a town in all its languages."""
    status, content = demo.get(town, "/sitemap.xml")
    assert status == 200
    return [entry.text or "" for entry in ElementTree.fromstring(content).iter(LOCATION)]  # noqa: S314, our own


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
    ]


def one_of_each_kind(demo: Demo) -> list[str]:
    """Return addresses that show every kind of page once, blocks and long words among them."""
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
    ]
