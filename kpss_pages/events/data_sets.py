"""The data set of a town's events."""

from collections.abc import Iterator
from datetime import timedelta
from itertools import groupby

from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from kpss_pages.core.data_sets import DataSet
from kpss_pages.core.linked_data import Thing
from kpss_pages.events.linked_data import norm_of, schema_org_of
from kpss_pages.events.models import EventPage
from sites.models import TownSettings
from sites.towns import live_languages

NORM = "https://ofn.gov.cz/události/2020-07-01/"
CONTEXT = f"{NORM}kontexty/událost.jsonld"
SCHEMA = f"{NORM}schémata/události.json"

REMEMBERED = timedelta(days=365)
"""For how long events that are over stay in the data set."""
TOGETHER = 500
"""Events that are in memory at a time."""


def events_of(town: TownSettings, request: HttpRequest) -> Iterator[Thing]:
    """Yield a town's events as values of the norm, each once in its languages; none that has no text in Czech."""
    for pages in _events(town):
        found = norm_of(pages, town, request)
        if found is not None:
            yield found


def schema_org_events_of(town: TownSettings, request: HttpRequest) -> Iterator[Thing]:
    """Yield a town's events in the vocabulary of schema.org, each once in each of its languages."""
    for pages in _events(town):
        for page in pages:
            yield schema_org_of(page, page.dates(), town, request, most=None)


def _events(town: TownSettings) -> Iterator[list[EventPage]]:
    """Yield events that are coming or were in the last year, as lists of their live languages, the town's own first."""
    since = timezone.now() - REMEMBERED
    found = EventPage.objects.in_town(town.site).published().not_over_for(since)
    loaded = found.defer("body").with_places().with_surveys().prefetch_related("exceptions", "topics")
    languages = live_languages(town)
    ordered = loaded.filter(locale__language_code__in=languages).order_by("translation_key", "pk")
    for _key, pages in groupby(ordered.iterator(TOGETHER), key=lambda page: page.translation_key):
        yield sorted(pages, key=lambda page: languages.index(page.language))


EVENTS = DataSet(
    key="events",
    title=_("Events"),
    description=_("Meetings, working groups and other events of the last year and those that are coming."),
    things=events_of,
    schema_org=schema_org_events_of,
    norm=NORM,
    context=CONTEXT,
    schema=SCHEMA,
    keywords=(_("events"), _("calendar"), _("community planning")),
)
