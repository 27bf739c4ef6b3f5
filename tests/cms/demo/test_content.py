"""The prose of the demo."""

import re
from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest

from cms.demo.content import FOLDER, TOWNS, in_language, read_content
from cms.demo.files import IMAGES

EMAIL = re.compile(r"[\w.-]+@[\w-]+(?:\.[\w-]+)+")
WRITTEN = date(2026, 11, 1)
"""About when the content was written; news that had run out by then stays so."""

ADDRESS = re.compile(r"https?://([\w.-]+)")


@pytest.mark.parametrize("name", TOWNS)
def test_every_text_is_there_in_every_language_of_the_town(name: str) -> None:
    content = read_content(name)
    for language in content.languages:
        for part in (content.town, content.pages, content.shared["images"], content.shared["example"]):
            in_language(part, language)


@pytest.mark.parametrize("path", sorted(FOLDER.rglob("*.toml")), ids=lambda path: path.stem)
def test_no_address_leads_to_a_real_person_or_web(path: Any) -> None:
    text = path.read_text(encoding="utf-8")
    assert all(email.endswith(".example") for email in EMAIL.findall(text))
    assert all(host.endswith(".example") for host in ADDRESS.findall(text))


@pytest.mark.parametrize("name", TOWNS)
def test_files_of_a_town_have_titles_and_names_of_their_own(name: str) -> None:
    documents = read_content(name).documents.values()
    assert len({document["title"] for document in documents}) == len(documents)
    assert len({document["file"] for document in documents}) == len(documents)


@pytest.mark.parametrize("name", TOWNS)
def test_news_span_years_and_one_is_pinned_and_one_has_expired(name: str) -> None:
    news = [page for page in read_content(name).pages if page["type"] == "news"]
    assert 3 <= len(news) <= 8
    assert len({page["date"].year for page in news}) > 1
    assert [page.get("is_pinned", False) for page in news].count(True) == 1
    assert any(page["relevant_until"] < WRITTEN for page in news if "relevant_until" in page)
    assert all(page["example"] for page in news)


def test_plan_of_a_micro_region_comes_about_in_six_steps_of_which_one_is_now() -> None:
    plan = _plan("bbsk", "plan-1")
    assert len(plan["steps"]) == 6
    assert [step.get("is_done", False) for step in plan["steps"]] == [True] * 3 + [False] * 3
    assert plan["steps"][3]["begins_on"] > plan["steps"][2]["ends_on"]
    assert plan["discussed_on"] > plan["steps"][3]["begins_on"]


def test_plan_whose_time_is_over_has_a_successor_in_preparation() -> None:
    former, successor = _plan("ostrov", "plan-2018"), _plan("ostrov", "plan-2027")
    assert (former["state"], former["period_to"]) == ("in_force", 2022)
    assert (successor["state"], successor["predecessor"]) == ("in_preparation", "plan-2018")
    assert successor["steps"]


def test_no_heading_shouts() -> None:
    for name in TOWNS:
        for heading in _texts(read_content(name).pages, {"title", "heading"}):
            assert not heading.isupper(), heading


def test_every_picture_has_its_source_and_its_credit() -> None:
    written = (IMAGES / "CREDITS.md").read_text(encoding="utf-8")
    shown = read_content("prerov").shared["images"].values()
    for image in shown:
        stem = image["file"].removesuffix(".webp")
        assert (IMAGES / image["file"]).exists()
        assert (IMAGES / f"{stem}.svg").exists()
        assert f"`{stem}`" in written


def _plan(town: str, key: str) -> dict[str, Any]:
    return next(page for page in read_content(town).pages if page["key"] == key)


def _texts(written: Any, names: set[str]) -> Iterator[str]:
    if isinstance(written, dict):
        for name, item in written.items():
            if name in names:
                yield from item.values() if isinstance(item, dict) else [item]
            yield from _texts(item, names)
    elif isinstance(written, list):
        for item in written:
            yield from _texts(item, names)
