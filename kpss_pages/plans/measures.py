"""A measure as the public reads it: everything in words of the current language, links and origin found."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING
from urllib.parse import urljoin
from uuid import UUID

from django.db.models import Exists, OuterRef, Q
from django.http import HttpRequest
from django.utils.translation import gettext as _
from wagtail.models import Page

from kpss_pages.core.querysets import LISTED_FIELDS, open_to_all
from kpss_pages.plans.budget import NOTHING, money_text, source_label
from kpss_pages.plans.comparing import number_text
from kpss_pages.plans.content import MEASURE_ANCHOR, Activity, Goal, Link, Measure, PlanContent
from kpss_pages.plans.evaluation import ReportRow, YearOfPlan
from kpss_pages.plans.models.structure import DEFAULTS, PlanStructure
from kpss_pages.plans.periods import period_text
from kpss_pages.plans.public.filters import state_name
from kpss_pages.plans.public.overview import UNREPORTED_CLASS
from kpss_pages.plans.roles import ShownRole, roles_in, shown_roles_of
from sites.documents.public import own_documents, public_documents, unrestricted
from sites.models import TownDocument
from sites.tenancy.scope import site_id_of, town_of

if TYPE_CHECKING:
    from kpss_pages.plans.models.plan import PlanPage

LINKED = ("https://", "http://", "mailto:")
"""How addresses begin that are linked to."""


@dataclass(frozen=True)
class ShownLink:
    """A link that leads somewhere."""

    label: str
    url: str


@dataclass(frozen=True)
class Status:
    """How a measure stood in a year; ``css`` names the state for styles."""

    css: str
    label: str
    year: int


@dataclass(frozen=True)
class ShownYear:
    """What was reported of a measure in a year."""

    status: Status
    comment: str
    comment_by: str
    language: str
    spent: str
    closed_at: datetime | None


@dataclass(frozen=True)
class ShownCost:
    year: int
    source: str
    amount: str


@dataclass(frozen=True)
class ShownIndicator:
    """An indicator; ``values`` are those of the table's years, "" where none was reported."""

    name: str
    unit: str
    baseline: str
    target: str
    values: tuple[str, ...]


@dataclass(frozen=True)
class Surroundings:
    """What measures of one plan have in common: names of levels, links by kind and key, and where measures come from."""

    plan_url: str
    names: Mapping[str, str]
    pages: Mapping[int, ShownLink] = field(default_factory=dict)
    documents: Mapping[int, ShownLink] = field(default_factory=dict)
    origins: Mapping[UUID, ShownLink] = field(default_factory=dict)
    roles: Mapping[int, ShownRole] = field(default_factory=dict)


@dataclass(frozen=True)
class ShownMeasure:
    """A measure with its place in the plan."""

    measure: Measure
    url: str
    path: tuple[Goal, ...]
    term: str
    status: Status | None
    activities: tuple[Activity, ...]
    costs: tuple[ShownCost, ...]
    total: str
    indicators: tuple[ShownIndicator, ...]
    indicator_years: tuple[int, ...]
    links: tuple[ShownLink, ...]
    origin: ShownLink | None
    history: tuple[ShownYear, ...]
    role: ShownRole | None = None

    @property
    def level(self) -> int:
        """The level of its heading: below that of its goal, whose own begin at 3."""
        return min(len(self.path) + 3, 6)


def surroundings_of(
    page: "PlanPage", content: PlanContent, origins: "Mapping[UUID, PlanPage]", request: HttpRequest | None = None
) -> Surroundings:
    """Return what the measures of a plan need to be shown; pages and documents of this town alone."""
    site_id = site_id_of(page)
    links = [link for measure in content.measures for link in measure.links]
    return Surroundings(
        plan_url=page.get_url(request) or "",
        names=level_names(site_id),
        pages=_pages({link.page for link in links if link.page}, site_id, request),
        documents=_documents(page, {link.document for link in links if link.document}),
        origins={key: ShownLink(plan.title, plan.get_url(request) or "") for key, plan in origins.items()},
        roles=shown_roles_of(page, roles_in(content), request),
    )


def with_addresses(content: PlanContent, around: Surroundings, address: str) -> PlanContent:
    """Return a content whose links are whole addresses, for files; ``address`` is that of the plan.

    Links to what is not public, or no more, are left out.
    """

    def links_of(measure: Measure) -> tuple[Link, ...]:
        found = filter(None, (_link(link, around) for link in measure.links))
        return tuple(Link(link.label, urljoin(address, link.url)) for link in found)

    return replace(content, measures=tuple(replace(measure, links=links_of(measure)) for measure in content.measures))


def level_names(site_id: int | None) -> dict[str, str]:
    """Return how a town calls the levels of its plans, in the current language."""
    structure = PlanStructure.objects.filter(site=site_id).first() or PlanStructure()
    return {level: structure.name_of(level) for level in DEFAULTS}


def shown_measure(
    measure: Measure,
    content: PlanContent,
    around: Surroundings,
    reported: Sequence[tuple[YearOfPlan, ReportRow]] = (),
    status: tuple[int, ReportRow] | None = None,
) -> ShownMeasure:
    """Return a measure in words; ``reported`` is that of ``reports_by_measure``, ``status`` that of ``states_in``."""
    with_values = sorted({year.year for year, row in reported if row.values})
    values = {year.year: row.values for year, row in reported}
    return ShownMeasure(
        measure=measure,
        url=f"{around.plan_url}{measure.anchor}/",
        path=tuple(content.path_to(measure.goal)),
        term=period_text(measure.starts_on, measure.ends_on),
        status=_status(status[0], status[1]) if status else None,
        activities=measure.activities,
        costs=tuple(
            ShownCost(cost.year, source_label(cost.source), money_text(cost.amount, content.currency))
            for cost in measure.costs
        ),
        total=money_text(sum((cost.amount for cost in measure.costs), NOTHING), content.currency),
        indicators=tuple(
            ShownIndicator(
                row.name,
                row.unit,
                number_text(row.baseline),
                number_text(row.target),
                tuple(_value(values[year].get(str(row.id), "")) for year in with_values),
            )
            for row in measure.indicators
        ),
        indicator_years=tuple(with_values),
        links=tuple(filter(None, (_link(link, around) for link in measure.links))),
        origin=_origin(measure, around),
        history=tuple(_year(year, row, content.currency) for year, row in reported),
        role=around.roles.get(measure.responsible_role or 0),
    )


def reports_by_measure(years: Iterable[YearOfPlan]) -> dict[int, list[tuple[YearOfPlan, ReportRow]]]:
    """Return what was reported by the measure's id, in the order of the years."""
    found: dict[int, list[tuple[YearOfPlan, ReportRow]]] = {}
    for year in years:
        for row in year.rows:
            if row.says_something:
                found.setdefault(row.id, []).append((year, row))
    return found


def _status(year: int, row: ReportRow) -> Status:
    return Status(row.state or UNREPORTED_CLASS, state_name(row.state), year)


def _year(year: YearOfPlan, row: ReportRow, currency: str) -> ShownYear:
    spent = "" if row.spent is None else money_text(row.spent, currency)
    return ShownYear(_status(year.year, row), row.comment, row.comment_by, row.language, spent, year.closed_at)


def _value(written: str) -> str:
    try:
        return number_text(Decimal(written)) if written else ""
    except InvalidOperation:
        return written


def _origin(measure: Measure, around: Surroundings) -> ShownLink | None:
    if measure.origin is None:
        return None
    plan = around.origins.get(UUID(measure.origin.plan))
    if plan is None:
        return ShownLink(_("another plan"), "")
    return ShownLink(plan.label, f"{plan.url}{MEASURE_ANCHOR}{measure.origin.measure}/")


def _link(link: Link, around: Surroundings) -> ShownLink | None:
    """Return where a link leads; None for what is not public, or no more."""
    found = None
    if link.page is not None:
        found = around.pages.get(link.page)
    elif link.document is not None:
        found = around.documents.get(link.document)
    elif link.url.startswith(LINKED):
        found = ShownLink(link.url, link.url)
    label = link.label or (found.label if found is not None else "")
    return ShownLink(label, found.url) if found is not None and label else None


def _pages(keys: Iterable[int], site_id: int | None, request: HttpRequest | None) -> dict[int, ShownLink]:
    wanted = set(keys)
    if not wanted:
        return {}
    pages = open_to_all(Page.objects.live().filter(pk__in=wanted)).only(*LISTED_FIELDS)
    return {
        page.pk: ShownLink(page.title, page.get_url(request) or "") for page in pages if site_id_of(page) == site_id
    }


def _documents(page: "PlanPage", keys: Iterable[int]) -> dict[int, ShownLink]:
    """Return the documents that whoever reads the page may read, or is asked for a password of; these without a title."""
    wanted, town = set(keys), town_of(page)
    if not wanted or town is None:
        return {}
    # A former version may name what no page carries any more.
    carried = {link.document for measure in page.content.measures for link in measure.links}
    own = own_documents(TownDocument.objects.filter(pk__in=wanted), town)
    if wanted - carried:
        own = own.filter(Q(pk__in=carried - {None}) | Q(pk__in=public_documents(own, town).values("pk")))
    is_open = Exists(unrestricted(TownDocument.objects.filter(pk=OuterRef("pk"))))
    return {
        document.pk: ShownLink(document.title if document.is_open else "", document.url)
        for document in own.annotate(is_open=is_open)
    }
