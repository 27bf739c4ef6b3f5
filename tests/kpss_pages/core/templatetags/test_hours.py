"""30 November 2026 is a Monday."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest
from django.http import HttpRequest
from django.template import Context, Template
from django.test import RequestFactory
from django.utils import timezone, translation

from kpss_pages.core.hours import Day, OfficeHours
from sites.page_cache.entries import Address
from sites.page_cache.showing import Showing
from tests.kpss_pages.core.hours.samples import FOOTNOTE, PREROV, STOCK_TAKING, SUMMER, interval, prerov, week

PRAGUE = ZoneInfo("Europe/Prague")


@pytest.fixture(autouse=True)
def _on_a_monday_morning(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(timezone, "now", lambda: datetime(2026, 11, 30, 8, 30, tzinfo=UTC))


def render(tag: str, hours: OfficeHours, extra: str = "", **context: object) -> str:
    template = Template(f"{{% load hours %}}{{% {tag} hours country zone {extra} %}}")
    html = template.render(Context({"hours": hours, "country": "CZ", "zone": PRAGUE} | context))
    return " ".join(html.split())


def request_to_a_page() -> HttpRequest:
    request = RequestFactory().get("/")
    request.showing = Showing(Address.of(request))  # type: ignore[attr-defined]
    return request


def test_a_table_has_a_caption_and_headers_for_days_and_columns() -> None:
    with translation.override("cs"):
        html = render("office_hours", PREROV)

    assert html.count("<caption>") == 2
    assert '<th scope="row">Pondělí</th>' in html
    assert html.count('<th scope="col">') == 4
    assert "8.00–11.30*</span>, <span" in html
    assert f"<span>*</span> {FOOTNOTE}" in html
    assert '<span class="hours-reason" lang="cs">Štědrý den</span>' in html


def test_what_holds_now_stands_above_the_table() -> None:
    with translation.override("en"):
        assert '<p class="open-state is-open">Open now until 11.30</p>' in render("office_hours", PREROV)
        assert render("open_now", PREROV) == '<p class="open-state is-open">Open now until 11.30</p>'
        assert render("open_now", prerov(week=PREROV.week[1:] + PREROV.week[:1])).startswith(
            '<p class="open-state is-open">Open now until 11.30, by appointment'
        )


def test_the_foot_of_a_page_has_a_line_a_group() -> None:
    with translation.override("sk"):
        html = render("office_hours_short", PREROV)

    assert "<span>pondelok, streda</span>" in html
    assert html.count("<li>") == 4
    assert "Léto" not in html


def test_tables_of_several_offices_can_be_told_apart() -> None:
    html = render("office_hours", prerov(seasons=(SUMMER,)), "caption=name", name="Úřad <Vlašim>")

    assert "<caption>Úřad &lt;Vlašim&gt;</caption>" in html
    assert "<caption>Léto, " in html


def test_what_is_different_in_all_of_several_hours_is_said_once() -> None:
    other = prerov(week=(*PREROV.week[:4], Day(), Day(), Day()), special_days=(STOCK_TAKING,))
    template = Template(
        "{% load hours %}{% common_differences several country zone as said %}"
        "{% for each in said %}[{{ each.reason }}]{% endfor %}{% office_hours hours country zone '' said %}"
    )

    html = template.render(Context({"several": [PREROV, other], "hours": other, "country": "CZ", "zone": PRAGUE}))

    assert html.count("Štědrý den") == 1
    assert "[inventura" not in html
    assert "inventura – sklad" in html


def test_what_people_wrote_is_no_markup() -> None:
    evil = prerov(footnotes=(("*", "<script>"),), week=week(monday=(interval("08:00", "09:00", mark="*"),)))

    assert "<script>" not in render("office_hours", evil) + render("office_hours_short", evil)


@pytest.mark.parametrize("tag", ["office_hours", "office_hours_short", "open_now"])
def test_without_hours_there_is_nothing(tag: str) -> None:
    assert render(tag, OfficeHours()) == ""


@pytest.mark.parametrize("tag", ["office_hours", "office_hours_short", "open_now"])
def test_a_page_is_kept_till_the_next_change_only(tag: str) -> None:
    request = request_to_a_page()

    render(tag, PREROV, request=request)

    assert request.showing.longest_seconds == 2 * 3600  # type: ignore[attr-defined]
