"""Taking all that a register proposes: a handful of queries for some hundred services, with history and references.

Rows are written in bulk, which tells nobody: what happens when somebody accepts one proposal is done here for all of
them. Changes and ends of services that the town has are accepted one by one, for they must be looked at; new services,
of which a first reading brings thousands, are not.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import CharField, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Cast
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.models import Revision, Site

from kpss_pages.catalog.choices import Origin, ProposalKind, ProposalState
from kpss_pages.catalog.models import Facility, Proposal, Provider, Service, ServiceForm
from kpss_pages.catalog.proposing.accepting import accept, day_of, new_service
from kpss_pages.catalog.proposing.fitting import check_provider, check_service
from kpss_pages.catalog.proposing.joining import new_provider
from kpss_pages.catalog.proposing.refusals import Refused, sentence_of
from kpss_pages.core.models.found_rows import language_of
from kpss_pages.core.rows_in_bulk import write_log, write_references, write_revisions
from sites.models import User
from sites.page_cache.signals import announce
from sites.page_cache.tags import anything_of, kind

AT_ONCE = 250
"""New services that are held in memory at a time."""
_ROWS = 500
"""Rows of one query; SQLite takes 32,766 values."""


@dataclass
class Taken:
    """How many proposals were done, and those left open with the sentences why."""

    done: int = 0
    left: list[tuple[int, str, str]] = field(default_factory=list)
    """Number of the proposal, what it is about, and why it was left."""


def take_all(site_id: int, user: User | None, origin: Origin = Origin.REGISTER) -> Taken:
    """Accept every open proposal of one origin for a town; what cannot be done is left open and said why."""
    return take(Proposal.objects.filter(site=site_id, origin=origin), site_id, user)


def take(proposals: "QuerySet[Proposal]", site_id: int, user: User | None) -> Taken:
    """Accept the open ones of some proposals of a town.

    Several hundred are taken in one transaction, not all of them: what is done stays done when the power fails.
    """
    taken, now = Taken(), timezone.now()
    chosen = proposals.filter(site=site_id, state=ProposalState.OPEN).order_by("pk")
    numbers = list(chosen.filter(kind=ProposalKind.NEW).values_list("pk", flat=True))
    for start in range(0, len(numbers), AT_ONCE):
        _take_new(numbers[start : start + AT_ONCE], site_id, user, now, taken)
    for proposal in chosen.exclude(kind=ProposalKind.NEW).iterator(chunk_size=AT_ONCE):
        try:
            accept(proposal, user)
        except Refused as refused:
            taken.left.append((proposal.pk, proposal.title, str(refused)))
        else:
            Proposal.objects.filter(pk=proposal.pk).update(decided_at=now)
            taken.done += 1
    return taken


def put_aside(proposals: "QuerySet[Proposal]", site_id: int, user: User | None) -> int:
    """Reject the open ones of some proposals of a town; return how many."""
    return proposals.filter(site=site_id, state=ProposalState.OPEN).update(
        state=ProposalState.REJECTED, decided_at=timezone.now(), decided_by=user
    )


def _take_new(numbers: list[int], site_id: int, user: User | None, now: datetime, taken: Taken) -> None:
    with transaction.atomic():
        # One at a time makes providers of a town.
        Site.objects.order_by().select_for_update(no_key=True).get(pk=site_id)
        proposals = list(
            Proposal.objects.select_for_update().filter(pk__in=numbers, state=ProposalState.OPEN).order_by("pk")
        )
        providers = _Providers(site_id, proposals)
        language = language_of(site_id)
        made = list(_services(proposals, providers, site_id, taken))
        used = {id(service.provider) for _proposal, service in made}
        new = [provider for provider in providers.new if id(provider) in used]
        for provider in new:
            provider.find_words(language)
        Provider.objects.bulk_create(new, batch_size=_ROWS)
        _keep_history(Provider, new, user, now)
        write_references(new)
        services = [service for _proposal, service in made]
        for service in services:
            service.provider = service.provider  # says its number, which it has by now
            service.find_words(language)
        Service.objects.bulk_create(services, batch_size=_ROWS)
        _keep_parts(services)
        _keep_history(Service, services, user, now)
        write_references(services)
        _note(made, user, now)
        taken.done += len(made)
        announce([kind(site_id, "kpss_catalog.Service"), kind(site_id, "kpss_catalog.Provider"), anything_of(site_id)])


def _note(made: list[tuple[Proposal, Service]], user: User | None, now: datetime) -> None:
    """Note with the proposals what has become of them."""
    for proposal, service in made:
        proposal.service = service
    Proposal.objects.bulk_update([proposal for proposal, _service in made], ["service"], batch_size=_ROWS)
    theirs = Service.objects.filter(pk=OuterRef("service_id")).values("provider")[:1]
    Proposal.objects.filter(pk__in=[proposal.pk for proposal, _service in made]).update(
        provider=Subquery(theirs), state=ProposalState.ACCEPTED, decided_at=now, decided_by=user
    )


class _Providers:
    """The town's providers that some proposals name, and the new ones made for them; see ``joining.provider_of``."""

    def __init__(self, site_id: int, proposals: Iterable[Proposal]) -> None:
        self.site_id = site_id
        self.new: list[Provider] = []
        self._by_number: dict[str, Provider] = {}
        self._by_name: dict[str, list[Provider]] = {}
        said = [proposal.values.get("provider") or {} for proposal in proposals]
        theirs = Provider.objects.filter(site=site_id).order_by("pk")
        numbers = {each.get("company_id") for each in said} - {"", None}
        names = {each.get("name") for each in said} - {"", None}
        for provider in theirs.filter(Q(company_id__in=numbers) | Q(name__in=names)):
            self._know(provider)

    def of(self, proposal: Proposal) -> Provider:
        said = proposal.values.get("provider") or {}
        number, name = said.get("company_id") or "", said.get("name") or ""
        found = self._by_number.get(number) if number else None
        if found is None:
            same = self._by_name.get(name, ())
            found = next((provider for provider in same if not number or not provider.company_id), None)
        if found is None:
            found = new_provider(self.site_id, said, Origin(proposal.origin), day_of(proposal))
            check_provider(found)
            self.new.append(found)
            self._know(found)
        return found

    def _know(self, provider: Provider) -> None:
        if provider.company_id:
            self._by_number.setdefault(provider.company_id, provider)
        self._by_name.setdefault(provider.name, []).append(provider)


def _services(
    proposals: Iterable[Proposal], providers: _Providers, site_id: int, taken: Taken
) -> Iterator[tuple[Proposal, Service]]:
    """Yield proposals with the unsaved services that they make; those that do not fit are left."""
    numbers = {proposal.values.get("register_number") for proposal in proposals} - {"", None}
    there = set(
        Service.objects.filter(site=site_id, register_number__in=numbers).values_list("register", "register_number")
    )
    for proposal in proposals:
        number = (proposal.values.get("register", ""), proposal.values.get("register_number", ""))
        if number[1] and number in there:
            message = _("The town has a service with this number already. Reject the proposal.")
            taken.left.append((proposal.pk, proposal.title, message))
            continue
        try:
            service = new_service(proposal, providers.of(proposal))
            check_service(service)
        except (ValidationError, KeyError, TypeError, ValueError) as error:
            message = sentence_of(error) if isinstance(error, ValidationError) else _("It cannot be read.")
            taken.left.append((proposal.pk, proposal.title, message))
            continue
        there.add(number)
        yield proposal, service


def _keep_parts(services: Iterable[Service]) -> None:
    for model, name in ((ServiceForm, "forms"), (Facility, "facilities")):
        parts = []
        for service in services:
            for part in getattr(service, name).all():
                part.service = service
                parts.append(part)
        model.objects.bulk_create(parts, batch_size=_ROWS)


def _keep_history(model: Any, rows: list[Any], user: User | None, now: datetime) -> None:
    write_revisions(rows, user, now)
    content_type = ContentType.objects.get_for_model(model, for_concrete_model=False)
    newest = Revision.objects.filter(base_content_type=content_type, object_id=Cast(OuterRef("pk"), CharField()))
    model._default_manager.filter(pk__in=[row.pk for row in rows]).update(
        latest_revision=Subquery(newest.order_by("-pk").values("pk")[:1])
    )
    write_log(rows, [], user, now)
