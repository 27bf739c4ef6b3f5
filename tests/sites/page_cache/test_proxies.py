"""Which addresses caches in front are told of, and what happens when they do not listen."""

import threading
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest

from kpss_pages.open_data.models import OpenDataPage
from kpss_pages.standard.choices import Purpose
from sites.models import TownSettings
from sites.page_cache import proxies, tags
from sites.page_cache.changes import facts_of_page, touched_by_address, touched_by_content
from sites.page_cache.proxies import PurgingProxy, addresses_of_town, addresses_showing
from tests.builders import home_of, make_news, make_page, make_plan

HOST = "http://prerov.example"


def told_of(touched: Any) -> set[str]:
    """Return the addresses of the Czech town without its host; another town's would keep theirs."""
    return {address.removeprefix(HOST) for address in addresses_showing(touched)}


def test_news_that_change_are_purged_with_their_lists_and_machine_files(
    prerov: TownSettings, bbsk: TownSettings
) -> None:
    news = make_news(prerov, slug="zprava")
    make_plan(prerov)
    make_news(bbsk, slug="sprava")
    facts = facts_of_page(news.pk)
    assert facts is not None
    index = news.get_parent().url_path.rstrip("/").rpartition("/")[2]
    feeds = {f"{start}feeds/{name}/" for start in ("/", "/cs/", "/sk/") for name in ("documents", "changes")}
    data = {f"/otevrena-data{path}" for path in OpenDataPage().get_cached_paths()}
    assert "/otevrena-data/news.jsonld" in data
    assert told_of(touched_by_content([facts])) == {
        "/",
        "/hledani/",
        "/sitemap.xml",
        f"/{index}/",
        f"/{index}/feed/",
        f"/{index}/zprava/",
        *feeds,
        *data,
    }


def test_address_that_changes_is_purged_with_the_site_map(prerov: TownSettings) -> None:
    about = make_page(home_of(prerov), "O nás", slug="o-nas")
    page = make_page(about, "Tým", slug="tym")
    make_page(page, "Lidé", slug="lide")
    make_page(home_of(prerov), "Mapa", slug="mapa", purpose=Purpose.SITE_MAP)
    facts = facts_of_page(page.pk)
    assert facts is not None
    told = told_of(touched_by_address(facts))
    assert told >= {"/o-nas/tym/", "/o-nas/tym/lide/", "/mapa/", "/sitemap.xml"}
    assert "/o-nas/" not in told
    assert "/" not in told


def test_change_of_the_settings_purges_all_of_the_town_and_nothing_of_another(
    prerov: TownSettings, bbsk: TownSettings
) -> None:
    page = make_page(home_of(prerov), "O nás", slug="o-nas")
    told = addresses_of_town(prerov.site_id)
    assert {page.full_url, f"{HOST}/", f"{HOST}/sitemap.xml"} <= told
    assert all(address.startswith(f"{HOST}/") for address in told)
    both = addresses_of_town(bbsk.site_id)
    assert {"http://bbsk.example/", "http://bbsk.example/cs/"} <= both


def test_change_of_a_menu_purges_its_language_only(bbsk: TownSettings) -> None:
    czech = home_of(bbsk, "cs")
    told = addresses_showing([tags.menu(bbsk.site_id, czech.locale_id)])
    assert "http://bbsk.example/cs/" in told
    assert "http://bbsk.example/" not in told


@pytest.fixture
def proxy() -> Iterator[tuple[str, list[str]]]:
    """A proxy that writes down what it is told; yield its address and what it wrote."""
    told: list[str] = []

    class Handler(BaseHTTPRequestHandler):
        def do_PURGE(self) -> None:
            told.append(f"{self.headers['Host']}{self.path}")
            self.send_response(404)
            self.end_headers()

        def log_message(self, *args: Any) -> None:
            """Say nothing."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}", told
        server.shutdown()
        thread.join()


def test_proxy_is_told_the_host_and_the_path(proxy: tuple[str, list[str]]) -> None:
    location, told = proxy
    PurgingProxy({"LOCATION": location}).purge_batch([f"{HOST}/aktuality/", "https://bbsk.example:8443/cs/"])
    assert told == ["prerov.example/aktuality/", "bbsk.example:8443/cs/"]


def test_proxy_that_is_down_is_logged_and_stops_nobody(caplog: pytest.LogCaptureFixture) -> None:
    PurgingProxy({"LOCATION": "http://127.0.0.1:9"}).purge_batch([f"{HOST}/", f"{HOST}/aktuality/"])
    assert len(caplog.records) == 1
    assert "was not told of 2 changes" in caplog.text


def test_former_addresses_are_told_when_the_transaction_ends(
    prerov: TownSettings,
    settings: Any,
    monkeypatch: pytest.MonkeyPatch,
    django_capture_on_commit_callbacks: Callable[..., Any],
) -> None:
    settings.WAGTAILFRONTENDCACHE = {"proxy": {"BACKEND": "x", "LOCATION": "x"}}
    told: set[str] = set()
    monkeypatch.setattr(proxies._teller, "add", lambda touched, former: told.update(former))
    about = make_page(home_of(prerov), "O nás", slug="o-nas")
    make_page(about, "Tým", slug="tym")
    elsewhere = make_page(home_of(prerov), "Jinde", slug="jinde")
    with django_capture_on_commit_callbacks(execute=True):
        about.slug = "kdo-jsme"
        about.save_revision().publish()
    assert {f"{HOST}/o-nas/", f"{HOST}/o-nas/tym/"} <= told
    told.clear()
    with django_capture_on_commit_callbacks(execute=True):
        about.refresh_from_db()
        about.move(elsewhere, "last-child")
    assert {f"{HOST}/kdo-jsme/", f"{HOST}/kdo-jsme/tym/"} <= told
    told.clear()
    with django_capture_on_commit_callbacks(execute=True):
        elsewhere.refresh_from_db()
        elsewhere.delete()
    assert {f"{HOST}/jinde/", f"{HOST}/jinde/kdo-jsme/tym/"} <= told
    told.clear()
    with django_capture_on_commit_callbacks(execute=True):
        prerov.site.hostname = "kpss.prerov.example"
        prerov.site.save()
    assert {f"{HOST}/", f"{HOST}/sitemap.xml"} <= told
