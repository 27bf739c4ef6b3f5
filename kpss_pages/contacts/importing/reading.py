"""Reading a table of contacts."""

from kpss_pages.contacts.importing.columns import LAYOUT
from kpss_pages.core.tables.reading import Reading, read_table


def read(content: bytes) -> Reading:
    """Return what is in a file; raises FileRefused, with one sentence, for a file that is no table of contacts."""
    return read_table(content, LAYOUT)
