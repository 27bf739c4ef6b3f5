"""A visitor that asks for one address again and again over a connection that stays open.

Written on the bare socket, because the machine's two cores serve and ask at once, and what
asking costs is missing from the figures of what is served.
"""

import re
import socket
from dataclasses import dataclass, field
from threading import Thread
from time import perf_counter

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
    """One answer: its size in bytes, and what the server says it cost (None: it does not say)."""

    size: int
    milliseconds: float | None
    queries: int | None


class Visitor:
    """One open connection to an address."""

    def __init__(self, address: Address) -> None:
        self.address = address
        self.request = address.request()
        self.connection = socket.create_connection(("127.0.0.1", address.port), timeout=TIMEOUT)
        self.connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)

    def ask(self) -> Answer:
        self.connection.sendall(self.request)
        received = b""
        while b"\r\n\r\n" not in received:
            received += self._receive()
        head, body = received.split(b"\r\n\r\n", 1)
        length = LENGTH.search(head)
        if not head.startswith(b"HTTP/1.1 200 ") or length is None:
            raise UnexpectedAnswer(f"{self.address}: {head.decode(errors='replace')}")
        size = int(length[1])
        missing = size - len(body)
        while missing > 0:
            missing -= len(self._receive())
        cost = COST.search(head)
        if cost is None:
            return Answer(size, None, None)
        return Answer(size, float(cost[1]), int(cost[2]))

    def close(self) -> None:
        self.connection.close()

    def _receive(self) -> bytes:
        part = self.connection.recv(262144)
        if not part:
            raise UnexpectedAnswer(f"{self.address}: the server closed the connection")
        return part


@dataclass
class Crowd:
    """Several visitors at once, for a bounded time and a bounded number of requests each."""

    address: Address
    visitors: int = 8
    seconds: float = 3.0
    requests_each: int = 20_000
    answers: int = 0
    faults: list[Exception] = field(default_factory=list)

    def requests_per_second(self) -> float:
        threads = [Thread(target=self._visit) for _ in range(self.visitors)]
        started = perf_counter()
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        if self.faults:
            raise self.faults[0]
        return self.answers / (perf_counter() - started)

    def _visit(self) -> None:
        answers = 0
        end = perf_counter() + self.seconds
        try:
            visitor = Visitor(self.address)
            while perf_counter() < end and answers < self.requests_each:
                visitor.ask()
                answers += 1
            visitor.close()
        except (OSError, UnexpectedAnswer) as fault:
            self.faults.append(fault)
        self.answers += answers
