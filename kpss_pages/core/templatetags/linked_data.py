"""Linked data within a page, for search engines: a data block that no browser executes."""

import json
from collections.abc import Iterable
from typing import Any

from django import template
from django.utils.safestring import SafeString, mark_safe

from kpss_pages.core.chrome import Crumb
from kpss_pages.core.linked_data import SCHEMA_ORG, Thing, breadcrumb_list

register = template.Library()

_ESCAPED = {ord(sign): f"\\u{ord(sign):04x}" for sign in "<>&\u2028\u2029"}


@register.simple_tag
def linked_data(value: Thing | None) -> SafeString:
    """Return a script element with a thing of schema.org; "" for None. No text in it can end the element."""
    if not value:
        return SafeString("")
    written = json.dumps({"@context": SCHEMA_ORG, **value}, ensure_ascii=False, separators=(",", ":"))
    block = f'<script type="application/ld+json">{written.translate(_ESCAPED)}</script>'
    return mark_safe(block)  # noqa: S308 -- JSON within which nothing means anything to HTML


@register.simple_tag(takes_context=True)
def linked_breadcrumbs(context: template.Context, crumbs: Iterable[Crumb], page: Any) -> SafeString:
    """Return the way to a page as a script element; "" for a page that nothing is above.

    What lies below a page has its own step when the template knows its title as ``below_title``.
    """
    town, listed = context.get("town"), list(crumbs or ())
    if not town or not listed or not getattr(page, "pk", None):
        return SafeString("")
    steps = [(crumb.title, crumb.url) for crumb in listed]
    steps.append((page.title, page.full_url))
    if title := context.get("below_title"):
        steps.append((title, f"{page.full_url}{context.get('below', '')}"))
    return linked_data(breadcrumb_list(town, steps))
