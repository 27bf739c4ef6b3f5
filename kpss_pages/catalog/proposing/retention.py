"""When decided proposals go: what people wrote in their own words may name somebody, and nobody needs it for ever."""

from datetime import timedelta

from django.utils import timezone

from kpss_pages.catalog.choices import Origin, ProposalState
from kpss_pages.catalog.models import Proposal

KEPT_FOR = timedelta(days=365)
"""How long a proposal is kept after its decision."""
BATCH = 5000


def forget_old() -> int:
    """Delete proposals that were decided long ago; return how many went.

    What was rejected of a register or a provider stays: it is what the same proposal is known by when it comes again.
    """
    old = Proposal.objects.filter(decided_at__lt=timezone.now() - KEPT_FOR).exclude(state=ProposalState.OPEN)
    old = old.exclude(state=ProposalState.REJECTED, origin__in=(Origin.REGISTER, Origin.PROVIDER), words="")
    total = 0
    while numbers := list(old.order_by("pk").values_list("pk", flat=True)[:BATCH]):
        gone, _by_model = Proposal.objects.filter(pk__in=numbers).delete()
        total += gone
    return total
