"""The import of tables of services."""

from kpss_pages.catalog.importing.checking import ServicesChecked, check
from kpss_pages.catalog.importing.reading import read
from kpss_pages.catalog.importing.writing import write
from kpss_pages.core.tables.importing import TableImport
from sites.audit.recording import as_one
from sites.models import TownSettings, User


def _write(checked: ServicesChecked, town: TownSettings, user: User | None) -> None:
    with as_one():
        write(checked, town.site_id, user)


SERVICES_IMPORT = TableImport("kpss_catalog.import", read, check, _write)
