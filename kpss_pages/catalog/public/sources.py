"""Where the facts of a service come from, in words."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kpss_pages.catalog.choices import Origin
from kpss_pages.catalog.facts import Fact
from kpss_pages.catalog.models import Service
from kpss_pages.catalog.shown import ShownService
from kpss_pages.catalog.values import NAMES

_PARTS = {"forms": gettext_lazy("forms, hours and capacity"), "facilities": gettext_lazy("places")}
_ORIGINS = {
    Origin.REGISTER: gettext_lazy("from the register"),
    Origin.PROVIDER: gettext_lazy("from the provider"),
    Origin.TOWN: gettext_lazy("from the town"),
    Origin.PUBLIC: gettext_lazy("from the public"),
}


@dataclass(frozen=True)
class Source:
    """Who said some of the facts, the names of these, and the day on which the oldest of them was last known to hold."""

    origin: Origin
    names: tuple[str, ...]
    held_on: date

    @property
    def label(self) -> str:
        return capfirst(str(_ORIGINS[self.origin]))


def sources_of(shown: ShownService) -> list[Source]:
    """Return the sources of a service's facts, the register first."""
    by_origin: dict[Origin, list[tuple[str, Fact]]] = defaultdict(list)
    for name, fact in _said(shown):
        by_origin[fact.origin].append((name, fact))
    return [
        Source(origin, tuple(dict.fromkeys(name for name, _fact in said)), min(fact.last_on for _name, fact in said))
        for origin in Origin
        if (said := by_origin.get(origin))
    ]


def name_of(field: str) -> str:
    """Return what a field of a service is called: "how to apply"."""
    named: Any = Service._meta.get_field(field)
    return str(_PARTS.get(field) or named.verbose_name)


def register_words(shown: ShownService) -> str:
    """Say under which number the register has the service; "" for one that is in none."""
    row = shown.row
    if not row.register:
        return ""
    register = str(row.get_register_display())
    if not row.register_number:
        return register
    return _("%(register)s, number %(number)s") % {"register": register, "number": row.register_number}


def _said(shown: ShownService) -> Iterator[tuple[str, Fact]]:
    for field in NAMES:
        fact = shown.row.facts.of(field)
        if fact is not None and field not in ("kind", "registered_from", "registered_until"):
            yield name_of(field), fact
