"""The PDF of a plan is accessible (PDF/UA-1), and its reader finds the way in it."""

import pypdfium2
import pytest

from kpss_pages.plans.content import Goal
from kpss_pages.plans.evaluation import years_of
from kpss_pages.plans.printing import paper_of, pdf_of
from sites.models import TownSettings
from tests.builders import make_plan
from tests.kpss_pages.plans.contents import make_content, make_measure
from tests.kpss_pages.plans.printing.printed import make_report

pytestmark = pytest.mark.django_db


def test_file_is_tagged_and_tells_title_language_and_publisher(prerov: TownSettings, bbsk: TownSettings) -> None:
    czech = pdf_of(paper_of(make_plan(prerov, "Plán města Přerova", content=make_content()), []))
    slovak = pdf_of(paper_of(make_plan(bbsk, "Plán kraja", content=make_content()), []))

    document = pypdfium2.PdfDocument(czech)
    assert document.is_tagged()
    assert document.get_metadata_dict()["Title"] == "Plán města Přerova"
    assert document.get_metadata_dict()["Author"] == "Přerov"
    assert b"pdfuaid" in czech
    assert b"/Lang(cs)" in czech
    assert b"/Lang(sk)" not in czech
    assert b"/Lang(sk)" in slovak


def test_bookmarks_are_the_levels_of_the_plan(prerov: TownSettings) -> None:
    page = make_plan(prerov, content=make_content())
    make_report(prerov, page, page.content.measures[0])

    document = pypdfium2.PdfDocument(pdf_of(paper_of(page, years_of(page))))

    marks = [(mark.level, mark.get_title().replace("\u00a0", " ").partition(" ")[2]) for mark in document.get_toc()]
    assert marks[1:7] == [
        (0, "1: Péče o seniory"),
        (1, "1.1: Dostupná péče"),
        (2, "1.1.3: Odlehčovací služba 3"),
        (0, "2: Rodiny s dětmi"),
        (1, "2.1: Podpora rodin"),
        (2, "2.1.4: Odlehčovací služba 4"),
    ]
    around = marks[:1] + marks[7:]
    assert [level for level, _name in around] == [0, 0, 1, 0], "contents; progress and its year, budget"


def test_three_levels_above_a_measure_and_none_are_both_printed(prerov: TownSettings) -> None:
    goals = (Goal(1, None, "1", "Oblast"), Goal(2, 1, "1.1", "Cíl"), Goal(3, 2, "1.1.1", "Dílčí cíl"))
    deep = make_plan(prerov, "Hluboký", content=make_content(goals=goals, measures=(make_measure(5, goal=3),)))
    flat = make_plan(prerov, "Plochý", content=make_content(goals=(), measures=(make_measure(5, goal=None),)))

    levels = [
        max(mark.level for mark in pypdfium2.PdfDocument(pdf_of(paper_of(page, []))).get_toc()) for page in (deep, flat)
    ]

    assert levels == [3, 1]


def test_comment_in_another_language_is_marked_as_such(prerov: TownSettings) -> None:
    page = make_plan(prerov, content=make_content())
    make_report(prerov, page, page.content.measures[0], language="sk", comment="Služba beží.")

    assert b"/Lang(sk)" in pdf_of(paper_of(page, years_of(page)))


def test_same_data_give_the_same_file(prerov: TownSettings) -> None:
    page = make_plan(prerov, content=make_content())

    assert pdf_of(paper_of(page, [])) == pdf_of(paper_of(page, []))
