"""Making proposals: what is new about an entry, once, and never what somebody of the town has already refused.

A proposal is known by its key. A newer one takes the place of the open one, the same again changes nothing, and a value
that was rejected is not proposed again under the same key; positions that were found for a register's places meanwhile do
not make another value of it.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from types import TracebackType
from typing import Any, Self

from django.db import transaction
from django.utils import timezone
from wagtail.models import Site

from kpss_pages.catalog.choices import Origin, ProposalKind, ProposalState
from kpss_pages.catalog.facts import Facts
from kpss_pages.catalog.forgetting import forget_in_proposals
from kpss_pages.catalog.models import Proposal, RegisterRun, Service
from kpss_pages.catalog.proposing.positions import only_adds_positions, without_positions
from kpss_pages.catalog.values import normal, normal_provider, provider_values, values_of

AT_ONCE = 500
"""Proposals of one query; SQLite takes 32,766 values."""
BESIDE = ("register", "register_number", "unknown_codes")
"""What a new service carries besides its values and its provider."""
THEIRS = (Origin.TOWN, Origin.PROVIDER)
"""Whose facts a register leaves alone."""
_HIDDEN = re.compile("[\0\u202a-\u202e\u2066-\u2069]")
"""What no field takes, and what turns the direction of writing about: a text would say another thing than is read."""


@dataclass
class Outcome:
    """What came of proposing something; known once it has been written.

    ``proposal`` is the open one that says it, None where there is nothing to propose. ``left`` names the fields that
    differ and were left alone because the town or the provider has said them ("price", "provider.name"), ``refused``
    those whose values were rejected before.
    """

    proposal: Proposal | None = None
    is_new: bool = False
    left: list[str] = field(default_factory=list)
    refused: list[str] = field(default_factory=list)


class Proposer:
    """Makes many proposals of one origin for one town, some hundred by a handful of queries; a context manager.

    What ``new``, ``change`` and ``end`` return is filled in when it is written, at the latest at the end.
    """

    def __init__(self, site_id: int, origin: Origin, run: RegisterRun | None = None) -> None:
        self.site_id = site_id
        self.origin = origin
        self.run = run
        self._waiting: list[tuple[Proposal, Outcome]] = []

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, where: TracebackType | None
    ) -> None:
        if kind is None:
            self.write()

    def new(self, values: Mapping[str, Any], key: str) -> Outcome:
        """Propose a service that the town does not have; raises ValidationError for values that no field takes."""
        found = normal(values) | {name: values[name] for name in BESIDE if name in values}
        found["provider"] = normal_provider(values.get("provider") or {})
        proposal = Proposal(kind=ProposalKind.NEW, title=str(found.get("name") or "")[:300], values=found, key=key)
        proposal.provider_name = str(found["provider"].get("name") or "")[:300]
        proposal.municipality = _first_municipality(place["municipality"] for place in found.get("facilities", ()))
        return self._add(proposal)

    def change(self, service: Service, values: Mapping[str, Any], key: str = "", reason: str = "") -> Outcome:
        """Propose other values of a service, and of its provider under ``provider``; only those that differ count."""
        said = normal(values)
        before = values_of(service, said)
        new, left = self._differences(before, said, service.facts)
        before = {name: before[name] for name in new}
        if values.get("provider"):
            theirs = self._provider(service, normal_provider(values["provider"]))
            if theirs is not None:
                before["provider"], new["provider"], left_of_provider = theirs
                left += [f"provider.{name}" for name in left_of_provider]
                if not new["provider"]:
                    del before["provider"], new["provider"]
        return self._add(self._about(service, ProposalKind.CHANGE, new, before, key, reason), left)

    def end(self, service: Service, ended_on: date, key: str) -> Outcome:
        """Propose that a service has ended."""
        before = values_of(service, ["ended_on"])
        new, left = self._differences(before, normal({"ended_on": ended_on}), service.facts)
        return self._add(self._about(service, ProposalKind.END, new, before, key, ""), left)

    def write(self) -> None:
        """Write what has been proposed so far."""
        waiting, self._waiting = self._waiting, []
        if not waiting:
            return
        with transaction.atomic():
            # Proposals of a town are made by one at a time.
            Site.objects.order_by().select_for_update(no_key=True).get(pk=self.site_id)
            known = self._known({proposal.key for proposal, _outcome in waiting if proposal.key})
            gone: list[int] = []
            made: list[Proposal] = []
            for proposal, outcome in waiting:
                opened = self._weigh(proposal, outcome, known.get(proposal.key, ()))
                if opened is not None and opened is not outcome.proposal:
                    gone.append(opened.pk)
                if outcome.is_new:
                    made.append(proposal)
            Proposal.objects.filter(pk__in=gone).update(state=ProposalState.SUPERSEDED, decided_at=timezone.now())
            Proposal.objects.bulk_create(made)
            self._forget_where(made)

    def _forget_where(self, made: Iterable[Proposal]) -> None:
        """Forget what was proposed before of places that are secret in a new service."""
        for proposal in made:
            places = proposal.values.get("facilities", ())
            if proposal.kind != ProposalKind.NEW or not any(place["is_secret"] for place in places):
                continue
            known = {(place["street"], place["municipality"]) for place in places if not place["is_secret"]}
            forget_in_proposals(Proposal.objects.filter(site=self.site_id, key=proposal.key).exclude(key=""), known)

    def _about(
        self,
        service: Service,
        kind: ProposalKind,
        values: dict[str, Any],
        before: dict[str, Any],
        key: str,
        reason: str,
    ) -> Proposal:
        return Proposal(
            kind=kind,
            **_of(service),
            values=values,
            before=before,
            key=key,
            reason=reason.replace("\0", "")[:2000],
        )

    def _add(self, proposal: Proposal, left: list[str] | None = None) -> Outcome:
        proposal.site_id, proposal.origin, proposal.run = self.site_id, self.origin, self.run
        if len(self._waiting) >= AT_ONCE or (
            proposal.key and any(proposal.key == other.key for other, _outcome in self._waiting)
        ):
            self.write()
        outcome = Outcome(left=left or [])
        self._waiting.append((proposal, outcome))
        return outcome

    def _differences(
        self, before: Mapping[str, Any], said: Mapping[str, Any], facts: Facts
    ) -> tuple[dict[str, Any], list[str]]:
        differing = [name for name in said if said[name] != before[name]]
        theirs = [
            name
            for name in differing
            if self.origin == Origin.REGISTER
            and (fact := facts.of(name))
            and fact.origin in THEIRS
            and not only_adds_positions(before[name], said[name])
        ]
        return {name: said[name] for name in differing if name not in theirs}, theirs

    def _provider(
        self, service: Service, said: dict[str, Any]
    ) -> tuple[dict[str, Any], dict[str, Any], list[str]] | None:
        """Return what the provider is like, what is said instead and what was left alone."""
        provider = service.provider
        before = provider_values(provider)
        number = said.get("company_id")
        if number and provider.company_id and number != provider.company_id:
            # Another organisation provides the service now: all that is known of it, and nothing is changed of this one.
            fact = service.facts.of("provider")
            if self.origin == Origin.REGISTER and fact is not None and fact.origin in THEIRS:
                return {}, {}, ["company_id"]
            return {name: before[name] for name in said}, said, []
        new, left = self._differences(before, said, provider.facts)
        return {name: before[name] for name in new}, new, left

    def _known(self, keys: Iterable[str]) -> dict[str, list[Proposal]]:
        """Return what was proposed before and is open or was rejected, by key."""
        found: dict[str, list[Proposal]] = {}
        rows = Proposal.objects.filter(
            site=self.site_id, key__in=keys, state__in=(ProposalState.OPEN, ProposalState.REJECTED)
        )
        for row in rows.only("key", "kind", "state", "values", "before", "service_id"):
            found.setdefault(row.key, []).append(row)
        return found

    def _weigh(self, proposal: Proposal, outcome: Outcome, known: Iterable[Proposal]) -> Proposal | None:
        """Find out whether there is something to propose; return the open proposal of the same key."""
        opened = next((row for row in known if row.state == ProposalState.OPEN), None)
        rejected = [row for row in known if row.state == ProposalState.REJECTED and row.kind == proposal.kind]
        if proposal.kind == ProposalKind.NEW:
            is_worth_it = not any(self._are_the_same(row.values, proposal.values) for row in rejected)
        else:
            for name in list(proposal.values):
                value = {name: proposal.values[name]}
                if any(self._are_the_same({name: row.values[name]}, value) for row in rejected if name in row.values):
                    outcome.refused.append(name)
                    del proposal.values[name], proposal.before[name]
            is_worth_it = bool(proposal.values)
        if not is_worth_it:
            return opened
        if opened is not None and _says_the_same(opened, proposal):
            outcome.proposal = opened
        else:
            outcome.proposal, outcome.is_new = proposal, True
        return opened

    def _are_the_same(self, one: Mapping[str, Any], other: Mapping[str, Any]) -> bool:
        if self.origin == Origin.REGISTER:
            return without_positions(one) == without_positions(other)
        return one == other


def _of(service: Service) -> dict[str, Any]:
    """Return what a proposal about a service says of it."""
    return {
        "service": service,
        "provider_id": service.provider_id,
        "title": service.name,
        "provider_name": service.provider.name,
        "municipality": _first_municipality(place.municipality for place in service.facilities.all()),
    }


def _first_municipality(names: Iterable[str]) -> str:
    return next((name[:120] for name in names if name), "")


def _says_the_same(one: Proposal, other: Proposal) -> bool:
    return (one.kind, one.service_id, one.values, one.before) == (
        other.kind,
        other.service_id,
        other.values,
        other.before,
    )


def propose_new(
    site_id: int, values: Mapping[str, Any], origin: Origin, key: str, run: RegisterRun | None = None
) -> Outcome:
    """Propose one service that the town does not have; see ``Proposer.new``."""
    with Proposer(site_id, origin, run) as proposer:
        return proposer.new(values, key)


def propose_change(
    service: Service,
    values: Mapping[str, Any],
    origin: Origin,
    key: str = "",
    reason: str = "",
    run: RegisterRun | None = None,
) -> Outcome:
    """Propose other values of one service; see ``Proposer.change``."""
    with Proposer(service.site_id, origin, run) as proposer:
        return proposer.change(service, values, key, reason)


def propose_end(service: Service, ended_on: date, origin: Origin, key: str, run: RegisterRun | None = None) -> Outcome:
    """Propose that one service has ended."""
    with Proposer(service.site_id, origin, run) as proposer:
        return proposer.end(service, ended_on, key)


def suggest(
    service: Service, field_name: str, words: str, reason: str = "", origin: Origin = Origin.PUBLIC, key: str = ""
) -> Proposal:
    """Keep what the public or the provider suggests to correct, in their words; nothing of who it was."""
    return Proposal.objects.create(
        site_id=service.site_id,
        origin=origin,
        kind=ProposalKind.CHANGE,
        key=key,
        **_of(service),
        field=_HIDDEN.sub("", field_name)[:40],
        words=_HIDDEN.sub("", words)[:2000],
        reason=_HIDDEN.sub("", reason)[:2000],
    )
