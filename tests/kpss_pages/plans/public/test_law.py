"""What the law of a town's country says of its plan."""

from datetime import date

import pytest
from django.utils import translation

from kpss_pages.plans.choices import PlanKind
from kpss_pages.plans.models import PlanPage
from kpss_pages.plans.public.law import law_of
from sites.models import TownSettings
from tests.builders import At, make_plan

APPROVED = {"approved_by": "Zastupiteľstvo", "approved_on": date(2024, 6, 27), "resolution_number": "12/2024"}


def test_slovak_plan_names_both_duties_and_what_is_not_recorded() -> None:
    law = law_of(PlanPage(kind=PlanKind.PLAN), "SK")
    assert law is not None
    assert "448/2008" in law.introduction
    assert [duty.fulfilment for duty in law.duties] == ["", ""]
    assert ["§ 80" in law.duties[0].sentence, "§ 83" in law.duties[1].sentence] == [True, True]


def test_slovak_plan_says_how_its_duties_were_met() -> None:
    with translation.override("sk"):
        law = law_of(PlanPage(kind=PlanKind.PLAN, discussed_on=date(2024, 6, 2), **APPROVED), "SK")
    assert law is not None
    approval, discussion = (duty.fulfilment.replace("\xa0", " ") for duty in law.duties)
    assert "Zastupiteľstvo" in approval
    assert "27. 6. 2024" in approval
    assert "12/2024" in approval
    assert "2. 6. 2024" in discussion


def test_name_of_the_body_alone_is_no_approval() -> None:
    law = law_of(PlanPage(kind=PlanKind.PLAN, approved_by="Zastupiteľstvo"), "SK")
    assert law is not None
    assert law.duties[0].fulfilment == ""


def test_czech_plan_is_voluntary_and_cites_no_section() -> None:
    law = law_of(PlanPage(kind=PlanKind.PLAN, **APPROVED), "CZ")
    assert law is not None
    assert law.duties == ()
    assert "108/2006" in law.introduction
    assert "§" not in law.introduction


@pytest.mark.parametrize("kind", [kind for kind in PlanKind if kind != PlanKind.PLAN])
def test_law_speaks_of_plans_only(kind: PlanKind) -> None:
    assert law_of(PlanPage(kind=kind), "SK") is None


@pytest.mark.django_db
def test_page_follows_the_country_of_its_town(prerov: TownSettings, bbsk: TownSettings, at: At) -> None:
    for town, host, cited, foreign in (
        (prerov, "prerov", "108/2006", "448/2008"),
        (bbsk, "bbsk", "448/2008", "108/2006"),
    ):
        html = at(f"{host}.example").get(make_plan(town).get_url_parts()[2]).content.decode()
        law = html.partition('id="law"')[2].partition("</section>")[0]
        assert cited in law
        assert foreign not in law
