"""nginx and Varnish, set up as the manual says, show what was published at once and keep the rest."""

import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass

import pytest
from urllib3 import BaseHTTPResponse

from sites.page_cache.proxies import AGAIN_SECONDS
from tests.processes.conftest import Browser
from tests.processes.pair import HOST, OTHER_HOST, Pair
from tests.proxies import BEHIND_TLS, nginx, varnish
from tests.servers import free_port, granian

AT_ONCE = AGAIN_SECONDS / 2
"""Seconds within which a proxy has to know: less than the second purge takes, so that the first is what is tested."""
PATIENCE = 20
"""Seconds that a change may take to be made, seen and looked at from another town; visit counts stand for thirty."""

PROXIES = ["nginx", "varnish"]


@dataclass(frozen=True)
class Fronts:
    """The ports of the application and of the two proxies before it."""

    application: int
    nginx: int
    varnish: int


@pytest.fixture(scope="module")
def fronts(pair: Pair, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Fronts]:
    """A third process of the application, which tells two proxies."""
    ports = {name: free_port() for name in ("nginx", "purging", "varnish")}
    told = f"http://127.0.0.1:{ports['purging']},http://127.0.0.1:{ports['varnish']}"
    folder = tmp_path_factory.mktemp("fronts")
    (folder / "nginx").mkdir()
    (folder / "varnish").mkdir()
    with (
        granian("cms.wsgi:application", {**pair.variables, "FRONTEND_CACHE_URLS": told}) as application,
        nginx(folder / "nginx", ports["nginx"], ports["purging"], application, BEHIND_TLS),
        varnish(folder / "varnish", ports["varnish"], application),
    ):
        yield Fronts(application, ports["nginx"], ports["varnish"])


def becomes(text: bytes, ask: Callable[[], bytes]) -> bool:
    """Whether an answer holds a text at once."""
    deadline = time.monotonic() + AT_ONCE
    while time.monotonic() < deadline:
        if text in ask():
            return True
        time.sleep(0.02)
    return False


@pytest.mark.parametrize("name", PROXIES)
def test_change_is_seen_through_the_proxy_at_once_and_other_towns_stay(
    name: str, fronts: Fronts, pair: Pair, at: Browser
) -> None:
    front = getattr(fronts, name)
    visitor, other, manager = at(HOST), at(OTHER_HOST), at(HOST, "manager")
    for _ in range(2):
        for path in ("/", "/aktuality/", "/aktuality/feed/", "/sitemap.xml"):
            assert visitor.get(front, path).status == 200
    # The figures of visits change a page twice a minute, without anybody's doing.
    while seconds_kept(kept := other.get(front, "/")) < PATIENCE:
        time.sleep(0.5)
    title = f"Seen through {name}"
    sent = manager.submit(
        fronts.application,
        f"/admin/pages/{pair.loaded['news']}/edit/",
        **{"title": title, "body-count": "0", "action-publish": "action-publish"},
    )
    assert sent.status == 302
    for path in ("/aktuality/", "/", "/aktuality/feed/"):
        assert becomes(title.encode(), lambda path=path: visitor.get(front, path).data), path  # type: ignore[misc]
    assert other.get(front, "/").headers["ETag"] == kept.headers["ETag"]


@pytest.mark.parametrize("name", PROXIES)
def test_people_who_are_signed_in_pass_the_proxy_by(name: str, fronts: Fronts, at: Browser) -> None:
    front = getattr(fronts, name)
    assert "s-maxage" in at(HOST).get(front, "/").headers["Cache-Control"]
    signed_in = at(HOST, "manager").get(front, "/")
    assert "no-store" in signed_in.headers["Cache-Control"]
    assert "s-maxage" in at(HOST).get(front, "/").headers["Cache-Control"]


@pytest.mark.parametrize("name", PROXIES)
def test_proxy_answers_by_itself(name: str, fronts: Fronts, at: Browser) -> None:
    front, visitor = getattr(fronts, name), at(OTHER_HOST)
    # The application says how many seconds the visit counts still stand: the number stays when it was not asked.
    while (first := seconds_kept(visitor.get(front, "/"))) < 5:
        time.sleep(0.5)
    time.sleep(1.1)
    assert seconds_kept(visitor.get(front, "/")) == first
    assert seconds_kept(visitor.get(fronts.application, "/")) < first


def seconds_kept(response: BaseHTTPResponse) -> int:
    return int(response.headers["Cache-Control"].rpartition("s-maxage=")[2])
