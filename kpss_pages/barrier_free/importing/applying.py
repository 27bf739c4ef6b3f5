"""The import of files with places."""

from django.db import transaction

from kpss_pages.barrier_free.importing.checking import check
from kpss_pages.barrier_free.importing.outcomes import PlacesChecked
from kpss_pages.barrier_free.importing.reading import read
from kpss_pages.barrier_free.importing.writing import write
from kpss_pages.barrier_free.models import Place
from kpss_pages.core.tables.importing import TableImport
from kpss_pages.core.tables.keeping import Kept
from sites.audit.recording import as_one
from sites.models import TownSettings, User


def _write(checked: PlacesChecked, town: TownSettings, user: User | None) -> None:
    with as_one():
        write(checked, town.site_id, user)


class PlacesImport(TableImport[PlacesChecked]):
    @transaction.atomic
    def apply(self, town: TownSettings, kept: Kept, user: User | None) -> tuple[PlacesChecked, bool]:
        """Save a checked upload; nobody takes a survey of the town's places meanwhile, which it would write over."""
        # Before the town itself is locked, which whoever saves a survey looks at last.
        Place.objects.in_town(town.site_id).held(for_deletion=False)
        return super().apply(town, kept, user)


PLACES_IMPORT = PlacesImport("kpss_barrier_free.import", read, check, _write)
