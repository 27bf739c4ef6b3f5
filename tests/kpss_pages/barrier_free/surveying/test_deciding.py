"""What becomes of surveys that wait: taken, put aside, taken back; and of their photos and places."""

import uuid
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.utils import timezone
from wagtail.models import ModelLogEntry

from kpss_pages.barrier_free import forgetting
from kpss_pages.barrier_free.choices import SurveyState, Verdict
from kpss_pages.barrier_free.models import Place, PlacePhoto, Survey, SurveyPhoto
from kpss_pages.barrier_free.settings_of import settings_of
from kpss_pages.barrier_free.surveying import deciding, entering
from kpss_pages.barrier_free.surveying.deciding import Decision, Refused, fingerprint
from kpss_pages.barrier_free.surveying.holding import find_what_holds
from kpss_pages.barrier_free.surveying.reading import read
from kpss_pages.barrier_free.surveying.receiving import receive
from kpss_pages.barrier_free.surveying.sheet import fields_of
from sites.models import Role, TownImage, TownSettings, User
from sites.page_cache import signals
from tests.builders import make_office, make_place, make_survey, make_user
from tests.kpss_pages.barrier_free.surveying.sending import NEW_PLACE, make_link, picture

pytestmark = pytest.mark.django_db


@pytest.fixture
def clerk(prerov: TownSettings) -> User:
    return make_user(prerov, Role.EDITOR)


def sent(town: TownSettings, *photos: Any, **changes: Any) -> Survey:
    survey = receive(town, make_link(town), {**NEW_PLACE, **changes}, photos).survey
    assert survey is not None
    return survey


def decided(town: TownSettings, survey: Survey, **changes: Any) -> Decision:
    """Return the decision of somebody who takes a survey as it is but for some fields."""
    fields = fields_of(survey, survey.place) | changes.pop("fields", {})
    draft = read(fields, settings_of(town.site_id), town.country, survey.edition)
    assert not draft.errors
    return Decision(draft, **changes)


def accept(town: TownSettings, survey: Survey, user: User, **changes: Any) -> Place:
    survey.refresh_from_db()
    return deciding.accept(town, survey, decided(town, survey, **changes), user, fingerprint(survey.place))


def test_accepted_survey_makes_a_place_that_it_holds_for(prerov: TownSettings, clerk: User) -> None:
    survey = sent(prerov, latitude="49.455", longitude="17.451", note="Zvonek nefunguje.")

    place = accept(prerov, survey, clerk, next_survey_on=date(2030, 1, 1))

    survey.refresh_from_db()
    assert (place.site_id, place.name, place.category, str(place.latitude)) == (
        prerov.site_id, "Lékárna U Lva", "health", "49.455000",
    )  # fmt: skip
    assert place.is_published
    assert (place.survey, place.surveyed_on, place.next_survey_on) == (survey, survey.surveyed_on, date(2030, 1, 1))
    assert (survey.state, survey.decided_by, survey.place) == (SurveyState.ACCEPTED, clerk, place)
    assert place.latest_revision is not None
    assert {"wagtail.create", deciding.ACCEPT_ACTION} <= set(ModelLogEntry.objects.values_list("action", flat=True))


def test_new_place_is_hidden_by_choice(prerov: TownSettings, clerk: User) -> None:
    assert not accept(prerov, sent(prerov), clerk, is_published=False).is_published


def test_clerk_corrects_what_was_sent_and_undoing_brings_it_back(prerov: TownSettings, clerk: User) -> None:
    place = make_place(prerov, "Knihovna", {"entrances": [{"door": 100}]}, street="Stará 1", survey={
        "surveyed_on": timezone.localdate() - timedelta(days=400),
    })  # fmt: skip
    former = place.surveys.get()
    survey = sent(prerov, place=place.pk, name="Knihovna", category="culture", street="Nová 2")

    accept(prerov, survey, clerk, fields={
        "entrances-0-door": "95", "street": "Nová 2a", "verdict-pram": "partly", "reason-pram": "Úzká chodba",
    })  # fmt: skip

    place.refresh_from_db()
    survey.refresh_from_db()
    assert (place.survey, place.street, place.category, place.pram) == (survey, "Nová 2a", "culture", Verdict.PARTLY)
    assert survey.measures == {"entrances": [{"door": 95}]}
    assert deciding.can_be_reopened(survey)

    deciding.reopen(prerov, survey, clerk)

    place.refresh_from_db()
    survey.refresh_from_db()
    assert (place.survey, place.street, place.category) == (former, "Stará 1", "office")
    assert (survey.state, survey.decided_at, survey.undone_by) == (SurveyState.WAITING, None, {})
    assert survey.measures == {"entrances": [{"door": 90}]}
    assert survey.place_values == {"category": "culture", "street": "Nová 2"}


def test_photos_become_pictures_of_the_town_and_back(
    prerov: TownSettings, clerk: User, media: Path, django_capture_on_commit_callbacks: Any
) -> None:
    survey = sent(prerov, picture(), picture(size=(10, 10)))
    first, second = survey.photos.order_by("pk")

    with django_capture_on_commit_callbacks(execute=True):
        place = accept(prerov, survey, clerk, photos={first.pk: "Dva schody, zábradlí vpravo"})

    [shown] = place.photos.all()
    image = TownImage.objects.get()
    assert (shown.image, shown.alt_text) == (image, "Dva schody, zábradlí vpravo")
    assert (image.collection, image.description) == (prerov.files_collection, "Dva schody, zábradlí vpravo")
    assert (image.width, image.height) == (64, 48)
    assert list(survey.photos.all()) == [second]
    assert not first.file.storage.exists(str(first.file.name))

    with django_capture_on_commit_callbacks(execute=True):
        deciding.reopen(prerov, survey, clerk)

    assert survey.photos.count() == 2
    assert not (TownImage.objects.exists())
    assert not (PlacePhoto.objects.exists())
    assert not (Place.objects.exists())


def test_twice_accepted_is_once(prerov: TownSettings, clerk: User) -> None:
    survey = sent(prerov)
    stale = Survey.objects.get(pk=survey.pk)
    accept(prerov, survey, clerk)

    with pytest.raises(Refused, match="already"):
        deciding.accept(prerov, stale, decided(prerov, stale), clerk, "")
    with pytest.raises(Refused, match="already"):
        deciding.reject(prerov, stale, clerk)
    assert Place.objects.count() == 1


def test_place_that_somebody_has_changed_meanwhile_is_looked_at_again(prerov: TownSettings, clerk: User) -> None:
    place = make_place(prerov, "Knihovna")
    survey = sent(prerov, place=place.pk)
    seen = fingerprint(place)
    Place.objects.filter(pk=place.pk).update(street="Jiná 1")

    with pytest.raises(Refused, match="changed"):
        deciding.accept(prerov, survey, decided(prerov, survey), clerk, seen)
    assert Survey.objects.get().state == SurveyState.WAITING


def test_nothing_is_taken_back_once_somebody_has_gone_on(prerov: TownSettings, clerk: User) -> None:
    survey = sent(prerov)
    place = accept(prerov, survey, clerk)
    survey.refresh_from_db()
    Place.objects.filter(pk=place.pk).update(name="Lékárna Na Rohu")

    with pytest.raises(Refused, match="changed"):
        deciding.reopen(prerov, survey, clerk)

    Place.objects.filter(pk=place.pk).update(name=place.name)
    make_survey(place, {"entrances": [{"door": 70}]}, decided_at=timezone.now())
    assert not deciding.can_be_reopened(survey)
    with pytest.raises(Refused, match="newer"):
        deciding.reopen(prerov, survey, clerk)
    assert Survey.objects.get(pk=survey.pk).state == SurveyState.ACCEPTED


def test_rejected_survey_changes_nothing_and_can_wait_again(prerov: TownSettings, clerk: User) -> None:
    survey = sent(prerov)

    deciding.reject(prerov, survey, clerk)
    assert Survey.objects.get().state == SurveyState.REJECTED
    deciding.reopen(prerov, survey, clerk)

    assert Survey.objects.get().state == SurveyState.WAITING
    assert not Place.objects.exists()


def test_survey_of_another_town_is_not_there(prerov: TownSettings, bbsk: TownSettings, clerk: User) -> None:
    theirs = sent(bbsk)

    for decide in (deciding.reject, deciding.reopen):
        with pytest.raises(Refused):
            decide(prerov, theirs, clerk)
    with pytest.raises(Refused):
        deciding.accept(prerov, theirs, decided(prerov, theirs), clerk, "")


def test_what_is_kept_of_the_map_ends_with_the_decision_and_not_before(
    prerov: TownSettings, clerk: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    link, place = make_link(prerov), make_place(prerov, "Knihovna")
    ended: list[Any] = []
    monkeypatch.setattr(signals, "end", ended.extend)
    fields = {"place": place.pk, "entrances-0-door": "90"}
    surveys = [receive(prerov, link, fields, [picture()]).survey for _ in range(2)]
    assert all(surveys)
    deciding.reject(prerov, surveys[0], clerk)  # type: ignore[arg-type]
    assert not ended

    accept(prerov, surveys[1], clerk)  # type: ignore[arg-type]

    assert ("kind", prerov.site_id, "kpss_barrier_free.Place") in ended


def test_older_survey_that_comes_late_does_not_hold(prerov: TownSettings, clerk: User) -> None:
    place = make_place(prerov, "Knihovna", {"entrances": [{"door": 100}]})
    survey = sent(prerov, place=place.pk, surveyed_on="2024-05-01")

    accept(prerov, survey, clerk)

    place.refresh_from_db()
    assert place.survey_id != survey.pk


def test_correction_holds_and_what_was_said_is_history(prerov: TownSettings, clerk: User) -> None:
    place = make_place(prerov, "Knihovna", {"entrances": [{"door": 100}]}, survey={"surveyor": "Město Přerov"})
    former = place.surveys.get()
    decision = decided(prerov, former, fields={"entrances-0-door": "80", "surveyed_on": "2024-01-01"})

    made = entering.correct(prerov, former, decision, clerk, uuid.UUID(int=7))
    again = entering.correct(prerov, former, decision, clerk, uuid.UUID(int=7))

    place.refresh_from_db()
    assert made == again
    assert (place.survey, place.surveyed_on, made.corrects) == (made, date(2024, 1, 1), former)
    assert (made.decided_by, made.origin) == (clerk, "desk")
    former.refresh_from_db()
    assert (former.state, former.measures) == (SurveyState.ACCEPTED, {"entrances": [{"door": 100}]})
    assert list(place.surveys.history()) == [made], "what was corrected is told to nobody"
    with pytest.raises(Refused, match="Another"):
        entering.correct(prerov, former, decision, clerk, uuid.UUID(int=8))


def test_photos_that_nobody_took_go_after_a_while(
    prerov: TownSettings, clerk: User, media: Path, django_capture_on_commit_callbacks: Any
) -> None:
    waiting, rejected = sent(prerov, picture()), sent(prerov, picture())
    deciding.reject(prerov, rejected, clerk)
    assert forgetting.forget_photos() == 0
    long_ago = timezone.now() - timedelta(days=91)
    Survey.objects.filter(pk=rejected.pk).update(decided_at=long_ago)

    with django_capture_on_commit_callbacks(execute=True):
        assert forgetting.forget_photos() == 1

    assert SurveyPhoto.objects.get().survey == waiting
    assert len([path for path in media.rglob("*") if path.is_file()]) == 1


def test_place_at_which_something_is_by_now_is_not_taken_back(prerov: TownSettings, clerk: User) -> None:
    survey = sent(prerov)
    place = accept(prerov, survey, clerk)
    office = make_office(prerov, "Podatelna", mapped_place=place)

    with pytest.raises(Refused, match=r"by now: .*Podatelna.* hide"):
        deciding.reopen(prerov, survey, clerk)

    office.refresh_from_db()
    assert office.mapped_place == place
    office.delete()
    deciding.reopen(prerov, survey, clerk)
    assert not Place.objects.filter(pk=place.pk).exists()


def test_what_holds_is_the_newest_and_nothing_else_of_the_place_is_written(prerov: TownSettings) -> None:
    place = make_place(prerov, "Knihovna")
    decided_later = make_survey(place, {"entrances": [{"door": 90}]}, decided_at=timezone.now())
    make_survey(place, {"entrances": [{"door": 80}]}, decided_at=timezone.now() - timedelta(days=1))
    make_survey(place, {"entrances": [{"door": 70}]})  # by a table of years ago: nobody knows when
    Place.objects.filter(pk=place.pk).update(name="Městská knihovna")  # while somebody has the form open

    find_what_holds(place)

    place.refresh_from_db()
    assert (place.survey, place.name) == (decided_later, "Městská knihovna")
