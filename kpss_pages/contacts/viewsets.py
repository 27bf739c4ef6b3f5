"""Screens on which a town's contacts are kept."""

from django.utils.translation import gettext_lazy as _
from wagtail.snippets.views.snippets import SnippetViewSetGroup

from kpss_pages.contacts.desk import lists
from kpss_pages.contacts.desk.choosers import ContactChooserViewSet
from kpss_pages.contacts.desk.usage import ContactDeleteView, ContactUsageView
from kpss_pages.contacts.forms import DepartmentForm, PersonForm
from kpss_pages.contacts.models import ContactRole, Department, Office, Organisation, Person
from sites.tenancy.viewsets import TownSnippetViewSet


class ContactViewSet(TownSnippetViewSet):
    """What the screens of all contacts have in common."""

    usage_view_class = ContactUsageView
    delete_view_class = ContactDeleteView
    delete_template_name = "kpss_contacts/admin/confirm_delete.html"
    chooser_viewset_class = ContactChooserViewSet
    ordering = "sorts_as"
    list_per_page = 50
    copy_view_enabled = False


class ContactRoleViewSet(ContactViewSet):
    """Roles of the person's own towns."""

    model = ContactRole
    icon = "user"
    index_view_class = lists.RoleIndexView
    filterset_class = lists.RoleFilterSet


class PersonViewSet(ContactViewSet):
    """People of the person's own towns."""

    model = Person
    icon = "group"
    index_view_class = lists.PersonIndexView
    filterset_class = lists.PersonFilterSet
    base_form_class = PersonForm


class DepartmentViewSet(ContactViewSet):
    """Departments of the person's own towns."""

    model = Department
    icon = "folder-open-inverse"
    index_view_class = lists.DepartmentIndexView
    filterset_class = lists.DepartmentFilterSet
    base_form_class = DepartmentForm


class OfficeViewSet(ContactViewSet):
    """Offices of the person's own towns."""

    model = Office
    icon = "home"
    index_view_class = lists.OfficeIndexView
    filterset_class = lists.OfficeFilterSet


class OrganisationViewSet(ContactViewSet):
    """Organisations of the person's own towns."""

    model = Organisation
    icon = "site"
    index_view_class = lists.OrganisationIndexView
    filterset_class = lists.OrganisationFilterSet


class ContactsGroup(SnippetViewSetGroup):
    """The contacts in the menu."""

    menu_label = _("Contacts")
    menu_icon = "mail"
    menu_order = 300
    submenu_hook = "register_contacts_menu_item"
    items = (ContactRoleViewSet, PersonViewSet, DepartmentViewSet, OfficeViewSet, OrganisationViewSet)
