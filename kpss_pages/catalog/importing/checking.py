"""What a table of services would make of a town's catalogue, row by row; nothing is saved here."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from kpss_pages.catalog.choices import Origin
from kpss_pages.catalog.importing.cells import cells_of, value_of
from kpss_pages.catalog.importing.columns import COLUMNS, LAYOUT, PLACE
from kpss_pages.catalog.models import Provider, Service
from kpss_pages.catalog.values import put, put_provider, values_of
from kpss_pages.core.tables.columns import answers, folded
from kpss_pages.core.tables.outcomes import Change, Checked, Fate, Outcome
from kpss_pages.core.tables.reading import Line, Reading, Trouble, read_table
from sites.files import FileRefused
from sites.validators import validate_company_id

MOST_ROWS = 300
"""Services of one upload; each is saved with its history."""


@dataclass(frozen=True)
class ServicesChecked(Checked):
    """What a table would do; ``services`` are those in memory to save, after their providers."""

    services: tuple[Service, ...] = field(repr=False)
    providers: tuple[Provider, ...] = field(repr=False)


def read(content: bytes) -> Reading:
    """Return what is in a file; raises FileRefused, with one sentence, for what is no table of services."""
    reading = read_table(content, LAYOUT)
    if len(reading.lines) > MOST_ROWS:
        raise FileRefused(
            _("The file has more than %(most)d rows. Divide it and upload the parts one after another."),
            code="rows",
            params={"most": MOST_ROWS},
        )
    return reading


def check(site_id: int, country: str, reading: Reading) -> ServicesChecked:
    """Say what was read would do to a town's catalogue, whose types are those of ``country``."""
    return _Checker(site_id, country, reading).checked()


class _Checker:
    def __init__(self, site_id: int, country: str, reading: Reading) -> None:
        self.site_id, self.country, self.reading = site_id, country, reading
        self.today: date = timezone.localdate()
        self.troubles: list[Trouble] = list(reading.troubles)
        self.changed_providers: dict[int, Provider] = {}
        """New and changed ones, by their ``id`` in memory."""
        self.providers = list(Provider.objects.filter(site=site_id))
        providers = {provider.pk: provider for provider in self.providers}
        self.services: dict[str, list[Service]] = defaultdict(list)
        for service in Service.objects.in_town(site_id).whole():
            service.provider = providers[service.provider_id]
            self.services[folded(service.name)].append(service)
        self.seen: dict[int, int] = {}
        """The line that has filled in a service, by its ``id`` in memory."""

    def checked(self) -> ServicesChecked:
        outcomes, written = [], []
        for line in self.reading.lines:
            before = len(self.troubles)
            fate, title, changes, service = self._line(line)
            is_wrong = len(self.troubles) > before or any(found.line == line.number for found in self.troubles)
            outcomes.append(Outcome(line.number, title, Fate.WRONG if is_wrong else fate, tuple(changes)))
            if service is not None and fate in (Fate.CREATED, Fate.CHANGED):
                written.append(service)
        order = {header: place for place, (_letter, header) in enumerate(self.reading.columns.values())}
        troubles = sorted(self.troubles, key=lambda found: (found.line, order.get(found.header, -1)))
        needed = {id(service.provider) for service in written}
        providers = tuple(one for key, one in self.changed_providers.items() if key in needed)
        return ServicesChecked(self.reading, tuple(outcomes), tuple(troubles), tuple(written), providers)

    def _line(self, line: Line) -> tuple[Fate, str, list[Change], Service | None]:
        name, known = line.text("name"), set(self.changed_providers)
        provider = self._provider(line)
        if not name or provider is None:
            return Fate.WRONG, name, [], None
        title = f"{name} ({provider.name})"
        service = self._service(name, provider)
        if id(service) in self.seen:
            sentence = _("Row %(line)d is about the same service. Keep one of the two.")
            self._refuse(line, "name", sentence % {"line": self.seen[id(service)]})
            return Fate.WRONG, title, [], None
        self.seen[id(service)] = line.number
        values = self._values(line, service)
        is_new = service.pk is None
        if is_new and not values.get("kind") and not line.text("type"):
            sentence = _("Fill in what sort of help it is, or the type by the act in the other column.")
            self._refuse(line, "related_type", sentence)
        before = {} if is_new else cells_of(service, self.country)
        has_number_now = id(provider) in self.changed_providers.keys() - known
        if has_number_now:
            before["company_id"] = ""
        changed = self._put(line, service, values)
        if is_new:
            service.facts = service.facts.confirmed(self.today)
            service.confirmed_on, service.confirmed_by = self.today, Origin.TOWN
        after = cells_of(service, self.country)
        changes = [
            Change(str(column.header), before.get(column.name, ""), after[column.name])
            for column in COLUMNS
            if after[column.name] != before.get(column.name, "")
        ]
        self._look_over(line, service)
        touched = bool(changed) or has_number_now
        return (Fate.CREATED if is_new else Fate.CHANGED if touched else Fate.UNCHANGED), title, changes, service

    def _provider(self, line: Line) -> Provider | None:
        name, number = line.text("provider"), "".join(line.text("company_id").split())
        if number:
            number = number.zfill(8) if number.isascii() and number.isdigit() else number
            try:
                validate_company_id(number)
            except ValidationError as error:
                self._refuse(line, "company_id", error.messages[0])
                return None
        found = [one for one in self.providers if number and one.company_id == number]
        found = found or [one for one in self.providers if name and folded(one.name) == folded(name)]
        if not found and not name:
            alone = self.services.get(folded(line.text("name")), [])
            if len(alone) == 1:
                return alone[0].provider
            self._refuse(line, "provider", _("Fill in who provides the service."))
            return None
        if len(found) > 1:
            sentence = _("There are several providers of this name. Fill in the company number of the one.")
            self._refuse(line, "provider", sentence)
            return None
        provider = found[0] if found else self._new_provider(name)
        if number and provider.company_id and provider.company_id != number:
            sentence = _("The provider of this name has another company number: %(number)s. Check which one is right.")
            self._refuse(line, "company_id", sentence % {"number": provider.company_id})
            return None
        if number and put_provider(provider, {"company_id": number}, Origin.TOWN, self.today):
            self.changed_providers[id(provider)] = provider
        return provider

    def _new_provider(self, name: str) -> Provider:
        provider = Provider(site_id=self.site_id)
        put_provider(provider, {"name": name}, Origin.TOWN, self.today)
        self.providers.append(provider)
        self.changed_providers[id(provider)] = provider
        return provider

    def _service(self, name: str, provider: Provider) -> Service:
        for service in self.services[folded(name)]:
            if service.provider is provider:
                return service
        made = Service(site_id=self.site_id, provider=provider)
        self.services[folded(name)].append(made)
        return made

    def _values(self, line: Line, service: Service) -> dict[str, Any]:
        """Return what a line says as plain values by field, its places and forms with what they had before."""
        values: dict[str, Any] = {} if service.pk else {"name": line.text("name")}
        place: dict[str, Any] = {}
        said: dict[str, Any] = {}
        for name, text in line.cells.items():
            if name in ("provider", "company_id", "name", "is_published"):
                continue
            try:
                found = value_of(name, text, self.country)
            except ValidationError as error:
                for sentence in error.messages:
                    self._refuse(line, name, sentence)
                continue
            if name in PLACE:
                place |= {("name" if key == "place" else key): value for key, value in found.items()}
            elif name in ("forms", "hours_note"):
                said |= found
            else:
                values |= found
        for name in ("target_groups", "age_groups", "languages"):
            # The same ones in another order are no change.
            if name in values and sorted(values[name]) == sorted(getattr(service, name)):
                del values[name]
        if place:
            values |= self._places(line, service, place)
        if said:
            values |= self._forms(line, service, said)
        return values

    def _places(self, line: Line, service: Service, place: dict[str, Any]) -> dict[str, Any]:
        before = values_of(service, ["facilities"])["facilities"]
        first = next(name for name in PLACE if line.text(name))
        if len(before) > 1:
            self._refuse(
                line, first, _("The service has several places. Leave this blank and change them in its form.")
            )
            return {}
        if before and before[0]["is_secret"]:
            self._refuse(line, first, _("The address of the service is secret. Leave this blank."))
            return {}
        if not before:
            return {"facilities": [place]}
        now = before[0] | place
        # The numbers of the register of territories, and the position, are those of the address before.
        if (now["street"], now["municipality"]) != (before[0]["street"], before[0]["municipality"]):
            now |= {"address_code": "", "latitude": None, "longitude": None}
        if now["municipality"] != before[0]["municipality"]:
            now["municipality_code"] = ""
        return {"facilities": [now]}

    def _forms(self, line: Line, service: Service, said: dict[str, Any]) -> dict[str, Any]:
        before = values_of(service, ["forms"])["forms"]
        known = {form["form"]: form for form in before}
        blank = {"capacities": [], "is_nonstop": False, "hours": {}, "hours_note": ""}
        codes = said.get("forms", list(known))
        if not codes:
            self._refuse(line, "hours_note", _("Fill in the forms too: the hours are those of a form."))
            return {}
        if set(codes) == set(known):
            codes = list(known)
        now = [known.get(code, {"form": code} | blank) for code in codes]
        if "hours_note" in said:
            now = [form | {"hours_note": said["hours_note"]} for form in now]
        return {"forms": now}

    def _put(self, line: Line, service: Service, values: dict[str, Any]) -> list[str]:
        changed = put(service, values, Origin.TOWN, self.today)
        answer = folded(line.text("is_published"))
        if answer in answers() and answers()[answer] != service.is_published:
            service.is_published = answers()[answer]
            changed.append("is_published")
        return changed

    def _look_over(self, line: Line, service: Service) -> None:
        """Refuse what the form would refuse."""
        told = {found.header for found in self.troubles if found.line == line.number}
        for name, sentence in _faults(service):
            if name in line.cells and self.reading.columns[name][1] not in told:
                self._refuse(line, name, sentence)

    def _refuse(self, line: Line, name: str, sentence: str) -> None:
        self.troubles.append(self.reading.trouble(line, name, sentence))


def _faults(service: Service) -> Iterator[tuple[str, str]]:
    try:
        service.clean_fields(exclude=["provider", "site"])
    except ValidationError as error:
        for name, messages in error.message_dict.items():
            yield from ((name, message) for message in messages)
