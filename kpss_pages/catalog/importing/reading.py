"""Reading a table of services: bytes in, lines and what is wrong with their cells out; the database is not asked."""

from django.utils.translation import gettext as _

from kpss_pages.catalog.importing.columns import LAYOUT
from kpss_pages.core.tables.reading import Reading, read_table
from sites.files import FileRefused

MOST_ROWS = 3000
"""Rows of one upload, for which somebody waits: some three seconds to check them all, and some ten to save them."""


def read(content: bytes) -> Reading:
    """Return what is in a file; raises FileRefused, with one sentence, for what is no table of services."""
    reading = read_table(content, LAYOUT)
    if len(reading.lines) > MOST_ROWS:
        raise FileRefused(
            _("The file has more than %(most)d rows. Divide it and upload the parts one after another."),
            code="rows",
            params={"most": MOST_ROWS},
        )
    return reading
