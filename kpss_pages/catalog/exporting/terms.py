"""Under which terms the data may be used, and whom they are from.

What is made of the Slovak register is shared alike, because the register is (domain: CC BY-SA 4.0); for everything else the
terms of the town's open data page count.
"""

from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext_lazy as _

from kpss_pages.catalog.choices import Register
from kpss_pages.catalog.models import Service
from kpss_pages.catalog.registers.attribution import ATTRIBUTIONS
from kpss_pages.core.data_sets import Terms
from sites.models import TownSettings

SHARE_ALIKE = Terms(
    ATTRIBUTIONS[Register.SLOVAK].licence_url,
    _("Creative Commons: name the author, share alike (CC BY-SA 4.0)"),
)

SOURCES: dict[str, Any] = {
    Register.CZECH: _(
        "Entries with a number in the register were made from the open data of the Register of providers of social"
        " services, Ministry of Labour and Social Affairs of the Czech Republic, and kept up by the town and the providers."
    ),
    Register.SLOVAK: _(
        "Entries with a number in the register were made from the Central register of providers of social services,"
        " Ministry of Labour, Social Affairs and Family of the Slovak Republic, licence CC BY-SA 4.0, and were changed by"
        " the town and the providers."
    ),
}
"""What is to be said of each register when something made of it is passed on."""


def terms_of(registers: Iterable[str]) -> Terms | None:
    """Return the terms that come with data of some registers, None where the town may set its own."""
    return SHARE_ALIKE if Register.SLOVAK in set(registers) else None


def registers_of(town: TownSettings) -> list[str]:
    """Return the registers of which a town's public services come, in one query."""
    found = Service.objects.in_town(town.site_id).published().exclude(register="")
    return sorted(set(found.order_by().values_list("register", flat=True).distinct()))


def attributions_of(registers: Iterable[str]) -> list[str]:
    """Return whom to name, a sentence for each register."""
    there = set(registers)
    return [str(sentence) for register, sentence in SOURCES.items() if register in there]


def terms_of_town(town: TownSettings) -> Terms | None:
    return terms_of(registers_of(town))
