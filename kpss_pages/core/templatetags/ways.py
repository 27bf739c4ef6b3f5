"""Filters that show telephone numbers."""

from django import template

from kpss_pages.core.ways import numbers

register = template.Library()


@register.filter
def phone_shown(number: str, country: str = "") -> str:
    """Show a kept number in groups that stay on one line; with its country code where that is not ``country``."""
    return numbers.shown(number, country).replace(" ", "\u00a0")


@register.filter
def phone_dialled(number: str) -> str:
    """Return the address that dials a kept number."""
    return numbers.href(number)
