"""Lists of services and providers: searched without regard to diacritics, filtered, in the language's order."""

from datetime import date
from functools import cached_property
from typing import Any

import django_filters
from dateutil.relativedelta import relativedelta
from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.ui.tables import BooleanColumn, BulkActionsCheckboxColumn, Column
from wagtail.admin.widgets import Button

from kpss_pages.catalog.choices import Kind, ProposalState
from kpss_pages.catalog.desk.provenance import short
from kpss_pages.catalog.desk.types import types_by_category
from kpss_pages.catalog.models import CatalogSettings, Facility, Proposal, Provider, Service, ServiceForm
from kpss_pages.catalog.vocabulary import forms, service_type, term_names
from kpss_pages.contacts.desk.lists import ContactIndexView, first_phone, found_by
from kpss_pages.core.collation import sort_key
from kpss_pages.core.typography import typographic_text
from sites.choices import Country
from sites.languages import current_language
from sites.tenancy.filters import TownFilterSet
from sites.tenancy.my_towns import works_for_several
from sites.tenancy.scope import sites_of

STATES = [
    ("on_site", gettext_lazy("on the site")),
    ("hidden", gettext_lazy("hidden")),
    ("ended", gettext_lazy("ended")),
    ("stale", gettext_lazy("stale")),
    ("never", gettext_lazy("never confirmed")),
    ("proposals", gettext_lazy("with open proposals")),
    ("unknown", gettext_lazy("with codes that nobody knows")),
]


def stale(today: date, user: Any) -> Q:
    """Return the condition of services that are too old by the terms of their town, or were never confirmed."""
    default = CatalogSettings().stale_after_months
    chosen = CatalogSettings.objects.exclude(stale_after_months=default)
    own = chosen.filter(site__in=sites_of(user)).order_by().values_list("stale_after_months", flat=True).distinct()
    found = Q(confirmed_on__isnull=True)
    found |= Q(confirmed_on__lte=today - relativedelta(months=default)) & ~Q(site__in=chosen.values("site"))
    for months in own:
        of_these = Q(site__in=chosen.filter(stale_after_months=months).values("site"))
        found |= Q(confirmed_on__lte=today - relativedelta(months=months)) & of_these
    return found


OPEN_PROPOSALS = Proposal.objects.filter(service=OuterRef("pk"), state=ProposalState.OPEN)


class ServiceFilterSet(TownFilterSet):
    """Filters of services. Those who work for several towns choose a town instead of its providers and municipalities."""

    type_code = django_filters.ChoiceFilter(label=gettext_lazy("Type by the act"))
    form = django_filters.ChoiceFilter(
        label=gettext_lazy("Form"), choices=lambda: term_names(forms()), method="filter_form"
    )
    municipality = django_filters.ChoiceFilter(label=gettext_lazy("Municipality"), method="filter_municipality")
    state = django_filters.ChoiceFilter(label=gettext_lazy("State"), choices=STATES, method="filter_state")
    kind = django_filters.ChoiceFilter(label=gettext_lazy("Kind"), choices=Kind.choices)

    class Meta:
        model = Service
        fields = ["state", "kind", "type_code", "form", "provider", "municipality", "site"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        today = timezone.localdate()
        if works_for_several(self.request.user):
            for name in ("provider", "municipality"):
                self.filters.pop(name, None)
            countries = [country for country, _name in Country.choices]
        else:
            self.filters.pop("site", None)
            names = Facility.objects.filter(service__site__in=sites_of(self.request.user)).exclude(municipality="")
            distinct = names.order_by().values_list("municipality", flat=True).distinct()
            ordered = sorted(distinct, key=lambda name: sort_key(name, "cs"))
            self.filters["municipality"].extra["choices"] = [(name, name) for name in ordered]
            countries = [country_of(self.request.user)]
        ended = frozenset(_used_types(self.request.user)) if len(countries) == 1 else frozenset()
        self.filters["type_code"].extra["choices"] = types_by_category(countries, today, ended)

    def filter_form(self, services: "QuerySet[Service]", name: str, value: str) -> "QuerySet[Service]":
        return services.filter(Exists(ServiceForm.objects.filter(service=OuterRef("pk"), form=value)))

    def filter_municipality(self, services: "QuerySet[Service]", name: str, value: str) -> "QuerySet[Service]":
        return services.filter(Exists(Facility.objects.filter(service=OuterRef("pk"), municipality=value)))

    def filter_state(self, services: "QuerySet[Service]", name: str, value: str) -> "QuerySet[Service]":
        ended = Q(ended_on__lte=timezone.localdate())
        conditions = {
            "on_site": Q(is_published=True) & ~ended,
            "hidden": Q(is_published=False) & ~ended,
            "ended": ended,
            "never": Q(confirmed_on__isnull=True),
            "proposals": Q(Exists(OPEN_PROPOSALS)),
            "unknown": ~Q(unknown_codes=[]),
        }
        if value == "stale":
            return services.filter(stale(timezone.localdate(), self.request.user) & ~ended)
        return services.filter(conditions[value])


def _used_types(user: Any) -> list[str]:
    used = Service.objects.filter(site__in=sites_of(user)).exclude(type_code="").order_by()
    return list(used.values_list("type_code", flat=True).distinct())


def country_of(user: Any) -> str:
    """Return the country of the first of a person's towns."""
    first: str | None = sites_of(user).values_list("townsettings__country", flat=True).first()
    return first or Country.CZ


class EntryIndexView(ContactIndexView):
    """A list of entries of the catalogue; it does not count where they are used, which is nowhere."""

    def search_queryset(self, queryset: "QuerySet[Any]") -> "QuerySet[Any]":
        if not self.is_searching:
            return queryset
        return found_by(queryset, self.search_query, self.country, self.searched)

    @cached_property
    def columns(self) -> list[Column]:
        checkbox = BulkActionsCheckboxColumn("bulk_actions", obj_type="snippet")
        columns = [checkbox, self.title_column(), *self.own_columns()]
        if works_for_several(self.request.user):
            columns.append(Column("site", label=gettext_lazy("Town"), sort_key="site__site_name"))
        return columns


class ServiceIndexView(EntryIndexView):
    searched = ("", "provider__")
    related = ("provider",)

    @cached_property
    def header_more_buttons(self) -> list[Button]:
        url = reverse("kpss_catalog_import_towns")
        button = Button(gettext_lazy("Import of services"), url=url, icon_name="upload", priority=80)
        return [*super().header_more_buttons, button]

    def get_base_queryset(self) -> "QuerySet[Any]":
        return super().get_base_queryset().annotate(has_proposals=Exists(OPEN_PROPOSALS))

    def own_columns(self) -> list[Column]:
        return [
            Column("type", label=gettext_lazy("Type"), accessor=type_name, sort_key="type_code"),
            Column(
                "provider",
                label=gettext_lazy("Provider"),
                accessor=lambda row: typographic_text(row.provider.name, current_language()),
                sort_key="provider__sorts_as",
            ),
            Column(
                "confirmed",
                label=gettext_lazy("Confirmed"),
                accessor=lambda row: short(row.confirmed_on) if row.confirmed_on else _("never"),
                sort_key="confirmed_on",
            ),
            Column("state", label=gettext_lazy("State"), accessor=self.state_of),
        ]

    def state_of(self, service: Any) -> str:
        """Return in words whether the site offers a service, and what is to be looked at."""
        if service.ended_on and service.ended_on <= timezone.localdate():
            return _("ended on %(day)s") % {"day": short(service.ended_on)}
        found = [_("on the site") if service.is_published else _("hidden")]
        if service.pk in self.stale_ones and service.confirmed_on:
            found.append(_("stale"))
        if service.unknown_codes:
            found.append(_("unknown code"))
        if service.has_proposals:
            found.append(_("open proposals"))
        return ", ".join(found)

    @cached_property
    def stale_ones(self) -> set[int]:
        keys = [row.pk for row in self.rows]
        found = Service.objects.filter(stale(timezone.localdate(), self.request.user), pk__in=keys)
        return set(found.order_by().values_list("pk", flat=True))


def type_name(service: Service) -> str:
    found = service_type(service.type_code)
    return capfirst(str(found)) if found else service.related_type or "–"


class ProviderFilterSet(TownFilterSet):
    """Filters of providers."""

    without_services = django_filters.BooleanFilter(
        field_name="services", lookup_expr="isnull", label=gettext_lazy("Provides nothing")
    )
    without_address = django_filters.BooleanFilter(
        label=gettext_lazy("Cannot be asked: no e-mail for confirmations"), method="filter_without_address"
    )

    class Meta:
        model = Provider
        fields = ["without_services", "without_address", "is_example", "site"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not works_for_several(self.request.user):
            self.filters.pop("site", None)

    def filter_without_address(self, providers: "QuerySet[Any]", name: str, value: bool) -> "QuerySet[Any]":
        nobody = {"asked_at": "", "asked_at_second": ""}
        return providers.filter(**nobody) if value else providers.exclude(**nobody)


class ProviderIndexView(EntryIndexView):
    def get_base_queryset(self) -> "QuerySet[Any]":
        return super().get_base_queryset().annotate(number_of_services=Count("services", distinct=True))

    def own_columns(self) -> list[Column]:
        return [
            Column("company_id", label=gettext_lazy("Company number")),
            Column("number_of_services", label=gettext_lazy("Services"), sort_key="number_of_services"),
            Column("phone", label=gettext_lazy("Telephone"), accessor=lambda row: first_phone(row, self.country)),
            BooleanColumn(
                "can_be_asked",
                label=gettext_lazy("Can be asked"),
                accessor=lambda row: bool(row.asked_at or row.asked_at_second),
            ),
        ]
