"""What somebody puts in the place of a link, picture or page in a translation: an address that runs nothing, an own object.

Wagtail looks at both when a page is edited; wagtail-localize stores what it is sent.
"""

from collections.abc import Callable
from functools import wraps

from django.core.exceptions import ObjectDoesNotExist, ValidationError
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils.translation import gettext as _
from rest_framework.parsers import FormParser, MultiPartParser
from rest_framework.request import Request
from wagtail.whitelist import check_url
from wagtail_localize.models import OverridableSegment, SegmentOverride, Translation
from wagtail_localize.segments import OverridableSegmentValue
from wagtail_localize.segments.ingest import ingest_segments

from sites.tenancy.references import foreign_references
from sites.tenancy.scope import site_id_of

LINK_STARTS = ("http:", "https:", "ftp:", "mailto:", "tel:", "/", "#")


def takes_own_and_safe(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Refuse, with a message, an override of another town's object, of none, or with which a link would run a script."""

    @wraps(view)
    def checked(request: HttpRequest, translation_id: int, overridable_segment_id: int) -> HttpResponse:
        value = sent_value(request) if request.method == "PUT" else None
        translation = Translation.objects.select_related("source", "target_locale").filter(pk=translation_id).first()
        if value is None or translation is None:
            return view(request, translation_id, overridable_segment_id)
        segment = translation.source.overridablesegment_set.filter(pk=overridable_segment_id).first()
        fault = fault_of(translation, segment, value) if segment else ""
        return refused(translation, segment, fault) if fault else view(request, translation_id, overridable_segment_id)

    return checked


def sent_value(request: HttpRequest) -> str | None:
    """Return what is to be stored, read as the view reads it: Django itself reads no form of a PUT."""
    request.body  # noqa: B018  # what has been read whole can be read again by the view
    value: str | None = Request(request, parsers=[FormParser(), MultiPartParser()]).POST.get("value")
    return value


def fault_of(translation: Translation, segment: OverridableSegment, value: str) -> str:
    """Return why a value cannot stand in the place of a segment, "" when it can."""
    if is_link(segment):
        return "" if is_safe(value) else _("This is no address that a link can lead to. Begin it with https://.")
    source, locale = translation.source, translation.target_locale
    page = source.get_ephemeral_translated_instance(locale, fallback=True)
    try:
        put = OverridableSegmentValue(segment.context.path, value)
        ingest_segments(source.as_instance(), page, source.locale, locale, [put])
    except (ObjectDoesNotExist, ValidationError, TypeError, ValueError):
        is_own = False
    else:
        is_own = not foreign_references(page, site_id_of(page))
    return "" if is_own else _("Something that was chosen here does not belong to this town. Choose again.")


def refused(translation: Translation, segment: OverridableSegment, message: str) -> HttpResponse:
    """Answer as after saving, with what is stored and the message: of other answers the editor shows none."""
    stored = SegmentOverride.objects.filter(locale=translation.target_locale_id, context=segment.context_id).first()
    data = stored.data if stored else segment.data
    return JsonResponse({"segment_id": segment.pk, "data": data, "error": message})


def is_link(segment: OverridableSegment) -> bool:
    """Whether a segment is a link's address: one in a text, which its path quotes, or a field that holds one."""
    original = segment.data
    return bool(segment.context.path.endswith("'")) or (isinstance(original, str) and original.startswith(LINK_STARTS))


def is_safe(address: str) -> bool:
    """Whether an address has one of the harmless schemes, or none and no character that could end an attribute."""
    return check_url(address) is not None and not any(character in address for character in "\"'<>")
