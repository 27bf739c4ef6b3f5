"""What the tests of workers do at the database of the processes; a function a name, the answer printed as JSON."""

import json
import os
import signal
import sys
import time
from collections.abc import Sequence
from datetime import timedelta

import django

django.setup()

# What follows needs the models.
from django.core.mail import EmailMessage
from django.utils import timezone
from django_tasks import task

from kpss_pages.news.models import NewsIndexPage, NewsPage
from kpss_pages.subscriptions.models import Announcement, Subscriber
from kpss_pages.subscriptions.scheduling import begin
from sites.documents import texts
from sites.mail_files import FileBackend
from sites.models import TownSettings
from sites.workers import TownWorker
from tests.builders import make_document, make_news, section_of
from tests.files import samples
from tests.processes.pair import HOST


@task(backend="workers")
def deadly() -> None:
    """End the worker as a crash does."""
    os.kill(os.getpid(), signal.SIGKILL)


def _town() -> TownSettings:
    return TownSettings.objects.get(site__hostname=HOST)


def store(count: str) -> list[int]:
    """Store PDFs of two pages, each with a job that reads it; return their keys."""
    started = time.time()
    return [
        make_document(_town(), f"Plan {number}", samples.pdf_of([f"{started}", f"{number}"]), name="plan.pdf").pk
        for number in range(int(count))
    ]


def enqueue_deadly() -> str:
    return str(deadly.enqueue().id)


def schedule(title: str) -> None:
    section = section_of(_town(), NewsIndexPage)
    page = section.add_child(instance=NewsPage(title=title, locale=section.locale, live=False))
    page.save_revision(approved_go_live_at=timezone.now() - timedelta(minutes=1))


def subscribe(count: str) -> list[str]:
    """Make subscribers with something to tell them, and begin the round of mails; return their addresses."""
    town = _town()
    started = time.time()
    make_news(town, f"News of {started}")
    Announcement.objects.filter(site=town.site).update(announced_at=timezone.now() - timedelta(minutes=10))
    last = Announcement.objects.filter(site=town.site).latest("pk").pk
    readers = [
        Subscriber.objects.create(
            site=town.site,
            email=f"{number}-{started}@reader.example",
            language="cs",
            kinds=["news"],
            frequency="weekly",
            told_until=last - 1,
            confirmed_at=timezone.now(),
        )
        for number in range(int(count))
    ]
    begin(town.site_id, "weekly", str(started), last)
    return [reader.email for reader in readers]


def slow_postman(count: str) -> None:
    """Work as any worker, but never come to an end with the mail after so many have gone."""
    send = FileBackend.send_messages
    sent: list[EmailMessage] = []

    def send_some(self: FileBackend, messages: Sequence[EmailMessage]) -> int:
        if len(sent) == int(count):
            time.sleep(600)
        sent.append(messages[0])
        return send(self, messages)

    FileBackend.send_messages = send_some  # type: ignore[assignment, method-assign]
    TownWorker(interval=0.2).run()


def stuck_worker() -> None:
    """Work as any worker, but never come to an end with the first document."""
    texts._pages_of = lambda document: time.sleep(600)
    TownWorker(interval=0.2).run()


if __name__ == "__main__":
    # Under the name by which a job finds it.
    from tests.processes import jobs

    print(json.dumps(getattr(jobs, sys.argv[1])(*sys.argv[2:])))
