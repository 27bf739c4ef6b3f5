"""The guide is made in the background, once, and kept as the edition of its day."""

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from kpss_pages.catalog.guide import making
from kpss_pages.catalog.guide.beginning import begin, give_up_forgotten
from kpss_pages.catalog.guide.making import make
from kpss_pages.catalog.models import GuideEdition
from sites.models import TownSettings
from tests.builders import make_service

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def quickly(monkeypatch: pytest.MonkeyPatch) -> None:
    """Typeset nothing: what a file looks like is tested elsewhere."""
    monkeypatch.setattr(making, "pdf_of", lambda book, is_large: f"%PDF-1.7 {len(book.chapters)} {is_large}".encode())


def made(town: TownSettings, variant: str = "a5", language: str = "cs") -> GuideEdition:
    edition, _is_new = begin(town, variant, language)
    make(edition.pk)
    edition.refresh_from_db()
    return edition


def test_guide_begun_twice_is_made_once(prerov: TownSettings, bbsk: TownSettings) -> None:
    make_service(prerov)
    first, is_new = begin(prerov, "a5", "cs")
    second, is_new_too = begin(prerov, "a5", "cs")

    assert (first.pk, is_new) == (second.pk, True)
    assert not is_new_too
    assert begin(prerov, "large", "cs")[1], "another variant has its own turn"
    assert begin(bbsk, "a5", "cs")[1], "as has another town"
    assert DBTaskResult.objects.count() == 3


def test_guide_becomes_a_document_of_the_town(prerov: TownSettings, bbsk: TownSettings) -> None:
    make_service(prerov, "Domov")
    make_service(prerov, "Poradna")

    edition = made(prerov)

    document = edition.document
    assert document is not None
    assert (edition.services, edition.progress, edition.dated) == (2, 100, timezone.localdate())
    assert document.title.endswith(f"{timezone.localdate().year} (A5)")
    assert document.language == "cs"
    assert document.collection == prerov.files_collection
    assert str(document.file.name).startswith(prerov.media_key)
    make(edition.pk)
    assert GuideEdition.objects.filter(site=prerov.site).count() == 1, "done once more, it changes nothing"
    assert not GuideEdition.objects.filter(site=bbsk.site).exists()


def test_second_guide_of_a_day_takes_the_place_of_the_first(prerov: TownSettings) -> None:
    make_service(prerov, "Domov")
    first = made(prerov)
    make_service(prerov, "Poradna")

    second = made(prerov)

    assert list(GuideEdition.objects.filter(site=prerov.site)) == [second]
    assert second.document == first.document, "the address stays"
    assert second.document is not None
    assert second.document.version == 2
    assert second.services == 2


def test_older_editions_of_the_same_variant_and_language_are_archived(prerov: TownSettings, bbsk: TownSettings) -> None:
    make_service(prerov)
    make_service(bbsk)
    yesterday = timezone.localdate() - timedelta(days=1)
    others = [made(prerov, "large"), made(bbsk)]
    old = made(prerov)
    GuideEdition.objects.update(dated=yesterday)

    new = made(prerov)

    old.refresh_from_db()
    assert old.is_archived
    assert old.document is not None
    assert old.document.superseded_by == new.document
    assert not new.is_archived
    for other in others:
        other.refresh_from_db()
        assert not other.is_archived


def test_empty_catalogue_is_said_and_can_be_begun_again(prerov: TownSettings) -> None:
    failed = made(prerov)
    assert failed.failure == "empty"
    assert "catalogue" in str(failed.get_failure_display()) or failed.get_failure_display()

    make_service(prerov)
    again = made(prerov)

    assert again.document is not None
    assert list(GuideEdition.objects.filter(site=prerov.site)) == [again], "the failure is forgotten"


def test_whatever_goes_wrong_is_said_and_leaves_no_document(
    prerov: TownSettings, monkeypatch: pytest.MonkeyPatch
) -> None:
    make_service(prerov)

    def broken(*arguments: Any) -> bytes:
        raise RuntimeError("typst")

    monkeypatch.setattr(making, "pdf_of", broken)

    edition = made(prerov)

    assert (edition.failure, edition.document) == ("broken", None)


def test_guide_whose_worker_is_gone_is_given_up(prerov: TownSettings) -> None:
    make_service(prerov)
    lost, _is_new = begin(prerov, "a5", "cs")
    fresh, _is_new = begin(prerov, "large", "cs")
    GuideEdition.objects.filter(pk=lost.pk).update(made_at=timezone.now() - timedelta(hours=1))

    give_up_forgotten()

    lost.refresh_from_db()
    fresh.refresh_from_db()
    assert (lost.failure, fresh.failure) == ("stopped", "")
    make(lost.pk)
    lost.refresh_from_db()
    assert lost.document is None, "a worker that comes late finds nothing to do"
    assert begin(prerov, "a5", "cs")[1]
