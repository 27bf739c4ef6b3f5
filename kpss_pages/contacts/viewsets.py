"""Screens on which a town's contacts are kept."""

from django.utils.translation import gettext_lazy as _
from wagtail.snippets.views.snippets import SnippetViewSetGroup

from kpss_pages.contacts.models import ContactRole, Department, Office, Organisation, Person
from sites.tenancy.viewsets import TownSnippetViewSet


class ContactRoleViewSet(TownSnippetViewSet):
    """Roles of the person's own towns."""

    model = ContactRole
    icon = "user"
    list_display = ["__str__", "department", "site"]
    copy_view_enabled = False


class PersonViewSet(TownSnippetViewSet):
    """People of the person's own towns."""

    model = Person
    icon = "group"
    copy_view_enabled = False


class DepartmentViewSet(TownSnippetViewSet):
    """Departments of the person's own towns."""

    model = Department
    icon = "folder-open-inverse"
    copy_view_enabled = False


class OfficeViewSet(TownSnippetViewSet):
    """Offices of the person's own towns."""

    model = Office
    icon = "home"
    copy_view_enabled = False


class OrganisationViewSet(TownSnippetViewSet):
    """Organisations of the person's own towns."""

    model = Organisation
    icon = "site"
    copy_view_enabled = False


class ContactsGroup(SnippetViewSetGroup):
    """The contacts in the menu."""

    menu_label = _("Contacts")
    menu_icon = "mail"
    menu_order = 300
    items = (ContactRoleViewSet, PersonViewSet, DepartmentViewSet, OfficeViewSet, OrganisationViewSet)
