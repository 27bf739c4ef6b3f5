"""What is wrong with cells of a row by themselves, where it cannot be told which service, form or place they are about.

Whoever mends the row learns of all its mistakes at once.
"""

from collections.abc import Iterable, Iterator

from django.core.exceptions import ValidationError

from kpss_pages.catalog.importing.cells import SETS, codes_in, faults_of_hours, value_of
from kpss_pages.catalog.importing.columns import HOURS, Column
from kpss_pages.core.tables.reading import Line


def faults_in(line: Line, columns: Iterable[Column], country: str) -> Iterator[tuple[str, str]]:
    """Yield the columns of a row whose cells nobody could read, with a sentence each."""
    said = {column.name: text for column in columns if (text := line.text(column.name))}
    for name, text in said.items():
        if name in HOURS:
            continue
        try:
            if name in SETS:
                codes_in(name, text)
            else:
                value_of(name, text, country)
        except ValidationError as error:
            yield from ((name, sentence) for sentence in error.messages)
    yield from faults_of_hours({name: text for name, text in said.items() if name in HOURS})
