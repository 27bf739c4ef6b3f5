"""The shortlist: services that somebody has put aside, kept in their browser and named in the address.

Nobody's list is kept here. With JavaScript the browser keeps it, without it links carry the ids on.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import quote

from django.http import HttpRequest
from django.utils.functional import cached_property
from django.utils.translation import ngettext

from kpss_pages.catalog.models import Service
from kpss_pages.catalog.registers.attribution import Attribution, attributions_among
from kpss_pages.catalog.settings_of import settings_of
from kpss_pages.catalog.shown import ShownService, shown_services
from sites.models import TownSettings

MOST = 30
"""Services on one list."""
CRLF = "\r\n"
"""Between the lines of a mail's text in an address (RFC 6068)."""
LONGEST_ID = 9
"""Digits of an id that every database takes."""


@dataclass(frozen=True)
class Asked:
    """The ids that an address names, each once and in its order; ``left_off`` is how many there were too many."""

    ids: tuple[int, ...] = ()
    left_off: int = 0

    def __contains__(self, pk: int) -> bool:
        return pk in self.ids

    def __str__(self) -> str:
        return written(self.ids)

    def with_one(self, pk: int) -> str:
        """Return the ids with one more at the end, as an address names them."""
        return written([*self.ids, pk] if pk not in self.ids else self.ids)

    def without_one(self, pk: int) -> str:
        return written(each for each in self.ids if each != pk)


@dataclass(frozen=True)
class Shortlist:
    """The services of a list that the town has; ``missing`` is how many of those that were asked for it has not."""

    asked: Asked
    services: list[ShownService]
    catalog_url: str
    """The whole address of the catalogue."""

    @property
    def url(self) -> str:
        """The list's whole address, with the ids that are there."""
        return f"{self.catalog_url}shortlist/{f'?services={self.ids}' if self.services else ''}"

    @property
    def missing(self) -> int:
        return len(self.asked.ids) - len(self.services)

    @property
    def ids(self) -> str:
        return written(service.pk for service in self.services)

    @property
    def sentence(self) -> str:
        found = len(self.services)
        return ngettext("%(count)d service on the list", "%(count)d services on the list", found) % {"count": found}

    @property
    def entries(self) -> list[tuple[ShownService, str]]:
        """Each service with the ids of the list without it."""
        kept = Asked(tuple(service.pk for service in self.services))
        return [(service, kept.without_one(service.pk)) for service in self.services]

    @property
    def attributions(self) -> list[Attribution]:
        """Who is to be named for what the list says."""
        return attributions_among(service.row.register for service in self.services)

    @cached_property
    def warnings(self) -> list[str]:
        """What is not on the list although the address names it, in sentences."""
        found = []
        if self.missing:
            found.append(
                ngettext(
                    "%(count)d service is left out: it is not in this catalogue, or not any more.",
                    "%(count)d services are left out: they are not in this catalogue, or not any more.",
                    self.missing,
                )
                % {"count": self.missing}
            )
        if self.asked.left_off:
            found.append(
                ngettext(
                    "A list takes %(most)d services; %(count)d more is left out.",
                    "A list takes %(most)d services; %(count)d more are left out.",
                    self.asked.left_off,
                )
                % {"most": MOST, "count": self.asked.left_off}
            )
        return found

    def mailto(self, subject: str) -> str:
        """Return the address that opens a mail with the names and the list's address in the visitor's own program."""
        lines = [*(f"{service.name}: {_first_phone(service)}".rstrip(": ") for service in self.services), "", self.url]
        return f"mailto:?subject={quote(subject)}&body={quote(CRLF.join(lines))}"


def written(ids: Iterable[int]) -> str:
    """Return ids as an address names them: "1,2,3"."""
    return ",".join(map(str, ids))


def ids_of(values: Iterable[str]) -> Asked:
    """Read ids as an address names them; what is no id is left out."""
    texts = (text.strip() for value in values for text in value[:2000].split(","))
    numbers = (int(text) for text in texts if text.isascii() and text.isdigit() and len(text) <= LONGEST_ID)
    found = [number for number in dict.fromkeys(numbers) if number]
    return Asked(tuple(found[:MOST]), len(found[MOST:]))


def asked_for(request: HttpRequest) -> Asked:
    """Return the ids that the address of a request names."""
    return ids_of(request.GET.getlist("services"))


def shortlist_of(town: TownSettings, asked: Asked, catalog_url: str) -> Shortlist:
    """Return a list with those of its services that the town shows, in the order of the ids; in four queries."""
    rows = (
        Service.objects.in_town(town.site_id).filter(is_published=True, pk__in=asked.ids).whole() if asked.ids else []
    )
    by_pk = {row.pk: row for row in rows}
    services = shown_services([by_pk[pk] for pk in asked.ids if pk in by_pk], settings_of(town.site_id))
    return Shortlist(asked, services, catalog_url)


def _first_phone(service: ShownService) -> str:
    return service.phones[0].number if service.phones else ""
