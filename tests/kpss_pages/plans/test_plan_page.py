"""A plan's state, dates, neighbours and files."""

from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone, translation

from kpss_pages.plans.choices import PlanState, ShownState
from kpss_pages.plans.models import PlanIndexPage, PlanPage
from sites.models import Territory, TownSettings
from tests.builders import At, home_of, make_document, make_plan, make_town, publish_language, section_of
from tests.files import samples

pytestmark = pytest.mark.django_db

BEING_PREPARED, REPLACED = "Připravuje se dokument, který na něj naváže:", "Nahradil ho novější dokument:"


@pytest.fixture
def town() -> TownSettings:
    return make_town("prostejov")


@pytest.fixture
def bilingual() -> TownSettings:
    town = make_town("bbsk", language="sk", country="SK", other_languages=("cs",))
    publish_language(town, "cs")
    return town


def clock_at(monkeypatch: pytest.MonkeyPatch, moment: datetime) -> None:
    monkeypatch.setattr(timezone, "now", lambda: moment)


@pytest.mark.parametrize(
    ("moment", "shown"),
    [
        (datetime(2022, 12, 31, 22, 59, tzinfo=UTC), ShownState.IN_FORCE),  # 23.59 in Prague on the last day
        (datetime(2022, 12, 31, 23, 0, tzinfo=UTC), ShownState.EXPIRED),  # midnight in Prague
    ],
)
def test_plan_expires_at_midnight_of_its_town(
    town: TownSettings, monkeypatch: pytest.MonkeyPatch, moment: datetime, shown: ShownState
) -> None:
    plan = make_plan(town, state=PlanState.IN_FORCE, period_to=date(2022, 12, 31))
    clock_at(monkeypatch, moment)
    with timezone.override("America/New_York"):  # wherever the server stands
        assert plan.shown_state == shown
    with timezone.override(town.zone):
        assert PlanPage.objects.in_home(home_of(town)).in_force().exists() == (shown == ShownState.IN_FORCE)


def test_only_plans_in_force_expire_and_only_with_an_end() -> None:
    past = date(2020, 12, 31)
    for state in PlanState:
        plan = PlanPage(state=state, period_to=past)
        plan.town_today = date(2024, 1, 1)
        assert plan.shown_state == ("expired" if state == PlanState.IN_FORCE else state)
        plan.period_to = None
        assert plan.shown_state == state


def test_second_resolution_keeps_a_plan_in_force(town: TownSettings) -> None:
    plan = make_plan(
        town,
        state=PlanState.IN_FORCE,
        period_from=date(2016, 1, 1),
        period_to=date(2020, 12, 31),
        extended_to=date(2021, 12, 31),
    )
    plan.town_today = date(2021, 6, 1)
    assert plan.shown_state == ShownState.IN_FORCE
    with translation.override("cs"):
        assert plan.period == "2016–2021"
    assert list(PlanPage.objects.in_force(date(2021, 12, 31))) == [plan]
    assert list(PlanPage.objects.in_force(date(2022, 1, 1))) == []


@pytest.mark.parametrize(
    ("dates", "reason"),
    [
        ({"period_from": date(2024, 1, 2), "period_to": date(2024, 1, 1)}, "ends before it begins"),
        ({"period_to": date(2024, 1, 1), "extended_to": date(2023, 1, 1)}, "original last day"),
        ({"extended_to": date(2023, 1, 1)}, "original last day"),
    ],
)
def test_impossible_dates_are_refused_with_a_sentence_and_by_the_database(
    town: TownSettings, dates: dict[str, date], reason: str
) -> None:
    plan = make_plan(town)
    for name, value in dates.items():
        setattr(plan, name, value)
    with translation.override("en"), pytest.raises(ValidationError, match=reason):
        plan.full_clean()
    with pytest.raises(IntegrityError), transaction.atomic():
        PlanPage.objects.filter(pk=plan.pk).update(**dates)


def test_plan_of_one_day_is_possible(town: TownSettings) -> None:
    make_plan(town, period_from=date(2024, 1, 1), period_to=date(2024, 1, 1)).full_clean()


def test_territory_and_predecessor_of_another_town_are_refused(town: TownSettings) -> None:
    other = make_town("prerov")
    plan = make_plan(town)
    plan.territory = Territory.objects.create(town=other, name="Přerovsko")
    with pytest.raises(ValidationError) as refused:
        plan.full_clean()
    assert set(refused.value.message_dict) == {"territory"}
    plan.territory = None
    plan.predecessor = make_plan(other, "Foreign")
    with pytest.raises(ValidationError) as refused:
        plan.full_clean()
    assert set(refused.value.message_dict) == {"predecessor"}


@pytest.mark.parametrize(
    ("state", "sentence"),
    [("in_preparation", BEING_PREPARED), ("for_comments", BEING_PREPARED), ("in_force", REPLACED)],
)
def test_expired_plan_says_how_far_its_successor_is(town: TownSettings, at: At, state: str, sentence: str) -> None:
    first = make_plan(town, "First", state="in_force", period_from=date(2018, 1, 1), period_to=date(2022, 12, 31))
    make_plan(town, "Second", predecessor=first, state=state)
    page = at("prostejov.example").get(first.get_url_parts()[2]).content.decode()
    assert [words for words in (BEING_PREPARED, REPLACED) if words in page] == [sentence]


def test_plan_cannot_precede_itself(town: TownSettings) -> None:
    first = make_plan(town, "First")
    second = make_plan(town, "Second", predecessor=first)
    for predecessor in (first, second):
        first.predecessor = predecessor
        with pytest.raises(ValidationError) as refused:
            first.full_clean()
        assert set(refused.value.message_dict) == {"predecessor"}


def test_neighbours_are_linked_both_ways_when_they_are_published(town: TownSettings, at: At) -> None:
    first = make_plan(town, "First")
    second = make_plan(town, "Second", predecessor=first)
    draft = make_plan(town, "Draft", predecessor=second, live=False)
    assert first.neighbours() == (None, second)
    assert second.neighbours() == (first, None)
    assert draft.neighbours() == (second, None)
    assert 'href="/' in at("prostejov.example").get(first.get_url_parts()[2]).content.decode()


def test_translation_is_linked_to_neighbours_of_its_own_language(bilingual: TownSettings) -> None:
    first, second = make_plan(bilingual, "Prvý"), make_plan(bilingual, "Druhý")
    second.predecessor = first
    second.save_revision().publish()
    section_of(bilingual, PlanIndexPage, "cs")
    czech = home_of(bilingual, "cs").locale
    copies = [PlanPage.objects.get(pk=page.copy_for_translation(czech).pk) for page in (first, second)]
    for copy in copies:
        copy.get_latest_revision().publish()
    first_copy, second_copy = (PlanPage.objects.get(pk=copy.pk) for copy in copies)
    assert second_copy.neighbours() == (first_copy, None)
    assert first_copy.neighbours() == (None, second_copy)
    assert first.neighbours() == (None, second)


def test_page_says_what_its_files_are(town: TownSettings, at: At) -> None:
    big = make_document(town, "Akční plán", samples.pdf() + bytes(1_220_000), name="a.pdf")
    slovak = make_document(town, "Akčný plán", samples.office("docx"), name="b.docx", language="sk")
    plan = make_plan(town, "Akční plán", state=PlanState.IN_FORCE, files=[big, slovak])
    response = at("prostejov.example").get(plan.get_url_parts()[2])
    assert [(file.title, file.type_label, file.language) for file in response.context["files"]] == [
        ("Akční plán", "PDF", "cs"),
        ("Akčný plán", "DOCX", "sk"),
    ]
    shown = " ".join(response.content.decode().replace("\xa0", " ").split())
    assert "(PDF, 1,2 MB)" in shown
    assert 'lang="sk"' in shown
    assert "DOCX" in shown


def test_index_groups_published_plans_of_its_own_town_by_shown_state(town: TownSettings, at: At) -> None:
    past, future = date(2020, 12, 31), date(2999, 12, 31)
    make_plan(town, "Archived", state=PlanState.ARCHIVED, period_from=date(2010, 1, 1))
    make_plan(town, "Expired", state=PlanState.IN_FORCE, period_from=date(2016, 1, 1), period_to=past)
    make_plan(town, "Older", state=PlanState.IN_FORCE, period_from=date(2022, 1, 1), period_to=future)
    make_plan(town, "Newer", state=PlanState.IN_FORCE, period_from=date(2024, 1, 1), period_to=future)
    make_plan(town, "Draft for comments", state=PlanState.FOR_COMMENTS)
    make_plan(town, "Not published", state=PlanState.IN_FORCE, live=False)
    make_plan(make_town("prerov"), "Foreign", state=PlanState.IN_FORCE)
    response = at("prostejov.example").get(section_of(town, PlanIndexPage).get_url_parts()[2])
    groups = response.context["groups"]
    assert [[plan.title for plan in group.plans] for group in groups] == [
        ["Newer", "Older"],
        ["Draft for comments"],
        ["Expired", "Archived"],
    ]
    shown = response.content.decode().replace("\xa0", " ")
    assert "is-expired" in shown
    assert shown.index(groups[0].title) < shown.index(groups[2].title)


def test_pages_cost_a_bounded_number_of_queries(
    bilingual: TownSettings, at: At, django_assert_max_num_queries: Any
) -> None:
    section_of(bilingual, PlanIndexPage, "cs")
    territory = Territory.objects.create(town=bilingual, name="Gemer")
    documents = [
        make_document(bilingual, f"File {n}", samples.pdf(str(n)), name=f"{n}.pdf", language="sk") for n in range(5)
    ]
    former = make_plan(bilingual, "Former")
    plan = make_plan(
        bilingual, "Plan", state=PlanState.IN_FORCE, predecessor=former, territory=territory, files=documents
    )
    make_plan(bilingual, "Later", predecessor=plan)
    for number in range(10):
        make_plan(bilingual, f"Plan {number}", state=PlanState.IN_FORCE, territory=territory)
    visitor = at("bbsk.example")
    for page in (plan, section_of(bilingual, PlanIndexPage)):
        path = page.get_url_parts()[2]
        assert visitor.get(path).status_code == 200
        with django_assert_max_num_queries(12):
            visitor.get(path)
