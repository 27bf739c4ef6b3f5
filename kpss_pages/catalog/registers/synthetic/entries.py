"""Invented services as a reader gives them, for whoever needs no file."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from io import BytesIO

from kpss_pages.catalog.registers.czech import ItemReader
from kpss_pages.catalog.registers.entries import Entry
from kpss_pages.catalog.registers.measured import opened
from kpss_pages.catalog.registers.slovak import services_in
from kpss_pages.catalog.registers.synthetic import slovak
from kpss_pages.catalog.registers.synthetic.code_lists import codes
from kpss_pages.catalog.registers.synthetic.czech import item_of
from kpss_pages.catalog.registers.synthetic.inventing import Invented, services
from kpss_pages.catalog.registers.synthetic.territories import PLACES, Municipality

TODAY = date(2026, 9, 1)


def entries(
    count: int,
    seed: int,
    municipalities: Sequence[Municipality] = PLACES,
    *,
    country: str = "CZ",
    today: date = TODAY,
) -> Iterator[Entry]:
    """Yield entries of an invented register of a country ("CZ", "SK"), with the types of its act."""
    invented = services(count, seed, municipalities, today, country)
    if country == "SK":
        yield from _slovak(invented, municipalities, today)
    else:
        reader = ItemReader(codes(municipalities), today)
        yield from (reader.read(item_of(each)) for each in invented)


def _slovak(invented: Iterable[Invented], municipalities: Sequence[Municipality], today: date) -> Iterator[Entry]:
    known = codes(municipalities, "SK")
    for provider in slovak.providers(invented):
        with opened(BytesIO(f"{slovak.BEGINNING}{provider}{slovak.END}".encode())) as source:
            yield from (each for each in services_in(source, known, today) if isinstance(each, Entry))
