"""Under which terms the data may be used, and whom they are from.

What is made of the Slovak register is shared alike, because the register is (domain: CC BY-SA 4.0); for everything else the
terms of the town's open data page count.
"""

from collections.abc import Iterable

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
    return [str(attribution.text) for register, attribution in ATTRIBUTIONS.items() if register in there]


def terms_of_town(town: TownSettings) -> Terms | None:
    return terms_of(registers_of(town))
