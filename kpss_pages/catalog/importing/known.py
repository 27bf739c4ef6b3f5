"""A town's providers and services in memory, among which the one that a row is about is found or made; nothing is saved."""

from collections import defaultdict
from collections.abc import Callable
from datetime import date

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from kpss_pages.catalog.choices import Origin
from kpss_pages.catalog.models import Provider, Service
from kpss_pages.catalog.values import put_provider
from kpss_pages.core.tables.columns import folded
from kpss_pages.core.tables.reading import Line
from sites.validators import validate_company_id

Refuse = Callable[[Line, str, str], None]
"""Takes note of what is wrong in a column of a line."""


class Known:
    """What a town has, in four queries; ``changed`` are the new providers and those of which rows say something else."""

    def __init__(self, site_id: int, today: date, refuse: Refuse) -> None:
        self.site_id, self.today, self.refuse = site_id, today, refuse
        self.changed: dict[int, Provider] = {}
        """By their ``id`` in memory."""
        self.numbered: set[int] = set()
        """The lines that have given a provider of the town its number."""
        self.by_company_id: dict[str, Provider] = {}
        self.by_provider_name: dict[str, list[Provider]] = defaultdict(list)
        providers = {provider.pk: provider for provider in Provider.objects.filter(site=site_id)}
        for provider in providers.values():
            self._know(provider)
        self.by_number: dict[str, Service] = {}
        self.by_name: dict[str, list[Service]] = defaultdict(list)
        for service in Service.objects.in_town(site_id).whole():
            service.provider = providers[service.provider_id]
            self.by_number[str(service.pk)] = service
            self.by_name[folded(service.name)].append(service)
        self.last: Service | None = None
        """What the row above was about."""

    def service_of(self, line: Line) -> Service | None:
        """Return the service that a row is about, a new one when it is not there; None when that cannot be told."""
        if not line.text("name"):
            return None
        self.last = self._numbered(line) if line.text("number") else self._named(line)
        return self.last

    def _numbered(self, line: Line) -> Service | None:
        service = self.by_number.get(line.text("number"))
        if service is None:
            sentence = _("The catalogue has no service with this number. Leave it blank for a new one.")
            self.refuse(line, "number", sentence)
            return None
        if folded(service.name) != folded(line.text("name")):
            sentence = _("The service with this number is “%(name)s”. Leave the number blank for a new one.")
            self.refuse(line, "number", sentence % {"name": service.name})
            return None
        if not self._is_of(service.provider, line) and self._provider(line) is not service.provider:
            sentence = _("The service with this number is of %(provider)s. Leave the number blank for a new one.")
            self.refuse(line, "number", sentence % {"provider": service.provider.name})
            return None
        return service

    def _is_of(self, provider: Provider, line: Line) -> bool:
        """Whether a row says nothing else of the provider than is known."""
        name, number = line.text("provider"), line.text("company_id")
        return (not name or folded(name) == folded(provider.name)) and (not number or number == provider.company_id)

    def _named(self, line: Line) -> Service | None:
        same = self.by_name[folded(line.text("name"))]
        if line.text("provider") or line.text("company_id"):
            provider = self._provider(line)
            if provider is None:
                return None
            found = [service for service in same if service.provider is provider]
            if not found:
                made = Service(site_id=self.site_id, provider=provider)
                same.append(made)
                return made
        elif not same:
            self.refuse(line, "provider", _("Fill in who provides the service."))
            return None
        else:
            found = same
        if len(found) > 1 and self.last not in found:
            sentence = _("There are several services of this name. Fill in who provides the one, or its number.")
            self.refuse(line, "name", sentence)
            return None
        return found[0] if len(found) == 1 else self.last

    def _provider(self, line: Line) -> Provider | None:
        name, number = line.text("provider"), "".join(line.text("company_id").split())
        if number:
            number = number.zfill(8) if number.isascii() and number.isdigit() else number
            try:
                validate_company_id(number)
            except ValidationError as error:
                self.refuse(line, "company_id", error.messages[0])
                return None
        found = [self.by_company_id[number]] if number in self.by_company_id else self.by_provider_name[folded(name)]
        if len(found) > 1:
            sentence = _("There are several providers of this name. Fill in the company number of the one.")
            self.refuse(line, "provider", sentence)
            return None
        if not found and not name:
            self.refuse(line, "provider", _("Fill in who provides the service."))
            return None
        provider = found[0] if found else self._new_provider(name)
        if number and provider.company_id and provider.company_id != number:
            sentence = _("The provider of this name has another company number: %(number)s. Check which one is right.")
            self.refuse(line, "company_id", sentence % {"number": provider.company_id})
            return None
        if number and put_provider(provider, {"company_id": number}, Origin.TOWN, self.today):
            if provider.pk is not None:
                self.numbered.add(line.number)
            self.changed[id(provider)] = provider
            self._know(provider)
        return provider

    def _new_provider(self, name: str) -> Provider:
        provider = Provider(site_id=self.site_id)
        put_provider(provider, {"name": name}, Origin.TOWN, self.today)
        self.changed[id(provider)] = provider
        self._know(provider)
        return provider

    def _know(self, provider: Provider) -> None:
        same = self.by_provider_name[folded(provider.name)]
        if provider not in same:
            same.append(provider)
        if provider.company_id:
            self.by_company_id[provider.company_id] = provider
