"""Which of a town's proposals somebody looks at: from whom, what, how far, of which provider and in which municipality."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields
from typing import Any, Self

from django.db.models import QuerySet
from django.utils.http import urlencode

from kpss_pages.catalog.choices import Origin, ProposalKind, ProposalState
from kpss_pages.catalog.models import Proposal

ANY = "any"
"""Whatever has become of them."""


@dataclass(frozen=True)
class ProposalFilters:
    """What an address asks for; "" for a filter that is not used. What nobody could have chosen is left out."""

    state: str = ProposalState.OPEN.value
    origin: str = ""
    kind: str = ""
    provider: str = ""
    municipality: str = ""
    service: str = ""

    @classmethod
    def of(cls, asked: Mapping[str, Any]) -> Self:
        given = {field.name: str(asked.get(field.name, "")).replace("\0", "")[:300] for field in fields(cls)}
        return cls(
            state=given["state"] if given["state"] in (*ProposalState.values, ANY) else ProposalState.OPEN.value,
            origin=given["origin"] if given["origin"] in Origin.values else "",
            kind=given["kind"] if given["kind"] in ProposalKind.values else "",
            provider=given["provider"],
            municipality=given["municipality"],
            service=given["service"] if given["service"].isascii() and given["service"].isdigit() else "",
        )

    def apply(self, proposals: "QuerySet[Proposal]") -> "QuerySet[Proposal]":
        """Return those of some proposals that are asked for."""
        return proposals.filter(**dict(self._conditions()))

    def _conditions(self) -> Iterator[tuple[str, Any]]:
        if self.state != ANY:
            yield "state", self.state
        for name, lookup in (
            ("origin", "origin"),
            ("kind", "kind"),
            ("provider", "provider_name"),
            ("municipality", "municipality"),
        ):
            if value := getattr(self, name):
                yield lookup, value
        if self.service:
            yield "service_id", int(self.service[:9])

    @property
    def query(self) -> str:
        """The filters as they stand in an address, without the question mark; "" for those of somebody who comes in."""
        default = type(self)()
        chosen = {field.name: getattr(self, field.name) for field in fields(self)}
        return urlencode({name: value for name, value in chosen.items() if value != getattr(default, name)})

    @property
    def origin_label(self) -> str:
        return str(Origin(self.origin).label) if self.origin else ""
