"""How long decided proposals are kept."""

from datetime import timedelta

import pytest
from django.utils import timezone

from kpss_pages.catalog.models import Proposal
from kpss_pages.catalog.proposing import accept, reject, suggest
from kpss_pages.catalog.proposing.retention import KEPT_FOR, forget_old
from sites.models import TownSettings
from tests.builders import make_service
from tests.kpss_pages.catalog.proposing.proposals import make_change, make_new

pytestmark = pytest.mark.django_db


def test_what_people_wrote_goes_a_year_after_its_decision_and_what_a_register_was_refused_stays(
    prerov: TownSettings, bbsk: TownSettings
) -> None:
    service = make_service(prerov)
    for decide in (accept, reject):
        decide(suggest(service, "price", "řekla mi to paní Vzorná"), None)
    accept(make_change(service, price="free"), None)
    reject(make_new(bbsk), None)
    suggest(service, "price", "čeká")
    late = timezone.now() - KEPT_FOR
    Proposal.objects.exclude(state="open").update(decided_at=late + timedelta(hours=1))
    assert forget_old() == 0

    Proposal.objects.exclude(state="open").update(decided_at=late - timedelta(hours=1))

    assert forget_old() == 3
    assert set(Proposal.objects.values_list("origin", "state")) == {("public", "open"), ("register", "rejected")}
