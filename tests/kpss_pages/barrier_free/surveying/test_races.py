"""Two at the same moment, each on a connection of its own: one waits for the other, and neither is told by the database.

What these tests save is really saved, for the other connection to see it; all of it goes with their site.
"""

import time
import uuid
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection, connections, transaction
from django.utils import timezone
from wagtail.models import ModelLogEntry, Page, Revision, Site

from kpss_pages.barrier_free.models import Place, Survey, SurveyLink
from kpss_pages.barrier_free.surveying import deciding
from kpss_pages.barrier_free.surveying.deciding import Refused
from kpss_pages.barrier_free.surveying.receiving import receive
from sites.models import TownSettings
from tests.builders import make_place, make_survey
from tests.kpss_pages.barrier_free.importing.tables import csv, imported

pytestmark = pytest.mark.django_db

Meanwhile = Callable[[Callable[[], Any]], "Future[Any]"]
WAITING = "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'"


@pytest.fixture
def _own_connection(db: None) -> Iterator[None]:
    """Lead past the transaction that every test is in and that is rolled back behind it."""
    if connection.vendor != "postgresql":
        pytest.fail("SQLite has no locks of rows: python -m tests.postgres -- pytest " + __file__)
    of_test = connections["default"]
    connections["default"] = of_test.copy()
    try:
        yield
    finally:
        connections["default"].close()
        connections["default"] = of_test


@pytest.fixture
def town(_own_connection: None) -> Iterator[TownSettings]:
    """Return a town that other connections see too: its site and nothing else."""
    site = Site.objects.create(hostname="races.example", root_page=Page.get_first_root_node())
    try:
        yield TownSettings(site=site, country="CZ")
    finally:
        for model in (ModelLogEntry, Revision):  # nothing else keeps any in the database of the tests
            model.objects.all().delete()
        site.delete()


@pytest.fixture
def meanwhile(town: TownSettings) -> Iterator[Meanwhile]:
    """Return a function that lets another connection do something; it returns once that waits for this connection."""

    def run(deed: Callable[[], Any]) -> Any:
        try:
            return deed()
        finally:
            connection.close()

    def start(deed: Callable[[], Any]) -> "Future[Any]":
        future = others.submit(run, deed)
        deadline = time.monotonic() + 20
        while not _waits() and not future.done() and time.monotonic() < deadline:
            time.sleep(0.01)
        assert not future.done(), future.result()
        return future

    with ThreadPoolExecutor(1) as others:
        yield start


def _waits() -> bool:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_stat_clear_snapshot()")
        cursor.execute(WAITING)
        return bool(cursor.fetchone()[0])


def make_link(town: TownSettings) -> SurveyLink:
    return SurveyLink.objects.create(site=town.site, name="Klub", valid_until=timezone.localdate() + timedelta(days=7))


DELETIONS: dict[str, Callable[[Place, SurveyLink], Any]] = {
    "one place": lambda place, link: Place.objects.get(pk=place.pk).delete(),
    "several places": lambda place, link: Place.objects.filter(pk__in=[place.pk]).delete(),
    "the link": lambda place, link: SurveyLink.objects.get(pk=link.pk).delete(),
}


@pytest.mark.parametrize("what", DELETIONS)
def test_deletion_waits_for_a_survey_that_is_being_saved(
    town: TownSettings, meanwhile: Meanwhile, monkeypatch: pytest.MonkeyPatch, what: str
) -> None:
    place, link = make_place(town, "Knihovna"), make_link(town)
    deletions: list[Future[Any]] = []
    save = Survey.save

    def saved(survey: Survey, **kwargs: Any) -> None:
        deletions.append(meanwhile(lambda: DELETIONS[what](place, link)))
        save(survey, **kwargs)

    monkeypatch.setattr(Survey, "save", saved)
    fields = {"place": str(place.pk), "entrances-0-door": "90", "key": str(uuid.uuid4())}

    assert receive(town, link, fields, []).state == "saved"

    deletions[0].result(20)
    found = list(Survey.objects.filter(site=town.site).values_list("place", "link"))
    assert found == ([(place.pk, None)] if what == "the link" else [])


def test_who_decides_of_a_place_that_is_being_deleted_is_told(town: TownSettings, meanwhile: Meanwhile) -> None:
    place = make_place(town, "Knihovna")
    survey = make_survey(place, {"entrances": [{"door": 90}]}, state="waiting", origin="field")
    with transaction.atomic():
        Place.objects.filter(pk=place.pk).held()
        decision = meanwhile(lambda: deciding.reject(town, survey, None))  # type: ignore[arg-type]
        place.delete()
    with pytest.raises(Refused):
        decision.result(20)
    assert not Survey.objects.filter(site=town.site).exists()


def test_import_waits_for_a_survey_that_is_taken_and_leaves_its_verdicts(
    town: TownSettings, meanwhile: Meanwhile
) -> None:
    place = make_place(town, "Knihovna", {"entrances": [{"steps": "+9", "ramp": "none"}]})
    assert place.wheelchair == "inaccessible"
    upload = csv({"název": "Knihovna", "o místě": "Půjčuje knihy."})
    with transaction.atomic():
        make_survey(place, {"entrances": [{"door": 90}]}, {"wheelchair": "accessible"})
        saving = meanwhile(lambda: imported(town, upload))
    saving.result(20)
    place.refresh_from_db()
    assert (place.about, place.wheelchair) == ("Půjčuje knihy.", "accessible")
