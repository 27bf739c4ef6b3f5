"""The entries of a provider, with what it has said of them since it was asked."""

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.utils import timezone

from kpss_pages.catalog.choices import Origin, ProposalKind, ProposalState
from kpss_pages.catalog.models import ConfirmationRequest, Proposal, Service
from kpss_pages.catalog.values import values_of


@dataclass
class Entry:
    """An entry; ``proposed`` are values by field that wait for the town's decision, ``words`` what it is told besides."""

    row: Service
    is_done: bool
    proposed: dict[str, Any] = field(default_factory=dict)
    words: str = ""

    @property
    def is_changed(self) -> bool:
        return bool(self.proposed or self.words)

    def values(self) -> dict[str, Any]:
        """Return the entry's values as its provider has last said them."""
        return values_of(self.row) | self.proposed


def entries_of(asked: ConfirmationRequest) -> list[Entry]:
    """Return all entries of the provider that the site offers, by name; four queries."""
    since = timezone.localdate(asked.made_at)
    rows = Service.objects.in_town(asked.site_id).published().filter(provider=asked.provider_id).whole()
    entries = {
        row.pk: Entry(row, is_done=row.confirmed_on is not None and row.confirmed_on >= since)
        for row in rows.order_by("sorts_as", "pk")
    }
    for proposal in open_proposals(asked).order_by("made_at", "pk"):
        if entry := entries.get(proposal.service_id or 0):
            entry.proposed |= proposal.values
            entry.words = proposal.words or entry.words
    return list(entries.values())


def version_of(shown: Mapping[str, Any]) -> str:
    """Return by what a form knows that what it shows is still as it was when somebody has seen it."""
    return hashlib.sha256(json.dumps(shown, sort_keys=True, default=str).encode()).hexdigest()[:16]


def version_of_entries(entries: Iterable[Entry]) -> str:
    """Return the same of all entries that are not done."""
    return version_of({str(entry.row.pk): entry.values() for entry in entries if not entry.is_done})


def open_proposals(asked: ConfirmationRequest) -> Any:
    """Return what the provider has proposed, in this or an earlier answer, and the town has not decided."""
    return Proposal.objects.filter(
        site=asked.site_id,
        provider=asked.provider_id,
        origin=Origin.PROVIDER,
        state=ProposalState.OPEN,
        kind__in=(ProposalKind.CHANGE, ProposalKind.END),
        service__isnull=False,
    )


@dataclass(frozen=True)
class Progress:
    """How many entries of how many have been dealt with."""

    done: int
    total: int

    @property
    def left(self) -> int:
        return self.total - self.done


def progress_of(entries: list[Entry]) -> Progress:
    return Progress(sum(entry.is_done for entry in entries), len(entries))


def next_after(entries: list[Entry], pk: int) -> Entry | None:
    """Return the next entry that has not been dealt with, from the beginning again at the end; None when all have."""
    order: Mapping[int, int] = {entry.row.pk: number for number, entry in enumerate(entries)}
    start = order.get(pk, -1) + 1
    return next((entry for entry in entries[start:] + entries[:start] if not entry.is_done), None)
