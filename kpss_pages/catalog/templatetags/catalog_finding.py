"""How the catalogue's list sorts out what it shows."""

from collections.abc import Iterable

from django import template

from kpss_pages.catalog.finding.facets import MARKS, Facet
from kpss_pages.catalog.finding.filters import Filters
from kpss_pages.catalog.models import LifeSituation

register = template.Library()

LISTS = ("form", "group", "type", "municipality", "age")
CHOICES = ("situation", "kind")


@register.filter
def marks(facets: Iterable[Facet]) -> list[Facet]:
    """Facets that are ticked or not, as far as they leave something."""
    return [facet for facet in facets if facet.name in MARKS and facet.values]


@register.filter
def lists(facets: Iterable[Facet]) -> list[Facet]:
    """Facets with values of which several may be ticked, in the order in which people need them."""
    return _useful(facets, LISTS)


@register.filter
def choices(facets: Iterable[Facet]) -> list[Facet]:
    """Facets of which one value may be chosen."""
    return _useful(facets, CHOICES)


@register.filter
def other_pairs(filters: Filters) -> list[tuple[str, str]]:
    """What is asked for besides the words, as a form carries it on."""
    return filters.changed(q="").pairs()


@register.filter
def words(text: str) -> list[str]:
    return text.split()


@register.simple_tag
def situation_name(situation: LifeSituation, language: str) -> str:
    return situation.name_in(language)


def _useful(facets: Iterable[Facet], names: tuple[str, ...]) -> list[Facet]:
    by_name = {facet.name: facet for facet in facets if facet.is_useful}
    return [by_name[name] for name in names if name in by_name]
