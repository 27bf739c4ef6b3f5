"""Before an entry is deleted: what goes with it, and what is better than deleting."""

from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail.snippets.views.snippets import DeleteView

from kpss_pages.catalog.choices import ProposalState
from kpss_pages.catalog.models import Provider, Service

MOST_NAMED = 20
"""Services that are named before their provider is deleted."""


class ServiceDeleteView(DeleteView):
    """Says that a service that has ended is better kept."""

    object: Service

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        advice = _(
            "A service that has ended is better kept: fill in “ended on” and it is not offered any more. "
            "A service of the register that is deleted is proposed again when the register is read next."
        )
        return super().get_context_data(advice=advice, going=list(self.going()), **kwargs)

    def going(self) -> Iterator[str]:
        service = self.object
        forms, places = service.forms.count(), service.facilities.count()
        open_ones = service.proposals.filter(state=ProposalState.OPEN).count()
        sentences = (
            (forms, ngettext("%(count)d form with its hours", "%(count)d forms with their hours", forms)),
            (places, ngettext("%(count)d place", "%(count)d places", places)),
            (open_ones, ngettext("%(count)d open proposal", "%(count)d open proposals", open_ones)),
        )
        for count, sentence in sentences:
            if count:
                yield sentence % {"count": count}


class ProviderDeleteView(DeleteView):
    """Names the services that go with their provider."""

    object: Provider

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        services = self.object.services.order_by("sorts_as")
        named, count = list(services.values_list("name", flat=True)[:MOST_NAMED]), services.count()
        advice = ""
        if count:
            advice = _(
                "The services of the provider are deleted with it. Give them to another provider first, or leave it."
            )
        more = max(0, count - len(named))
        return super().get_context_data(advice=advice, going=named, more=more, **kwargs)
