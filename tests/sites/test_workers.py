import logging
from datetime import timedelta

import pytest
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from kpss_pages.news.models import NewsIndexPage, NewsPage
from sites import workers
from sites.models import TownSettings
from sites.workers import MOST_ATTEMPTS, TownWorker
from tests.builders import make_document, make_town, section_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def town() -> TownSettings:
    return make_town()


def work() -> None:
    """Run a worker until there is nothing to do."""
    TownWorker(batch=True).run()


def begun_by(*worker_ids: str) -> DBTaskResult:
    """Make the only job one that these workers have begun, the last of whom has it in hand."""
    DBTaskResult.objects.update(status="RUNNING", worker_ids=list(worker_ids), started_at=timezone.now())
    return DBTaskResult.objects.get()


def test_worker_does_what_was_put_off_in_every_town(town: TownSettings) -> None:
    documents = [make_document(town, "One"), make_document(make_town("prerov"), "Two")]

    work()

    for document in documents:
        document.refresh_from_db()
        assert document.text_state == "read"
    assert DBTaskResult.objects.successful().count() == 2


def test_job_of_a_worker_that_died_is_done_by_the_next_one(town: TownSettings) -> None:
    document = make_document(town)
    job = begun_by("dead")

    work()

    document.refresh_from_db()
    job.refresh_from_db()
    assert document.text_state == "read"
    assert (job.status, len(job.worker_ids)) == ("SUCCESSFUL", 2)


def test_job_that_has_ended_three_workers_is_given_up(town: TownSettings, caplog: pytest.LogCaptureFixture) -> None:
    make_document(town)
    job = begun_by("first", "second", "third")

    work()

    job.refresh_from_db()
    assert (job.status, len(job.worker_ids)) == ("FAILED", MOST_ATTEMPTS)
    assert job.exception_class_path == "sites.workers.WorkerDied"
    assert str(job.pk) in caplog.text


def test_what_became_of_jobs_is_forgotten_after_two_weeks(town: TownSettings) -> None:
    for days in (13, 15):
        make_document(town, f"Document {days}")
        ended = timezone.now() - timedelta(days=days)
        DBTaskResult.objects.ready().update(status="SUCCESSFUL", finished_at=ended)
    make_document(town, "Waiting")

    workers.prune()

    assert sorted(DBTaskResult.objects.values_list("status", flat=True)) == ["READY", "SUCCESSFUL"]


def test_worker_publishes_pages_whose_time_has_come_and_no_others(town: TownSettings) -> None:
    section = section_of(town, NewsIndexPage)
    now, pages = timezone.now(), []
    for title, at in (("Due", now - timedelta(minutes=1)), ("Later", now + timedelta(hours=1))):
        page = section.add_child(instance=NewsPage(title=title, locale=section.locale, live=False))
        page.save_revision(approved_go_live_at=at)
        pages.append(page)

    work()

    assert [NewsPage.objects.get(pk=page.pk).live for page in pages] == [True, False]


def test_chore_that_fails_is_logged_and_holds_nothing_up(
    town: TownSettings, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def fail() -> None:
        raise RuntimeError("no luck")

    monkeypatch.setattr(workers, "publish_scheduled", fail)
    document = make_document(town)

    work()

    document.refresh_from_db()
    assert document.text_state == "read"
    assert [record.levelno for record in caplog.records if "failed" in record.message] == [logging.ERROR]


def test_worker_ends_with_the_process_that_started_it(town: TownSettings) -> None:
    make_document(town)

    TownWorker(parent=-1).run()

    assert DBTaskResult.objects.ready().count() == 1
