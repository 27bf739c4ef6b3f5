"""The workers: they do what was put off (``django_tasks``), and what has to be done every so often.

A job is a row of the database. Whoever takes one writes their name on it; when they are killed, the row would say for
ever that it is being done. On PostgreSQL a living worker therefore holds a lock of the session that ends with the
process, wherever it runs; the others give back the jobs of those who hold none. With SQLite there is one worker, and
what it finds in hand when it starts was its predecessor's.
"""

import logging
import os
import platform
import time
import zlib
from collections.abc import Callable, Collection
from datetime import datetime, timedelta
from types import FrameType
from typing import Any

from django.core.management import call_command
from django.db import InterfaceError, OperationalError, close_old_connections, connection, transaction
from django.utils import timezone
from django.utils.crypto import get_random_string
from django_tasks.base import TaskResultStatus
from django_tasks_db.management.commands.db_worker import Worker
from django_tasks_db.models import DBTaskResult
from django_tasks_db.utils import exclusive_transaction, is_locked_database_exception

from sites.documents.tasks import enqueue_forgotten

logger = logging.getLogger(__name__)

BACKEND = "workers"
MOST_ATTEMPTS = 3
KEPT = timedelta(days=14)
"""How long what became of a job is kept."""
LOCK_CLASS = 0x6B707373
"""Of our locks among those of the database: "kpss"."""
CHORES = 0
"""Number of the lock of whoever does what has to be done regularly."""


_further_chores: dict[Callable[[], Any], float] = {}


def register_chore(work: Callable[[], Any], seconds: float) -> None:
    """Have one of the workers do ``work`` every so many seconds; called by page kinds when they start."""
    _further_chores[work] = seconds


class WorkerDied(Exception):
    """Every worker that began a job has died of it."""


class TownWorker(Worker):
    """A worker that is missed when it dies, gives back the jobs of dead ones, and does the chores between jobs."""

    def __init__(self, interval: float = 1, batch: bool = False, parent: int | None = None) -> None:
        super().__init__(
            queue_names=["*"],
            interval=interval,
            batch=batch,
            backend_name=BACKEND,
            startup_delay=False,
            max_tasks=None,
            worker_id=f"{platform.node()[:30]}-{os.getpid()}-{get_random_string(12)}",
            excluded_queue_names=[],
        )
        self.parent = parent
        self.life = Life(self.worker_id)
        self.chores = [
            Chore(give_back_jobs_of_the_dead, seconds=10),
            Chore(publish_scheduled, seconds=60),
            Chore(enqueue_forgotten, seconds=3600),
            Chore(prune, seconds=6 * 3600),
            *(Chore(work, seconds) for work, seconds in _further_chores.items()),
        ]

    def run(self) -> None:
        logger.info("Worker %s has started", self.worker_id)
        if connection.vendor == "sqlite":
            give_back()
        try:
            while self.running and (self.parent is None or os.getppid() == self.parent):
                if not self.work_once() and self.batch:
                    return
        finally:
            self.life.end()

    def work_once(self) -> bool:
        """Do the chores that are due and one job; without one, rest a while. Return whether there was a job."""
        close_old_connections()
        self.life.go_on()
        self.do_chores()
        job = self.take_job()
        if job is not None:
            self.run_task(job)
        elif self.running and not self.batch:
            time.sleep(self.interval)
        return job is not None

    def take_job(self) -> DBTaskResult | None:
        jobs = DBTaskResult.objects.ready().filter(backend_name=self.backend_name)
        if not jobs.exists():  # without a lock: SQLite has one for everybody
            return None
        try:
            with exclusive_transaction():
                job = jobs.get_locked()
                if job is not None:
                    job.claim(self.worker_id)
        except OperationalError as error:
            if not is_locked_database_exception(error):
                raise
            return None
        return job

    def do_chores(self) -> None:
        due = [chore for chore in self.chores if chore.is_due()]
        if due and self.life.lock(CHORES):
            try:
                for chore in due:
                    chore.do()
            finally:
                self.life.unlock(CHORES)

    def shutdown(self, signum: int, frame: FrameType | None) -> None:
        """Finish the job in hand; when asked again, die at once, so that the job is given back and not called failed."""
        if not self.running:
            self.reset_signals()
            os.kill(os.getpid(), signum)
        super().shutdown(signum, frame)


class Chore:
    """Something to do every so often; what fails is logged and tried again the next time."""

    def __init__(self, work: Callable[[], Any], seconds: float) -> None:
        self.work = work
        self.seconds = seconds
        self.next = 0.0

    def is_due(self) -> bool:
        return time.monotonic() >= self.next

    def do(self) -> None:
        self.next = time.monotonic() + self.seconds
        try:
            self.work()
        except Exception:  # whatever it was, the jobs go on
            logger.exception("%s failed", self.work)


class Life:
    """Locks on a connection of our own, which nobody closes between jobs; SQLite needs none."""

    def __init__(self, worker_id: str) -> None:
        self.number = lock_number(worker_id)
        self.connection: Any = None
        self.is_held = False

    def go_on(self) -> None:
        """Hold the lock that says that this worker lives; take it anew when the connection was lost."""
        if connection.vendor != "postgresql":
            return
        try:
            if self.connection is not None:
                self._ask("SELECT 1")
        except (InterfaceError, OperationalError):
            logger.warning("The connection that says that this worker lives was lost")
            self.connection.close()
            self.connection = None
        if self.connection is None:
            self.connection, self.is_held = connection.copy(), False
        if not self.is_held:
            # The server may not have noticed yet that the former connection is gone: then the next time.
            self.is_held = self.lock(self.number)

    def end(self) -> None:
        """Give up the lock with its connection."""
        if self.connection is not None:
            self.connection.close()
            self.connection = None

    def lock(self, number: int) -> bool:
        """Take a lock; return whether nobody else has it."""
        if connection.vendor != "postgresql":
            return True
        return bool(self._ask("SELECT pg_try_advisory_lock(%s, %s)", LOCK_CLASS, number))

    def unlock(self, number: int) -> None:
        if connection.vendor == "postgresql":
            self._ask("SELECT pg_advisory_unlock(%s, %s)", LOCK_CLASS, number)

    def _ask(self, query: str, *values: int) -> Any:
        with self.connection.cursor() as cursor:
            cursor.execute(query, values)
            return cursor.fetchone()[0]


def lock_number(worker_id: str) -> int:
    """Return the number of the lock that a living worker holds; positive, as PostgreSQL lists it."""
    return zlib.crc32(worker_id.encode()) & 0x7FFFFFFF


def give_back_jobs_of_the_dead() -> None:
    """Give back what is in the hands of workers that hold no lock; SQLite has one worker, which does it at its start."""
    if connection.vendor != "postgresql":
        return
    running = DBTaskResult.objects.running().filter(backend_name=BACKEND)
    in_hand = {worker_ids[-1] for worker_ids in running.values_list("worker_ids", flat=True)}
    if in_hand:
        # Asked second: whoever has taken a job by now was holding the lock before.
        locks = _held_locks()
        give_back({worker_id for worker_id in in_hand if lock_number(worker_id) not in locks})


def _held_locks() -> set[int]:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT objid::bigint FROM pg_locks WHERE locktype = 'advisory' AND classid::bigint = %s AND objsubid = 2 "
            "AND database = (SELECT oid FROM pg_database WHERE datname = current_database()) AND granted",
            [LOCK_CLASS],
        )
        return {row[0] for row in cursor.fetchall()}


def give_back(dead: Collection[str] | None = None) -> None:
    """Put running jobs back into the queue, those of dead workers or all; what has killed too many has failed."""
    with transaction.atomic():
        for job in DBTaskResult.objects.running().filter(backend_name=BACKEND).select_for_update(skip_locked=True):
            if dead is not None and job.worker_ids[-1] not in dead:
                continue
            if len(job.worker_ids) >= MOST_ATTEMPTS:
                logger.error("Job %s has ended %d workers and is given up", job.pk, MOST_ATTEMPTS)
                job.set_failed(WorkerDied(f"{MOST_ATTEMPTS} workers have died of this job"))
            else:
                logger.warning("Job %s of a worker that has died is given back", job.pk)
                job.status, job.started_at = TaskResultStatus.READY, None
                job.save(update_fields=["status", "started_at"])


def publish_scheduled() -> None:
    """Publish and take down the pages whose time has come."""
    call_command("publish_scheduled")


def prune() -> None:
    """Forget what became of jobs long ago."""
    before: datetime = timezone.now() - KEPT
    DBTaskResult.objects.finished().filter(backend_name=BACKEND, finished_at__lt=before).delete()
