"""The list of places: searched without regard to diacritics, filtered, in the language's order."""

from functools import cached_property
from typing import Any

import django_filters
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import BulkActionsCheckboxColumn, Column
from wagtail.admin.widgets import Button
from wagtail.permissions import policy_registry

from kpss_pages.barrier_free.choices import Category, ReportState, SurveyState, Verdict
from kpss_pages.barrier_free.models import BarrierFreeSettings, BarrierReport, Place, Survey
from kpss_pages.core.searching import found_by_words
from sites.tenancy.filters import TownFilterSet
from sites.tenancy.my_towns import works_for_several
from sites.tenancy.viewsets import TownIndexView

SURVEYS = [
    ("never", _("never surveyed")),
    ("overdue", _("survey overdue")),
    ("waiting", _("with a survey that waits")),
]
STATES = [
    ("shown", _("on the site")),
    ("hidden", _("hidden")),
    ("nowhere", _("without a position")),
    ("reported", _("with an open report")),
]

WAITING = Survey.objects.filter(place=OuterRef("pk"), state=SurveyState.WAITING)
REPORTED = BarrierReport.objects.filter(place=OuterRef("pk"), state=ReportState.OPEN)


def overdue() -> Q:
    """Return the condition of places whose next survey should have been by now."""
    return Q(next_survey_on__lt=timezone.localdate())


class PlaceFilterSet(TownFilterSet):
    """Filters of places; those who work for one town are not asked for it."""

    category = django_filters.ChoiceFilter(label=_("Category"), choices=Category.choices)
    wheelchair = django_filters.ChoiceFilter(label=_("In a wheelchair, alone"), choices=Verdict.choices)
    survey = django_filters.ChoiceFilter(label=_("Survey"), choices=SURVEYS, method="filter_survey")
    state = django_filters.ChoiceFilter(label=_("State"), choices=STATES, method="filter_state")

    class Meta:
        model = Place
        fields = ["category", "wheelchair", "survey", "state", "site"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not works_for_several(self.request.user):
            self.filters.pop("site", None)

    def filter_survey(self, places: "QuerySet[Place]", name: str, value: str) -> "QuerySet[Place]":
        conditions = {"never": Q(survey__isnull=True), "overdue": overdue(), "waiting": Exists(WAITING)}
        return places.filter(conditions[value])

    def filter_state(self, places: "QuerySet[Place]", name: str, value: str) -> "QuerySet[Place]":
        conditions = {
            "shown": Q(is_published=True),
            "hidden": Q(is_published=False),
            "nowhere": Q(latitude__isnull=True),
            "reported": Exists(REPORTED),
        }
        return places.filter(conditions[value])


class DeskColumn(Column):
    """A column of the desk's own looks."""

    class Media:
        css = {"all": ["kpss_barrier_free/desk.css"]}


class VerdictColumn(DeskColumn):
    """What a place is for somebody in a wheelchair, as a shape and in words."""

    cell_template_name = "kpss_barrier_free/admin/verdict_cell.html"


class SurveyColumn(DeskColumn):
    """When a place was surveyed."""

    cell_template_name = "kpss_barrier_free/admin/surveyed_cell.html"


class DueColumn(DeskColumn):
    """When the next survey of a place is due, and whether that is over."""

    cell_template_name = "kpss_barrier_free/admin/due_cell.html"

    def get_cell_context_data(self, instance: Place, parent_context: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_cell_context_data(instance, parent_context)
        return context | {"is_overdue": instance.is_overdue(timezone.localdate())}


class StateColumn(DeskColumn):
    """Whether a place is on the site, and what is to be looked at."""

    cell_template_name = "kpss_barrier_free/admin/state_cell.html"


class PlaceIndexView(TownIndexView):
    """The list: its name leads to the form; whoever works for several towns sees whose a place is."""

    is_searchable = True

    @cached_property
    def header_more_buttons(self) -> list[Button]:
        """For those who choose the edition of the method also what is to be done after that."""
        buttons: list[Button] = super().header_more_buttons
        settings = policy_registry.get_by_type(BarrierFreeSettings)
        if not settings.user_has_any_permission(self.request.user, ("change",)):
            return buttons
        url = reverse("kpss_barrier_free_editions_towns")
        return [*buttons, Button(_("Verdicts by an older edition"), url=url, icon_name="clipboard-list", priority=80)]

    def get_base_queryset(self) -> "QuerySet[Any]":
        rows: QuerySet[Any] = super().get_base_queryset()
        return rows.select_related("site").annotate(has_waiting=Exists(WAITING), is_reported=Exists(REPORTED))

    def search_queryset(self, queryset: "QuerySet[Any]") -> "QuerySet[Any]":
        return found_by_words(queryset, self.search_query) if self.is_searching else queryset

    @cached_property
    def columns(self) -> list[Column]:
        title = self._get_title_column("name")
        title.sort_key = "sorts_as"
        columns = [
            BulkActionsCheckboxColumn("bulk_actions", obj_type="snippet"),
            title,
            Column("category", label=_("Category"), accessor="get_category_display", sort_key="category"),
            VerdictColumn("wheelchair", label=_("In a wheelchair, alone"), sort_key="wheelchair"),
            SurveyColumn("surveyed_on", label=_("Surveyed on"), sort_key="surveyed_on"),
            DueColumn("next_survey_on", label=_("Next survey"), sort_key="next_survey_on"),
            StateColumn("is_published", label=_("State"), sort_key="is_published"),
        ]
        if works_for_several(self.request.user):
            columns.append(Column("site", label=_("Town"), sort_key="site__site_name"))
        return columns
