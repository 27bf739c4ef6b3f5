"""The import of files with places."""

from kpss_pages.barrier_free.importing.checking import check
from kpss_pages.barrier_free.importing.outcomes import PlacesChecked
from kpss_pages.barrier_free.importing.reading import read
from kpss_pages.barrier_free.importing.writing import write
from kpss_pages.core.tables.importing import TableImport
from sites.audit.recording import as_one
from sites.models import TownSettings, User


def _write(checked: PlacesChecked, town: TownSettings, user: User | None) -> None:
    with as_one():
        write(checked, town.site_id, user)


PLACES_IMPORT = TableImport("kpss_barrier_free.import", read, check, _write)
