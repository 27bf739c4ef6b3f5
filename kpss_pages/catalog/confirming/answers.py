"""What becomes of a provider's answer: what holds is confirmed, what differs is proposed, free places are taken over."""

from collections.abc import Iterable, Mapping
from datetime import datetime

from django.db import transaction
from django.utils import timezone
from wagtail.log_actions import log

from kpss_pages.catalog.choices import Origin, ProposalState, RequestOutcome
from kpss_pages.catalog.confirming.asking import close
from kpss_pages.catalog.confirming.entries import Entry, entries_of, open_proposals, version_of_entries
from kpss_pages.catalog.confirming.forms import AnswerForm
from kpss_pages.catalog.confirming.places import take_over
from kpss_pages.catalog.models import ConfirmationRequest, Proposal, Provider, Service
from kpss_pages.catalog.proposing import propose_change, propose_end, suggest
from kpss_pages.catalog.values import NAMES, normal, values_of

ANSWER_ACTION = "kpss_catalog.answer"


def confirm_rest(asked: ConfirmationRequest, version: str) -> bool:
    """Note that everything holds of which the provider has not said anything yet, and close the question.

    Return False, with nothing noted, when the entries are not those any more that somebody has seen (``version``).
    """
    with transaction.atomic():
        _lock(asked)
        entries = entries_of(asked)
        if version != version_of_entries(entries):
            return False
        for entry in entries:
            if not entry.is_done:
                confirm(entry.row, Origin.PROVIDER)
        finish(asked)
    return True


def save_entry(asked: ConfirmationRequest, entry: Entry, form: AnswerForm) -> list[str]:
    """Keep what a valid form says of one entry; return the fields whose values the town has refused before."""
    with transaction.atomic():
        _lock(asked)
        service = Service.objects.whole().get(pk=entry.row.pk)
        values = normal(form.values())
        before = values_of(service, values)
        differing = {name for name in values if values[name] != before[name]}
        key = f"provider:{asked.pk}:{service.pk}"
        # What an earlier answer proposed and nobody has decided is part of this one, or was taken back.
        older = open_proposals(asked).filter(service=service).exclude(key__startswith=key)
        _supersede(older)
        outcome = propose_change(service, values, Origin.PROVIDER, key)
        ended_on = form.cleaned_data["ended_on"]
        if ended_on is not None:
            propose_end(service, ended_on, Origin.PROVIDER, f"{key}:end")
        else:
            _supersede(open_proposals(asked).filter(key=f"{key}:end"))
        _keep_words(asked, service, f"{key}:words", form.cleaned_data["words"])
        _take_over_free_places(service, form.free_places())
        confirm(service, Origin.PROVIDER, set(NAMES) - differing)
        if differing or ended_on or form.cleaned_data["words"]:
            ConfirmationRequest.objects.filter(pk=asked.pk).update(outcome=RequestOutcome.CHANGED)
        finish(asked)
    return outcome.refused


def confirm(service: Service, origin: Origin, names: Iterable[str] | None = None) -> None:
    """Note that an entry was confirmed today, and of its fields those that hold: all, or some."""
    today = timezone.localdate()
    service.facts = service.facts.confirmed(today, names)
    service.confirmed_on, service.confirmed_by = today, origin
    service.save(update_fields=["facts", "confirmed_on", "confirmed_by"])


def confirm_by_telephone(provider: Provider, now: datetime) -> int:
    """Note that a provider has told the town that all its entries hold; return how many they are."""
    with transaction.atomic():
        _lock_entries(provider.pk)
        services = list(
            Service.objects.in_town(provider.site_id).published().filter(provider=provider).select_related("provider")
        )
        for service in services:
            confirm(service, Origin.TOWN)
        for asked in ConfirmationRequest.objects.filter(provider=provider, answered_at=None):
            close(asked, now, RequestOutcome.CONFIRMED)
    return len(services)


def finish(asked: ConfirmationRequest) -> None:
    """Close the question once nothing is left to be said."""
    if all(entry.is_done for entry in entries_of(asked)):
        asked.refresh_from_db()
        if asked.answered_at is None:
            log(instance=asked.provider, action=ANSWER_ACTION)
        close(asked, timezone.now(), RequestOutcome.CONFIRMED)


def _lock(asked: ConfirmationRequest) -> None:
    """Have answers to the same question one after the other, and nobody change the entries meanwhile."""
    ConfirmationRequest.objects.select_for_update().get(pk=asked.pk)
    _lock_entries(asked.provider_id)


def _lock_entries(provider_id: int) -> None:
    """Have nobody change the entries of a provider until the transaction ends; what is noted of them is read after this."""
    list(Service.objects.filter(provider=provider_id).order_by("pk").select_for_update().values_list("pk"))


def _supersede(proposals: "Iterable[Proposal]") -> None:
    keys = [proposal.pk for proposal in proposals]
    if keys:
        Proposal.objects.filter(pk__in=keys).update(state=ProposalState.SUPERSEDED, decided_at=timezone.now())


def _keep_words(asked: ConfirmationRequest, service: Service, key: str, words: str) -> None:
    """Have the editor read what no field takes; said anew, it takes the place of what was said before."""
    opened = Proposal.objects.filter(site=asked.site_id, key=key, state=ProposalState.OPEN)
    if not words:
        _supersede(opened)
    elif not opened.update(words=words):
        suggest(service, "", words, origin=Origin.PROVIDER, key=key)


def _take_over_free_places(service: Service, free: Mapping[str, int | None]) -> None:
    today = timezone.localdate()
    for form in service.forms.all():
        if form.form in free:
            take_over(form, free[form.form], today)
