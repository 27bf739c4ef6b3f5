"""Tags that show opening hours. What they say holds till the next change, so the page is not kept for longer."""

from collections.abc import Collection, Iterable
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from django import template
from django.template.context import Context
from django.utils import timezone

from kpss_pages.core.hours import wording
from kpss_pages.core.hours.showing import Difference, short_hours, shown_hours
from kpss_pages.core.hours.state import OpenState, state_at
from kpss_pages.core.hours.values import OfficeHours
from sites.page_cache.showing import show_for

register = template.Library()


@register.inclusion_tag("kpss_core/hours/_hours.html", takes_context=True)
def office_hours(
    context: Context,
    hours: OfficeHours,
    country: str,
    zone: ZoneInfo,
    caption: str = "",
    said_elsewhere: Collection[Difference] = (),
) -> dict[str, Any]:
    """Show hours as tables with what holds now above them; nothing when nobody has written them down.

    ``caption`` tells tables apart where a page has several: "Office hours of the Vlašim office". Differences that the
    page says in another place, for all of them at once (``common_differences``), are left out.
    """
    if not hours:
        return {"hours": None}
    state = _state_of(context, hours, country, zone)
    shown = shown_hours(hours, country, state.moment.date())
    return {
        "hours": shown,
        "differences": [each for each in shown.differences if each not in said_elsewhere],
        "words": wording.words_for(state),
        "is_open": state.is_open,
        "caption": caption,
    }


@register.simple_tag
def common_differences(several: Iterable[OfficeHours], country: str, zone: ZoneInfo) -> list[Difference]:
    """Return what is different soon in all of several hours alike, to be said once; nothing of fewer than two."""
    today = timezone.localdate(timezone=zone)
    first, *others = [shown_hours(hours, country, today).differences for hours in several] or [()]
    return [each for each in first if all(each in other for other in others)] if others else []


@register.inclusion_tag("kpss_core/hours/_short.html", takes_context=True)
def office_hours_short(context: Context, hours: OfficeHours, country: str, zone: ZoneInfo) -> dict[str, Any]:
    """Show hours in a few lines, for the foot of a page."""
    if not hours:
        return {"hours": None}
    state = _state_of(context, hours, country, zone)
    return {
        "hours": short_hours(hours, state.moment.date()),
        "words": wording.words_for(state),
        "is_open": state.is_open,
    }


@register.inclusion_tag("kpss_core/hours/_state.html", takes_context=True)
def open_now(context: Context, hours: OfficeHours, country: str, zone: ZoneInfo) -> dict[str, Any]:
    """Show what holds now: "Open now until 11.30", "Opens Monday 8.00"."""
    if not hours:
        return {"words": ""}
    state = _state_of(context, hours, country, zone)
    return {"words": wording.words_for(state), "is_open": state.is_open}


def _state_of(context: Context, hours: OfficeHours, country: str, zone: ZoneInfo) -> OpenState:
    now: datetime = timezone.now()
    state = state_at(hours, now, country, zone)
    request = context.get("request")
    if request is not None:
        show_for(request, wording.seconds_until_change(state))
    return state
