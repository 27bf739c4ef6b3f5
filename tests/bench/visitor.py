"""Visitors that ask for one address again and again over connections that stay open.

Written on the bare socket and in one thread, because the same cores serve and ask: an HTTP
library would need more of them than the bare view does, and the figures would be the library's.
"""

import re
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from selectors import EVENT_READ, DefaultSelector
from time import perf_counter

LENGTH = re.compile(rb"^content-length: *(\d+)", re.IGNORECASE | re.MULTILINE)
COST = re.compile(rb'^server-timing: *app;dur=([\d.]+), sql;desc="(\d+)"', re.IGNORECASE | re.MULTILINE)
TIMEOUT = 30  # seconds
MOST_REQUESTS = 100_000


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
    """The head of an answer and the size of its body in bytes."""

    head: bytes
    size: int

    @property
    def milliseconds(self) -> float | None:
        """How long the server says it took; None when it says nothing."""
        cost = COST.search(self.head)
        return float(cost[1]) if cost else None

    @property
    def queries(self) -> int | None:
        """How many queries the server says it needed; None when it says nothing."""
        cost = COST.search(self.head)
        return int(cost[2]) if cost else None


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
        size = int(length[1])
        return Answer(head, size) if len(self.received) >= end + 4 + size else None

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


def requests_per_second(address: Address, number: int = 8, seconds: float = 3.0) -> float:
    """Return how many answers several visitors at once get, each asking as soon as it was answered."""
    answers = 0
    with visitors(address, number) as crowd, DefaultSelector() as selector:
        started = perf_counter()
        for visitor in crowd:
            selector.register(visitor.socket, EVENT_READ, visitor)
            visitor.ask()
        while perf_counter() - started < seconds and answers < MOST_REQUESTS:
            ready = selector.select(TIMEOUT)
            if not ready:
                raise UnexpectedAnswer(f"{address}: no answer within {TIMEOUT} seconds")
            for key, _ in ready:
                if key.data.read() is not None:
                    answers += 1
                    key.data.ask()
        return answers / (perf_counter() - started)
