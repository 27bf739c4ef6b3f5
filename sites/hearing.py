"""What this process knows to lie in the shared cache, because it would have been told of a change.

Redis and Valkey tell a connection at once which keys have been changed, deleted or pushed out ("client tracking"). While
ours stands, a generation that was read once counts until something is said of it, and nobody has to be asked: before
each answer the process only looks whether anything was said. It fails towards asking: when the connection is lost, or
has not shown for a moment that it stands, nothing is known. Other caches tell nothing and are asked each time.
"""

import logging
import os
import socket
import threading
from collections.abc import Mapping
from time import monotonic
from typing import Any

from django.core.cache import caches
from django.core.cache.backends.redis import RedisCache
from redis.exceptions import RedisError

logger = logging.getLogger(__name__)

HEARD = "kpss:generation:"
"""How the keys begin that we want to be told of."""

SURE_SECONDS = 0.5
"""So long a connection is taken to stand after a sign of life was asked for that has come."""

ASK_SECONDS = 0.1
"""So often a sign of life is asked for, while there is something to answer; nobody waits for it before it is overdue."""

TIMEOUT_SECONDS = 1.0
RETRY_SECONDS = 5.0

MOST_KNOWN = 50_000
"""Generations that are known at a time: some 10 MB."""


class Hearing:
    """The connection on which the shared cache tells of changes, and what is known as long as it stands."""

    def __init__(self, alias: str = "default") -> None:
        self.alias = alias
        self.lock = threading.Lock()
        self.known: dict[str, int] = {}
        self.told = 0
        """Counts what was said; who reads it before a look into the cache can tell whether the answer is still new."""
        self._connection: Any = None
        self._ear: socket.socket | None = None
        self._is_hearing = False
        self._sure_until = 0.0
        self._ask_at = 0.0
        self._asked_at: float | None = None
        self._retry_at = 0.0
        self._key_begins = 0

    def is_up_to_date(self) -> bool:
        """Hear everything that was said so far; False when nothing can be known."""
        ear, now = self._ear, monotonic()
        if ear is not None and now < self._sure_until and now < self._ask_at:
            try:
                ear.recv(1, socket.MSG_PEEK | socket.MSG_DONTWAIT)
            except BlockingIOError:
                # Nothing has arrived; but somebody may hold in hand what has just been taken from the socket.
                if not self._is_hearing:
                    return True
            except OSError:
                pass  # the connection is lost, which is seen to below
        return self._hear()

    def stop(self) -> None:
        """Close the connection; nothing is known until it is opened again, with the next question."""
        with self.lock:
            self._lose()
            self._retry_at = 0.0

    def learn(self, generations: Mapping[str, int], told: int) -> None:
        """Count what was read from the cache as known, unless something was said since ``told``."""
        with self.lock:
            if self._connection is not None and told == self.told:
                if len(self.known) > MOST_KNOWN:
                    self.known.clear()
                self.known.update(generations)

    def _hear(self) -> bool:
        with self.lock:
            if self._connection is None and monotonic() < self._retry_at:
                return False
            self._is_hearing = True
            try:
                if self._connection is None and not self._connect():
                    return False
                if monotonic() >= self._ask_at:
                    self._ask()
                while self._connection.can_read(timeout=0):
                    self._take()
                while monotonic() >= self._sure_until:
                    self._ask()
                    self._take()
            except (OSError, RedisError) as error:
                logger.warning("The shared cache does not tell of changes and is asked each time: %s", error)
                self._lose()
                return False
            else:
                return True
            finally:
                self._is_hearing = False

    def _ask(self) -> None:
        """Ask for a sign of life, unless one is still to come."""
        if self._asked_at is None:
            self._asked_at = monotonic()
            self._ask_at = self._asked_at + ASK_SECONDS
            self._connection.send_command("PING", check_health=False)

    def _take(self) -> None:
        """Take in what was said: changes go to ``_was_told``, what is left is the sign of life."""
        said = self._connection.read_response(push_request=True)
        if said in (b"PONG", "PONG") and self._asked_at is not None:
            self._sure_until = self._asked_at + SURE_SECONDS
            self._asked_at = None

    def _connect(self) -> bool:
        self._retry_at = monotonic() + RETRY_SECONDS
        cache: Any = caches[self.alias]
        if not tells(cache):
            return False
        pool = cache._cache.get_client().connection_pool
        changes = {"protocol": 3, "socket_timeout": TIMEOUT_SECONDS, "socket_connect_timeout": TIMEOUT_SECONDS}
        connection: Any = pool.connection_class(**{**pool.connection_kwargs, **changes})
        self._connection = connection
        connection.connect()
        connection._parser.set_invalidation_push_handler(self._was_told)
        self._key_begins = len(cache.make_key(""))
        connection.send_command("CLIENT", "TRACKING", "ON", "BCAST", "PREFIX", cache.make_key(HEARD))
        connection.read_response()
        self.told += 1
        # A second handle of the same socket, on which a look at what has arrived takes nothing and waits for nobody.
        self._ear = socket.socket(fileno=os.dup(connection._get_socket().fileno()))
        return True

    def _was_told(self, message: list[Any]) -> None:
        self.told += 1
        keys: list[bytes] | None = message[1]
        if keys is None:
            self.known.clear()  # everything was deleted
        else:
            for key in keys:
                self.known.pop(key[self._key_begins :].decode(errors="replace"), None)

    def _lose(self) -> None:
        self.told += 1
        self.known.clear()
        connection, ear = self._connection, self._ear
        self._connection = self._ear = None
        self._sure_until = self._ask_at = 0.0
        self._asked_at = None
        if ear is not None:
            ear.close()
        if connection is not None:
            connection.disconnect()


def tells(cache: Any) -> bool:
    """Whether a cache tells of changes: one Redis or Valkey. Several are read by turns, and not all know at once."""
    return isinstance(cache, RedisCache) and len(getattr(cache, "_servers", ())) == 1


hearing = Hearing()


def _begin_anew() -> None:
    # The connection is the parent's, which hears what is said on it.
    hearing.__init__(hearing.alias)  # type: ignore[misc]


os.register_at_fork(after_in_child=_begin_anew)
