"""Where a place is used, and before it is deleted: what goes with it, what points to it, and what is better."""

from collections.abc import Iterator
from typing import Any

from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail.models.reference_index import ReferenceGroups
from wagtail.snippets.views.snippets import DeleteView, UsageView

from kpss_pages.barrier_free.models import Place
from kpss_pages.core.usage import own_references

MOST_NAMED = 20
"""Things that are named before the place where they are is deleted; the others are on the screen of its usage."""


class PlaceUsageView(UsageView):
    def get_queryset(self) -> ReferenceGroups:
        return ReferenceGroups(own_references(self.object, self.request.user))


class PlaceDeleteView(DeleteView):
    """Says that a place that people do not need any more is better hidden: its surveys go with it."""

    object: Place

    def get_usage(self) -> ReferenceGroups:
        return ReferenceGroups(own_references(self.object, self.request.user))

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        named = [f"{capfirst(thing._meta.verbose_name)}: {thing}" for thing, _references in self.usage][:MOST_NAMED]
        advice = _("A place that is closed for a time is better hidden: what was measured there stays.")
        more = max(0, len(self.usage) - len(named))
        return super().get_context_data(advice=advice, going=list(self.going()), pointing=named, more=more, **kwargs)

    def going(self) -> Iterator[str]:
        place = self.object
        waiting = place.surveys.waiting().count()
        surveys, photos, reports = place.surveys.count() - waiting, place.photos.count(), place.reports.count()
        sentences = (
            (surveys, ngettext("%(count)d survey", "%(count)d surveys", surveys)),
            (waiting, ngettext("%(count)d survey that waits", "%(count)d surveys that wait", waiting)),
            (photos, ngettext("%(count)d photo", "%(count)d photos", photos)),
            (reports, ngettext("%(count)d report of the public", "%(count)d reports of the public", reports)),
        )
        for count, sentence in sentences:
            if count:
                yield sentence % {"count": count}
