"""The import of tables of services."""

from kpss_pages.catalog.importing.checking import ServicesChecked, check, read
from kpss_pages.core.tables.importing import TableImport
from sites.audit.recording import as_one
from sites.models import TownSettings, User


def _write(checked: ServicesChecked, town: TownSettings, user: User | None) -> None:
    with as_one():
        for provider in checked.providers:
            is_new = provider.pk is None
            provider.save()
            _keep_history(provider, user, is_new)
        for service in checked.services:
            is_new = service.pk is None
            service.provider = service.provider  # says the number of one that has been saved since
            service.save()
            _keep_history(service, user, is_new)


def _keep_history(row: object, user: User | None, is_new: bool) -> None:
    action = "wagtail.create" if is_new else "wagtail.edit"
    row.save_revision(user=user, log_action=action, changed=True)  # type: ignore[attr-defined]


SERVICES_IMPORT = TableImport("kpss_catalog.import", read, check, _write)
