"""Identifiers that stay: made of the town's own key and the row's number, or of what a part of it says."""

import uuid

from kpss_pages.catalog.models import Facility, Provider, Service
from sites.models import TownSettings

VOCABULARY = uuid.uuid5(uuid.NAMESPACE_URL, "https://kpss.example/vocabulary")
"""The vocabularies stand in acts: their terms have the same identifiers in all towns."""


class Ids:
    """Identifiers of a town's rows."""

    def __init__(self, town: TownSettings) -> None:
        self.space = uuid.UUID(hex=town.media_key)

    def of(self, *parts: object) -> str:
        return str(uuid.uuid5(self.space, "\n".join(map(str, parts))))

    def service(self, row: Service) -> str:
        return self.of_service(row.pk)

    def of_service(self, pk: int) -> str:
        return self.of("service", pk)

    def organization(self, row: Provider) -> str:
        return self.of_organization(row.pk)

    def of_organization(self, pk: int) -> str:
        return self.of("organization", pk)

    def location(self, provider: Provider, place: Facility) -> str:
        """Return the identifier of a provider's place; its rows are replaced whenever a register changes one of them."""
        return self.of_location(provider.pk, place.name, place.street, place.postal_code, place.municipality)

    def of_location(self, provider: int, *said: str) -> str:
        """Return the same by a provider's number and the name, street, postal code and municipality of the place."""
        return self.of("location", provider, *said)

    def service_at_location(self, row: Service, location: str) -> str:
        return self.of_service_at_location(row.pk, location)

    def of_service_at_location(self, pk: int, location: str) -> str:
        return self.of("service_at_location", pk, location)


def of_vocabulary(*parts: str) -> str:
    return str(uuid.uuid5(VOCABULARY, "\n".join(parts)))
