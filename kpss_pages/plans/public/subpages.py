"""What answers below a plan's page: a measure, the changes between two versions, and the files made of its data."""

import hashlib
import pickle
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from functools import partial
from typing import Any

from django.core.cache import cache
from django.http import Http404, HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils.text import slugify

from kpss_pages.core.chrome import Chrome, LanguageLink
from kpss_pages.core.listing import understand
from kpss_pages.plans.comparing import compare
from kpss_pages.plans.content import Measure, PlanContent
from kpss_pages.plans.evaluation import years_of
from kpss_pages.plans.measures import level_names, reports_by_measure, shown_measure, surroundings_of, with_addresses
from kpss_pages.plans.models import PlanPage, PlanVersion
from kpss_pages.plans.printing import docx_of, paper_of, pdf_of
from kpss_pages.plans.public.below import CHANGES, EXPORTS, PRINTS, Below, answers
from kpss_pages.plans.public.exports import JSON_TYPE, csv_of, json_of, xlsx_of
from kpss_pages.plans.public.filters import MeasureFilters, Offer, states_in
from kpss_pages.plans.relations import relations_of
from kpss_pages.plans.roles import role_names, roles_in
from sites.languages import current_language
from sites.limits import count
from sites.page_cache.release import release
from sites.page_cache.showing import withhold
from sites.spreadsheets import CSV_TYPE, XLSX_TYPE
from sites.tenancy.scope import site_id_of
from sites.towns import current_town

FILE_SECONDS = 24 * 3600
SLOW = ("xlsx", *PRINTS)
"""Files that take about a second to make."""
WRITERS = {"csv": csv_of, "xlsx": xlsx_of, "json": json_of}
CONTENT_TYPES = {
    "csv": CSV_TYPE,
    "json": JSON_TYPE,
    "xlsx": XLSX_TYPE,
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}


@answers("measure")
def measure_page(page: PlanPage, request: HttpRequest, below: Below) -> HttpResponse:
    """Answer with one measure; with its last version for one that the plan no longer has, 404 for one it never had."""
    content, version = page.content, None
    if content.measure(below.measure) is None:
        version = _last_version_with(page, below.measure)
        content = version.content
    measure = content.measure(below.measure)
    around = surroundings_of(page, content, relations_of(page, content).origins, request)
    years = years_of(page, content)
    context = _context(page, request, below.address, _with_measure(page, below.measure, request))
    context |= {
        "shown": shown_measure(
            measure,
            content,
            around,
            reports_by_measure(years).get(measure.id, ()),
            states_in(years, None).get(measure.id),
        ),
        "names": around.names,
        "former": version,
    }
    if version is None:
        context |= _neighbours(content, measure, around.plan_url)
    return TemplateResponse(request, "kpss_plans/measure.html", context)


@answers(CHANGES)
def changes_page(page: PlanPage, request: HttpRequest, below: Below) -> HttpResponse:
    """Answer with what differs between two published versions, the last two by default."""
    versions = list(page.versions.defer("content").order_by("number"))
    if len(versions) < 2:
        raise Http404
    numbers = [version.number for version in versions]
    before = _asked(request, "from", numbers) or numbers[-2]
    now = _asked(request, "to", numbers) or numbers[-1]
    contents = {row.number: row for row in page.versions.filter(number__in={before, now})}
    is_default = [before, now] == numbers[-2:]
    address = below.address if is_default else f"{below.address}?from={before}&to={now}"
    understand(request, [])  # in another language the link leads to the plan
    context = _context(page, request, address, set())
    roles = roles_in(contents[before].content) | roles_in(contents[now].content)
    context |= {
        "versions": versions,
        "before": contents[before],
        "now": contents[now],
        "comparison": compare(contents[before].content, contents[now].content, role_names(site_id_of(page), roles)),
        "names": level_names(site_id_of(page)),
    }
    return TemplateResponse(request, "kpss_plans/changes.html", context)


@answers(*PRINTS)
def printed(page: PlanPage, request: HttpRequest, below: Below) -> HttpResponse:
    """Answer with the plan on paper."""
    paper = paper_of(page, years_of(page, page.content))
    make = pdf_of if below.what == "pdf" else docx_of
    return _file(page, request, below.what, paper, lambda: make(paper))


@answers(*EXPORTS)
def exported(page: PlanPage, request: HttpRequest, below: Below) -> HttpResponse:
    """Answer with the measures as data, narrowed down as the plan's page is by the same address."""
    content, years = page.content, years_of(page, page.content)
    filters = MeasureFilters.from_query(request.GET, Offer.of(content, years))
    states = {key: row for key, (_year, row) in states_in(years, filters.year).items()}
    chosen = replace(content, measures=tuple(filters.matching(content.measures, states)))
    around = surroundings_of(page, chosen, {}, request)
    chosen, names = with_addresses(chosen, around, page.full_url or ""), around.names
    facts = (page.full_url, page.title, page.kind, page.shown_state, page.period_from, page.valid_until)
    shown = (*facts, page.translation_key, chosen, years, names, around.roles, current_language())
    make = partial(WRITERS[below.what], page, chosen, years, names, around.roles)
    is_whole = len(chosen.measures) == len(content.measures)
    return _file(page, request, below.what, shown if is_whole else None, make)


def _last_version_with(page: PlanPage, measure_id: int) -> PlanVersion:
    """Return the last version that had a measure; nothing is looked for under an id that was never given."""
    others = {goal.id for goal in page.content.goals}
    others |= {indicator.id for measure in page.content.measures for indicator in measure.indicators}
    if measure_id < page.content.next_id and measure_id not in others:
        for version in page.versions.order_by("-number").iterator(chunk_size=5):
            if version.content.measure(measure_id) is not None:
                found: PlanVersion = version
                return found
    raise Http404


def _asked(request: HttpRequest, name: str, numbers: list[int]) -> int | None:
    """Return a version asked for, None when none is or there is no such."""
    asked = request.GET.get(name)
    number = next((number for number in numbers if str(number) == asked), None)
    if asked and number is None:
        withhold(request)
    return number


def _context(page: PlanPage, request: HttpRequest, address: str, languages: set[str]) -> dict[str, Any]:
    """Return what all pages below a plan have: ``languages`` are those in which the same lies below the translation."""
    return {
        **page.common_context(request),
        "below": address,
        "plan_url": page.get_url(request),
        "languages": list(_languages(page, request, address, languages)),
    }


def _languages(page: PlanPage, request: HttpRequest, address: str, languages: set[str]) -> Iterator[LanguageLink]:
    """Yield the town's languages; where the same is not to be found, the link leads to the plan and names no twin."""
    town = current_town(request)
    if town is None:
        return
    for link in Chrome(request, town).languages():
        if link.url is None:
            yield link
        elif link.is_current or link.code in languages:
            yield replace(link, url=f"{link.url}{address}", full_url=f"{link.full_url}{address}")
        else:
            yield replace(link, full_url=None)


def _with_measure(page: PlanPage, measure_id: int, request: HttpRequest) -> set[str]:
    """Return the languages whose published plan has a measure."""
    town = current_town(request)
    if town is None or len(town.languages) < 2:
        return set()
    others = PlanPage.objects.published().filter(translation_key=page.translation_key).exclude(pk=page.pk)
    return {
        language
        for language, content in others.values_list("locale__language_code", "content")
        if content.measure(measure_id) is not None
    }


def _neighbours(content: PlanContent, measure: Measure, plan_url: str) -> Mapping[str, Any]:
    """Return the measures before and after one, in the order in which the plan is read."""
    ordered = [found for branch in content.tree() for found in branch.all_measures()]
    place = next(number for number, found in enumerate(ordered) if found.id == measure.id)
    around = {"previous": ordered[place - 1] if place else None, "next": (*ordered, None)[place + 1]}
    return {name: found and {"measure": found, "url": f"{plan_url}{found.anchor}/"} for name, found in around.items()}


def _file(page: PlanPage, request: HttpRequest, ending: str, shown: Any, make: Callable[[], bytes]) -> HttpResponse:
    """Answer with a file that is made once for what it shows; apart from the kept pages, among which it would be large.

    With None for what it shows it is made each time: of selections there are so many that they would fill the cache.
    """
    withhold(request)
    made_of = pickle.dumps((release(), ending, shown), pickle.HIGHEST_PROTOCOL)
    key = f"kpss:plan-file:{hashlib.blake2b(made_of, digest_size=20).hexdigest()}"
    made: bytes | None = cache.get(key) if shown is not None else None
    if made is None:
        if ending in SLOW:
            count(request, "typeset")
        made = make()
        if shown is not None:
            cache.set(key, made, FILE_SECONDS)
    name = f"{slugify(page.slug) or 'plan'}.{ending}"
    headers = {"Content-Disposition": f'attachment; filename="{name}"', "X-Robots-Tag": "noindex"}
    return HttpResponse(made, content_type=CONTENT_TYPES[ending], headers=headers)
