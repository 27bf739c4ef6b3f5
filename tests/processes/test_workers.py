"""Workers share what was put off; what one has in hand when it is killed is done by the others."""

import json
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import psycopg
import pytest
from django_tasks_db.models import DBTaskResult

from tests.processes.conftest import Browser
from tests.processes.pair import HOST, Pair
from tests.servers import PATIENCE, ROOT

DOCUMENTS = 12
WORK = ("manage.py", "work", "--interval", "0.2")
STUCK = ("-m", "tests.processes.jobs", "stuck_worker")

JOBS = DBTaskResult._meta.db_table
STATES = "SELECT text_state, count(*) FROM kpss_sites_towndocument WHERE id = ANY(%s) GROUP BY 1"
PAGES = "SELECT count(*) FROM kpss_sites_documenttext WHERE document_id = ANY(%s)"
IN_HAND = f"SELECT count(*) FROM {JOBS} WHERE status = 'RUNNING'"  # noqa: S608 -- our own table
OUTCOME = f"SELECT status, jsonb_array_length(worker_ids), exception_class_path FROM {JOBS} WHERE id = %s"  # noqa: S608


@contextmanager
def worker(pair: Pair, *program: str) -> Iterator["subprocess.Popen[bytes]"]:
    """Run a worker until the block ends."""
    process = subprocess.Popen(
        [sys.executable, *(program or WORK)],
        cwd=ROOT,
        env=dict(pair.variables),
        stdin=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        yield process
    finally:
        process.kill()
        process.wait()


def prepare(pair: Pair, what: str, *arguments: str) -> Any:
    """Run a function of `tests.processes.jobs` with the settings of the processes; return what it returned."""
    return json.loads(pair.run("-m", "tests.processes.jobs", what, *arguments))


def ask(pair: Pair, query: str, *values: Any) -> list[tuple[Any, ...]]:
    with psycopg.connect(pair.variables["DATABASE_URL"]) as connection:
        return connection.execute(query.encode(), values).fetchall()


def wait_for(condition: Callable[[], bool]) -> None:
    deadline = time.monotonic() + 2 * PATIENCE
    while time.monotonic() < deadline:
        if condition():
            return
        time.sleep(0.2)
    pytest.fail("It did not come to pass")


def test_no_job_is_lost_when_one_of_two_workers_is_killed_in_the_middle(pair: Pair) -> None:
    pair.run(*WORK, "--batch")  # what other tests have left
    documents = prepare(pair, "store", str(DOCUMENTS))

    def states() -> dict[str, int]:
        return {str(state): count for state, count in ask(pair, STATES, documents)}

    with worker(pair, *STUCK) as doomed:
        wait_for(lambda: ask(pair, IN_HAND) == [(1,)])
        with worker(pair):
            wait_for(lambda: states() == {"read": DOCUMENTS - 1, "waiting": 1})
            wait_for(lambda: ask(pair, IN_HAND) == [(1,)])
            assert states()["waiting"] == 1, "what a living worker has in hand was given back"
            doomed.send_signal(signal.SIGKILL)
            wait_for(lambda: states() == {"read": DOCUMENTS})
            wait_for(lambda: ask(pair, IN_HAND) == [(0,)])
    assert ask(pair, PAGES, documents) == [(DOCUMENTS * 2,)]


def test_job_that_kills_its_workers_is_given_up_after_three(pair: Pair) -> None:
    job = prepare(pair, "enqueue_deadly")
    for _attempt in range(3):
        with worker(pair) as process:
            assert process.wait(timeout=2 * PATIENCE) == -signal.SIGKILL
    with worker(pair):
        wait_for(lambda: ask(pair, OUTCOME, job) == [("FAILED", 3, "sites.workers.WorkerDied")])


def test_worker_publishes_what_is_scheduled(pair: Pair, at: Browser) -> None:
    prepare(pair, "schedule", "Soon")
    for port in (pair.a, pair.b):
        assert b"Soon" not in at(HOST).get(port, "/aktuality/").data
    with worker(pair):
        wait_for(lambda: all(b"Soon" in at(HOST).get(port, "/aktuality/").data for port in (pair.a, pair.b)))


def test_worker_that_is_asked_to_end_finishes_what_it_has_in_hand(pair: Pair) -> None:
    documents = prepare(pair, "store", str(DOCUMENTS))
    with worker(pair) as process:
        # A quick worker may have read several by the time that it is looked at.
        wait_for(lambda: "read" in dict(ask(pair, STATES, documents)))
        process.terminate()
        assert process.wait(timeout=PATIENCE) == 0
    assert ask(pair, IN_HAND) == [(0,)]
