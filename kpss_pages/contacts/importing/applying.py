"""The import of tables of contacts."""

from kpss_pages.contacts.importing.proposing import Proposal, propose
from kpss_pages.contacts.importing.reading import read
from kpss_pages.contacts.importing.writing import write
from kpss_pages.core.tables.importing import TableImport
from sites.models import TownSettings, User


def _write(proposal: Proposal, town: TownSettings, user: User | None) -> None:
    write(proposal.written, town.site_id, user)


CONTACTS_IMPORT = TableImport("kpss_contacts.import", read, propose, _write)
