"""nginx, set up as the manual says, gives out what the application has checked, and nothing else."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from urllib3 import BaseHTTPResponse

from tests.files import samples
from tests.processes.conftest import Browser
from tests.processes.pair import HOST, OTHER_HOST, Pair
from tests.proxies import BEHIND_TLS, nginx
from tests.servers import free_port, granian


@dataclass(frozen=True)
class Front:
    """The ports of an application that keeps uploads in a folder and of the nginx before it."""

    application: int
    nginx: int
    uploads: Path


@pytest.fixture(scope="module")
def front(pair: Pair, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Front]:
    folder, uploads = tmp_path_factory.mktemp("nginx"), tmp_path_factory.mktemp("uploads")
    variables = {**pair.variables, "MEDIA_STORE": "", "MEDIA_ROOT": str(uploads), "MEDIA_SENDFILE": "nginx"}
    port = free_port()
    with (
        granian("cms.wsgi:application", variables) as application,
        nginx(folder, port, free_port(), application, {**BEHIND_TLS, "/srv/kpss/media": str(uploads)}),
    ):
        yield Front(application, port, uploads)


def errors_in(answer: BaseHTTPResponse) -> list[str]:
    """Return what a form says of why it was not taken."""
    found = BeautifulSoup(answer.data, "html.parser").select(".error-message, .errorlist, .messages, .w-field__errors")
    return [" ".join(one.text.split()) for one in found if one.text.strip()]


def test_private_document_is_given_out_by_nginx_to_its_own_towns_people(front: Front, pair: Pair, at: Browser) -> None:
    plan, manager = samples.pdf("Minutes"), at(HOST, "manager")
    sent = manager.submit(
        front.nginx,
        "/admin/documents/add/",
        title="Not public",
        collection=str(pair.loaded["private_collection"]),
        file=("minutes.pdf", plan),
    )
    assert sent.status == 302, errors_in(sent)
    number = re.search(rb"/admin/documents/edit/(\d+)/", manager.get(front.nginx, "/admin/documents/").data)
    assert number is not None
    path = f"/documents/{int(number[1])}/minutes.pdf"

    named = at(HOST, "editor").get(front.application, path)
    served = at(HOST, "editor").get(front.nginx, path)

    assert (named.status, named.data) == (200, b""), "the application gave it out itself"
    assert (served.status, served.data, served.headers["Content-Type"]) == (200, plan, "application/pdf")
    assert "X-Accel-Redirect" not in served.headers
    assert "frame-ancestors 'none'" in served.headers["Content-Security-Policy"]
    assert served.headers["X-Content-Type-Options"] == "nosniff"
    assert "private" in served.headers["Cache-Control"]
    for who, host in (("other editor", HOST), ("other editor", OTHER_HOST), ("", OTHER_HOST), ("editor", OTHER_HOST)):
        assert at(host, who).get(front.nginx, path).status == 404, (who, host)
    assert at(HOST).get(front.nginx, path).status == 404  # no page carries it; nothing was kept of the answer before


def test_nothing_is_there_by_its_place_in_the_folder(front: Front, at: Browser) -> None:
    manager = at(HOST, "manager")
    sent = manager.submit(front.nginx, "/admin/documents/add/", title="Public", file=("notes.txt", b"Some notes"))
    assert sent.status == 302, errors_in(sent)
    (stored,) = front.uploads.rglob("notes*.txt")
    name = stored.relative_to(front.uploads)
    for path in (f"/uploads/{name}", f"/media/{name}", f"/uploads/../uploads/{name}", f"/%75ploads/{name}"):
        assert at(HOST).get(front.nginx, path).status == 404, path
