"""The indexes at the end of the guide: by name in the language's order, and by life situation or target group."""

from collections.abc import Iterable, Sequence

from django.utils.text import capfirst

from kpss_pages.catalog.finding.words import leads_to
from kpss_pages.catalog.guide.book import IndexGroup, Pointer
from kpss_pages.catalog.guide.entries import anchor_of, plain
from kpss_pages.catalog.models import LifeSituation
from kpss_pages.catalog.shown import ShownService
from kpss_pages.catalog.vocabulary import target_groups
from kpss_pages.core.collation import first_letter, sort_key

NO_LETTER = "#"


def in_order(services: Iterable[ShownService], language: str) -> list[ShownService]:
    """Return services by name and then by provider, in the order of a language."""

    def key(service: ShownService) -> tuple[object, ...]:
        return sort_key(service.name, language), sort_key(service.provider.name, language), service.pk

    return sorted(services, key=key)


def pointer_to(service: ShownService) -> Pointer:
    return Pointer(plain(service.name), anchor_of(service), plain(service.provider.name))


def by_name(services: Sequence[ShownService], language: str) -> tuple[IndexGroup, ...]:
    """Return services, which are in order, below the letters that they begin with; "Ch" is one of them."""
    groups: dict[str, list[Pointer]] = {}
    for service in services:
        groups.setdefault(letter_of(service.name, language), []).append(pointer_to(service))
    return tuple(IndexGroup(letter, tuple(pointers)) for letter, pointers in groups.items())


def letter_of(name: str, language: str) -> str:
    """Return the letter of the alphabet that a name begins with: "Charita" has "Ch", "Útulek" "U"."""
    return capfirst(first_letter(plain(name), language)) or NO_LETTER


def by_situation(
    services: Sequence[ShownService], situations: Iterable[LifeSituation], language: str
) -> tuple[IndexGroup, ...]:
    """Return services below the town's life situations, below the target groups of the act where it has none."""
    found = [
        (plain(situation.name_in(language)), [service for service in services if _leads_to(situation, service)])
        for situation in situations
    ]
    if not found:
        found = [
            (capfirst(term.name_in(language)), [service for service in services if code in service.row.target_groups])
            for code, term in target_groups().items()
        ]
    return tuple(IndexGroup(name, tuple(map(pointer_to, those))) for name, those in found if those and name)


def _leads_to(situation: LifeSituation, service: ShownService) -> bool:
    row = service.row
    return leads_to(situation, row.type_code, row.target_groups, row.related_type)
