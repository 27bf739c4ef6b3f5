"""What is true of a town's name, hosts and languages is true of the next request, however warm the caches are."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest
from django.core.cache import cache
from django.test import Client
from wagtail.models import Locale, Page, Site

from sites.models import TownHost, TownLanguage, TownSettings
from sites.page_urls import root_paths_of
from sites.removal import remove_town
from sites.towns import live_languages, town_named, town_of_site
from tests.builders import home_of, make_page, make_town, publish_language
from tests.sites.page_cache.conftest import Visitor

Committed = Callable[[Callable[[], object]], None]
HOSTS = ("prerov.example", "www.prerov.example", "novy.example", "bbsk.example", "ostrov.example")
PATHS = ("/", "/kdo-planuje-zde/", "/sk/", "/cs/")


def told() -> dict[str, tuple[int, str]]:
    """Ask for everything twice, so that the second time everything is kept; return status and target by address."""
    found = {}
    for host in HOSTS:
        for path in PATHS:
            browser = Client(headers={"host": host})
            first = browser.get(path)
            again = browser.get(path)
            assert (first.status_code, first.content) == (again.status_code, again.content), (host, path)
            found[f"{host}{path}"] = (again.status_code, again.headers.get("Location", ""))
    return found


def known(page: Page) -> tuple[str | None, str | None]:
    """Return the address of a page as the caches have it, loaded as any page and as one of its kind."""
    found = Page.objects.get(pk=page.pk)
    return found.get_full_url(), found.specific.full_url


@contextmanager
def warmed(page: Page, others: Page) -> Iterator[dict[str, tuple[int, str]]]:
    """Warm every cache before a change, and see to it afterwards that the other town has noticed nothing."""
    before, addresses = told(), known(others)
    assert known(page) == (page.full_url, page.full_url)
    assert Visitor(Client(headers={"host": "bbsk.example"})).kept("/", "/cs/") == {"/", "/cs/"}
    yield before
    after = told()
    assert {name: after[name] for name in after if name.startswith("bbsk")} == {
        name: before[name] for name in before if name.startswith("bbsk")
    }
    assert known(others) == addresses


@pytest.fixture
def own_page(prerov: TownSettings) -> Page:
    return make_page(home_of(prerov), "Kdo plánuje zde", slug="kdo-planuje-zde")


@pytest.fixture
def others(bbsk: TownSettings) -> Page:
    return make_page(home_of(bbsk), "Kto plánuje", slug="kto-planuje")


@pytest.fixture(params=["within the transaction", "after it"])
def committed(request: pytest.FixtureRequest, django_capture_on_commit_callbacks: Callable[..., object]) -> Committed:
    """Return a function that makes a change; it has to be seen before its transaction ends, and then once more."""

    def make(change: Callable[[], object]) -> None:
        with django_capture_on_commit_callbacks(execute=request.param == "after it"):  # type: ignore[attr-defined]
            change()
            if request.param == "after it":
                told()  # somebody reads while the change is being made

    return make


def change_site(town: TownSettings, **changes: object) -> None:
    site = Site.objects.get(pk=town.site_id)
    for name, value in changes.items():
        setattr(site, name, value)
    site.save()


def test_town_that_is_added(own_page: Page, others: Page, committed: Committed) -> None:
    with warmed(own_page, others) as before:
        assert before["ostrov.example/"] == (404, "")
        committed(lambda: make_town("ostrov"))
        assert told()["ostrov.example/"] == (200, "")
        new = town_named("ostrov.example")
        assert new is not None
        assert known(home_of(new)) == ("http://ostrov.example/", "http://ostrov.example/")


def test_town_that_is_renamed(prerov: TownSettings, own_page: Page, others: Page, committed: Committed) -> None:
    with warmed(own_page, others):
        committed(lambda: change_site(prerov, site_name="Přerov nad Bečvou"))
        for path in ("/", "/kdo-planuje-zde/"):
            shown = Client(headers={"host": "prerov.example"}).get(path).content.decode().replace("\xa0", " ")
            assert "Přerov nad Bečvou" in shown
        town = town_of_site(prerov.site_id)
        assert town is not None
        assert town.name == "Přerov nad Bečvou"


def test_town_that_gets_another_host(prerov: TownSettings, own_page: Page, others: Page, committed: Committed) -> None:
    with warmed(own_page, others) as before:
        assert before["prerov.example/kdo-planuje-zde/"] == (200, "")
        committed(lambda: change_site(prerov, hostname="novy.example", port=8123))
        after = told()
        assert after["novy.example/kdo-planuje-zde/"] == (200, "")
        assert after["prerov.example/kdo-planuje-zde/"] == (301, "http://novy.example:8123/kdo-planuje-zde/")
        assert known(own_page) == ("http://novy.example:8123/kdo-planuje-zde/",) * 2
        assert root_paths_of(own_page.path)[0].root_url == "http://novy.example:8123"
        shown = Client(headers={"host": "novy.example"}).get("/kdo-planuje-zde/").content.decode()
        assert "//prerov.example" not in shown
        committed(lambda: change_site(prerov, hostname="prerov.example", port=80))
        assert told()["prerov.example/kdo-planuje-zde/"] == (200, "")
        assert told()["novy.example/"] == (301, "http://prerov.example/")


def test_further_host_that_is_added_changed_and_removed(
    prerov: TownSettings, own_page: Page, others: Page, committed: Committed
) -> None:
    with warmed(own_page, others) as before:
        assert before["www.prerov.example/"] == (404, "")
        host = TownHost(site=prerov.site, hostname="www.prerov.example")
        committed(host.save)
        assert told()["www.prerov.example/"] == (301, "http://prerov.example/")
        host.hostname = "novy.example"
        committed(host.save)
        assert told()["www.prerov.example/"] == (404, "")
        assert told()["novy.example/sk/"] == (301, "http://prerov.example/sk/")
        committed(host.delete)
        assert told() == before
        assert known(own_page) == ("http://prerov.example/kdo-planuje-zde/",) * 2


def test_further_host_that_goes_over_to_another_town(
    prerov: TownSettings, bbsk: TownSettings, own_page: Page, others: Page, committed: Committed
) -> None:
    host = TownHost.objects.create(site=prerov.site, hostname="www.prerov.example")
    with warmed(own_page, others) as before:
        assert before["www.prerov.example/"] == (301, "http://prerov.example/")
        host.site = bbsk.site
        committed(host.save)
        assert told()["www.prerov.example/"] == (301, "http://bbsk.example/")
        committed(host.delete)
        committed(lambda: make_town("ostrov", hostname="www.prerov.example"))
        assert told()["www.prerov.example/"] == (200, "")


def test_language_that_is_added(prerov: TownSettings, own_page: Page, others: Page, committed: Committed) -> None:
    with warmed(own_page, others) as before:
        assert before["prerov.example/sk/"] == (404, "")
        committed(lambda: TownLanguage.objects.create(town=prerov, language="sk"))
        town = TownSettings.objects.get(pk=prerov.pk)
        home_of(town).copy_for_translation(Locale.objects.get(language_code="sk"))
        committed(lambda: publish_language(town, "sk"))
        assert told()["prerov.example/sk/"] == (200, "")
        assert live_languages(town) == ["cs", "sk"]
        assert known(home_of(town, "sk")) == ("http://prerov.example/sk/", "http://prerov.example/sk/")
        assert 'hreflang="sk"' in Client(headers={"host": "prerov.example"}).get("/").content.decode()


def test_town_that_is_removed(
    prerov: TownSettings, own_page: Page, others: Page, django_capture_on_commit_callbacks: Callable[..., object]
) -> None:
    TownHost.objects.create(site=prerov.site, hostname="www.prerov.example")
    with warmed(own_page, others):
        with django_capture_on_commit_callbacks(execute=True):  # type: ignore[attr-defined]
            remove_town(TownSettings.objects.select_related("site__root_page").get(pk=prerov.pk))
        after = told()
        assert {after[f"{host}{path}"] for host in HOSTS[:3] for path in PATHS} == {(404, "")}


def test_stale_answer_about_a_host_is_looked_up_again(prerov: TownSettings, bbsk: TownSettings) -> None:
    """A slow reader may keep what it found before a change after everybody else has forgotten it."""
    host = TownHost.objects.create(site=prerov.site, hostname="www.prerov.example")
    assert town_named("www.prerov.example") == prerov
    stale = cache.get("kpss:host:www.prerov.example")
    host.site = bbsk.site
    host.save()
    cache.set("kpss:host:www.prerov.example", stale)
    assert town_named("www.prerov.example") == bbsk
    host.delete()
    cache.set("kpss:host:www.prerov.example", stale)
    assert town_named("www.prerov.example") is None
