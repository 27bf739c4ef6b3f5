"""The screen of the audit trail: a town's for its managers, the platform's for its administrators."""

from typing import Any

import django_filters
from django.conf import settings
from django.db.models import Max
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.auth import require_admin_access
from wagtail.admin.filters import DateRangePickerWidget, WagtailFilterSet
from wagtail.admin.ui.tables import Column
from wagtail.admin.views.reports import ReportView

from sites.audit.wording import action_label, kind_label, label_of_entry, person_label
from sites.managed_towns import choose_town, town_managed_by
from sites.models import AuditEntry
from sites.models.audit import AuditEntryQuerySet
from sites.spreadsheets import HarmlessSpreadsheetMixin


@require_admin_access
def audit_towns(request: HttpRequest) -> HttpResponse:
    """Lead to the trail of the only town that somebody manages, or let them choose."""
    platform_url = reverse("audit_of_platform") if request.user.is_superuser else ""
    return choose_town(request, "audit", heading=_("Audit trail"), icon="history", platform_url=platform_url)


class AuditFilterSet(WagtailFilterSet):
    """By date, person and action; what is offered occurs in the trail."""

    at = django_filters.DateFromToRangeFilter(label=gettext_lazy("Date"), widget=DateRangePickerWidget)
    person_id = django_filters.ChoiceFilter(label=gettext_lazy("Who"))
    action = django_filters.ChoiceFilter(label=gettext_lazy("Action"))

    class Meta:
        model = AuditEntry
        fields = ("at", "person_id", "action")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        trail = self.queryset.order_by()
        people = trail.exclude(person_id=None).values("person_id").annotate(person=Max("person"))
        named = [AuditEntry(person_id=row["person_id"], person=row["person"]) for row in people]
        actions = trail.values_list("action", flat=True).distinct()
        self.filters["person_id"].extra["choices"] = sorted_choices(
            (entry.person_id, person_label(entry)) for entry in named
        )
        self.filters["action"].extra["choices"] = sorted_choices((name, action_label(name)) for name in actions)


def sorted_choices(choices: Any) -> list[tuple[Any, str]]:
    return sorted(choices, key=lambda choice: choice[1].casefold())


class AuditView(HarmlessSpreadsheetMixin, ReportView):
    """A trail, newest first. It is read only: nothing leads to an entry, and the database refuses to change one."""

    model = AuditEntry
    page_title = gettext_lazy("Audit trail")
    header_icon = "history"
    results_template_name = "kpss_sites/audit/results.html"
    filterset_class = AuditFilterSet
    verbose_name_plural = AuditEntry._meta.verbose_name_plural
    default_ordering = ("-at", "-pk")
    columns = [
        Column("at", label=gettext_lazy("Date and time"), accessor=lambda entry: at_label(entry)),
        Column("person", label=gettext_lazy("Who"), accessor=person_label),
        Column("action", label=gettext_lazy("Action"), accessor=lambda entry: action_label(entry.action)),
        Column("what", label=gettext_lazy("Kind"), accessor=kind_label),
        Column("label", label=gettext_lazy("What it concerned"), accessor=label_of_entry),
    ]
    list_export = ["at", "person", "action", "what", "label"]

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        if self.site_id is not None:
            self.site = town_managed_by(request.user, self.site_id)
        elif not request.user.is_superuser:
            raise Http404
        return super().dispatch(request, *args, **kwargs)

    @cached_property
    def site_id(self) -> int | None:
        """The town's site; None for the platform's own trail."""
        return self.kwargs.get("site_id")

    def get_page_subtitle(self) -> str:
        return self.site.site_name if self.site_id is not None else _("The platform")

    def get_base_queryset(self) -> AuditEntryQuerySet:
        return AuditEntry.objects.of_town(self.site_id)

    def get_filterset_kwargs(self) -> dict[str, Any]:
        return {**super().get_filterset_kwargs(), "queryset": self.get_base_queryset()}

    def get_filtered_queryset(self) -> Any:
        return self.filter_queryset(self.order_queryset(self.get_base_queryset()))

    def get_index_url(self) -> str:
        return self._address("audit")

    def get_index_results_url(self) -> str:
        return self._address("audit_results")

    def _address(self, name: str) -> str:
        return reverse(name, args=[self.site_id]) if self.site_id is not None else reverse(f"{name}_of_platform")

    def get_context_data(self, *args: Any, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(*args, kept_days=settings.AUDIT_KEPT_DAYS, **kwargs)

    def get_filename(self) -> str:
        what = _("audit-trail")
        return f"{what}-{timezone.localdate():%Y-%m-%d}"

    def get_heading(self, queryset: Any, field: str) -> str:
        return str(next(column.label for column in self.columns if column.name == field))

    def to_row_dict(self, item: AuditEntry) -> dict[str, Any]:
        return {
            "at": item.at,
            "person": person_label(item),
            "action": action_label(item.action),
            "what": kind_label(item),
            "label": label_of_entry(item),
        }


def at_label(entry: AuditEntry) -> str:
    """Return when something was done, to the second: "22. 11. 2026 14:05:09"."""
    return date_format(timezone.localtime(entry.at), "j.\xa0n.\xa0Y H:i:s")
