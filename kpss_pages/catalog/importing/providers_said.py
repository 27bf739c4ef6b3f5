"""What rows say of the providers of their services: their own address; a service's places have others."""

from collections.abc import Iterator
from datetime import date

from kpss_pages.catalog.choices import Origin
from kpss_pages.catalog.importing.columns import PROVIDER
from kpss_pages.catalog.importing.known import Refuse
from kpss_pages.catalog.importing.rows import provider_cells
from kpss_pages.catalog.importing.said import Said
from kpss_pages.catalog.models import Provider
from kpss_pages.catalog.values import put_provider
from kpss_pages.core.tables.reading import Line

_FIELDS = {column.name: column.name.removeprefix("provider_") for column in PROVIDER}
"""The fields of a provider by the columns that say them."""


class ProvidersSaid:
    """The providers that rows say something of, with what is said; rows of all their services say it together."""

    def __init__(self, refuse: Refuse) -> None:
        self.refuse = refuse
        self.said: dict[int, tuple[Provider, Said]] = {}
        """By the ``id`` of the provider in memory."""

    def read(self, provider: Provider, line: Line) -> None:
        """Take what a row says of a provider."""
        if any(line.text(name) for name in _FIELDS):
            self.said.setdefault(id(provider), (provider, Said(self.refuse)))[1].add(line, _FIELDS)

    def put(self, today: date) -> Iterator[tuple[Provider, Line, tuple[str, str, str]]]:
        """Put it into the providers; yield each difference, what stood there and stands now, with the row that made it."""
        for provider, said in self.said.values():
            before = provider_cells(provider)
            differing = said.differing(before)
            put_provider(provider, {_FIELDS[name]: text for name, text in differing.items()}, Origin.TOWN, today)
            for name, text in differing.items():
                yield provider, said.lines[name], (name, before[name], text)
