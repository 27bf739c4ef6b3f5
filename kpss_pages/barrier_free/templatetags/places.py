"""How the list of places says in its forms what is asked for."""

from django import template

from kpss_pages.barrier_free.finding import Filters

register = template.Library()


@register.filter
def pairs_but(filters: Filters, names: str) -> list[tuple[str, str]]:
    """Return what is asked for besides some parameters, as a form carries it on."""
    return [(name, value) for name, value in filters.pairs() if name not in names.split()]


@register.filter
def pairs_only(filters: Filters, names: str) -> list[tuple[str, str]]:
    """Return what is asked for by some parameters, as a form carries it on."""
    return [(name, value) for name, value in filters.pairs() if name in names.split()]


@register.filter
def kinds(names: str) -> list[str]:
    return names.split()
