"""Taking a decision back: the entry gets what it had before, and the proposal is open again."""

from datetime import date, timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from kpss_pages.catalog.choices import Origin, ProposalKind, ProposalState
from kpss_pages.catalog.facts import Facts
from kpss_pages.catalog.forgetting import forget_where
from kpss_pages.catalog.models import Proposal, Provider, Service
from kpss_pages.catalog.proposing.accepting import now_of
from kpss_pages.catalog.proposing.bulk import Taken
from kpss_pages.catalog.proposing.refusals import Refused
from kpss_pages.catalog.values import NAMES, put, put_provider, values_of
from sites.models import User

DECIDED = (ProposalState.ACCEPTED, ProposalState.REJECTED)
MOST_UNDONE = 200
"""Proposals of one decision that are taken back at once."""
OFFERED_FOR = timedelta(days=1)
"""How long a decision can be taken back from the list; a single proposal can be reopened at any time."""


def last_decision(site_id: int, user: User) -> tuple[Proposal | None, int]:
    """Return a proposal of the last decision that somebody has made, and how many were decided with it."""
    mine = Proposal.objects.filter(
        site=site_id, decided_by=user, state__in=DECIDED, decided_at__gte=timezone.now() - OFFERED_FOR
    )
    newest = list(mine.defer("values", "before", "undone_by").order_by("-decided_at", "-pk")[: MOST_UNDONE + 1])
    if not newest:
        return None, 0
    number = sum(proposal.decided_at == newest[0].decided_at for proposal in newest)
    return newest[0], number if number <= MOST_UNDONE else mine.filter(decided_at=newest[0].decided_at).count()


def reopen_all(decided: Proposal, user: User) -> Taken:
    """Open all proposals again that were decided with one; those where somebody has gone on since are left."""
    taken = Taken()
    same = Proposal.objects.filter(site=decided.site_id, decided_by=user, decided_at=decided.decided_at)
    for proposal in same.filter(state__in=DECIDED).order_by("-pk")[:MOST_UNDONE]:
        try:
            reopen(proposal, user)
        except Refused as refused:
            taken.left.append((proposal.pk, proposal.title, str(refused)))
        else:
            taken.done += 1
    return taken


def reopen(proposal: Proposal, user: User | None) -> None:
    """Open a decided proposal again; what it changed is as it was. Raises Refused when somebody has gone on since."""
    with transaction.atomic():
        current = Proposal.objects.select_for_update().filter(pk=proposal.pk).first()
        if current is None:
            raise Refused(_("The proposal is not there any more."))
        if current.state not in DECIDED:
            raise Refused(_("Only what was accepted or rejected can be taken back."))
        if current.key and _has_successor(current):
            raise Refused(_("A newer proposal of the same is open. Decide that one."))
        if current.state == ProposalState.ACCEPTED and current.values:
            _undo(current, user)
        current.state, current.decided_at, current.decided_by = ProposalState.OPEN, None, None
        current.undone_by = {}
        current.save()
        if current.service is not None and "facilities" in current.values:
            forget_where(current.service)
            current.refresh_from_db()
    for field in Proposal._meta.concrete_fields:
        setattr(proposal, field.attname, getattr(current, field.attname))


def _has_successor(proposal: Proposal) -> bool:
    others = Proposal.objects.filter(site=proposal.site_id, key=proposal.key, state=ProposalState.OPEN)
    return others.exclude(pk=proposal.pk).exists()


def _undo(proposal: Proposal, user: User | None) -> None:
    service = Service.objects.select_for_update().filter(pk=proposal.service_id or 0).first()
    if service is None:
        raise Refused(_("The service is not there any more."))
    proposal.service = service
    if proposal.kind == ProposalKind.NEW:
        _unmake(proposal, service, user)
        return
    if now_of(proposal) != proposal.values:
        raise _changed_since(proposal)
    before = proposal.undone_by
    put(service, before["values"], Origin.TOWN, timezone.localdate())
    service.facts = Facts.from_json(before["facts"])
    said_on, by = before["confirmed"]
    service.confirmed_on, service.confirmed_by = (date.fromisoformat(said_on) if said_on else None), by
    _undo_provider(proposal, service, user)
    _join_the_rest(proposal, before.get("rest"))
    service.save()
    revision = service.save_revision(user=user, clean=False)
    log(service, "wagtail.revert", user=user, revision=revision, content_changed=True)


def _join_the_rest(proposal: Proposal, number: int | None) -> None:
    """Put back what was not taken of a proposal."""
    rest = Proposal.objects.filter(site=proposal.site_id, pk=number or 0, state=ProposalState.REJECTED).first()
    if rest is not None:
        proposal.values = proposal.values | rest.values
        proposal.before = proposal.before | rest.before
        rest.delete()


def _undo_provider(proposal: Proposal, service: Service, user: User | None) -> None:
    before = proposal.undone_by
    if "provider" not in before["values"]:
        return
    if service.provider_id != before["provider"]:
        former = Provider.objects.filter(site=service.site_id, pk=before["provider"]).first()
        if former is None:
            raise Refused(_("The former provider is not there any more. Nothing was taken back."))
        service.provider = former
        return
    provider = service.provider
    put_provider(provider, before["values"]["provider"], Origin.TOWN, timezone.localdate())
    provider.facts = Facts.from_json(before["provider_facts"])
    provider.save()
    revision = provider.save_revision(user=user, clean=False)
    log(provider, "wagtail.revert", user=user, revision=revision, content_changed=True)


def _unmake(proposal: Proposal, service: Service, user: User | None) -> None:
    """Take a service out again that nobody has touched since it was made."""
    names = [name for name in NAMES if name in proposal.values]
    is_touched = values_of(service, names) != {name: proposal.values[name] for name in names}
    if is_touched or service.proposals.exclude(pk=proposal.pk).exists():
        raise _changed_since(proposal)
    provider = service.provider
    proposal.service = proposal.provider = None
    proposal.save()
    log(service, "wagtail.delete", user=user, deleted=True)
    service.delete()
    if _is_left_over(provider, proposal):
        log(provider, "wagtail.delete", user=user, deleted=True)
        provider.delete()


def _is_left_over(provider: Provider, proposal: Proposal) -> bool:
    """Whether a provider came with a service that is not there any more, and nobody has touched it."""
    said_by = {fact.origin for fact in provider.facts.by_field.values()}
    is_used = provider.services.exists() or provider.proposals.exists() or provider.confirmation_requests.exists()
    return said_by == {proposal.origin} and not is_used and provider.revisions.count() == 1


def _changed_since(proposal: Proposal) -> Refused:
    message = _("“%(name)s” has been changed since it was accepted. Nothing was taken back.")
    return Refused(message % {"name": proposal.title})
