"""Deciding one proposal: it goes into the entry with a revision, a line of history and who said it, or it is put aside.

That something stands in a register confirms nothing: only its provider or the town can say that an entry holds. So a
register's values keep the entry's last confirmation as it is, while those of a provider or of the town renew it.
"""

import hashlib
import json
from collections.abc import Collection
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.log_actions import log
from wagtail.models import Site

from kpss_pages.catalog.choices import Origin, ProposalKind, ProposalState
from kpss_pages.catalog.forgetting import forget_where
from kpss_pages.catalog.models import Proposal, Provider, Service
from kpss_pages.catalog.proposing.fitting import check_provider, check_service
from kpss_pages.catalog.proposing.joining import provider_of
from kpss_pages.catalog.proposing.refusals import Refused, sentence_of
from kpss_pages.catalog.values import provider_values, put, put_provider, values_of
from sites.models import User

CONFIRMING = (Origin.PROVIDER, Origin.TOWN)
"""Whose word confirms an entry."""
_COMMON = (
    "site_id",
    "origin",
    "kind",
    "service_id",
    "provider_id",
    "title",
    "provider_name",
    "municipality",
    "key",
    "reason",
    "run_id",
)
"""What two parts of one proposal have in common."""


def accept(
    proposal: Proposal, user: User | None, fields: Collection[str] | None = None, seen: str | None = None
) -> Service | None:
    """Do what is proposed; return the service, None for mere words, which write nothing.

    Of a change only ``fields`` are taken when some are given, and the rest of it is rejected. ``seen`` is the
    ``fingerprint`` of the entry that whoever decides has seen; without it the entry must be as it was when it was
    proposed. Raises Refused when the entry has changed since, when the proposal was decided already, and when the values
    do not fit.
    """
    with transaction.atomic():
        if proposal.kind == ProposalKind.NEW:
            # Providers of a town are made by one at a time, as in ``bulk``.
            Site.objects.order_by().select_for_update(no_key=True).get(pk=proposal.site_id)
        current = _locked(proposal)
        if not current.values:
            service = None
        elif current.kind == ProposalKind.NEW:
            service = _make(current, user)
        else:
            service = _change(current, user, fields, seen)
        _decide(current, ProposalState.ACCEPTED, user)
        if service is not None and "facilities" in current.values:
            forget_where(service)
            current.refresh_from_db()
    _tell(proposal, current)
    return service


def reject(proposal: Proposal, user: User | None) -> None:
    """Put a proposal aside; the same values are not proposed again under its key. Raises Refused when it was decided."""
    with transaction.atomic():
        current = _locked(proposal)
        _decide(current, ProposalState.REJECTED, user)
    _tell(proposal, current)


def day_of(proposal: Proposal) -> date:
    """Return the day on which it was said, in the time of the towns."""
    return timezone.localdate(proposal.made_at)


def now_of(proposal: Proposal) -> dict[str, Any]:
    """Return what the entry holds at the moment in the fields that would change."""
    service = proposal.service
    if service is None:
        return {}
    now = values_of(service, [name for name in proposal.values if name != "provider"])
    if "provider" in proposal.values:
        theirs = provider_values(service.provider)
        now["provider"] = {name: theirs[name] for name in proposal.values["provider"]}
    return now


def changed_since(proposal: Proposal, now: dict[str, Any]) -> list[str]:
    """Return the fields that are neither as they were when it was proposed nor as it is proposed."""
    return [
        name for name, value in now.items() if value != proposal.values[name] and value != proposal.before.get(name)
    ]


def fingerprint(now: dict[str, Any]) -> str:
    """Return a short name of what somebody has seen of an entry."""
    return hashlib.sha256(json.dumps(now, sort_keys=True, default=str).encode()).hexdigest()[:24]


def _locked(proposal: Proposal) -> Proposal:
    current: Proposal | None = Proposal.objects.select_for_update().filter(pk=proposal.pk).first()
    if current is None:
        raise Refused(_("The proposal is not there any more."))
    if current.state != ProposalState.OPEN:
        raise Refused(_("The proposal has been decided already. Nothing was changed."))
    return current


def _decide(proposal: Proposal, state: ProposalState, user: User | None) -> None:
    proposal.state, proposal.decided_at, proposal.decided_by = state, timezone.now(), user
    proposal.save()


def _tell(proposal: Proposal, current: Proposal) -> None:
    """Let the object that somebody holds know what has become of its row."""
    for field in Proposal._meta.concrete_fields:
        setattr(proposal, field.attname, getattr(current, field.attname))


def _make(proposal: Proposal, user: User | None) -> Service:
    values, origin = proposal.values, Origin(proposal.origin)
    register, number = values.get("register", ""), values.get("register_number", "")
    if number and Service.objects.filter(site=proposal.site_id, register=register, register_number=number).exists():
        raise Refused(_("The town has a service with this number already. Reject the proposal."))
    provider = provider_of(proposal.site_id, values.get("provider") or {}, origin, day_of(proposal))
    service = new_service(proposal, provider)
    try:
        if provider.pk is None:
            check_provider(provider)
        check_service(service)
    except ValidationError as error:
        raise _does_not_fit(error) from error
    if provider.pk is None:
        _keep(provider, user, "wagtail.create")
        service.provider = provider
    _keep(service, user, "wagtail.create")
    proposal.service, proposal.provider = service, provider
    return service


def new_service(proposal: Proposal, provider: Provider) -> Service:
    """Return the unsaved service that a proposal would make."""
    values, origin, day = proposal.values, Origin(proposal.origin), day_of(proposal)
    service = Service(site_id=proposal.site_id, provider=provider)
    for name in ("register", "register_number", "unknown_codes"):
        if name in values:
            setattr(service, name, values[name])
    put(service, values, origin, day)
    if origin in CONFIRMING:
        service.confirmed_on, service.confirmed_by = day, origin
    return service


def _change(proposal: Proposal, user: User | None, fields: Collection[str] | None, seen: str | None) -> Service:
    service = Service.objects.select_for_update().filter(pk=proposal.service_id or 0).first()
    if service is None:
        raise Refused(_("The service is not there any more."))
    proposal.service = service
    # Whoever decides has seen all of it, whatever they take of it.
    is_as_seen = seen is not None and fingerprint(now_of(proposal)) == seen
    rest = _leave_the_rest(proposal, fields, user) if fields is not None else None
    now = now_of(proposal)
    if not is_as_seen if seen is not None else changed_since(proposal, now):
        raise Refused(
            _(
                "“%(name)s” has been changed since. Look at what it says now and at what is proposed, and decide again. "
                "Nothing was changed."
            )
            % {"name": proposal.title}
        )
    provider = service.provider
    proposal.undone_by = {
        "rest": rest,
        "values": now,
        "facts": service.facts.to_json(),
        "provider": provider.pk,
        "provider_facts": provider.facts.to_json(),
        "confirmed": [service.confirmed_on.isoformat() if service.confirmed_on else None, service.confirmed_by],
    }
    apply(proposal, service, user)
    return service


def apply(proposal: Proposal, service: Service, user: User | None) -> None:
    """Put the values of a proposal into a service and its provider, and keep both."""
    origin, day = Origin(proposal.origin), day_of(proposal)
    try:
        if "provider" in proposal.values:
            _apply_to_provider(proposal, service, user, origin, day)
        put(service, proposal.values, origin, day)
        check_service(service)
    except (ValidationError, KeyError, TypeError, ValueError) as error:
        raise _does_not_fit(error) from error
    if origin in CONFIRMING and (service.confirmed_on is None or service.confirmed_on <= day):
        service.confirmed_on, service.confirmed_by = day, origin
    _keep(service, user, "wagtail.edit")


def _apply_to_provider(proposal: Proposal, service: Service, user: User | None, origin: Origin, day: date) -> None:
    said, provider = proposal.values["provider"], service.provider
    number = said.get("company_id")
    if number and provider.company_id and number != provider.company_id:
        provider = provider_of(service.site_id, said, origin, day)
        if provider.pk is None:
            check_provider(provider)
            _keep(provider, user, "wagtail.create")
        service.provider = provider
    else:
        put_provider(provider, said, origin, day)
        check_provider(provider)
        _keep(provider, user, "wagtail.edit")


def _leave_the_rest(proposal: Proposal, fields: Collection[str], user: User | None) -> int | None:
    """Reject, as a proposal of its own, what is not taken of a proposal; return its number, None when all is taken."""
    rest = [name for name in proposal.values if name not in fields]
    if len(rest) == len(proposal.values):
        raise Refused(_("Choose at least one field, or reject the proposal."))
    if not rest:
        return None
    left = Proposal.objects.create(
        **{name: getattr(proposal, name) for name in _COMMON},
        values={name: proposal.values.pop(name) for name in rest},
        before={name: proposal.before.pop(name) for name in rest if name in proposal.before},
        state=ProposalState.REJECTED,
        decided_at=timezone.now(),
        decided_by=user,
    )
    Proposal.objects.filter(pk=left.pk).update(made_at=proposal.made_at)
    return left.pk


def _keep(row: Service | Provider, user: User | None, action: str) -> None:
    row.save()
    revision = row.save_revision(user=user, clean=False)
    log(row, action, user=user, revision=revision, content_changed=True)


def _does_not_fit(error: Exception) -> Refused:
    said = sentence_of(error) if isinstance(error, ValidationError) else ""
    message = _("What is proposed does not fit any more. Nothing was changed.")
    return Refused(f"{message} {said}".strip())
