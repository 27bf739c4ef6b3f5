"""Measures from within what a plan with 150 measures costs its coordinator; tells the figures as JSON.

Makes the plan in the town of the demo that is measured, and leaves it there for the visitors of ``tests.bench.plans``.
"""

import sys
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from datetime import date
from statistics import median
from typing import Any

import django

django.setup()

import lxml.html
from django.conf import settings
from django.test import Client
from django.urls import reverse
from wagtail.models import Site

from kpss_pages.plans.choices import MeasureState, PlanState
from kpss_pages.plans.content import PlanContent
from kpss_pages.plans.evaluation import years_of
from kpss_pages.plans.models import MeasureReport, PlanIndexPage, PlanPage
from kpss_pages.plans.printing import docx_of, paper_of, pdf_of
from kpss_pages.plans.spreadsheet.applying import propose
from kpss_pages.plans.spreadsheet.reader import read
from kpss_pages.plans.spreadsheet.template import write
from sites.models import Role, TownRole, User
from tests.bench.figures import Figure, told
from tests.bench.screens import SCREEN_ROUNDS, signed_in
from tests.bench.servers import HOST, LONG_PLAN
from tests.kpss_pages.plans.contents import make_content

MEASURES = 150
REPORTED = (2026, 2027)
REPORTING = 2028
PRINTINGS = 3
MOST_SCREEN_MS = 1000
MOST_SPREADSHEET_SECONDS = 2
MOST_PDF_SECONDS = 5


def main() -> None:
    site = Site.objects.get(hostname=HOST)
    coordinator = User.objects.filter(groups=TownRole.objects.get(site=site, role=Role.COORDINATOR).group_id).first()
    if coordinator is None:
        raise LookupError(f"The demo has no coordinator of {site}")
    page = make_long_plan(site)
    figures = [*spreadsheet(page, coordinator), *files(page), *screens(page, coordinator)]
    sys.stdout.write(told(figures))


def make_long_plan(site: Site) -> PlanPage:
    """Make a published plan with measures in which everything is filled in, reported on in two years."""
    section = PlanIndexPage.objects.descendant_of(site.root_page).live().first()
    content = make_content(MEASURES)
    page = PlanPage(
        title="Plán se 150 opatřeními",
        slug=LONG_PLAN,
        locale=section.locale,
        state=PlanState.IN_FORCE,
        content=content,
        period_from=date(REPORTED[0], 1, 1),
        period_to=date(REPORTING, 12, 31),
    )
    section.add_child(instance=page)
    page.save_revision().publish()
    states = MeasureState.values
    MeasureReport.objects.bulk_create(
        MeasureReport(
            site=site,
            plan=page.translation_key,
            measure=measure.id,
            year=year,
            state=states[(measure.id + year) % len(states)],
            comment="Služba běží v pěti obcích a čeká se na rozhodnutí kraje o financování.",
            comment_by="vedoucí odboru",
            values={str(measure.indicators[0].id): "12"},
        )
        for measure in content.measures
        for year in REPORTED
    )
    return PlanPage.objects.get(pk=page.pk)


def spreadsheet(page: PlanPage, user: User) -> Iterator[Figure]:
    """Yield how long a filled-in spreadsheet takes, in which every measure has been changed."""
    book = write(_changed(page.content), plan=str(page.translation_key))
    proposal = propose(page, read(book), user)
    if proposal.troubles or len(proposal.changes.changed) != MEASURES:
        raise ValueError(f"The spreadsheet is not what it should be: {proposal.troubles[:3]}")
    seconds = [_seconds(lambda: propose(page, read(book), user)) for _ in range(PRINTINGS)]
    yield Figure("XLSX read and checked", median(seconds), "s", MOST_SPREADSHEET_SECONDS, f"{len(book) / 1000:.0f} kB")


def _changed(content: PlanContent) -> PlanContent:
    return replace(content, measures=tuple(replace(row, output=f"{row.output} a městě") for row in content.measures))


def files(page: PlanPage) -> Iterator[Figure]:
    years = years_of(page)
    makers: list[tuple[str, Callable[..., bytes], float | None]] = [
        ("PDF", pdf_of, MOST_PDF_SECONDS),
        ("DOCX", docx_of, None),
    ]
    for name, make, most in makers:
        seconds = [_seconds(lambda make=make: make(paper_of(page, years))) for _ in range(PRINTINGS)]  # type: ignore[misc]
        size = len(make(paper_of(page, years)))
        yield Figure(name, median(seconds), "s", most, f"{size / 1000:.0f} kB, first {seconds[0]:.1f} s")


def screens(page: PlanPage, user: User) -> Iterator[Figure]:
    """Yield how long the screens of a coordinator take, those that save as well."""
    client = signed_in(user, HOST)
    measure = page.content.measures[MEASURES // 2]
    of_measure = _address("kpss_plans_measure", page, measure.id)
    of_year = _address("kpss_plans_progress_year", page, REPORTING)
    shown = {
        "overview of goals and measures": _address("kpss_plans_content", page),
        "form of a measure": of_measure,
        "form of a new measure": _address("kpss_plans_measure_add", page),
        "progress of a year": of_year,
        "spreadsheet": _address("kpss_plans_spreadsheet", page),
        "page editor": reverse("wagtailadmin_pages:edit", args=[page.pk]),
    }
    for name, path in shown.items():
        yield _screen(f"screen: {name}", client, path)
    yield _screen("saved: a measure", client, of_measure, {"name": "Odlehčovací služba v okolí"})
    yield _screen("saved: progress of a year", client, of_year, {})
    reports = MeasureReport.objects.filter(plan=page.translation_key, year=REPORTING).exclude(state="")
    if reports.count() != MEASURES:
        raise ValueError(f"The progress of {reports.count()} measures was saved instead of {MEASURES}")


def _screen(name: str, client: Client, path: str, changes: Mapping[str, str] | None = None) -> Figure:
    """Return how long a screen takes; with ``changes`` how long it takes to save what a browser would send."""
    milliseconds = []
    for turn in range(SCREEN_ROUNDS + 1):
        form = None if changes is None else _filled_in(client, path, changes, turn)
        started = time.perf_counter()
        answer = client.get(path, secure=True) if form is None else client.post(path, form, secure=True)
        milliseconds.append((time.perf_counter() - started) * 1000)
        expected = 200 if form is None else 302
        if answer.status_code != expected:
            raise ValueError(f"{name}: answered {answer.status_code} instead of {expected}")
    note = f"first {milliseconds[0]:.0f} ms, {len(answer.content) / 1000:.0f} kB"
    return Figure(name, median(milliseconds[1:]), "ms", MOST_SCREEN_MS, note)


def _filled_in(client: Client, path: str, changes: Mapping[str, str], turn: int) -> dict[str, Any]:
    """Return the form of a screen as a browser would send it, every state of a measure set anew in each turn."""
    page = lxml.html.fromstring(client.get(path, secure=True).content.decode())
    form = max(page.forms, key=lambda form: len(form.form_values()))
    values: dict[str, Any] = {}
    for name, value in form.form_values():
        values.setdefault(name, []).append(value)
    state = MeasureState.values[turn % len(MeasureState.values)]
    values |= {name: [f"{value} {turn}"] for name, value in changes.items()}
    return values | {name: [state] for name in form.fields if name.endswith("state")}


def _address(name: str, page: PlanPage, *arguments: int) -> str:
    return reverse(name, urlconf=settings.ROOT_URLCONF, args=[page.pk, *arguments])


def _seconds(work: Callable[[], Any]) -> float:
    started = time.perf_counter()
    work()
    return time.perf_counter() - started


if __name__ == "__main__":
    main()
