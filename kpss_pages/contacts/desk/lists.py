"""Lists of contacts: searched without regard to diacritics, by telephone number too, filtered and in the language's order."""

from collections.abc import Sequence
from functools import cached_property
from typing import Any

import django_filters
from django.db.models import Model, QuerySet
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import BooleanColumn, BulkActionsCheckboxColumn, Column
from wagtail.admin.widgets import Button

from kpss_pages.contacts.desk.usage import counts_of
from kpss_pages.contacts.models import ContactRole, Department, Office, Organisation, Person
from kpss_pages.contacts.searching import Search
from kpss_pages.contacts.shown import ShownContact, shown_roles
from kpss_pages.core.searching import any_of, called
from kpss_pages.core.ways.numbers import shown
from sites.choices import Country
from sites.tenancy.filters import TownFilterSet
from sites.tenancy.my_towns import works_for_several
from sites.tenancy.scope import sites_of
from sites.tenancy.viewsets import TownIndexView
from sites.towns import town_of_site


def found_by(rows: "QuerySet[Any]", text: str, country: str, prefixes: Sequence[str] = ("",)) -> "QuerySet[Any]":
    """Return the rows in which each word of a search is, or a number that begins as it says.

    ``prefixes`` are the lookups of the row itself and of what is looked through with it.
    """
    search = Search.of(text, country)
    if search.digits:
        return rows.filter(any_of(prefixes, "search_digits", [f" {number}" for number in search.digits]))
    return called(rows, search.words, prefixes) if search.words else rows.none()


class ContactFilterSet(TownFilterSet):
    """Filters of contacts; those who work for one town are not asked for it."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not works_for_several(self.request.user):
            self.filters.pop("site", None)


class RoleFilterSet(ContactFilterSet):
    vacant = django_filters.BooleanFilter(field_name="holder", lookup_expr="isnull", label=_("Nobody holds it"))

    class Meta:
        model = ContactRole
        fields = ["department", "organisation", "vacant", "is_listed", "site"]


class PersonFilterSet(ContactFilterSet):
    without_role = django_filters.BooleanFilter(field_name="roles", lookup_expr="isnull", label=_("Holds no role"))

    class Meta:
        model = Person
        fields = ["without_role", "site"]


class DepartmentFilterSet(ContactFilterSet):
    class Meta:
        model = Department
        fields = ["organisation", "parent", "office", "site"]


class OfficeFilterSet(ContactFilterSet):
    class Meta:
        model = Office
        fields = ["organisation", "site"]


class OrganisationFilterSet(ContactFilterSet):
    class Meta:
        model = Organisation
        fields = ["site"]


class ContactIndexView(TownIndexView):
    """A list of contacts: its name leads to the form, the last columns say where it is used and, if need be, whose it is."""

    searched: Sequence[str] = ("",)
    related: Sequence[str] = ()
    name_field = "name"
    is_searchable = True

    def get_base_queryset(self) -> "QuerySet[Any]":
        return super().get_base_queryset().select_related("site", *self.related)

    def search_queryset(self, queryset: "QuerySet[Any]") -> "QuerySet[Any]":
        if not self.is_searching:
            return queryset
        return found_by(queryset, self.search_query, self.country, self.searched).distinct()

    @cached_property
    def country(self) -> str:
        """The country of the first of the person's towns, whose numbers need no code."""
        first = sites_of(self.request.user).values_list("pk", flat=True).first()
        town = town_of_site(first) if first else None
        return town.country if town is not None else Country.CZ

    @cached_property
    def columns(self) -> list[Column]:
        checkbox = BulkActionsCheckboxColumn("bulk_actions", obj_type="snippet")
        columns = [checkbox, self.title_column(), *self.own_columns()]
        columns.append(Column("used", label=_("Used"), accessor=lambda row: self.uses.get(row.pk, 0) or "–"))
        if works_for_several(self.request.user):
            columns.append(Column("site", label=_("Town"), sort_key="site__site_name"))
        return columns

    def title_column(self) -> Column:
        column = self._get_title_column(self.name_field)
        column.sort_key = "sorts_as"
        return column

    def own_columns(self) -> list[Column]:
        return []

    def get_table(self, object_list: Any) -> Any:
        self.rows = list(object_list)
        return super().get_table(self.rows)

    @cached_property
    def uses(self) -> dict[int, int]:
        return counts_of(self.model, [row.pk for row in self.rows])


def field_column(model: type[Model], name: str, sort_key: str | None = None) -> Column:
    """Return a column with a field under its own name."""
    field: Any = model._meta.get_field(name)
    return Column(name, label=capfirst(field.verbose_name), sort_key=sort_key)


class RoleIndexView(ContactIndexView):
    searched = ("", "holder__", "deputy__", "department__", "organisation__", "office__")
    related = ("holder", "department")

    @cached_property
    def header_more_buttons(self) -> list[Button]:
        return [
            *super().header_more_buttons,
            Button(
                _("Import and download"), url=reverse("kpss_contacts_import_towns"), icon_name="upload", priority=80
            ),
            Button(_("To repair"), url=reverse("kpss_contacts_repair_towns"), icon_name="warning", priority=90),
        ]

    def own_columns(self) -> list[Column]:
        return [
            Column("holder", label=_("Holder"), accessor=lambda row: row.holder or "–", sort_key="holder__sorts_as"),
            field_column(ContactRole, "department", "department__sorts_as"),
            Column("phone", label=_("Telephone"), accessor=lambda row: self.phone_of(row)),
            BooleanColumn("is_listed", label=_("In the directory"), sort_key="is_listed"),
        ]

    def phone_of(self, role: ContactRole) -> str:
        """Return the first telephone that the public would see, and whose it is when not the role's own."""
        contact = self.contacts.get(role.pk)
        if contact is None or not contact.phones:
            return "–"
        phone = contact.phones[0]
        number = shown(phone.number, self.country)
        return f"{number} ({phone.whose})" if phone.whose else number

    @cached_property
    def contacts(self) -> dict[int, ShownContact]:
        listed = ContactRole.objects.filter(pk__in=[row.pk for row in self.rows])
        return {contact.pk: contact for contact in shown_roles(listed)}


class PersonIndexView(ContactIndexView):
    name_field = "__str__"
    searched = ("", "roles__", "roles__department__")

    def get_base_queryset(self) -> "QuerySet[Any]":
        return super().get_base_queryset().prefetch_related("roles")

    def own_columns(self) -> list[Column]:
        return [
            Column(
                "roles", label=_("Roles"), accessor=lambda row: ", ".join(role.name for role in row.roles.all()) or "–"
            ),
            Column("phone", label=_("Telephone"), accessor=lambda row: first_phone(row, self.country)),
        ]


class DepartmentIndexView(ContactIndexView):
    searched = ("", "organisation__", "parent__", "office__")
    related = ("organisation", "parent", "office")

    def own_columns(self) -> list[Column]:
        return [
            field_column(Department, "parent", "parent__sorts_as"),
            field_column(Department, "organisation", "organisation__sorts_as"),
            field_column(Department, "office", "office__sorts_as"),
            Column("phone", label=_("Telephone"), accessor=lambda row: first_phone(row, self.country)),
        ]


class OfficeIndexView(ContactIndexView):
    searched = ("", "organisation__")
    related = ("organisation",)

    def own_columns(self) -> list[Column]:
        return [
            Column("address", label=_("Address"), accessor=_address),
            field_column(Office, "organisation", "organisation__sorts_as"),
            Column("phone", label=_("Telephone"), accessor=lambda row: first_phone(row, self.country)),
        ]


class OrganisationIndexView(ContactIndexView):
    def own_columns(self) -> list[Column]:
        return [
            Column("address", label=_("Address"), accessor=_address),
            Column("phone", label=_("Telephone"), accessor=lambda row: first_phone(row, self.country)),
        ]


def first_phone(row: Any, country: str) -> str:
    return next((shown(phone.number, country) for phone in row.phones), "–")


def _address(row: Any) -> str:
    return ", ".join(filter(None, (row.street, row.municipality))) or "–"
