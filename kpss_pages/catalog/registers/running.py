"""Reading a register once for any number of towns: first the whole of it, then what it means for each of them.

Nothing is proposed before the file was read to its end, so a file that breaks off ends no service. Then each town has a
transaction of its own. The same file once more proposes nothing.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import IO, Any

from django.db import transaction
from django.utils import timezone

from kpss_pages.catalog.choices import Register
from kpss_pages.catalog.models import RegisterRun, Service
from kpss_pages.catalog.registers.areas import Areas, areas_of
from kpss_pages.catalog.registers.codes import LISTS, MUNICIPALITIES, TYPES, Codes, codes_of
from kpss_pages.catalog.registers.comparing import Comparison
from kpss_pages.catalog.registers.czech import ItemReader
from kpss_pages.catalog.registers.entries import Entry, Note, UnreadableEntry
from kpss_pages.catalog.registers.json_items import items_in
from kpss_pages.catalog.registers.measured import Measured, opened
from kpss_pages.catalog.registers.refusing import RegisterRefused
from kpss_pages.catalog.registers.reports import Fate, Report
from kpss_pages.catalog.registers.slovak import services_in
from kpss_pages.catalog.registers.spool import Spool

TOLD_EVERY = 250
"""Entries from one word on the progress to the next."""


def register_in(file: IO[bytes]) -> Register:
    """Return whose a file is by its beginning: the Slovak register is XML. Raises RegisterRefused for an empty file."""
    with opened(file) as source:
        beginning = source.read(200).lstrip()
    file.seek(0)
    return Register.SLOVAK if beginning.startswith(b"<") else Register.CZECH


def read_for_towns(
    file: IO[bytes],
    site_ids: Sequence[int],
    *,
    source: str,
    is_trial: bool = False,
    user: Any = None,
    today: date | None = None,
) -> list[RegisterRun]:
    """Read a register for towns and propose what differs; return what came of it, one row a town.

    A trial only says what would be proposed. Raises RegisterRefused when the file cannot be used, which the rows say too.
    """
    register = register_in(file)
    runs = [
        RegisterRun.objects.create(
            site_id=site_id, register=register, source=source[:300], is_trial=is_trial, started_by=user
        )
        for site_id in site_ids
    ]
    read(file, runs, today=today)
    return runs


def read(file: IO[bytes], runs: Sequence[RegisterRun], *, today: date | None = None) -> None:
    """Read a register for runs that were begun, all of the same register. One that has come to an end is left alone."""
    day = today or timezone.localdate()
    numbers = [run.pk for run in runs]
    try:
        with Spool() as spool:
            reading = _Reading(runs, day, spool)
            with opened(file) as source:
                reading.read(source, lambda count: _tell(numbers, count))
            for run in runs:
                reading.finish(run, source.fingerprint)
    except RegisterRefused as refusal:
        now = timezone.now()
        RegisterRun.objects.filter(pk__in=numbers, ended_at=None).update(refusal=str(refusal), ended_at=now)
        for run in runs:
            run.refresh_from_db()
        raise


def _tell(numbers: Iterable[int], count: int) -> None:
    RegisterRun.objects.filter(pk__in=numbers).update(progress=count)


class _Reading:
    def __init__(self, runs: Sequence[RegisterRun], today: date, spool: Spool) -> None:
        self.register = Register(runs[0].register)
        self.site_ids = [run.site_id for run in runs]
        self.today, self.spool = today, spool
        self.codes: Codes = codes_of(self.register)
        self.areas: Areas = areas_of(self.site_ids, self.codes)
        self.wanted = self._numbers_of_towns()
        self.read_so_far = 0
        self.seen: set[str] = set()
        self.wrong: Counter[str] = Counter()
        self.secret_only = 0
        self.doubled: list[str] = []

    def _numbers_of_towns(self) -> Mapping[str, set[int]]:
        """Return the numbers that towns have, with the sites of those towns."""
        found: dict[str, set[int]] = {}
        theirs = Service.objects.filter(site__in=self.site_ids, register=self.register).exclude(register_number="")
        for number, site_id in theirs.values_list("register_number", "site_id").iterator():
            found.setdefault(number, set()).add(site_id)
        return found

    def read(self, source: Measured, tell: Callable[[int], None]) -> None:
        """Put aside what concerns the towns."""
        for entry in self._entries(source):
            self.read_so_far += 1
            if self.read_so_far % TOLD_EVERY == 0:
                tell(self.read_so_far)
            if isinstance(entry, UnreadableEntry):
                self.wrong[entry.note.code] += 1
            else:
                self._sort(entry)
        tell(self.read_so_far)

    def _entries(self, source: Measured) -> Iterator[Entry | UnreadableEntry]:
        if self.register == Register.SLOVAK:
            yield from services_in(source, self.codes, self.today)
            return
        reader = ItemReader(self.codes, self.today)
        for item in items_in(source):
            try:
                yield reader.read(item)
            except UnreadableEntry as error:
                yield error

    def _sort(self, entry: Entry) -> None:
        if entry.number in self.seen:
            self.doubled.append(entry.number)
            return
        self.seen.add(entry.number)
        self.secret_only += entry.is_secret and not entry.ended_on
        towns = self.areas.towns_of(entry) | self.wanted.get(entry.number, set())
        if towns:
            self.spool.add(entry, towns)

    def finish(self, run: RegisterRun, fingerprint: str) -> None:
        """Propose for one town, in one transaction, and keep the report; undone to the last row when it is a trial."""
        report = Report()
        self._note(run.site_id, report)
        with transaction.atomic():
            row = RegisterRun.objects.select_for_update().get(pk=run.pk)
            if row.ended_at is None:
                comparison = Comparison(row, self.today, report)
                comparison.compare(self.spool.entries(run.site_id))
                if self.wrong["no_number"] or self.wrong["no_item"]:
                    report.note(Note("numberless"))
                else:
                    comparison.end_missing(self.seen)
                if run.is_trial:
                    transaction.set_rollback(True)
                else:
                    self._end(row, report, fingerprint)
        if run.is_trial and row.ended_at is None:
            self._end(row, report, fingerprint)
        run.refresh_from_db()

    def _end(self, run: RegisterRun, report: Report, fingerprint: str) -> None:
        RegisterRun.objects.filter(pk=run.pk, ended_at=None).update(
            report=report.to_json() | {"read": self.read_so_far},
            fingerprint=fingerprint,
            progress=self.read_so_far,
            ended_at=timezone.now(),
        )

    def _note(self, site_id: int, report: Report) -> None:
        for note in self.areas.notes[site_id]:
            report.note(note)
        lists = (TYPES, MUNICIPALITIES) if self.register == Register.CZECH else (TYPES,)
        if any(name in LISTS and not self.codes.names.get(name) for name in lists):
            report.note(Note("no_list"))
        if self.secret_only:
            report.note(Note("secret_only"), self.secret_only)
        for code, times in self.wrong.items():
            report.note(Note(code), times)
            report.counts[Fate.WRONG] += times
        for number in self.doubled[:20]:
            report.note(Note("doubled_number", {"number": number}))
