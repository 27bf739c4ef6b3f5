"""Who is to be named where data of a register are shown, and under which terms they may be passed on."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from kpss_pages.catalog.choices import Register


@dataclass(frozen=True)
class Attribution:
    """A sentence to be shown with the data; ``licence`` and ``licence_url`` are "" where no licence is asked for."""

    text: Any
    source_url: str
    licence: str = ""
    licence_url: str = ""


ATTRIBUTIONS = {
    Register.CZECH: Attribution(
        _(
            "Source: Register of providers of social services, Ministry of Labour and Social Affairs of the Czech Republic."
        ),
        "https://data.mpsv.cz/web/data/rpss",
    ),
    Register.SLOVAK: Attribution(
        _(
            "Source: Central register of providers of social services, Ministry of Labour, Social Affairs and Family of "
            "the Slovak Republic. The data were adapted and may be passed on under the same licence, CC BY-SA 4.0."
        ),
        "https://data.gov.sk/dataset/centralny-register-poskytovatelov-socialnych-sluzieb",
        "CC BY-SA 4.0",
        "https://creativecommons.org/licenses/by-sa/4.0/",
    ),
}


def attribution_of(register: str) -> Attribution | None:
    """Return what is to be said of a service's register; None for a service that is in none."""
    return ATTRIBUTIONS.get(Register(register)) if register in Register.values else None


def attributions_among(registers: Iterable[str]) -> list[Attribution]:
    """Return what is to be said of some services' registers, once each; "" is of a service that is in none."""
    return [named for register in sorted(set(registers)) if (named := attribution_of(register)) is not None]
