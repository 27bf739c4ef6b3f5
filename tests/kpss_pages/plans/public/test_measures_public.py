"""The page of a plan with measures, and what lies below it."""

import csv
import io
import json
import re
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.utils import translation
from openpyxl import load_workbook
from wagtail.models import PageViewRestriction

from kpss_pages.plans.choices import PlanKind, PlanState
from kpss_pages.plans.content import Link, Origin, PlanContent
from kpss_pages.plans.models import MeasureReport, PlanPage, PlanStructure, ProcessStep
from kpss_pages.search.models import SearchPage
from sites.models import TownSettings
from tests.builders import At, home_of, make_document, make_page, make_plan, section_of
from tests.kpss_pages.plans.contents import make_content, make_measure

pytestmark = pytest.mark.django_db


@pytest.fixture
def visitor(at: At, prerov: TownSettings) -> Client:
    return at("prerov.example")


def path_of(page: PlanPage) -> str:
    return str(page.get_url_parts()[2])


def shown(response: Any) -> str:
    assert response.status_code == 200
    return " ".join(response.content.decode().replace("\xa0", " ").split())


def ids_in(html: str) -> set[int]:
    return {int(found) for found in re.findall(r'<article class="plan-measure" id="m(\d+)"', html)}


def report(page: PlanPage, town: TownSettings, measure: int, year: int = 2026, **changes: Any) -> MeasureReport:
    made: MeasureReport = MeasureReport.objects.create(
        site=town.site,
        plan=page.translation_key,
        measure=measure,
        year=year,
        **({"state": "fulfilled", "comment": "Služba běží.", "comment_by": "Odbor"} | changes),
    )
    return made


def publish(page: PlanPage, **changes: Any) -> PlanPage:
    for name, value in changes.items():
        setattr(page, name, value)
    page.save_revision().publish()
    return PlanPage.objects.get(pk=page.pk)


def test_page_shows_goals_with_the_towns_names_and_every_measure_at_its_anchor(
    prerov: TownSettings, visitor: Client
) -> None:
    PlanStructure.objects.create(site=prerov.site, level_1_cs="oblast", measure_cs="krok")
    plan = make_plan(prerov, content=make_content(3))
    html = shown(visitor.get(path_of(plan)))
    assert ids_in(html) == {3, 4, 5}
    assert "Oblast 1" in html
    assert "Krok 1.1.3" in html
    assert '<h3 class="goal is-level-3" id="g1">' in html
    assert '<h4 class="goal is-level-4" id="g2">' in html
    assert 'href="#g1"' in html
    assert "120 000 Kč" in html
    assert "80 000,50 Kč" in html
    assert " style=" not in html


def test_text_of_a_measure_is_escaped_and_keeps_its_non_breaking_spaces(prerov: TownSettings, visitor: Client) -> None:
    measure = make_measure(3, name="<script>alert(1)</script>", description="Péče v Přerově & okolí")
    plan = make_plan(prerov, content=make_content(0, measures=(measure,)))
    html = visitor.get(path_of(plan)).content.decode()
    assert "<script>alert" not in html
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in html
    assert "v\xa0Přerově &amp; okolí" in html


def test_filters_narrow_down_html_and_all_exports_alike(prerov: TownSettings, visitor: Client) -> None:
    content = make_content(6)
    changed = replace(content.measures[0], target_groups=("rodiny",), responsible="Charita")
    plan = make_plan(prerov, content=replace(content, measures=(changed, *content.measures[1:])))
    report(plan, prerov, 4)
    for query, wanted in (
        ("", {3, 4, 5, 6, 7, 8}),
        ("?group=rodiny", {3}),
        ("?responsible=Charita&group=rodiny", {3}),
        ("?state=fulfilled", {4}),
        ("?state=fulfilled&year=2027", set()),
        ("?state=none&group=rodiny", {3}),
        ("?year=2026", {3, 4, 5, 6, 7, 8}),
    ):
        address = path_of(plan)
        assert ids_in(shown(visitor.get(address + query))) == wanted, query
        found = json.loads(visitor.get(f"{address}measures.json{query}").content)
        assert {row["id"] for row in found["measures"]} == wanted, query
        table = visitor.get(f"{address}measures.csv{query}").content.decode("utf-8-sig")
        assert {int(row[0]) for row in list(csv.reader(io.StringIO(table), delimiter=";"))[1:]} == wanted, query
        book = load_workbook(io.BytesIO(visitor.get(f"{address}measures.xlsx{query}").content))
        assert {row[0] for row in book.worksheets[0].iter_rows(min_row=2, values_only=True) if row[0]} == wanted, query


def test_sentence_says_what_is_shown_and_unknown_values_are_dropped(prerov: TownSettings, visitor: Client) -> None:
    plan = make_plan(prerov, content=make_content(2))
    with translation.override("cs"):
        response = visitor.get(path_of(plan), {"group": "senioři", "year": "2026", "state": "invented"})
    html = shown(response)
    assert response.context["filters"].has_unknown
    assert response.context["filters"].state == ""
    assert "senioři, " in response.context["sentence"]
    assert "2026" in response.context["sentence"]
    assert 'role="status"' in html
    assert f'href="{path_of(plan)}#measures"' in html
    assert ids_in(html) == {3, 4}


def test_page_with_150_measures_costs_a_bounded_number_of_queries(
    prerov: TownSettings, visitor: Client, django_assert_max_num_queries: Any
) -> None:
    target, document = make_page(home_of(prerov), "Služba"), make_document(prerov, "Příloha")
    content = make_content(150)
    linked = tuple(
        replace(measure, links=(Link("", page=target.pk), Link("", document=document.pk)))
        for measure in content.measures
    )
    plan = make_plan(prerov, content=replace(content, measures=linked), files=[document])
    make_plan(prerov, "Action plan", kind=PlanKind.ACTION_PLAN, based_on=plan, content=make_content(2))
    plan = publish(plan, state=PlanState.IN_FORCE, steps=[ProcessStep(title="Analýza")])
    for measure in (3, 4, 5):
        report(plan, prerov, measure)
    visitor.get(path_of(plan))
    for query in ("?group=senioři", "?year=2026"):
        with django_assert_max_num_queries(15):
            html = shown(visitor.get(path_of(plan) + query))
        assert len(ids_in(html)) == 150
        assert "Příloha" in html


def test_progress_is_that_of_the_last_year_that_can_be_judged(prerov: TownSettings, visitor: Client) -> None:
    plan = make_plan(prerov, content=make_content(4))
    report(plan, prerov, 3, 2026)
    assert visitor.get(path_of(plan)).context["progress_year"].year == 2026
    for measure in (3, 4):
        report(plan, prerov, measure, 2025)
    assert visitor.get(path_of(plan)).context["progress_year"].year == 2025
    assert visitor.get(f"{path_of(plan)}?year=2026").context["progress_year"].year == 2026
    report(plan, prerov, 4, 2026)
    assert visitor.get(path_of(plan)).context["progress_year"].year == 2026


def test_report_and_renamed_level_show_at_once(prerov: TownSettings, visitor: Client) -> None:
    plan = make_plan(prerov, content=make_content(2))
    before = shown(visitor.get(path_of(plan)))
    assert "progress-badge" not in before
    report(plan, prerov, 3)
    after = shown(visitor.get(path_of(plan)))
    assert "progress-badge is-fulfilled" in after
    PlanStructure.objects.create(site=prerov.site, level_1_cs="osa")
    assert "Osa 1" in shown(visitor.get(path_of(plan)))


def test_draft_shows_nowhere_below_the_plan(prerov: TownSettings, visitor: Client) -> None:
    plan = make_plan(prerov, content=make_content(2))
    plan.content = replace(
        plan.content, measures=(*plan.content.measures, make_measure(50, number="9", name="Tajný návrh"))
    )
    plan.save_revision()
    address = path_of(plan)
    for path in ("", "m3/", "measures.json", "measures.csv"):
        assert "Tajný návrh" not in visitor.get(address + path).content.decode(), path
    assert visitor.get(f"{address}m50/").status_code == 404
    assert visitor.get(f"{address}changes/").status_code == 404


def test_unpublished_plan_has_nothing_below_it(prerov: TownSettings, visitor: Client) -> None:
    plan = make_plan(prerov, content=make_content(2), live=False)
    for path in ("", "m3/", "changes/", "measures.csv", "plan.pdf"):
        assert visitor.get(path_of(plan) + path).status_code == 404, path


def test_private_plan_refuses_everything_below_it_too(prerov: TownSettings, visitor: Client) -> None:
    plan = publish(make_plan(prerov, content=make_content(2)), content=make_content(3))
    paths = ("", "m3/", "changes/", "measures.csv", "measures.xlsx", "measures.json", "plan.pdf", "plan.docx")
    for path in paths[:4]:
        assert visitor.get(path_of(plan) + path).status_code == 200, path
    PageViewRestriction.objects.create(page=plan, restriction_type=PageViewRestriction.PASSWORD, password="heslo")
    for path in paths:
        answer = visitor.get(path_of(plan) + path)
        assert b"Odleh" not in answer.content, path
        assert answer["Content-Type"].startswith("text/html"), path


def test_measure_has_a_page_of_its_own_with_neighbours_and_history(prerov: TownSettings, visitor: Client) -> None:
    plan = make_plan(prerov, "Plán", content=make_content(4))
    report(plan, prerov, 5, 2025, state="partly", comment="Chybí místa.")
    report(plan, prerov, 5, 2026)
    address = path_of(plan)
    html = shown(visitor.get(f"{address}m5/"))
    assert "<h1>Odlehčovací služba 5</h1>" in html
    assert f'<link rel="canonical" href="http://prerov.example{address}m5/">' in html
    assert f'href="{address}#m5"' in html
    assert f'rel="prev" href="{address}m3/"' in html
    assert f'rel="next" href="{address}m4/"' in html
    assert html.index("Služba běží.") < html.index("Chybí místa.")
    assert "noindex" not in html


def test_dropped_measure_is_remembered_and_one_never_published_is_not_found(
    prerov: TownSettings, visitor: Client
) -> None:
    plan = make_plan(prerov, content=make_content(4))
    publish(plan, content=make_content(2))
    html = shown(visitor.get(f"{path_of(plan)}m6/"))
    assert "Odlehčovací služba 6" in html
    assert '<meta name="robots" content="noindex">' in html
    for path in ("m99/", "m1000001/", "m0/", "m03/", "mx/", "m3/m4/", "measures.exe", "changes.pdf", "other/"):
        assert visitor.get(path_of(plan) + path).status_code == 404, path


def test_measures_of_one_town_are_not_found_under_another(
    prerov: TownSettings, bbsk: TownSettings, visitor: Client
) -> None:
    own = make_plan(prerov, "Vlastní", content=make_content(2))
    foreign = make_plan(
        bbsk, "Cizí", content=make_content(0, measures=(make_measure(77, name="Cudzie opatrenie"),), currency="EUR")
    )
    report(foreign, bbsk, 3, comment="Cudzí komentár")
    assert visitor.get(f"{path_of(own)}m77/").status_code == 404
    assert visitor.get(f"{path_of(foreign)}m77/").status_code == 404
    for path in ("", "m3/", "measures.json", "measures.csv"):
        text = visitor.get(path_of(own) + path).content.decode()
        assert "Cudz" not in text, path


def test_links_lead_only_to_public_pages_and_files_of_the_own_town(
    prerov: TownSettings, bbsk: TownSettings, visitor: Client
) -> None:
    pages = [make_page(home_of(town), f"Stránka {town.name}") for town in (prerov, bbsk)]
    draft = make_page(home_of(prerov), "Koncept stránky", live=False)
    files = [make_document(town, f"Soubor {town.name}") for town in (prerov, bbsk)]
    links = tuple(Link("", page=page.pk) for page in (*pages, draft)) + tuple(Link("", document=f.pk) for f in files)
    plan = make_plan(prerov)
    # Saving refuses links into another town; what stands in the database all the same is not shown.
    PlanPage.objects.filter(pk=plan.pk).update(content=make_content(0, measures=(make_measure(3, links=links),)))
    html = shown(visitor.get(f"{path_of(plan)}m3/"))
    assert "Stránka Přerov" in html
    assert "Soubor Přerov" in html
    files_of_data = [visitor.get(f"{path_of(plan)}measures.{ending}").content for ending in ("json", "csv")]
    for hidden in ("BBSK", "Koncept"):
        assert hidden not in html
        assert not any(hidden.encode() in data for data in files_of_data)
    assert json.loads(files_of_data[0])["measures"][0]["links"] == [
        {"label": "Stránka Přerov", "url": pages[0].full_url},
        {"label": "Soubor Přerov", "url": f"{pages[0].get_url_parts()[1]}{files[0].url}"},
    ]
    assert files[0].url.encode() in files_of_data[1]


def test_link_that_runs_a_script_is_not_shown(prerov: TownSettings, visitor: Client) -> None:
    links = (Link("Skript", "javascript:alert(1)"), Link("", "https://sluzba.example/"))
    plan = make_plan(prerov)
    PlanPage.objects.filter(pk=plan.pk).update(content=make_content(0, measures=(make_measure(3, links=links),)))
    for path in ("", "m3/"):
        html = shown(visitor.get(path_of(plan) + path))
        assert "javascript" not in html
        assert 'href="https://sluzba.example/">https://sluzba.example/</a>' in html


def test_action_plan_links_to_its_plan_and_says_where_a_measure_comes_from(
    prerov: TownSettings, visitor: Client
) -> None:
    plan = make_plan(prerov, "Komunitní plán", content=make_content(2))
    taken = make_measure(8, origin=Origin(str(plan.translation_key), 3))
    action = make_plan(
        prerov, "Akční plán", kind=PlanKind.ACTION_PLAN, based_on=plan, content=make_content(0, measures=(taken,))
    )
    report(plan, prerov, 3)
    html = shown(visitor.get(path_of(action)))
    assert f'href="{path_of(plan)}m3/">Komunitní plán</a>' in html
    assert "progress-badge is-fulfilled" in html
    assert f'href="{path_of(action)}">Akční plán</a>' in shown(visitor.get(path_of(plan)))
    action.unpublish()
    assert "Akční plán" not in shown(visitor.get(path_of(plan)))


def test_translation_shows_the_same_measures_in_its_language_and_both_name_each_other(
    bbsk: TownSettings, at: At
) -> None:
    plan = make_plan(bbsk, "Plán", content=make_content(2, currency="EUR"))
    section_of(bbsk, type(plan.get_parent().specific), "cs")
    czech = PlanPage.objects.get(pk=plan.copy_for_translation(home_of(bbsk, "cs").locale).pk)
    czech.get_latest_revision().publish()
    visitor = at("bbsk.example")
    slovak, translated = (shown(visitor.get(f"{path_of(page)}m3/")) for page in (plan, czech))
    assert path_of(czech).startswith("/cs/")
    for html in (slovak, translated):
        for page, language in ((plan, "sk"), (czech, "cs")):
            whole = f"http://bbsk.example{path_of(page)}m3/"
            assert f'<link rel="alternate" hreflang="{language}" href="{whole}">' in html
        assert "350 000,50 €" in html
    publish(PlanPage.objects.get(pk=czech.pk), content=make_content(0, currency="EUR"))
    assert f'hreflang="cs" href="http://bbsk.example{path_of(czech)}m3/"' not in shown(
        visitor.get(f"{path_of(plan)}m3/")
    )


def test_plan_is_a_pdf_and_a_word_document(prerov: TownSettings, visitor: Client) -> None:
    plan = make_plan(prerov, "Komunitní plán", content=make_content(2))
    pdf, word = (visitor.get(f"{path_of(plan)}plan.{ending}") for ending in ("pdf", "docx"))
    assert (pdf["Content-Type"], pdf.content[:5]) == ("application/pdf", b"%PDF-")
    assert word.content[:2] == b"PK"
    assert pdf["Content-Disposition"] == f'attachment; filename="{plan.slug}.pdf"'
    report(plan, prerov, 3)
    assert visitor.get(f"{path_of(plan)}plan.pdf").content != pdf.content


def test_slow_files_are_made_so_often_for_one_address(prerov: TownSettings, visitor: Client, settings: Any) -> None:
    settings.RATE_LIMITS = settings.RATE_LIMITS | {"typeset": "1/h"}
    plan = make_plan(prerov, content=make_content(2))
    assert visitor.get(f"{path_of(plan)}measures.xlsx").status_code == 200
    assert visitor.get(f"{path_of(plan)}measures.xlsx").status_code == 200  # made before
    assert visitor.get(f"{path_of(plan)}measures.xlsx?group=senioři").status_code == 200  # the same measures
    assert visitor.get(f"{path_of(plan)}measures.xlsx?state=none&year=2031").status_code == 200
    plan = publish(plan, content=make_content(3))
    assert visitor.get(f"{path_of(plan)}measures.xlsx").status_code == 429
    assert visitor.get(f"{path_of(plan)}measures.csv").status_code == 200


def test_selections_do_not_fill_the_cache(prerov: TownSettings, visitor: Client, settings: Any) -> None:
    settings.RATE_LIMITS = settings.RATE_LIMITS | {"typeset": "1/h"}
    others = (make_measure(3, responsible="Odbor"), make_measure(4, responsible="Škola"))
    plan = make_plan(prerov, content=make_content(0, measures=others))
    assert visitor.get(f"{path_of(plan)}measures.xlsx?responsible=Škola").status_code == 200
    assert visitor.get(f"{path_of(plan)}measures.xlsx?responsible=Škola").status_code == 429
    assert visitor.get(f"{path_of(plan)}measures.csv?responsible=Škola").status_code == 200


def test_plan_without_measures_has_none_of_their_parts(prerov: TownSettings, visitor: Client) -> None:
    plan = make_plan(prerov, content=PlanContent(), period_from=date(2024, 1, 1))
    html = shown(visitor.get(path_of(plan)))
    for part in ('id="measures"', 'id="budget"', 'id="progress"', "plan.pdf", 'class="contents"'):
        assert part not in html


def test_preview_shows_the_draft_of_goals_and_measures_to_its_editor_only(
    prerov: TownSettings, visitor: Client
) -> None:
    plan = make_plan(prerov, content=make_content(2))
    plan.content = replace(plan.content, measures=(make_measure(3, name="Rozepsané opatření"),))
    plan.save_revision()
    draft = PlanPage.objects.get(pk=plan.pk).get_latest_revision_as_object()
    assert "Rozepsané opatření" in shown(draft.make_preview_request())
    assert "Rozepsané opatření" not in shown(visitor.get(path_of(plan)))


def test_search_finds_a_plan_by_the_words_of_its_measures(
    prerov: TownSettings, bbsk: TownSettings, visitor: Client
) -> None:
    measure = make_measure(3, name="Půjčovna kompenzačních pomůcek")
    plan = make_plan(prerov, "Plán", content=make_content(0, measures=(measure,)))
    make_plan(bbsk, "Cizí plán", content=make_content(0, measures=(measure,), currency="EUR"))
    html = shown(visitor.get(path_of(section_of(prerov, SearchPage)), {"q": "pujcovna pomucek"}))
    results = html.partition('class="results"')[2]
    assert f'href="{path_of(plan)}"' in results
    assert "Cizí" not in results
    assert "kompenzačních" in results
