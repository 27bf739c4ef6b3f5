"""Calling a town's issuer and nobody else: whoever types its address must not reach what stands beside our servers."""

import ipaddress
from typing import Any

from django.conf import settings
from requests import PreparedRequest, Response, Session
from requests.adapters import HTTPAdapter
from requests.exceptions import InvalidURL
from urllib3 import HTTPConnectionPool, HTTPSConnectionPool, PoolManager
from urllib3.connection import HTTPConnection, HTTPSConnection

SECONDS = 5


class ForbiddenAddress(InvalidURL):
    """An address that is not called: without TLS, or in a private network."""


def check_peer(address: str) -> None:
    """Refuse a peer in a private network, this machine, or what else is not of the public internet."""
    peer = ipaddress.ip_address(address.partition("%")[0])
    mapped = getattr(peer, "ipv4_mapped", None)
    if not settings.ISSUERS_MAY_BE_PRIVATE and not (mapped or peer).is_global:
        raise ForbiddenAddress("The address is not of the public internet.")


class _CheckedConnection:
    """Looks at whom the socket is connected to: a name may be resolved otherwise a second time."""

    def _new_conn(self) -> Any:
        connection = super()._new_conn()  # type: ignore[misc]
        try:
            check_peer(connection.getpeername()[0])
        except ForbiddenAddress:
            connection.close()
            raise
        return connection


class _CheckedHttp(_CheckedConnection, HTTPConnection):
    pass


class _CheckedHttps(_CheckedConnection, HTTPSConnection):
    pass


class _HttpPool(HTTPConnectionPool):
    ConnectionCls = _CheckedHttp


class _HttpsPool(HTTPSConnectionPool):
    ConnectionCls = _CheckedHttps


class PublicAdapter(HTTPAdapter):
    """Sends to public addresses only, over TLS only."""

    def init_poolmanager(self, *args: Any, **kwargs: Any) -> None:
        super().init_poolmanager(*args, **kwargs)
        manager: PoolManager = self.poolmanager
        manager.pool_classes_by_scheme = {"http": _HttpPool, "https": _HttpsPool}

    def send(self, request: PreparedRequest, *args: Any, **kwargs: Any) -> Response:
        if settings.ISSUERS_NEED_HTTPS and not (request.url or "").startswith("https://"):
            raise ForbiddenAddress("The address does not start with https://.")
        kwargs["timeout"] = kwargs.get("timeout") or SECONDS
        return super().send(request, *args, **kwargs)


def issuer_session() -> Session:
    """Return a session for requests to issuers; it takes no proxy and no password from the environment."""
    session = Session()
    session.trust_env = False
    session.max_redirects = 3
    session.mount("http://", PublicAdapter())
    session.mount("https://", PublicAdapter())
    return session
