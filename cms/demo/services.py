"""The catalogue of a demo town: invented services of all types of its act, some of them stale, ended or unconfirmed.

What differs from one service to the next follows from its number, so that every demo is the same.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from itertools import count
from typing import Any

from django.utils import timezone
from django.utils.text import slugify
from stdnum.cz.dic import calc_check_digit_legal

from kpss_pages.catalog.capacities import Capacities, Capacity
from kpss_pages.catalog.choices import GuideVariant, Kind, Origin
from kpss_pages.catalog.guide.beginning import begin
from kpss_pages.catalog.models import (
    CatalogSettings,
    Facility,
    GuideEdition,
    Provider,
    SearchWithoutResult,
    Service,
    ServiceForm,
)
from kpss_pages.catalog.proposing import propose_change, propose_new, suggest
from kpss_pages.catalog.registers.synthetic import Municipality, entries
from kpss_pages.catalog.values import NAMES, values_of
from kpss_pages.catalog.vocabulary import service_types
from kpss_pages.contacts.choices import Access
from kpss_pages.core.hours import OfficeHours, hours_from_lines
from kpss_pages.core.ways import Email, Emails, Phone, Phones
from sites.models import TownDocument, TownSettings
from sites.text import without_diacritics

WEEKS: Mapping[str, tuple[str, ...]] = {
    "week": ("8.00–16.30",) * 5,
    "morning": ("8.00–12.00", "8.00–12.00", "8.00–12.00, 13.00–17.00", "8.00–12.00"),
    "afternoon": ("13.00–18.00",) * 5,
    "evening": ("", "", "", "17.00–19.00"),
    "daily": ("7.00–19.00",) * 7,
    "night": ("18.00–6.00",) * 7,
}
"""Hours by the words of the content files; "nonstop" is none of them."""

ACCESS = (Access.ACCESSIBLE, Access.PARTLY, Access.INACCESSIBLE)
REGISTERED = 4
"""New services that the register proposes."""
NEVER_CONFIRMED, STALE, DUE = 11, 7, 5
"""Of so many services one has never been confirmed, is stale, is due."""


@dataclass
class Catalogue:
    """A town's catalogue under construction."""

    town: TownSettings
    place: Mapping[str, Any]
    """The town's own file: phone, municipalities."""
    written: Mapping[str, Any]
    """The services of its country: providers, texts, types, related."""
    today: date = field(default_factory=timezone.localdate)
    numbers: Iterator[int] = field(default_factory=count)

    def build(self) -> None:
        CatalogSettings.objects.update_or_create(
            site=self.town.site,
            defaults={
                **self.place["settings"],
                "area": "\n".join(name for name, _latitude, _longitude in self.place["municipalities"]),
            },
        )
        providers = [self._provider(*row) for row in self.written["providers"]["names"]]
        for row in self.written["types"]:
            for copy in range(row["copies"]):
                self._service(row, copy, providers)
        for row in self.written["related"]:
            for copy in range(row["copies"]):
                self._related(row, copy, providers)

    def fill_desk(self, documents: Mapping[str, TownDocument]) -> None:
        """Give the coordinator something to do, offer the earlier edition, and have the guide made.

        To be called when the town's pages are there: the catalogue's carries the editions.
        """
        first, second = Service.objects.in_town(self.town.site_id).published().whole()[:2]
        said = self.written["suggestion"]
        suggest(first, said["field"], said["words"], said["reason"])
        forms = [
            {**form, "hours_note": self.written["answer"]["hours_note"]}
            for form in values_of(second, ["forms"])["forms"]
        ]
        propose_change(second, {"waiting": self.written["answer"]["waiting"], "forms": forms}, Origin.PROVIDER)
        place = Municipality(self.place["code"], self.place["municipalities"][0][0])
        for entry in entries(REGISTERED, self.town.site_id, [place], country=self.town.country, today=self.today):
            propose_new(self.town.site_id, entry.values, Origin.REGISTER, f"{entry.values['register']}:{entry.number}")
        SearchWithoutResult.objects.bulk_create(
            SearchWithoutResult(site=self.town.site, last_on=self.today, **row) for row in self.written["searches"]
        )
        if "earlier_edition" in self.place:
            earlier = self.place["earlier_edition"]
            GuideEdition.objects.create(
                site=self.town.site,
                document=documents[earlier["document"]],
                language=self.town.default_language,
                dated=earlier["dated"],
                progress=100,
                is_archived=True,
            )
        begin(self.town, GuideVariant.A5, self.town.default_language)

    def _provider(self, name: str, legal_form: str, brand: str) -> Provider:
        number = next(self.numbers)
        word = slugify(without_diacritics(brand))
        # Numbers that begin with 99 are given to nobody.
        first = f"9900{number:03d}"
        return Provider.objects.create(
            site=self.town.site,
            name=name,
            company_id=f"{first}{calc_check_digit_legal(first)}",
            legal_form=legal_form,
            website=f"https://{word}.example",
            phones=self._phones(number),
            emails=Emails((Email(f"info@{word}.example"),)),
            municipality=self.place["municipalities"][0][0],
            asked_at=f"vedouci@{word}.example",
            asked_at_second=f"sluzby@{word}.example" if number % 2 else "",
            is_example=True,
        )

    def _service(self, row: Mapping[str, Any], copy: int, providers: list[Provider]) -> None:
        number = next(self.numbers)
        provider = providers[number % len(providers)]
        texts, name = self.written["texts"], service_types()[row["code"]].name_in(self.town.default_language)
        brand = self.written["providers"]["names"][number % len(providers)][2]
        service = Service(
            site=self.town.site,
            provider=provider,
            name=f"{name[:1].upper()}{name[1:]} {brand}",
            type_code=row["code"],
            target_groups=row["groups"],
            age_groups=row.get("ages", []),
            mission=row["mission"],
            activities="\n".join(row["activities"]),
            price=row["price"],
            price_note=texts[row["cost"]] if "cost" in row else texts["free"] if row["price"] == "free" else "",
            how_to_apply=texts[row.get("apply", "apply")],
            documents_to_bring="\n".join(texts["bring"]) if row["price"] == "paid" else "",
            waiting=texts["waiting"][number % 4] if number % 3 else "",
            languages=row.get("languages", [self.town.default_language, *(["en"] if number % 6 == 0 else [])]),
            is_anonymous=row.get("anonymous"),
            area=self._area(number) if any(form[0] == "ter" for form in row["forms"]) and number % 2 else "",
            ended_on=date.fromisoformat(row["ended"]) if "ended" in row else self._ended_on(copy, number),
            register_number=f"99{number:05d}",
            register="rpss" if self.place["text"] == "cz" else "crpss",
            registered_from=date(2008 + number % 15, 1 + number % 12, 1),
            **self._ways(number, provider),
        )
        forms = [self._form(form, number, order) for order, form in enumerate(row["forms"])]
        facilities = self._facilities(number, is_secret=row.get("secret", False), copies=1 + (number % 9 == 0))
        self._save(service, forms, facilities, number, Origin.REGISTER)

    def _related(self, row: Mapping[str, Any], copy: int, providers: list[Provider]) -> None:
        number = next(self.numbers)
        facilities = self._facilities(number, is_secret=False, copies=1)
        service = Service(
            site=self.town.site,
            provider=providers[number % len(providers)],
            kind=Kind.RELATED,
            name=f"{row['name']} {facilities[0].municipality}" if row["copies"] > 1 else row["name"],
            related_type=row["type"],
            target_groups=row["groups"],
            mission=row["mission"],
            price=row["price"],
            languages=[self.town.default_language],
            **self._ways(number, providers[number % len(providers)]),
        )
        forms = [ServiceForm(form="amb", hours=_hours(row["hours"]))]
        self._save(service, forms, facilities, number, Origin.TOWN)

    def _save(
        self, service: Service, forms: list[ServiceForm], facilities: list[Facility], number: int, origin: Origin
    ) -> None:
        """Save a service with whom its facts come from and how long ago it was confirmed."""
        for name, rows in (("forms", forms), ("facilities", facilities)):
            setattr(service, name, rows)
        said_on = self.today - timedelta(days=400)
        service.facts = service.facts.said([name for name in NAMES if getattr(service, name, "")], origin, said_on)
        days = 700 if number % STALE == 0 else 380 if number % DUE == 0 else 20 + number % 90
        if number % NEVER_CONFIRMED and not service.ended_on:
            service.confirmed_on = self.today - timedelta(days=days)
            service.confirmed_by = Origin.PROVIDER if number % 4 else Origin.TOWN
            service.facts = service.facts.confirmed(service.confirmed_on)
        service.save()

    def _form(self, form: list[str], number: int, order: int) -> ServiceForm:
        code, capacity, hours = form
        amount, unit = capacity.split()
        are_free = unit in ("klient", "luzka") and number % 3 == 0
        return ServiceForm(
            form=code,
            capacities=Capacities((Capacity(int(amount) + number % 5, unit),)),
            is_nonstop=hours == "nonstop",
            hours=OfficeHours() if hours == "nonstop" else _hours(hours),
            free_places=number % 4 if are_free else None,
            free_places_on=self.today - timedelta(days=3 + number % 40) if are_free else None,
            sort_order=order,
        )

    def _facilities(self, number: int, *, is_secret: bool, copies: int) -> list[Facility]:
        if is_secret:
            return [Facility(is_secret=True)]
        municipalities = self.place["municipalities"]
        made = []
        for copy in range(copies):
            # Half of them in the town itself; a few hundred metres around the middle of the place.
            name, latitude, longitude = municipalities[(number // 2 + copy) % len(municipalities) if number % 2 else 0]
            access = number % 4
            made.append(
                Facility(
                    street=f"{'Príkladná' if self.place['text'] == 'sk' else 'Příkladná'} {number + 1 + copy}",
                    municipality=name,
                    latitude=_near(latitude, number * 7 + copy),
                    longitude=_near(longitude, number * 13 + copy),
                    access=ACCESS[access] if access < len(ACCESS) else "",
                    access_note=self.written["texts"]["access"][access] if access < len(ACCESS) else "",
                    sort_order=copy,
                )
            )
        return made

    def _ways(self, number: int, provider: Provider) -> dict[str, Any]:
        domain = provider.website.removeprefix("https://")
        return {
            "phones": self._phones(number),
            "emails": Emails((Email(f"sluzba{number}@{domain}"),)),
            "website": f"{provider.website}/sluzba-{number}",
        }

    def _phones(self, number: int) -> Phones:
        """Return a number that nobody has: those of an area do not begin with a nought."""
        return Phones((Phone(f"{self.place['phone']}{number % 1000:03d}"),))

    def _area(self, number: int) -> str:
        names = [name for name, _latitude, _longitude in self.place["municipalities"]]
        return "\n".join(names[: 1 + number % len(names)])

    def _ended_on(self, copy: int, number: int) -> date | None:
        """Return when one of several of a type came to its end."""
        return self.today - timedelta(days=120) if copy == 2 and number % 2 else None


def _hours(name: str) -> OfficeHours:
    return hours_from_lines(WEEKS[name])


def _near(degrees: float, number: int) -> Decimal:
    """Return a point within some 700 metres along one axis."""
    return Decimal(f"{degrees + (number % 101 - 50) * 0.00012:.6f}")
