"""Visitors that ask for one address again and again over connections that stay open.

Written on the bare socket, because the same cores serve and ask: an HTTP library would need more of them than a
cached page does.
"""

import re
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

LENGTH = re.compile(rb"^content-length: *(\d+)", re.IGNORECASE | re.MULTILINE)
COST = re.compile(rb'^server-timing: *app;dur=([\d.]+), sql;desc="(\d+)"', re.IGNORECASE | re.MULTILINE)
TIMEOUT = 30  # seconds


class UnexpectedAnswer(Exception):
    """The server answered something else than the page."""


@dataclass(frozen=True)
class Address:
    """One page on this machine; `host` is what the Host header says."""

    port: int
    host: str
    path: str

    def request(self) -> bytes:
        lines = [f"GET {self.path} HTTP/1.1", f"Host: {self.host}:{self.port}", "Accept: text/html", "", ""]
        return "\r\n".join(lines).encode()


@dataclass(frozen=True)
class Answer:
    """The head and the body of an answer."""

    head: bytes
    body: bytes

    @property
    def milliseconds(self) -> float:
        """How long the server says it took."""
        return float(self._cost()[1])

    @property
    def queries(self) -> int:
        """How many queries the server says it needed."""
        return int(self._cost()[2])

    def _cost(self) -> re.Match[bytes]:
        cost = COST.search(self.head)
        if cost is None:
            raise UnexpectedAnswer(f"The answer does not tell its cost: {self.head.decode(errors='replace')}")
        return cost


class Visitor:
    """One open connection to an address."""

    def __init__(self, address: Address) -> None:
        self.address = address
        self.request = address.request()
        self.socket = socket.create_connection(("127.0.0.1", address.port), timeout=TIMEOUT)
        self.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self.received = bytearray()

    def ask(self) -> None:
        self.received.clear()
        self.socket.sendall(self.request)

    def read(self) -> Answer | None:
        """Read what has arrived; return the answer once it is whole."""
        part = self.socket.recv(262144)
        if not part:
            raise UnexpectedAnswer(f"{self.address}: the server closed the connection")
        self.received += part
        end = self.received.find(b"\r\n\r\n")
        if end < 0:
            return None
        head = bytes(self.received[:end])
        length = LENGTH.search(head)
        if not head.startswith(b"HTTP/1.1 200 ") or length is None:
            raise UnexpectedAnswer(f"{self.address}: {head.decode(errors='replace')}")
        whole = end + 4 + int(length[1])
        return Answer(head, bytes(self.received[end + 4 : whole])) if len(self.received) >= whole else None

    def answer(self) -> Answer:
        """Ask and wait for the whole answer."""
        self.ask()
        while (answer := self.read()) is None:
            pass
        return answer


@contextmanager
def visitors(address: Address, number: int) -> Iterator[list[Visitor]]:
    """Open several connections, and close them at the end of the block."""
    crowd = [Visitor(address) for _ in range(number)]
    try:
        yield crowd
    finally:
        for visitor in crowd:
            visitor.socket.close()
