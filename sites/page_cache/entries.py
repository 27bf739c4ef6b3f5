"""Kept responses: where they lie, and which of them still count.

They lie compressed in the shared cache, and as many as a process can remember beside it, ready to be sent. Either way
one look into the shared cache tells whether the generations of what they show are still the current ones.
"""

import hashlib
import threading
import zlib
from collections import OrderedDict
from dataclasses import dataclass, field, replace
from time import time
from typing import Any
from urllib.parse import parse_qsl, urlencode

from django.core.cache import cache
from django.core.handlers.wsgi import get_str_from_wsgi
from django.http import HttpRequest
from django.http.request import split_domain_port

from sites.generations import are_current
from sites.page_cache.release import release
from sites.page_cache.tags import known_parameters, repeated_parameters

REMEMBERED = 512
"""Entries that one process keeps ready: some 15 MB."""

LONGEST_QUERY = 500


@dataclass(frozen=True)
class Address:
    """What a response is kept under: scheme, host, path and the parameters that make a difference, sorted by name."""

    scheme: str
    host: str
    path: str
    parameters: tuple[tuple[str, str], ...] = ()

    @classmethod
    def of(cls, request: HttpRequest) -> "Address":
        """Return the address that a request asks for; the port and parameters that no page reads are left out."""
        host = split_domain_port(request.META.get("HTTP_HOST") or request.META.get("SERVER_NAME", ""))[0]
        # A program may send letters as they are ("q=péče"), where a browser writes them in ASCII.
        query = get_str_from_wsgi(request.META, "QUERY_STRING", "")
        return cls(request.scheme or "", host, request.path_info, _parameters(query) if query else ())

    @property
    def query(self) -> str:
        return urlencode(self.parameters)

    @property
    def key(self) -> str:
        """The key in the shared cache, the same in all processes of one release."""
        text = "\n".join((release(), self.scheme, self.host, self.path, self.query))
        return f"kpss:page:{hashlib.blake2b(text.encode(errors='replace'), digest_size=20).hexdigest()}"


def _parameters(query: str) -> tuple[tuple[str, str], ...]:
    if len(query) > LONGEST_QUERY:
        # Too long for any page of ours; a name that nobody knows keeps it from being kept.
        return (("", ""),)
    known, repeated = known_parameters(), repeated_parameters()
    pairs = [(name, value) for name, value in parse_qsl(query, max_num_fields=None) if name in known]
    last = {name: value for name, value in pairs if name not in repeated}
    return tuple(sorted({*last.items(), *(pair for pair in pairs if pair[0] in repeated)}))


@dataclass(frozen=True)
class Entry:
    """A kept response. ``counted_for`` is the site whose visits its views count for; ``expires_at`` in Unix seconds."""

    content: bytes
    headers: dict[str, str]
    etag: str
    expires_at: float
    generations: dict[str, int] = field(default_factory=dict)
    counted_for: int | None = None

    @property
    def is_over(self) -> bool:
        return self.expires_at <= time()


class _Memory:
    """The entries that this process asked for last."""

    def __init__(self) -> None:
        self.lock = threading.Lock()
        self.entries: OrderedDict[Address, Entry] = OrderedDict()

    def get(self, address: Address) -> Entry | None:
        with self.lock:
            entry = self.entries.get(address)
            if entry is not None:
                self.entries.move_to_end(address)
            return entry

    def put(self, address: Address, entry: Entry) -> None:
        with self.lock:
            self.entries[address] = entry
            self.entries.move_to_end(address)
            if len(self.entries) > REMEMBERED:
                self.entries.popitem(last=False)


_memory = _Memory()


def find(address: Address) -> Entry | None:
    """Return what is kept under an address, None when there is nothing that still counts."""
    entry = _memory.get(address)
    if entry is not None and not entry.is_over and are_current(entry.generations):
        return entry
    entry = _shared(address)
    if entry is None or entry.is_over or not are_current(entry.generations):
        return None
    _memory.put(address, entry)
    return entry


def keep(address: Address, entry: Entry) -> None:
    """Keep a response for all processes."""
    seconds = entry.expires_at - time()
    if seconds > 0:
        packed: Any = replace(entry, content=zlib.compress(entry.content, 3))
        cache.set(address.key, packed, seconds)
        _memory.put(address, entry)


def _shared(address: Address) -> Entry | None:
    packed: Entry | None = cache.get(address.key)
    return None if packed is None else replace(packed, content=zlib.decompress(packed.content))
