"""The digest of 10,000 subscribers sent by two workers, of which one is killed half-way; tells the figures as JSON."""

import re
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import django

django.setup()

from django.conf import settings
from django.utils import timezone
from django_tasks.base import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from kpss_pages.core.models import Topic
from kpss_pages.subscriptions.choices import Frequency
from kpss_pages.subscriptions.models import Announcement, Delivery, Mailing, Subscriber
from kpss_pages.subscriptions.scheduling import begin, slot_of
from kpss_pages.subscriptions.tasks import deliver
from sites.models import TownSettings
from tests.bench.figures import Figure, told
from tests.bench.servers import HOST
from tests.bench.workers import start_worker
from tests.builders import make_news, make_plan

SUBSCRIBERS = 10_000
NEWS = 20
TOPICS = 6
MOST_SECONDS = 60
MOST_MEGABYTES = 250
PATIENCE = 600  # seconds until the rest counts as lost
TO = re.compile(rb"^To: (\S+)", re.MULTILINE)


def main() -> None:
    town = TownSettings.objects.get(site__hostname=HOST)
    expected = make_subscribers(town)
    folder = Path(settings.EMAIL_FILE_PATH)  # type: ignore[misc]
    last = Announcement.objects.filter(site=town.site).order_by("pk").last()
    assert last is not None
    peaks: Counter[int] = Counter()
    started = time.monotonic()
    # The slot that the workers themselves would begin, should it be morning already.
    slot = slot_of(Frequency.DAILY, timezone.localtime(timezone=town.zone).replace(hour=12))
    begin(town.site_id, Frequency.DAILY, slot, last.pk)
    workers = [start_worker() for _ in range(2)]
    try:
        wait_until(lambda: files_in(folder) >= SUBSCRIBERS // 2, workers, peaks)
        killed_with = kill_at_work(workers[0], peaks)
        killed_at = time.monotonic()
        mailing = Mailing.objects.get(site=town.site, slot=slot)
        is_done = Delivery.objects.filter(mailing=mailing, state="sent").count
        wait_until(lambda: is_done() >= SUBSCRIBERS, workers[1:], peaks)
        seconds = time.monotonic() - started
    finally:
        for worker in workers:
            worker.terminate()
        for worker in workers:
            worker.wait(timeout=60)
    states = Counter(Delivery.objects.filter(mailing=mailing).values_list("state", flat=True))
    addressed = Counter(reader_of(file) for file in folder.glob("*.eml"))
    taken_over = DBTaskResult.objects.filter(task_path=deliver.module_path)
    figures = [
        Figure("seconds until all were prepared and sent", seconds, "s", MOST_SECONDS, "workers' start included"),
        Figure("peak memory of a worker", max(peaks.values()) / 1024, "MB", MOST_MEGABYTES, "resident"),
        Figure("subscribers without a mail", len(expected - addressed.keys()), "", 0, f"of {len(expected)}"),
        Figure("mails to one address too many", sum(addressed.values()) - len(addressed), "", 0),
        Figure("mails not noted as sent", sum(states.values()) - states["sent"], "", 0, f"{states['sent']} sent"),
        Figure(
            "mails in the killed worker's hands", killed_with, "", None, f"killed after {killed_at - started:.0f} s"
        ),
        Figure(
            "jobs taken over from the killed worker",
            sum(len(ids) > 1 for ids in taken_over.values_list("worker_ids", flat=True)),
            "",
        ),
    ]
    sys.stdout.write(told(figures))


def make_subscribers(town: TownSettings) -> set[str]:
    """Make news with topics and subscribers who want some of them, of many sorts; return all addresses."""
    topics = [Topic.objects.create(site=town.site, slug=f"bench-{n}", name_cs=f"Téma {n}") for n in range(TOPICS)]
    for number in range(NEWS):
        lead = "Setkání pracovní skupiny, na kterém se mluvilo o tom, co v našem městě chybí. " * 3
        make_news(town, f"Zpráva číslo {number}", topics=[topics[number % TOPICS]], lead=lead)
    make_plan(town, "Plán k připomínkám", state="for_comments")
    Announcement.objects.filter(site=town.site).update(announced_at=timezone.now() - timedelta(minutes=10))
    first = Announcement.objects.filter(site=town.site, page__title="Zpráva číslo 0").get().pk
    readers = Subscriber.objects.bulk_create(
        Subscriber(
            site=town.site,
            email=f"reader-{number:05}@reader.example",
            language="cs",
            kinds=(["news"], ["news", "plans"], ["events", "news", "plans"])[number % 3],
            frequency="daily",
            confirmed_at=timezone.now(),
            told_until=first - 1,
            has_all_topics=number % 4 == 0,
        )
        for number in range(SUBSCRIBERS)
    )
    through = Subscriber.topics.through
    chosen = [
        through(subscriber_id=reader.pk, topic_id=topics[(number + step) % TOPICS].pk)
        for number, reader in enumerate(readers)
        for step in range(number % 4)
    ]
    through.objects.bulk_create(chosen, batch_size=5000)
    print(f"{len(readers)} subscribers wait for their digest ...", file=sys.stderr, flush=True)
    return {reader.email for reader in readers}


def files_in(folder: Path) -> int:
    return sum(1 for _ in folder.glob("*.eml"))


def reader_of(file: Path) -> str:
    found = TO.search(file.read_bytes())
    return found[1].decode() if found else ""


def kill_at_work(worker: "subprocess.Popen[bytes]", peaks: Counter[int]) -> int:
    """Kill a worker that has mails in its hands: held still, it is looked at, and let go on when it has none.

    Return how many mails it had taken in hand, of which some have gone and are not noted.
    """
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline:
        worker.send_signal(signal.SIGSTOP)
        note_memory([worker], peaks)
        running = DBTaskResult.objects.filter(task_path=deliver.module_path, status=TaskResultStatus.RUNNING)
        in_hand = Delivery.objects.filter(state="sending").count()
        if in_hand and any(f"-{worker.pid}-" in ids[-1] for ids in running.values_list("worker_ids", flat=True)):
            worker.send_signal(signal.SIGKILL)
            worker.wait()
            return in_hand
        worker.send_signal(signal.SIGCONT)
        time.sleep(0.01)
    raise TimeoutError("The worker that is to be killed does nothing")


def note_memory(workers: "list[subprocess.Popen[bytes]]", peaks: Counter[int]) -> None:
    """Note the most memory that each worker has had so far, in kB (``VmHWM``)."""
    for worker in workers:
        status = Path(f"/proc/{worker.pid}/status")
        if status.exists():
            found = re.search(r"VmHWM:\s+(\d+)", status.read_text())
            peaks[worker.pid] = max(peaks[worker.pid], int(found[1]) if found else 0)


def wait_until(is_so: Callable[[], bool], workers: "list[subprocess.Popen[bytes]]", peaks: Counter[int]) -> None:
    """Wait for something that workers bring about; what is not there in the end is counted as lost."""
    deadline = time.monotonic() + PATIENCE
    while not is_so() and time.monotonic() < deadline:
        note_memory(workers, peaks)
        if ended := [worker.args for worker in workers if worker.poll() is not None]:
            raise RuntimeError(f"A worker has ended by itself: {ended}")
        time.sleep(0.2)


if __name__ == "__main__":
    main()
