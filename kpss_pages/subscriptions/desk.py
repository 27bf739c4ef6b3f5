"""The desk's screen: how many subscribe to what, what became of the last mails, and one address on its owner's request."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import Count, Max, Q, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail.admin.auth import require_admin_access
from wagtail.log_actions import log
from wagtail.models import Site

from kpss_pages.core.announcements import announced_kinds
from kpss_pages.subscriptions.choices import DeliveryState, Frequency
from kpss_pages.subscriptions.forms import LookUpForm
from kpss_pages.subscriptions.models import Delivery, Mailing, Subscriber
from kpss_pages.subscriptions.signing_up import leave
from sites.managed_towns import show_towns
from sites.models import Role, TownSettings
from sites.towns import town_of_site

LAST_ROUNDS = 10
REMOVE_ACTION = "kpss_subscriptions.remove"
PLANNERS = (Role.COORDINATOR, Role.MANAGER)


@dataclass(frozen=True)
class Round:
    """A round of mails in numbers."""

    mailing: Mailing
    frequency: str
    last_sent_at: Any
    sent: int
    waiting: int
    failed: int
    in_doubt: int


def sites_planned_by(user: Any) -> "QuerySet[Site]":
    """Return the sites of the towns that a person coordinates or manages; all for the platform's administrators."""
    sites = Site.objects.filter(townsettings__isnull=False).order_by("site_name")
    if user.is_superuser:
        return sites
    planned = Site.objects.filter(town_roles__role__in=PLANNERS, town_roles__group__user=user)
    return sites.filter(pk__in=planned.values("pk"))


@require_admin_access
def towns(request: HttpRequest) -> HttpResponse:
    """Lead to the subscribers of the only town that somebody plans for, or let them choose."""
    sites = sites_planned_by(request.user)
    first = list(sites[:2])
    if not first:
        raise PermissionDenied
    if len(first) == 1:
        return redirect("subscriptions_desk", first[0].pk)
    return show_towns(
        request,
        sites,
        lambda site: reverse("subscriptions_desk", args=[site.pk]),
        heading=_("Subscribers"),
        icon="mail",
    )


@require_admin_access
def desk(request: HttpRequest, site_id: int) -> HttpResponse:
    """Show a town's subscribers in numbers; POST looks one address up, or removes it."""
    town = _planned_town(request, site_id)
    form = LookUpForm(request.POST if request.method == "POST" else None)
    found: Subscriber | None = None
    if request.method == "POST" and form.is_valid():
        found = Subscriber.objects.filter(site=town.site_id, email=form.cleaned_data["email"]).first()
        if found is None:
            messages.warning(request, _("Nobody subscribes with this address."))
        elif request.POST.get("action") == "remove":
            leave(found)
            log(instance=town.site, action=REMOVE_ACTION)
            messages.success(request, _("The subscription was ended and the address deleted."))
            return redirect("subscriptions_desk", town.site_id)
    context = {
        "site": town.site,
        "form": form,
        "found": found,
        "found_kinds": [kind.label for kind in announced_kinds() if found is not None and kind.key in found.kinds],
        "rounds": list(_rounds(town)),
        **counts_of(town),
    }
    return render(request, "kpss_subscriptions/admin/desk.html", context)


def _planned_town(request: HttpRequest, site_id: int) -> TownSettings:
    site = sites_planned_by(request.user).filter(pk=site_id).first()
    town = town_of_site(site.pk) if site is not None else None
    if town is None:
        raise Http404
    return town


def counts_of(town: TownSettings) -> dict[str, Any]:
    """Return how many are told: by kind and frequency, altogether, paused, and not confirmed yet."""
    mine = Subscriber.objects.filter(site=town.site_id)
    told: Counter[tuple[str, str]] = Counter()
    for frequency, kinds, number in (
        mine.active().order_by().values_list("frequency", "kinds").annotate(number=Count("pk")).iterator()
    ):
        for key in kinds:
            told[key, frequency] += number
    rows = [(kind.label, [told[kind.key, frequency] for frequency in Frequency.values]) for kind in announced_kinds()]
    numbers = mine.aggregate(
        active=Count("pk", filter=Q(confirmed_at__isnull=False, paused_at__isnull=True)),
        paused=Count("pk", filter=Q(paused_at__isnull=False)),
        unconfirmed=Count("pk", filter=Q(confirmed_at__isnull=True)),
    )
    return {"rows": rows, "frequencies": Frequency.labels, **numbers}


def _rounds(town: TownSettings) -> Iterator[Round]:
    """Yield the last rounds of mails, the newest first."""
    mailings = list(Mailing.objects.filter(site=town.site_id)[:LAST_ROUNDS])
    states: dict[int, Counter[str]] = {mailing.pk: Counter() for mailing in mailings}
    last: dict[int, Any] = {}
    deliveries = Delivery.objects.filter(mailing__in=states).order_by().values_list("mailing", "state")
    for mailing_id, state, number, sent_at in deliveries.annotate(number=Count("pk"), sent=Max("sent_at")):
        states[mailing_id][state] += number
        if sent_at is not None:
            last[mailing_id] = sent_at
    for mailing in mailings:
        of = states[mailing.pk]
        yield Round(
            mailing,
            mailing.get_frequency_display(),
            last.get(mailing.pk),
            of[DeliveryState.SENT],
            of[DeliveryState.PREPARED] + of[DeliveryState.SENDING],
            of[DeliveryState.FAILED],
            of[DeliveryState.IN_DOUBT],
        )
