"""Fetching a register from the address that the platform's administrators have set (``KPSS_RPSS_URL``, ``KPSS_CRPSS_URL``).

The address itself may be of a machine nearby. What it leads on to may not: only public addresses of the web are followed,
and the connection goes to the very address that was looked at.
"""

import http.client
import socket
import ssl
import time
from collections.abc import Iterator
from contextlib import contextmanager
from ipaddress import IPv4Address, ip_address, ip_network
from tempfile import TemporaryFile
from typing import IO, cast
from urllib.parse import SplitResult, urljoin, urlsplit

from django.conf import settings
from django.utils.translation import gettext as _

from kpss_pages.catalog.choices import Register
from kpss_pages.catalog.registers.refusing import MOST_BYTES, RegisterRefused

SETTINGS = {Register.CZECH: "KPSS_RPSS_URL", Register.SLOVAK: "KPSS_CRPSS_URL"}
TIMEOUT = 30
"""Seconds for one answer of the other side."""
MOST_SECONDS = 900
MOST_REDIRECTS = 4
_REDIRECTS = (301, 302, 303, 307, 308)
_PIECE = 256 * 1024
_TRANSLATED = ip_network("64:ff9b::/96")
"""Addresses that lead on to one of IPv4, which they end with (RFC 6052)."""


def registers_with_address() -> list[Register]:
    """Return the registers whose address is set."""
    return [register for register, name in SETTINGS.items() if getattr(settings, name)]


def address_of(register: Register) -> str:
    """Return the address of a register; raise RegisterRefused when none is set."""
    address = str(getattr(settings, SETTINGS[register]))
    if not address:
        message = _("No address is set for the register (%(setting)s). Use a file.")
        raise RegisterRefused(message % {"setting": SETTINGS[register]})
    return address


@contextmanager
def fetched(address: str) -> Iterator[IO[bytes]]:
    """Give what is at an address as a file, which is gone afterwards; raise RegisterRefused for what cannot be had."""
    until = time.monotonic() + MOST_SECONDS
    with cast(IO[bytes], TemporaryFile()) as file:
        try:
            _fetch(address, file, until)
        except (OSError, http.client.HTTPException, ValueError) as error:
            message = _("The register could not be fetched (%(reason)s). Try again later, or use a file.")
            raise RegisterRefused(message % {"reason": type(error).__name__}) from error
        file.seek(0)
        yield file


def _fetch(address: str, file: IO[bytes], until: float) -> None:
    for step in range(MOST_REDIRECTS + 1):
        parts = urlsplit(address)
        if parts.scheme not in ("http", "https") or not parts.hostname:
            raise RegisterRefused(_("The register's address leads to something that is not on the web."))
        connection = _connection(parts, needs_public=step > 0)
        try:
            path = f"{parts.path or '/'}?{parts.query}" if parts.query else parts.path or "/"
            connection.request("GET", path, headers={"User-Agent": "KPSS", "Accept-Encoding": "identity"})
            answer = connection.getresponse()
            if answer.status in _REDIRECTS and (location := answer.headers.get("Location")):
                address = urljoin(address, location)
                continue
            if answer.status != 200:
                message = _(
                    "The register's address answers with the number %(status)d. Try again later, or use a file."
                )
                raise RegisterRefused(message % {"status": answer.status})
            _copy(answer, file, until)
            return
        finally:
            connection.close()
    raise RegisterRefused(_("The register's address leads on and on. Check it."))


def _connection(parts: SplitResult, needs_public: bool) -> http.client.HTTPConnection:
    host = str(parts.hostname)
    is_safe = parts.scheme == "https"
    port = parts.port or (443 if is_safe else 80)
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    numbers = [str(each[4][0]) for each in found]
    if needs_public and not all(_is_public(number) for number in numbers):
        raise RegisterRefused(_("The register's address leads to a machine that is not public. Nothing was fetched."))
    connection: http.client.HTTPConnection = (
        http.client.HTTPSConnection(host, port, timeout=TIMEOUT, context=ssl.create_default_context())
        if is_safe
        else http.client.HTTPConnection(host, port, timeout=TIMEOUT)
    )
    # A name may lead elsewhere when it is asked for again: the number that was looked at counts.
    number = numbers[0]
    connection._create_connection = (  # type: ignore[attr-defined]
        lambda _address, *rest: socket.create_connection((number, port), *rest)
    )
    return connection


def _is_public(number: str) -> bool:
    address = ip_address(number.partition("%")[0])
    inner = getattr(address, "ipv4_mapped", None) or address
    if inner in _TRANSLATED:
        inner = IPv4Address(int(inner) & 0xFFFF_FFFF)
    return inner.is_global and not inner.is_multicast


def _copy(answer: http.client.HTTPResponse, file: IO[bytes], until: float) -> None:
    size = 0
    # What is there, not a whole piece: who sends it byte by byte is to be stopped in time.
    while piece := answer.read1(_PIECE):
        size += len(piece)
        if size > MOST_BYTES:
            raise RegisterRefused(_("There is more at the register's address than any register has. Nothing was used."))
        if time.monotonic() > until:
            raise RegisterRefused(_("The register comes too slowly. Try again later, or use a file."))
        file.write(piece)
    if answer.length:
        raise RegisterRefused(
            _("The file breaks off in the middle. Download it once more; nothing was used of this one.")
        )
