"""Pictures of life situations and signs of services; always beside words, so that nobody has to see them."""

from functools import cache

from django import template
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from kpss_pages.catalog.finding.icons import ICONS, SIGNS

register = template.Library()


@register.simple_tag
def situation_icon(name: str) -> SafeString:
    """Draw the picture of a life situation; nothing for a name that none has."""
    return _drawn(ICONS[name][1]) if name in ICONS else SafeString("")


@register.simple_tag
def service_sign(name: str) -> SafeString:
    """Draw a sign of a service."""
    return _drawn(SIGNS[name]) if name in SIGNS else SafeString("")


@cache
def _drawn(path: str) -> SafeString:
    # A page of the list shows some sixty of them.
    return render_to_string("kpss_catalog/_situation_icon.html", {"path": path})
