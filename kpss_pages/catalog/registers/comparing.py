"""One town's catalogue beside what a register says: proposals for what is new, differs or has ended."""

from collections.abc import Iterable, Iterator
from datetime import date
from itertools import islice
from typing import Any

from django.core.exceptions import ValidationError

from kpss_pages.catalog.choices import Origin, ProposalKind, ProposalState, Register
from kpss_pages.catalog.models import Proposal, RegisterRun, Service
from kpss_pages.catalog.proposing import Outcome, Proposer
from kpss_pages.catalog.registers.adapting import adapted
from kpss_pages.catalog.registers.entries import Entry, Note
from kpss_pages.catalog.registers.positions import located
from kpss_pages.catalog.registers.reports import Fate, Report

AT_ONCE = 250
_FEW = 3
"""So many services may vanish from a register at once whatever share of the town's they are."""


class Comparison:
    """Compares the entries of a register with one town's services; to be used within a transaction."""

    def __init__(self, run: RegisterRun, today: date, report: Report) -> None:
        self.site_id, self.register = run.site_id, Register(run.register)
        self.run, self.today, self.report = run, today, report

    def compare(self, entries: Iterable[Entry]) -> None:
        """Propose what is new in entries of the town."""
        waiting = iter(entries)
        while chunk := list(islice(waiting, AT_ONCE)):
            self._compare(located(chunk))

    def _compare(self, chunk: list[Entry]) -> None:
        theirs = Service.objects.in_town(self.site_id).filter(
            register=self.register, register_number__in=[entry.number for entry in chunk]
        )
        known = {service.register_number: service for service in theirs.whole()}
        rows: list[tuple[Entry, Fate, Outcome]] = []
        with Proposer(self.site_id, Origin.REGISTER, self.run) as proposer:
            for entry in chunk:
                service = known.get(entry.number)
                if service is None and entry.ended_on:
                    self.report.add(Fate.OVER, entry.number, str(entry.values["name"]), notes=entry.notes)
                    continue
                try:
                    rows.append((entry, *self._propose(proposer, entry, service)))
                except ValidationError as error:
                    note = Note("does_not_fit", {"reason": " ".join(error.messages)[:300]})
                    name = str(entry.values.get("name", ""))
                    self.report.add(Fate.WRONG, entry.number, name, notes=[*entry.notes, note])
        for entry, fate, outcome in rows:
            self._tell(entry, fate, outcome)
        self._keep_unknown_codes(chunk, known)

    def _propose(self, proposer: Proposer, entry: Entry, service: Service | None) -> tuple[Fate, Outcome]:
        key = self.key_of(entry.number)
        if service is None:
            return Fate.NEW, proposer.new(_with_provider(entry), key)
        if entry.ended_on and service.ended_on is not None:
            return Fate.CHANGED, Outcome()  # nobody looks after an entry that has ended
        if entry.ended_on:
            return Fate.ENDED, proposer.end(service, date.fromisoformat(entry.ended_on), key)
        return Fate.CHANGED, proposer.change(service, adapted(entry, service), key)

    def key_of(self, number: str) -> str:
        return f"{self.register.value}:{number}"

    def _tell(self, entry: Entry, fate: Fate, outcome: Outcome) -> None:
        proposal = outcome.proposal
        name = str(entry.values["name"])
        if proposal is None:
            refused = bool(outcome.refused) or fate in (Fate.NEW, Fate.ENDED)
            fate = Fate.LEFT if outcome.left else Fate.REFUSED if refused else Fate.SAME
        elif not outcome.is_new:
            fate = Fate.OPEN
        fields = list(proposal.values) if proposal is not None and fate == Fate.CHANGED else []
        self.report.add(
            fate,
            entry.number,
            name,
            fields=fields,
            left=outcome.left,
            refused=outcome.refused,
            notes=entry.notes,
        )

    def _keep_unknown_codes(self, chunk: list[Entry], known: dict[str, Service]) -> None:
        """Keep them with the services that are there: nobody edits them, so there is nothing to decide."""
        for entry in chunk:
            service, codes = known.get(entry.number), entry.values["unknown_codes"]
            if service is not None and service.unknown_codes != codes:
                Service.objects.filter(pk=service.pk).update(unknown_codes=codes)

    def end_missing(self, seen: set[str]) -> None:
        """Propose that services have ended which the register, read to its end, does not have any more."""
        mine = Service.objects.in_town(self.site_id).filter(register=self.register, ended_on__isnull=True)
        numbers = set(mine.exclude(register_number="").values_list("register_number", flat=True))
        missing = sorted(numbers - seen)
        if len(missing) > _FEW and len(missing) * 2 > len(numbers):
            self.report.note(Note("many_vanished"))
            return
        for numbers_at_once in _chunks(missing):
            self._end(numbers_at_once)

    def _end(self, numbers: list[str]) -> None:
        decided = Proposal.objects.filter(
            site=self.site_id,
            key__in=[self.key_of(number) for number in numbers],
            kind=ProposalKind.END,
            state__in=(ProposalState.OPEN, ProposalState.REJECTED),
        )
        # Whenever it was that it vanished: another day makes no other proposal.
        states: dict[str, str] = dict(decided.order_by("-state").values_list("key", "state"))
        services = Service.objects.in_town(self.site_id).filter(register=self.register, register_number__in=numbers)
        outcomes = []
        with Proposer(self.site_id, Origin.REGISTER, self.run) as proposer:
            for service in services.select_related("provider"):
                number, name = service.register_number, service.name
                if state := states.get(self.key_of(number)):
                    self.report.add(Fate.OPEN if state == ProposalState.OPEN else Fate.REFUSED, number, name)
                else:
                    outcomes.append((number, name, proposer.end(service, self.today, self.key_of(number))))
        for number, name, outcome in outcomes:
            fate = Fate.ENDED if outcome.is_new else Fate.LEFT
            self.report.add(fate, number, name, left=outcome.left)


def _with_provider(entry: Entry) -> dict[str, Any]:
    """Return the values of a new service, whose provider has a name: its company number, or that of the service."""
    provider = entry.values.get("provider") or {}
    if provider.get("name"):
        return entry.values
    number = provider.get("company_id")
    return {**entry.values, "provider": {**provider, "name": f"IČO {number}" if number else entry.values["name"]}}


def _chunks(numbers: list[str]) -> Iterator[list[str]]:
    for start in range(0, len(numbers), AT_ONCE):
        yield numbers[start : start + AT_ONCE]
