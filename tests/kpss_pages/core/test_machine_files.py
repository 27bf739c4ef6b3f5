"""Files for machines: each town its own, in all its languages."""

from datetime import timedelta
from xml.etree import ElementTree

import pytest
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from wagtail.models import PageViewRestriction

from tests.builders import At, home_of, make_page, make_town, publish_language

pytestmark = pytest.mark.django_db

SITEMAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
LINK = "{http://www.w3.org/1999/xhtml}link"


def addresses(at: At, host: str) -> dict[str, dict[str, str]]:
    """Return the addresses of a sitemap, each with its translations by language."""
    response = at(host).get("/sitemap.xml")
    assert response.headers["Content-Type"].startswith("application/xml")
    root = ElementTree.fromstring(response.content)  # noqa: S314, our own answer
    return {
        entry.findtext(f"{SITEMAP}loc", ""): {
            link.attrib["hreflang"]: link.attrib["href"] for link in entry.findall(LINK)
        }
        for entry in root
    }


def test_sitemap_lists_published_pages_of_the_own_town_only(at: At) -> None:
    town, other = make_town("prostejov"), make_town("prerov")
    make_page(home_of(town), "Veřejná", slug="verejna")
    make_page(home_of(town), "Koncept", slug="koncept", live=False)
    private = make_page(home_of(town), "Soukromá", slug="soukroma")
    PageViewRestriction.objects.create(page=private, restriction_type=PageViewRestriction.LOGIN)
    make_page(home_of(other), "Cizí", slug="cizi")
    listed = addresses(at, "prostejov.example")
    assert "http://prostejov.example/" in listed
    assert "http://prostejov.example/verejna/" in listed
    assert all(address.startswith("http://prostejov.example/") for address in listed)
    assert not {address for address in listed if "koncept" in address or "soukroma" in address or "cizi" in address}


def test_sitemap_lists_both_languages_with_their_translations_once_they_are_live(at: At) -> None:
    town = make_town("prostejov", other_languages=("sk",))
    assert not [address for address in addresses(at, "prostejov.example") if "/sk/" in address]
    publish_language(town, "sk")
    both = {"cs": "http://prostejov.example/", "sk": "http://prostejov.example/sk/"}
    listed = addresses(at, "prostejov.example")
    assert listed["http://prostejov.example/"] == both
    assert listed["http://prostejov.example/sk/"] == both


def test_sitemap_of_a_page_without_translation_names_none(at: At) -> None:
    town = make_town("prostejov", other_languages=("sk",))
    publish_language(town, "sk")
    make_page(home_of(town), "Jen česky", slug="jen-cesky")
    assert addresses(at, "prostejov.example")["http://prostejov.example/jen-cesky/"] == {}


def test_robots_keep_out_of_the_admin_and_learn_of_the_own_sitemap(at: At) -> None:
    make_town("prostejov")
    text = at("prostejov.example").get("/robots.txt").content.decode()
    assert "Disallow: /admin/" in text
    assert "Sitemap: http://prostejov.example/sitemap.xml" in text
    assert "Sitemap" not in at("localhost").get("/robots.txt").content.decode()


def test_security_txt_names_the_town_and_an_expiry_within_a_year(at: At) -> None:
    town = make_town("prostejov", facts={"filing_email": "podatelna@prostejov.example"})
    make_town("prerov")
    text = at("prostejov.example").get("/.well-known/security.txt").content.decode()
    fields = dict(line.split(": ", 1) for line in text.strip().splitlines())
    assert fields["Contact"] == f"mailto:{town.filing_email}"
    expires = parse_datetime(fields["Expires"])
    assert expires is not None
    assert timedelta(days=30) < expires - timezone.now() < timedelta(days=365)
    assert at("prerov.example").get("/.well-known/security.txt").status_code == 404
    assert at("localhost").get("/.well-known/security.txt").status_code == 404


@pytest.mark.parametrize("path", ["/sitemap.xml", "/robots.txt", "/.well-known/security.txt"])
def test_files_for_machines_are_only_read(at: At, path: str) -> None:
    make_town("prostejov", facts={"filing_email": "podatelna@prostejov.example"})
    visitor = at("prostejov.example")
    assert visitor.head(path).status_code == 200
    assert visitor.post(path).status_code == visitor.trace(path).status_code == 405
