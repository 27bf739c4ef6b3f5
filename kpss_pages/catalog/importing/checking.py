"""What a table of services would make of a town's catalogue, row by row; nothing is saved here."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from django.utils import timezone

from kpss_pages.catalog.importing.alone import faults_in
from kpss_pages.catalog.importing.columns import COLUMNS, FORM, FORMS, PLACE, SERVICE
from kpss_pages.catalog.importing.known import Known
from kpss_pages.catalog.importing.providers_said import ProvidersSaid
from kpss_pages.catalog.importing.service_said import Difference, ServiceSaid
from kpss_pages.catalog.models import Provider, Service
from kpss_pages.core.addresses.finding import points_of
from kpss_pages.core.tables.outcomes import Change, Checked, Fate, Outcome
from kpss_pages.core.tables.reading import Line, Reading, Trouble


@dataclass(frozen=True)
class Written:
    """A service in memory that is to be saved, and which of its fields are others than before."""

    service: Service
    fields: frozenset[str]


@dataclass(frozen=True)
class ServicesChecked(Checked):
    """What a table would do; ``written`` are to be saved after the ``providers``, which are new or changed."""

    written: tuple[Written, ...] = field(repr=False)
    providers: tuple[Provider, ...] = field(repr=False)


def check(site_id: int, country: str, reading: Reading) -> ServicesChecked:
    """Say what was read would do to a town's catalogue, whose types are those of ``country``."""
    return _Checker(site_id, country, reading).checked()


class _Checker:
    def __init__(self, site_id: int, country: str, reading: Reading) -> None:
        self.country, self.reading = country, reading
        self.today: date = timezone.localdate()
        self.troubles: list[Trouble] = list(reading.troubles)
        self.known = Known(site_id, self.today, self.refuse)
        self.providers = ProvidersSaid(self.refuse)
        self.of_providers: dict[int, list[Difference]] = defaultdict(list)
        """What lines make another of a provider, by their number."""
        self.headers = {column.name: str(column.header) for column in COLUMNS}  # each is put together of translations
        self.written: list[Written] = []
        self.outcomes: list[Outcome] = []

    def refuse(self, line: Line, name: str, sentence: str) -> None:
        self.troubles.append(self.reading.trouble(line, name, sentence))

    def checked(self) -> ServicesChecked:
        about: dict[int, tuple[Service, list[Line]]] = {}
        """Services with the lines that are about them, by their ``id`` in memory."""
        for line in self.reading.lines:
            service = self.known.service_of(line)
            if service is None:
                self.outcomes.append(Outcome(line.number, line.text("name"), Fate.WRONG))
                for name, sentence in faults_in(line, (*SERVICE, FORMS, *FORM, *PLACE), self.country):
                    self.refuse(line, name, sentence)
            else:
                self.providers.read(service.provider, line)
                about.setdefault(id(service), (service, []))[1].append(line)
        for provider, line, difference in self.providers.put(self.today):
            self.known.changed[id(provider)] = provider
            self.of_providers[line.number].append(difference)
        said = [ServiceSaid(service, lines, self.country, self.refuse) for service, lines in about.values()]
        points = points_of((address for each in said for address in each.places.addresses().values()), self.country)
        for each in said:
            each.places.locate(points)
            self._put(each)
        wrong = {trouble.line for trouble in self.troubles}
        outcomes = (
            Outcome(each.line, each.title, Fate.WRONG, each.changes) if each.line in wrong else each
            for each in sorted(self.outcomes, key=lambda each: each.line)
        )
        order = {header: place for place, (_letter, header) in enumerate(self.reading.columns.values())}
        # What several forms share is wrong once.
        found = dict.fromkeys(self.troubles)
        troubles = sorted(found, key=lambda each: (each.line, order.get(each.header, -1)))
        return ServicesChecked(
            self.reading, tuple(outcomes), tuple(troubles), tuple(self.written), tuple(self.known.changed.values())
        )

    def _put(self, said: ServiceSaid) -> None:
        service, is_new = said.service, said.is_new
        changed = said.fill_in(self.today)
        if is_new or changed:
            self.written.append(Written(service, frozenset(changed)))
        for line, found in said.told():
            if line.number in self.known.numbered:
                found.append(("company_id", "", service.provider.company_id))
            found += self.of_providers[line.number]
            fate = Fate.CREATED if is_new else Fate.CHANGED
            title = f"{service.name} ({service.provider.name})"
            self.outcomes.append(
                Outcome(line.number, title, fate if found else Fate.UNCHANGED, tuple(self._changes(found)))
            )

    def _changes(self, found: Iterable[Difference]) -> Iterable[Change]:
        return (Change(self.headers[name], before, now) for name, before, now in dict.fromkeys(found))
