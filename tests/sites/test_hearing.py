"""What a process knows without asking Redis, and that it never knows too much."""

import os
import signal
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from threading import Event

import pytest
from django.conf import LazySettings
from redis import Redis

from sites.generations import PREFIX, are_current, end, generations_of
from sites.hearing import ASK_SECONDS, SURE_SECONDS, TIMEOUT_SECONDS, hearing
from sites.kept import forget, kept
from tests.servers import PATIENCE, redis

KEY, OTHER_KEY = f"{PREFIX}town:1", f"{PREFIX}town:2"
KEY_IN_REDIS = f":1:{KEY}".encode()


@pytest.fixture(scope="module")
def port(tmp_path_factory: pytest.TempPathFactory) -> Iterator[int]:
    with redis(tmp_path_factory.mktemp("redis")) as listening:
        yield listening


@pytest.fixture
def elsewhere(port: int, settings: LazySettings) -> Iterator[Redis]:
    """Have the shared cache on Redis; what is done with the client returned is done by another process."""
    location = f"redis://127.0.0.1:{port}/0"
    settings.CACHES = {"default": {"BACKEND": "django.core.cache.backends.redis.RedisCache", "LOCATION": location}}
    hearing.stop()
    with Redis(port=port) as client:
        client.flushall()
        yield client
    hearing.stop()


def known_generations(*keys: str) -> dict[str, int]:
    """Return generations that the process knows from now on; the first reading draws them, and that is a change too."""
    generations_of(keys)
    found = generations_of(keys)
    assert are_current(found)
    return found


def is_soon_forgotten(found: dict[str, int]) -> bool:
    deadline = time.monotonic() + PATIENCE
    while are_current(found) and time.monotonic() < deadline:
        time.sleep(0.001)
    return not are_current(found)


def looks(client: Redis) -> int:
    """Return how often Redis was asked for values."""
    commands = client.info("commandstats")
    return sum(commands.get(f"cmdstat_{name}", {}).get("calls", 0) for name in ("get", "mget"))


def test_redis_is_not_asked_again_for_what_is_known(elsewhere: Redis) -> None:
    found = known_generations(KEY, OTHER_KEY)
    before = looks(elsewhere)
    assert all(are_current(found) for _ in range(10))
    assert looks(elsewhere) == before


def test_value_that_is_kept_is_found_without_asking_until_it_is_forgotten(elsewhere: Redis) -> None:
    values = iter([["first"], ["second"]])
    for _ in range(3):
        value = kept("kpss:test", lambda: next(values))
    before = looks(elsewhere)
    value.append("changed by who asked for it")
    assert kept("kpss:test", lambda: next(values)) == ["first"]
    assert looks(elsewhere) == before
    forget(["kpss:test"])
    assert kept("kpss:test", lambda: next(values)) == ["second"]


def test_change_elsewhere_is_known_at_once(elsewhere: Redis) -> None:
    for _ in range(200):
        found = known_generations(KEY, OTHER_KEY)
        elsewhere.delete(KEY_IN_REDIS)
        assert not are_current(found)
        assert are_current({OTHER_KEY: found[OTHER_KEY]})


def test_change_is_known_at_once_while_other_threads_listen(elsewhere: Redis) -> None:
    is_over = Event()

    def listen() -> None:
        while not is_over.is_set():
            hearing.is_up_to_date()

    with ThreadPoolExecutor(4) as listeners:
        for _ in range(4):
            listeners.submit(listen)
        try:
            for _ in range(30):
                found = known_generations(KEY)
                elsewhere.delete(KEY_IN_REDIS)
                assert not are_current(found)
        finally:
            is_over.set()


def test_own_change_is_known_at_once(elsewhere: Redis) -> None:
    found = known_generations(KEY)
    end([KEY])
    assert not are_current(found)


def test_generation_that_redis_pushes_out_or_loses_with_all_others_is_not_known_any_more(elsewhere: Redis) -> None:
    found = known_generations(KEY)
    # Of neither does Redis tell us before it answers, as it does when somebody deletes a key.
    elsewhere.pexpire(KEY_IN_REDIS, 1)
    assert is_soon_forgotten(found)
    found = known_generations(KEY)
    elsewhere.flushall()
    assert is_soon_forgotten(found)


def test_what_changes_between_the_reading_and_the_learning_is_not_known(elsewhere: Redis) -> None:
    found = known_generations(KEY)
    told = hearing.told
    elsewhere.delete(KEY_IN_REDIS)
    assert hearing.is_up_to_date()
    hearing.learn(found, told)
    assert KEY not in hearing.known


def test_nothing_is_known_when_the_connection_is_lost(elsewhere: Redis) -> None:
    found = known_generations(KEY)
    cut(elsewhere)
    elsewhere.delete(KEY_IN_REDIS)
    assert not are_current(found)
    assert hearing.known == {}


def test_connection_that_was_lost_is_opened_again(elsewhere: Redis, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sites.hearing.RETRY_SECONDS", 0)
    found = known_generations(KEY)
    cut(elsewhere)
    assert not hearing.is_up_to_date()
    assert hearing.is_up_to_date()
    assert are_current(found)
    before = looks(elsewhere)
    assert are_current(found)
    assert looks(elsewhere) == before


def test_nothing_is_known_of_a_redis_that_gives_no_sign_of_life(elsewhere: Redis) -> None:
    known_generations(KEY)
    process = elsewhere.info("server")["process_id"]
    os.kill(process, signal.SIGSTOP)
    try:
        time.sleep(SURE_SECONDS)
        asked_at = time.monotonic()
        assert not hearing.is_up_to_date()
        assert hearing.known == {}
        assert time.monotonic() - asked_at < 3 * TIMEOUT_SECONDS
        assert not hearing.is_up_to_date()
    finally:
        os.kill(process, signal.SIGCONT)


def test_connection_outlives_a_time_in_which_nobody_asks(elsewhere: Redis) -> None:
    found = known_generations(KEY)
    for _ in range(2):
        time.sleep(SURE_SECONDS + ASK_SECONDS)
        asked_at = time.monotonic()
        assert hearing.is_up_to_date()
        assert time.monotonic() - asked_at < TIMEOUT_SECONDS
        assert hearing.known == found


def test_process_that_was_forked_knows_nothing_and_leaves_the_connection_to_its_parent(elsewhere: Redis) -> None:
    found = known_generations(KEY)
    child = os.fork()
    if child == 0:
        os._exit(0 if hearing.known == {} and hearing.is_up_to_date() else 1)
    assert os.waitpid(child, 0)[1] == 0
    before = looks(elsewhere)
    assert are_current(found)
    assert looks(elsewhere) == before


def test_cache_that_tells_nothing_is_asked_each_time() -> None:
    found = generations_of([KEY])
    assert not hearing.is_up_to_date()
    assert hearing.known == {}
    assert are_current(found)
    end([KEY])
    assert not are_current(found)


def cut(client: Redis) -> None:
    """Close the connection on which changes are told, from the side of Redis."""
    tracking = [row for row in client.client_list() if "t" in row["flags"]]
    assert tracking
    for row in tracking:
        client.client_kill_filter(_id=row["id"])
