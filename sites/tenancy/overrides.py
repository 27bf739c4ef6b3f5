"""What somebody puts in the place of a link in a translation: an address that leads somewhere and runs nothing.

Wagtail looks at addresses when a page is edited; wagtail-localize stores what it is sent.
"""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponse, QueryDict
from wagtail.whitelist import check_url
from wagtail_localize.models import OverridableSegment

LINK_STARTS = ("http:", "https:", "ftp:", "mailto:", "tel:", "/", "#")


def takes_safe_addresses(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Refuse an override with which a link would become a script or the like."""

    @wraps(view)
    def checked(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        segment = OverridableSegment.objects.select_related("context").filter(pk=kwargs["overridable_segment_id"])
        value = QueryDict(request.body).get("value", "")
        if any(is_link(found) for found in segment) and not is_safe(value):
            raise BadRequest("not an address")
        return view(request, *args, **kwargs)

    return checked


def is_link(segment: OverridableSegment) -> bool:
    """Whether a segment is a link's address: one in a text, which its path quotes, or a field that holds one."""
    original = segment.data
    return bool(segment.context.path.endswith("'")) or (isinstance(original, str) and original.startswith(LINK_STARTS))


def is_safe(address: str) -> bool:
    """Whether an address has one of the harmless schemes, or none and no character that could end an attribute."""
    return check_url(address) is not None and not any(character in address for character in "\"'<>")
