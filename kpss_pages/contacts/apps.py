from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ContactsConfig(AppConfig):
    name = "kpss_pages.contacts"
    label = "kpss_contacts"
    verbose_name = _("Contacts")

    def ready(self) -> None:
        from kpss_pages.barrier_free.here import register_things_here
        from kpss_pages.contacts import following  # noqa: F401
        from kpss_pages.contacts.data_sets import CONTACTS, OFFICE_HOURS
        from kpss_pages.contacts.models import (
            ContactRole,
            ContactSettings,
            Department,
            Office,
            Organisation,
            Person,
        )
        from kpss_pages.contacts.places_here import contacts_at
        from kpss_pages.contacts.public import directory, offices, role  # noqa: F401 -- they register themselves
        from kpss_pages.contacts.public.site_search import contacts_for
        from kpss_pages.core.data_sets import register_data_set
        from kpss_pages.core.further_results import register_further_search
        from sites.models import Role
        from sites.roles import register_row_actions
        from sites.tenancy.named_objects import names_own_site
        from sites.tenancy.places import Door, place_views
        from sites.tenancy.policies import register_town_rows

        # The first three lead to the towns whose contacts somebody keeps.
        place_views({f"kpss_contacts_{name}_towns": Door.OPEN for name in ("repair", "import", "export")})
        place_views({"kpss_contacts_*": (names_own_site,)})
        for model in (Organisation, Office, Department, Person, ContactRole):
            register_town_rows(model)
            register_row_actions(model, dict.fromkeys(Role, ("add", "change", "delete")))
        register_town_rows(ContactSettings)
        register_row_actions(ContactSettings, dict.fromkeys((Role.COORDINATOR, Role.MANAGER), ("change",)))
        register_things_here(contacts_at)
        register_further_search(contacts_for)
        register_data_set(CONTACTS)
        register_data_set(OFFICE_HOURS)
