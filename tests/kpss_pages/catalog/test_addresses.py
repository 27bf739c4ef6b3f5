"""Which addresses of a catalogue search engines and caches in front are told of."""

from datetime import timedelta
from xml.etree import ElementTree

import pytest
from django.utils import timezone

from kpss_pages.catalog.models import CatalogIndexPage
from sites.models import TownSettings
from tests.builders import At, make_service, section_of
from tests.kpss_pages.catalog.public.pages import catalog_path, path_of

pytestmark = pytest.mark.django_db

SITEMAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
LINK = "{http://www.w3.org/1999/xhtml}link"


def listed(at: At, town: TownSettings) -> dict[str, set[str]]:
    """Return the addresses of a town's sitemap with the languages of their translations."""
    root = ElementTree.fromstring(at(town.site.hostname).get("/sitemap.xml").content)  # noqa: S314, our own answer
    return {
        entry.findtext(f"{SITEMAP}loc", ""): {link.attrib["hreflang"] for link in entry.findall(LINK)} for entry in root
    }


def test_sitemap_lists_the_services_that_the_own_town_offers(at: At, prerov: TownSettings, bbsk: TownSettings) -> None:
    today = timezone.localdate()
    offered, foreign = make_service(prerov, "Jedna"), make_service(bbsk, "Cudzia")
    make_service(prerov, "Skrytá", is_published=False)
    make_service(prerov, "Zaniklá", ended_on=today - timedelta(days=1))

    addresses = listed(at, prerov)

    services = [address for address in addresses if "/service/" in address]
    assert services == [f"http://prerov.example{path_of(offered, prerov)}"]
    assert f"http://prerov.example{catalog_path(prerov)}guide/" in addresses
    in_both = {f"http://bbsk.example{path_of(foreign, bbsk, language)}": {"sk", "cs"} for language in ("sk", "cs")}
    assert in_both.items() <= listed(at, bbsk).items()


def test_caches_in_front_are_told_of_hidden_services_too(prerov: TownSettings, bbsk: TownSettings) -> None:
    shown, hidden, foreign = (
        make_service(prerov, "Jedna"),
        make_service(prerov, "Skrytá", is_published=False),
        make_service(bbsk, "Cudzia"),
    )
    page = section_of(prerov, CatalogIndexPage)

    paths = CatalogIndexPage(path=page.path, url_path=page.url_path).get_cached_paths()

    assert {"/", "/guide/", "/services.csv", f"/{shown.address_below}", f"/{hidden.address_below}"} <= set(paths)
    assert f"/{foreign.address_below}" not in paths
