"""Into which chapter a service goes: the statutory target groups are too many for chapters of a brochure."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from kpss_pages.catalog.choices import Kind
from kpss_pages.catalog.shown import ShownService

GROUPS: Mapping[str, tuple[str, ...]] = {
    "old": ("seniori", "pecujici-osoby", "osoby-s-demenci", "paliativni-pece"),
    "disabled": (
        "osoby-zdravotni-postizeni",
        "osoby-telesne-postizeni",
        "osoby-mentalni-postizeni",
        "osoby-kombinovane-postizeni",
        "osoby-sluchove-postizeni",
        "osoby-zrakove-postizeni",
        "osoby-jine-zp",
        "osoby-chronicke-onemocneni",
    ),
    "mental": ("osoby-dusevni-onemocneni",),
    "families": ("rodiny-s-ditetem", "deti-mladez-6-26", "osoby-opoustejici-ustavni-peci"),
    "addicted": ("osoby-zavislosti",),
    "poor": ("osoby-bez-pristresi", "osoby-svl", "osoby-rizikovy-zpusob-zivota", "pachatele-trestne-cinnosti"),
    "victims": (
        "osoby-v-krizi",
        "obeti-domaciho-nasili",
        "obeti-obchodu-s-lidmi",
        "obeti-trestne-cinnosti",
        "osoby-komercne-zneuzivane",
    ),
    "foreign": ("imigranti-azylanti", "etnicke-mensiny"),
}
"""Target groups of the register by the chapters in their order."""

EVERYBODY = "everybody"
RELATED = "related"

TITLES = {
    "old": _("Old people and those who look after somebody"),
    "disabled": _("People with a disability or a long illness"),
    "mental": _("People with a mental illness"),
    "families": _("Families, children and young people"),
    "addicted": _("People with an addiction"),
    "poor": _("People without a home or in need"),
    "victims": _("People in a crisis and victims of violence"),
    "foreign": _("Foreigners and minorities"),
    EVERYBODY: _("Services for everybody"),
    RELATED: _("Further help: related services"),
}


@dataclass(frozen=True)
class Placed:
    """The services of a chapter, and those that stand in another one and are for its people too."""

    key: str
    services: list[ShownService]
    elsewhere: list[ShownService]


def placed(services: Sequence[ShownService]) -> list[Placed]:
    """Return the chapters that have services, in their order; each service stands in one of them, in the order given."""
    home = {service.pk: chapter_of(service) for service in services}
    chapters = []
    for key in TITLES:
        here = [service for service in services if home[service.pk] == key]
        also = [service for service in services if home[service.pk] != key and _is_for(service, key)]
        if here or also:
            chapters.append(Placed(key, here, also))
    return chapters


def chapter_of(service: ShownService) -> str:
    """Return the chapter of which a service names the most target groups, the first of those with as many."""
    if service.row.kind == Kind.RELATED:
        return RELATED
    named = set(service.row.target_groups)
    counts = {key: len(named.intersection(groups)) for key, groups in GROUPS.items()}
    most = max(counts.values())
    return next(key for key, count in counts.items() if count == most) if most else EVERYBODY


def _is_for(service: ShownService, key: str) -> bool:
    return not set(service.row.target_groups).isdisjoint(_groups(key))


def _groups(key: str) -> Iterable[str]:
    return GROUPS.get(key, ())
