"""Both kinds of file say the same of a plan, in its language, and nothing of another."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from kpss_pages.plans.content import Goal, Link, Origin, PlanContent
from kpss_pages.plans.evaluation import YearOfPlan, years_of
from kpss_pages.plans.models import PlanPage, PlanStructure
from kpss_pages.plans.printing import docx_of, paper_of, pdf_of
from sites.models import TownSettings
from tests.builders import home_of, make_page, make_plan
from tests.kpss_pages.plans.contents import make_content, make_measure
from tests.kpss_pages.plans.printing.printed import docx_text, make_report, pdf_text

pytestmark = pytest.mark.django_db

Printed = Callable[..., str]
"""What is read in the file of a plan."""


@pytest.fixture(params=["pdf", "docx"])
def printed(request: pytest.FixtureRequest) -> Printed:
    def words(page: PlanPage, years: list[YearOfPlan] | None = None, content: PlanContent | None = None) -> str:
        paper = paper_of(page, years or [], content)
        return pdf_text(pdf_of(paper)) if request.param == "pdf" else docx_text(docx_of(paper))

    return words


def test_all_that_is_known_of_a_measure_is_printed(printed: Printed, prerov: TownSettings) -> None:
    measure = make_measure()
    page = make_plan(prerov, content=make_content(measures=(measure,)))

    text = printed(page)

    for name in ("number", "name", "description", "reason", "working_group", "territory", "responsible", "realised_by"):
        assert getattr(measure, name) in text, name
    for name in ("partners", "term_note", "output"):
        assert getattr(measure, name) in text, name
    assert "senioři, pečující osoby" in text
    assert "2026–2027" in text
    assert all(activity.name in text and activity.responsible in text for activity in measure.activities)
    assert all(words in text for words in ("120 000", "80 000,50", "200 000,50", "150 000", "350 000,50"))
    assert all(words in text for words in ("Počet klientů", "osoby", "10", "40"))
    assert "Popis služby" in text


def test_facts_of_the_plan_stand_on_the_first_page(printed: Printed, prerov: TownSettings) -> None:
    page = make_plan(
        prerov,
        "Plán sociálních služeb",
        lead="Pro lidi, kteří potřebují pomoc.",
        period_from=date(2026, 1, 1),
        period_to=date(2029, 12, 31),
        extended_to=date(2030, 12, 31),
        extension_resolution="12/2029",
        state="in_force",
        approved_by="Zastupitelstvo města",
        approved_on=date(2025, 12, 1),
        resolution_number="345/2025",
        discussed_on=date(2025, 11, 3),
        author="Odbor sociálních věcí",
    )

    text = printed(page)

    facts = ["Přerov", "Plán sociálních služeb", "Pro lidi, kteří potřebují pomoc.", "2026–2030", "Platí", "12/2029"]
    facts += ["Zastupitelstvo města, 1. 12. 2025", "345/2025", "3. 11. 2025", "Odbor sociálních věcí", "prerov.example"]
    assert [fact for fact in facts if fact not in text] == []


def test_progress_and_money_are_counted_by_priority_and_year(printed: Printed, prerov: TownSettings) -> None:
    page = make_plan(prerov, content=make_content(count=3))
    first, second, third = page.content.measures
    make_report(prerov, page, first)
    make_report(prerov, page, second, state="cancelled", comment="")
    make_report(prerov, page, third, year=2027, state="partly")

    text = printed(page, years_of(page))

    assert "1 Péče o seniory 1 0 0 0 0 1 2" in text, "2026"
    assert "2 Rodiny s dětmi 0 0 0 0 1 0 1" in text, "2026"
    assert "1 Péče o seniory 0 0 1 0 0 1 2" in text, "2027"
    assert "1 Péče o seniory 1 0 1 0 0 0 2" in text, "both"
    assert "98 765 Kč Služba běží v pěti obcích. (vedoucí odboru)" in text
    assert "2026 360 000 240 001,50 600 001,50" in text
    assert "810 000 240 001,50 1 050 001,50" in text


def test_yearly_values_stand_beside_the_target(printed: Printed, prerov: TownSettings) -> None:
    page = make_plan(prerov, content=make_content(count=1))
    (measure,) = page.content.measures
    make_report(prerov, page, measure, year=2026, values={str(measure.indicators[0].id): "22.50"})
    make_report(prerov, page, measure, year=2027, values={str(measure.indicators[0].id): "1200"})

    assert "Počet klientů osoby 10 40 22,5 1 200" in printed(page, years_of(page))


def test_slovak_plan_is_printed_in_slovak(printed: Printed, bbsk: TownSettings) -> None:
    PlanStructure.objects.create(site=bbsk.site, level_1_sk="Prioritná oblasť", measure_sk="Opatrenie")
    goal = Goal(1, None, "1", "Ľudia s ťažkosťami", "Ďalšie služby v kŕdľoch, stĺpoch a vŕbach.")
    content = make_content(currency="EUR", goals=(goal,), measures=(make_measure(goal=1, name="Pôžička"),))
    page = make_plan(
        bbsk, "Komunitný plán", period_from=date(2026, 1, 1), period_to=date(2029, 12, 31), content=content
    )

    text = printed(page)

    assert "Prioritná oblasť 1: Ľudia s ťažkosťami" in text
    assert "Ďalšie služby v kŕdľoch, stĺpoch a vŕbach." in text
    assert "Opatrenie 1.1.3: Pôžička" in text
    assert "Obdobie: 2026 – 2029" in text, "a dash with spaces, as Slovak has it"
    assert "€" in text
    assert "Kč" not in text


def test_levels_are_called_as_the_town_calls_them(printed: Printed, prerov: TownSettings, bbsk: TownSettings) -> None:
    PlanStructure.objects.create(site=prerov.site, level_2_cs="Strategický cíl", activity_cs="Krok")
    PlanStructure.objects.create(site=bbsk.site, level_2_cs="Cizí cíl")
    page = make_plan(prerov, content=make_content())

    text = printed(page)

    assert "Strategický cíl 1.1: Dostupná péče" in text
    assert "Krok" in text
    assert "Cizí cíl" not in text


def test_nothing_of_another_plan_is_printed(printed: Printed, prerov: TownSettings, bbsk: TownSettings) -> None:
    page = make_plan(prerov, "Plán města", content=make_content())
    for town, title in ((prerov, "Jiný plán"), (bbsk, "Cudzí plán")):
        other = make_plan(town, title, content=make_content(measures=(make_measure(name=f"Opatření: {title}"),)))
        make_report(town, other, other.content.measures[0], comment=f"Komentář: {title}")
    make_report(prerov, page, page.content.measures[0])

    text = printed(page, years_of(page))

    assert "Plán města" in text
    assert "Služba běží" in text
    assert "Jiný plán" not in text
    assert "Cudzí plán" not in text


def test_another_version_is_printed_when_it_is_given(printed: Printed, prerov: TownSettings) -> None:
    page = make_plan(prerov, content=make_content(measures=(make_measure(name="Dnešní znění"),)))

    text = printed(page, [], make_content(measures=(make_measure(name="Znění návrhu"),)))

    assert "Znění návrhu" in text
    assert "Dnešní znění" not in text


def test_plan_without_measures_is_its_facts(printed: Printed, prerov: TownSettings) -> None:
    assert "Starý plán" in printed(make_plan(prerov, "Starý plán"))


def test_what_is_pasted_from_anywhere_is_no_error(printed: Printed, prerov: TownSettings) -> None:
    pasted = make_measure(
        name="Klub <b> & 😀 \u200bхата",
        description="první\x0b řádek\n\n#let x = [*druhý*] $x$ \\n\r\n漢字 \ufffe",
        activities=(),
        costs=(),
        indicators=(replace(make_measure().indicators[0], target=Decimal("1E+3"), baseline=Decimal("-0.50")),),
    )
    page = make_plan(prerov, "A & B <c>", content=make_content(measures=(pasted,)))

    text = printed(page)

    assert "A & B <c>" in text
    assert "Klub <b> &" in text
    assert "#let x = [*druhý*] $x$ \\n" in text
    assert "-0,5 1 000" in text


@pytest.mark.parametrize("goal", [None, 999], ids=["without a goal", "of a goal that is gone"])
def test_measures_that_stand_alone_come_first(printed: Printed, prerov: TownSettings, goal: int | None) -> None:
    page = make_plan(prerov, content=make_content(measures=(make_measure(goal=goal, name="Samostatné opatření"),)))

    text = printed(page)

    assert text.rindex("Samostatné opatření") < text.rindex("Péče o seniory")


def test_links_lead_to_what_is_public_in_the_own_town(
    printed: Printed, prerov: TownSettings, bbsk: TownSettings
) -> None:
    own, draft = make_page(home_of(prerov), "Kde hledat pomoc"), make_page(home_of(prerov), "Koncept", live=False)
    foreign = make_page(home_of(bbsk), "Cudzia stránka")
    original = make_plan(prerov, "Střednědobý plán", content=make_content())
    measure = make_measure(
        links=tuple(Link("", page=page.pk) for page in (own, draft, foreign)),
        origin=Origin(str(original.translation_key), 3),
    )

    # As another version: a page that refers to another town is not even saved.
    text = printed(make_plan(prerov, "Akční plán"), [], make_content(measures=(measure,)))

    assert "Kde hledat pomoc" in text
    assert "Střednědobý plán" in text
    assert "Koncept" not in text
    assert "Cudzia stránka" not in text
