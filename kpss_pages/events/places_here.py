"""The events that are going to take place at a place of the barrier-free map."""

from collections.abc import Iterator

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from kpss_pages.barrier_free.here import ThingHere
from kpss_pages.barrier_free.models import Place
from kpss_pages.core.querysets import open_to_all
from kpss_pages.events.models import EventPage

MOST = 10


def events_at(place: Place, language: str) -> Iterator[ThingHere]:
    """Yield the coming ones of a language, the first one first; those of an office that is there too."""
    here = EventPage.objects.filter(
        Q(mapped_place=place) | Q(office__mapped_place=place), locale__language_code=language
    )
    for event in open_to_all(here.live().not_over_for(timezone.now())).order_by("starts_at", "pk")[:MOST]:
        yield ThingHere(_("Event"), event.title, event.url or "")
