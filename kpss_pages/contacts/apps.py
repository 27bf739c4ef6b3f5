from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ContactsConfig(AppConfig):
    name = "kpss_pages.contacts"
    label = "kpss_contacts"
    verbose_name = _("Contacts")

    def ready(self) -> None:
        from kpss_pages.contacts import following  # noqa: F401
        from kpss_pages.contacts.models import (
            ContactRole,
            ContactSettings,
            Department,
            Office,
            Organisation,
            Person,
        )
        from sites.models import Role
        from sites.roles import register_row_actions
        from sites.tenancy.policies import register_town_rows

        for model in (Organisation, Office, Department, Person, ContactRole):
            register_town_rows(model)
            register_row_actions(model, dict.fromkeys(Role, ("add", "change", "delete")))
        register_town_rows(ContactSettings)
        register_row_actions(ContactSettings, dict.fromkeys((Role.COORDINATOR, Role.MANAGER), ("change",)))
