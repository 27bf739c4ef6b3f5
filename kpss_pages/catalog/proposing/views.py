"""The inbox of proposals: what others would change in a town's catalogue, read, taken or left."""

from collections.abc import Iterable
from typing import Any, cast

from django.core.paginator import Paginator
from django.db.models import Q, QuerySet
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.cache import add_never_cache_headers
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe
from wagtail.admin import messages
from wagtail.log_actions import log

from kpss_pages.catalog.choices import Origin, ProposalKind, ProposalState
from kpss_pages.catalog.models import Proposal
from kpss_pages.catalog.proposing.accepting import accept, fingerprint, now_of, reject
from kpss_pages.catalog.proposing.bulk import Taken, put_aside, take
from kpss_pages.catalog.proposing.filters import ANY, ProposalFilters
from kpss_pages.catalog.proposing.refusals import Refused
from kpss_pages.catalog.proposing.undoing import MOST_UNDONE, last_decision, reopen, reopen_all
from kpss_pages.catalog.proposing.wording import current_lines, differences, label_of_suggestion, summary_of
from kpss_pages.core.collation import sort_key
from sites.models import TownSettings, User
from sites.tenancy.town_screens import lead_to, town_kept_by

PER_PAGE = 50
AT_ONCE = 500
"""Proposals that one click decides; whoever has more clicks again."""
MOST_TOLD = 5
"""Reasons that are told one by one when several proposals were left."""
ACCEPT_ACTION = "kpss_catalog.accept_proposals"
REJECT_ACTION = "kpss_catalog.reject_proposals"
REOPEN_ACTION = "kpss_catalog.reopen_proposals"


def inbox_towns(request: HttpRequest) -> HttpResponse:
    """Lead to the inbox of the only town whose catalogue somebody keeps, or let them choose."""
    return lead_to(request, "kpss_catalog_proposals", _("Proposals"), "comment", Proposal)


@require_safe
def inbox(request: HttpRequest, site_id: int) -> HttpResponse:
    """Show a town's proposals, the open ones unless the address asks for others."""
    town = town_kept_by(request.user, site_id, Proposal)
    filters = ProposalFilters.of(request.GET)
    rows = filters.apply(_proposals(town))
    page = Paginator(rows, PER_PAGE).get_page(request.GET.get("p"))
    decided, how_many = last_decision(site_id, _user(request))
    context = {
        "town": town,
        "filters": filters,
        "choices": _choices(town, filters),
        "page": page,
        "rows": [{"proposal": proposal, "summary": summary_of(proposal)} for proposal in page],
        "decided": decided,
        "decided_count": how_many,
        "can_be_undone": how_many <= MOST_UNDONE,
    }
    return _answer(request, "proposals", context)


@require_POST
def decide(request: HttpRequest, site_id: int) -> HttpResponse:
    """Accept or reject the proposals that were ticked."""
    town = town_kept_by(request.user, site_id, Proposal)
    filters = _filters_posted(request)
    numbers = [int(number) for number in request.POST.getlist("number") if _is_number(number)][:AT_ONCE]
    if not numbers:
        messages.warning(request, _("Tick at least one proposal first."))
    else:
        _decide(request, town, _proposals(town).filter(pk__in=numbers))
    return redirect(_address(town, filters))


@require_http_methods(["GET", "HEAD", "POST"])
def decide_all(request: HttpRequest, site_id: int) -> HttpResponse:
    """Say how many proposals a filter has, and accept or reject them all once somebody has confirmed it.

    What has come in since is not decided: nobody has seen it.
    """
    town = town_kept_by(request.user, site_id, Proposal)
    asked = request.POST if request.method == "POST" else request.GET
    filters = ProposalFilters.of(QueryDict(asked.get("filters", "")) if request.method == "POST" else asked)
    action = asked.get("action")
    if action not in ("accept", "reject") or filters.state != ProposalState.OPEN:
        raise Http404
    chosen = filters.apply(_proposals(town))
    in_words = 0
    if action == "accept":
        # What people say in words is done by somebody who has read it, not by all being accepted.
        in_words = chosen.exclude(words="").count()
        chosen = chosen.filter(words="")
    if request.method == "POST":
        last = asked.get("last", "")
        numbers = chosen.filter(pk__lte=int(last) if _is_number(last) else 0).order_by("pk")
        _decide(request, town, _proposals(town).filter(pk__in=list(numbers.values_list("pk", flat=True)[:AT_ONCE])))
        return redirect(_address(town, filters))
    count = chosen.count()
    if not count:
        one_by_one = _("Suggestions are accepted one by one: open each and change the service.")
        messages.warning(request, one_by_one if in_words else _("There is nothing to decide."))
        return redirect(_address(town, filters))
    kinds = chosen.order_by().values_list("kind", flat=True)
    context = {
        "town": town,
        "filters": filters,
        "action": action,
        "count": count,
        "in_words": in_words,
        "at_once": min(count, AT_ONCE),
        "last": chosen.order_by("-pk").values_list("pk", flat=True)[0],
        "counts": [
            {"label": kind.label, "number": number}
            for kind in ProposalKind
            if (number := sum(found == kind for found in kinds))
        ],
        "back": _address(town, filters),
    }
    return _answer(request, "proposals_all", context)


@require_POST
def undo(request: HttpRequest, site_id: int) -> HttpResponse:
    """Take back the last decision of the person, if it is the one that they have seen."""
    town = town_kept_by(request.user, site_id, Proposal)
    decided, how_many = last_decision(site_id, _user(request))
    if decided is None or how_many > MOST_UNDONE or request.POST.get("decided") != str(decided.pk):
        messages.warning(request, _("That decision cannot be taken back here any more."))
    else:
        taken = reopen_all(decided, _user(request))
        log(instance=town.site, action=REOPEN_ACTION)
        _tell(
            request,
            taken,
            ngettext("%(count)d proposal is open again.", "%(count)d proposals are open again.", taken.done),
        )
    return redirect(_address(town, _filters_posted(request)))


@require_http_methods(["GET", "HEAD", "POST"])
def proposal(request: HttpRequest, site_id: int, number: int) -> HttpResponse:
    """Show one proposal next to what the entry says; POST decides it and leads to the next one."""
    town = town_kept_by(request.user, site_id, Proposal)
    found = _proposals(town).filter(pk=number).first()
    if found is None:
        raise Http404
    if request.method == "POST":
        return _decide_one(request, town, found)
    filters = ProposalFilters.of(request.GET)
    is_open = found.state == ProposalState.OPEN
    has_values = bool(found.values)
    context = {
        "town": town,
        "filters": filters,
        "proposal": found,
        "rows": differences(found),
        "suggested": label_of_suggestion(found) if found.field else "",
        "current": current_lines(found) if is_open else None,
        "is_open": is_open,
        "is_new": found.kind == ProposalKind.NEW,
        "can_choose": is_open and found.kind == ProposalKind.CHANGE and len(found.values) > 1,
        "has_values": has_values,
        "can_be_undone": found.state in (ProposalState.ACCEPTED, ProposalState.REJECTED),
        "seen": fingerprint(now_of(found)) if is_open and has_values and found.service else "",
        "next": _next(town, filters, found),
        "back": _address(town, filters),
    }
    return _answer(request, "proposal", context)


def _decide_one(request: HttpRequest, town: TownSettings, found: Proposal) -> HttpResponse:
    filters, user = _filters_posted(request), _user(request)
    action = request.POST.get("action")
    here = f"{reverse('kpss_catalog_proposal', args=[town.site_id, found.pk])}?{filters.query}"
    following = _next(town, filters, found)
    try:
        if action == "accept":
            fields = request.POST.getlist("field") if "chooses" in request.POST else None
            service = accept(found, user, fields, request.POST.get("seen") or None)
            buttons = []
            if service is not None:
                address = reverse("wagtailsnippets_kpss_catalog_service:edit", args=[service.pk])
                buttons.append(messages.button(address, _("Open the service")))
            messages.success(request, _("“%(name)s”: accepted.") % {"name": found.title}, buttons=buttons)
        elif action == "reject":
            reject(found, user)
            log(instance=town.site, action=REJECT_ACTION)
            messages.success(request, _("“%(name)s”: rejected.") % {"name": found.title})
        elif action == "undo":
            reopen(found, user)
            log(instance=town.site, action=REOPEN_ACTION)
            messages.success(request, _("“%(name)s” is open again.") % {"name": found.title})
            return redirect(here)
        else:
            return redirect(here)
    except Refused as refused:
        messages.error(request, str(refused))
        return redirect(here)
    return redirect(following or _address(town, filters))


def _decide(request: HttpRequest, town: TownSettings, chosen: "QuerySet[Proposal]") -> None:
    user = _user(request)
    if request.POST.get("action") == "accept":
        taken = take(chosen, town.site_id, user)
        log(instance=town.site, action=ACCEPT_ACTION)
        _tell(request, taken, ngettext("%(count)d proposal accepted.", "%(count)d proposals accepted.", taken.done))
    elif request.POST.get("action") == "reject":
        taken = Taken(put_aside(chosen, town.site_id, user))
        log(instance=town.site, action=REJECT_ACTION)
        _tell(request, taken, ngettext("%(count)d proposal rejected.", "%(count)d proposals rejected.", taken.done))


def _tell(request: HttpRequest, taken: Taken, sentence: str) -> None:
    if taken.done or not taken.left:
        messages.success(request, sentence % {"count": taken.done})
    for _number, name, reason in taken.left[:MOST_TOLD]:
        messages.warning(request, f"{name}: {reason}")
    more = len(taken.left) - MOST_TOLD
    if more > 0:
        message = ngettext("And %(count)d more was left open.", "And %(count)d more were left open.", more)
        messages.warning(request, message % {"count": more})


def _choices(town: TownSettings, filters: ProposalFilters) -> list[dict[str, Any]]:
    """Return the filters with what can be chosen of each."""
    language = town.default_language
    mine = _proposals(town).order_by()
    if filters.state != ANY:
        mine = mine.filter(state=filters.state)

    pairs = list(mine.values_list("provider_name", "municipality").distinct())

    def names(place: int, chosen: str) -> list[tuple[str, str]]:
        known = {pair[place] for pair in pairs} | {chosen}
        known.discard("")
        return [("", _("all")), *((name, name) for name in sorted(known, key=lambda name: sort_key(name, language)))]

    def offered(choices: Iterable[tuple[str, Any]]) -> list[tuple[str, Any]]:
        return [("", _("all")), *choices]

    rows: list[dict[str, Any]] = [
        {"name": "state", "label": _("State"), "choices": [*ProposalState.choices, (ANY, _("all"))]},
        {"name": "origin", "label": _("From whom"), "choices": offered(Origin.choices)},
        {"name": "kind", "label": _("What it does"), "choices": offered(ProposalKind.choices)},
        {"name": "provider", "label": _("Provider"), "choices": names(0, filters.provider)},
        {"name": "municipality", "label": _("Municipality"), "choices": names(1, filters.municipality)},
    ]
    return [row | {"chosen": getattr(filters, str(row["name"]))} for row in rows]


def _proposals(town: TownSettings) -> "QuerySet[Proposal]":
    return Proposal.objects.filter(site=town.site_id).select_related("service__provider", "decided_by")


def _next(town: TownSettings, filters: ProposalFilters, found: Proposal) -> str:
    """Return the address of the open proposal that comes behind one in the list, "" behind the last one."""
    behind = Q(made_at__lt=found.made_at) | Q(made_at=found.made_at, pk__lt=found.pk)
    number = (
        filters.apply(_proposals(town))
        .filter(behind, state=ProposalState.OPEN)
        .order_by("-made_at", "-pk")
        .values_list("pk", flat=True)
        .first()
    )
    if number is None:
        return ""
    return f"{reverse('kpss_catalog_proposal', args=[town.site_id, number])}?{filters.query}".rstrip("?")


def _address(town: TownSettings, filters: ProposalFilters) -> str:
    return f"{reverse('kpss_catalog_proposals', args=[town.site_id])}?{filters.query}".rstrip("?")


def _filters_posted(request: HttpRequest) -> ProposalFilters:
    return ProposalFilters.of(QueryDict(request.POST.get("filters", "")))


def _is_number(text: str) -> bool:
    return text.isascii() and text.isdigit() and len(text) < 10


def _user(request: HttpRequest) -> User:
    return cast(User, request.user)  # the admin's URLs are for people who have signed in


def _answer(request: HttpRequest, name: str, context: dict[str, Any]) -> HttpResponse:
    response = render(request, f"kpss_catalog/admin/{name}.html", context)
    add_never_cache_headers(response)
    return response
