"""Pictures of life situations and signs of services; always beside words, so that nobody has to see them."""

from typing import Any

from django import template

from kpss_pages.catalog.finding.icons import ICONS, SIGNS

register = template.Library()


@register.inclusion_tag("kpss_catalog/_situation_icon.html")
def situation_icon(name: str) -> dict[str, Any]:
    """Draw the picture of a life situation; nothing for a name that none has."""
    return {"path": ICONS[name][1] if name in ICONS else ""}


@register.inclusion_tag("kpss_catalog/_situation_icon.html")
def service_sign(name: str) -> dict[str, Any]:
    """Draw a sign of a service."""
    return {"path": SIGNS.get(name, "")}
