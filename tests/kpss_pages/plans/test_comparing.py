"""What differs between two versions of a plan, and the page that says so."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from django.utils import translation

from kpss_pages.plans.choices import PlanState
from kpss_pages.plans.comparing import MOST_WORD_PAIRS, FieldChange, compare, number_text
from kpss_pages.plans.content import Cost, Goal, Indicator, PlanContent
from kpss_pages.plans.models import PlanPage
from sites.models import TownSettings
from tests.builders import At, make_plan
from tests.kpss_pages.plans.contents import make_content, make_measure


def with_measure(content: PlanContent, place: int, **changes: object) -> PlanContent:
    measures = list(content.measures)
    measures[place] = replace(measures[place], **changes)  # type: ignore[arg-type]
    return replace(content, measures=tuple(measures))


def test_versions_alike_do_not_differ() -> None:
    assert not compare(make_content(3), make_content(3))


def test_measures_and_goals_are_matched_by_id_whatever_their_number_and_place() -> None:
    before = make_content(3)
    now = replace(
        before,
        goals=(*before.goals[:3], Goal(99, None, "3", "Nová priorita")),
        measures=(replace(before.measures[1], number="9.9"), before.measures[0], make_measure(50, goal=99)),
    )
    found = compare(before, now)
    assert [measure.id for measure in found.measures.added] == [50]
    assert [measure.id for measure in found.measures.dropped] == [5]
    assert [(row.id, [field.now for field in row.fields]) for row in found.measures.changed] == [(4, ["9.9"])]
    assert [goal.id for goal in found.goals.added] == [99]
    assert [goal.id for goal in found.goals.dropped] == [10_002]


@pytest.mark.parametrize(
    ("changes", "before", "now"),
    [
        ({"description": "Jiný popis."}, "Rozšíření terénní služby do okolních obcí.", "Jiný popis."),
        ({"target_groups": ("děti",)}, "senioři, pečující osoby", "děti"),
        ({"ends_on": None}, "31. 12. 2027", ""),
        ({"starts_on": date(2026, 5, 1)}, "1. 1. 2026", "1. 5. 2026"),
        ({"goal": 10_002}, "1.1 Dostupná péče", "2.1 Podpora rodin"),
        ({"costs": (Cost(2026, "municipality", Decimal("1000.5")),)}, "80 000,50 Kč", "1 000,50 Kč"),
        ({"links": ()}, "Popis služby, https://sluzba.example/", ""),
        ({"activities": ()}, "Výběr poskytovatele, 2026, odbor; Spuštění služby, 2027", ""),
    ],
)
def test_every_changed_field_is_told_in_words(changes: dict[str, object], before: str, now: str) -> None:
    with translation.override("cs"):
        [row] = compare(make_content(2), with_measure(make_content(2), 0, **changes)).measures.changed
    [field] = row.fields
    assert before in field.before.replace("\xa0", " ")
    assert now in field.now.replace("\xa0", " ")
    assert bool(field.now) == bool(now)


def test_measure_that_is_no_example_any_more_is_changed() -> None:
    [row] = compare(make_content(2), with_measure(make_content(2), 0, is_example=False)).measures.changed
    assert [field.before == field.now for field in row.fields] == [False]


def test_renamed_goal_is_a_change_of_the_goal_alone() -> None:
    before = make_content(2)
    goals = (before.goals[0], replace(before.goals[1], name="Jiný název"), *before.goals[2:])
    found = compare(before, replace(before, goals=goals))
    assert [row.id for row in found.goals.changed] == [2]
    assert not found.measures


def test_another_currency_changes_every_cost() -> None:
    found = compare(make_content(2), make_content(2, currency="EUR"))
    assert [row.id for row in found.measures.changed] == [3, 4]


def test_words_that_differ_are_marked_on_both_sides() -> None:
    change = FieldChange("Popis", "služba do obcí v okolí", "služba do všech obcí")
    assert [(part.text, part.is_marked) for part in change.parts_before] == [
        ("služba do", False),
        ("obcí", False),
        ("v okolí", True),
    ]
    assert [part.text for part in change.parts_now if part.is_marked] == ["všech"]


def test_long_texts_are_shown_whole_without_comparing_their_words() -> None:
    long = "slovo " * MOST_WORD_PAIRS
    assert [part.is_marked for part in FieldChange("Popis", long, f"{long} nové").parts_now] == [True]


@pytest.mark.parametrize(
    ("value", "written"), [("10", "10"), ("1E+3", "1000"), ("2.50", "2,5"), ("0", "0"), ("12345.5", "12345,5")]
)
def test_numbers_are_written_without_idle_zeros(value: str, written: str) -> None:
    with translation.override("cs"):
        assert number_text(Decimal(value)).replace("\xa0", "") == written
    assert number_text(None) == ""


def test_indicator_that_changes_its_target_is_told() -> None:
    now = with_measure(
        make_content(2), 0, indicators=(Indicator(300, "Počet klientů", "osoby", Decimal(10), Decimal(60)),)
    )
    [row] = compare(make_content(2), now).measures.changed
    assert "60" in row.fields[0].now


@pytest.fixture
def versions(prerov: TownSettings) -> PlanPage:
    """Return a plan of three published versions and a draft after them."""
    plan = make_plan(prerov, "Plán", state=PlanState.FOR_COMMENTS, content=make_content(2))
    for content in (
        with_measure(make_content(3), 0, name="Přejmenovaná služba"),
        make_content(3, measures=make_content(3).measures[1:]),
        with_measure(make_content(3), 1, name="Jen v konceptu"),
    ):
        plan.content = content
        revision = plan.save_revision()
        if content.measures[1].name != "Jen v konceptu":
            revision.publish()
            plan = PlanPage.objects.get(pk=plan.pk)
    return plan


@pytest.mark.django_db
def test_page_of_changes_compares_the_last_two_versions_or_those_asked_for(versions: PlanPage, at: At) -> None:
    visitor, address = at("prerov.example"), f"{versions.get_url_parts()[2]}changes/"
    last = visitor.get(address)
    assert (last.context["before"].number, last.context["now"].number) == (2, 3)
    html = last.content.decode()
    assert "<del>" in html
    assert "Přejmenovaná služba" in html
    assert f'<link rel="canonical" href="http://prerov.example{address}">' in html
    first = visitor.get(address, {"from": "1", "to": "2"})
    assert [measure.id for measure in first.context["comparison"].measures.added] == [5]
    assert "<ins>Přejmenovaná" in first.content.decode()
    assert "changes/?from=1&amp;to=2" in first.content.decode()
    for asked in ({"from": "9", "to": "x"}, {"from": "4"}):
        answer = visitor.get(address, asked)
        assert (answer.context["before"].number, answer.context["now"].number) == (2, 3)


@pytest.mark.django_db
def test_drafts_are_in_no_comparison(versions: PlanPage, at: At) -> None:
    visitor, address = at("prerov.example"), versions.get_url_parts()[2]
    for path in ("", "changes/", "changes/?from=1&to=3", "changes/?from=1&to=4"):
        assert "Jen v konceptu" not in visitor.get(address + path).content.decode(), path


@pytest.mark.django_db
def test_versions_of_another_town_are_not_compared(versions: PlanPage, bbsk: TownSettings, at: At) -> None:
    foreign = make_plan(bbsk, "Plán", content=make_content(2))
    assert at("bbsk.example").get(f"{foreign.get_url_parts()[2]}changes/").status_code == 404
    assert at("prerov.example").get(f"{versions.get_url_parts()[2]}changes/").status_code == 200


@pytest.mark.django_db
def test_page_of_changes_costs_a_bounded_number_of_queries(
    versions: PlanPage, at: At, django_assert_max_num_queries: object
) -> None:
    visitor, address = at("prerov.example"), f"{versions.get_url_parts()[2]}changes/"
    visitor.get(address)
    with django_assert_max_num_queries(12):  # type: ignore[operator]
        visitor.get(address, {"from": "1", "to": "2"})
