"""Fetching a register: only what is on the web, nothing without an end, and nobody is led into a private network."""

import socket
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest

from kpss_pages.catalog.choices import Register
from kpss_pages.catalog.registers import fetching
from kpss_pages.catalog.registers.fetching import address_of, fetched
from kpss_pages.catalog.registers.refusing import RegisterRefused

pytestmark = pytest.mark.usefixtures("in_english")


class Handler(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        if self.path.startswith("/to/"):
            self.send_response(302)
            self.send_header("Location", self.path.removeprefix("/to/"))
            self.end_headers()
            return
        self.send_response(200 if self.path == "/rpss.json" or self.path == "/short" else 404)
        self.send_header("Content-Length", "100" if self.path == "/short" else "15")
        self.end_headers()
        self.wfile.write(b'{"polozky": []}')

    def log_message(self, *args: Any) -> None:
        pass


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()
    thread.join()


def refusal_of(address: str) -> str:
    with pytest.raises(RegisterRefused) as refusal, fetched(address):
        pass
    return str(refusal.value)


def test_register_is_fetched_from_the_address_that_is_set(address: str) -> None:
    with fetched(f"{address}/rpss.json") as file:
        assert file.read() == b'{"polozky": []}'


def test_nobody_is_led_on_into_a_private_network(address: str, monkeypatch: pytest.MonkeyPatch) -> None:
    assert "not public" in refusal_of(f"{address}/to/{address}/rpss.json")
    assert "not on the web" in refusal_of(f"{address}/to/file:///etc/passwd")
    known = socket.getaddrinfo
    monkeypatch.setattr(
        socket,
        "getaddrinfo",
        lambda host, *rest, **options: known("10.0.0.1" if host == "inside.example" else host, *rest, **options),
    )
    assert "not public" in refusal_of(f"{address}/to/http://inside.example/rpss.json")


@pytest.mark.parametrize(
    "number", ["127.0.0.1", "10.1.2.3", "169.254.169.254", "::1", "::ffff:192.168.1.1", "fe80::1%1"]
)
def test_private_numbers_are_not_public(number: str) -> None:
    assert not fetching._is_public(number)


def test_other_answers_and_too_much_are_refused(address: str, monkeypatch: pytest.MonkeyPatch) -> None:
    assert "404" in refusal_of(f"{address}/nowhere")
    assert "breaks off" in refusal_of(f"{address}/short") or "could not be fetched" in refusal_of(f"{address}/short")
    monkeypatch.setattr(fetching, "MOST_BYTES", 10)
    assert "more" in refusal_of(f"{address}/rpss.json")
    assert "could not be fetched" in refusal_of("http://127.0.0.1:9/")


def test_without_an_address_nothing_is_fetched(settings: Any) -> None:
    settings.KPSS_RPSS_URL = ""
    with pytest.raises(RegisterRefused, match="KPSS_RPSS_URL"):
        address_of(Register.CZECH)
