"""Tags that put services on the visitor's shortlist."""

from typing import Any

from django import template
from django.template.context import Context

from kpss_pages.catalog.public.shortlist import Asked, asked_for
from kpss_pages.catalog.shown import ShownService

register = template.Library()


@register.inclusion_tag("kpss_catalog/_shortlist_toggle.html", takes_context=True)
def shortlist_button(context: Context, service: ShownService, catalog_url: str) -> dict[str, Any]:
    """Show what puts a service on the shortlist: a link that names those that are on it already, a button by script."""
    chosen = _chosen(context)
    return {
        "service": service,
        "is_on": service.pk in chosen,
        "url": f"{catalog_url}shortlist/?services={chosen.with_one(service.pk)}",
    }


@register.inclusion_tag("kpss_catalog/_shortlist_link.html", takes_context=True)
def shortlist_link(context: Context, catalog_url: str) -> dict[str, Any]:
    """Show the link that leads to the shortlist."""
    chosen = _chosen(context)
    return {
        "url": f"{catalog_url}shortlist/?services={chosen}" if chosen.ids else f"{catalog_url}shortlist/",
        "shortlist_url": f"{catalog_url}shortlist/",
    }


def _chosen(context: Context) -> Asked:
    request = context.get("request")
    return asked_for(request) if request is not None else Asked()
