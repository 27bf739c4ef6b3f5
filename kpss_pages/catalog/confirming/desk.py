"""The coordinator's screen: which providers have confirmed their entries, and whom to call."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.cache import add_never_cache_headers
from django.utils.formats import date_format
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe
from wagtail.log_actions import log

from kpss_pages.catalog.confirming.answers import confirm_by_telephone
from kpss_pages.catalog.confirming.asking import ask, until
from kpss_pages.catalog.confirming.coverage import Coverage, Covered, counts_of, coverage_of
from kpss_pages.catalog.confirming.links import address_of
from kpss_pages.catalog.models import CatalogSettings, ConfirmationRequest, Provider, Service
from kpss_pages.catalog.pages import catalog_page
from kpss_pages.catalog.settings_of import settings_of
from kpss_pages.core.ways.numbers import shown
from sites.models import TownSettings
from sites.spreadsheets import CSV_TYPE, csv_of_rows
from sites.tenancy.town_screens import lead_to, town_kept_by

PER_PAGE = 50
ASK_ACTION = "kpss_catalog.ask"
TELEPHONE_ACTION = "kpss_catalog.telephone"
LINK_ACTION = "kpss_catalog.copy_link"


def coverage_towns(request: HttpRequest) -> HttpResponse:
    """Lead to the coverage of the only town that somebody plans for, or let them choose."""
    return lead_to(request, "kpss_catalog_coverage", _("Confirmations"), "check", CatalogSettings)


def _town(request: HttpRequest, site_id: int) -> TownSettings:
    """Return a town whose catalogue a person plans: coordinators and managers do."""
    return town_kept_by(request.user, site_id, CatalogSettings)


@require_safe
def coverage(request: HttpRequest, site_id: int) -> HttpResponse:
    """Show a town's providers by how far they have been asked."""
    return _screen(request, _town(request, site_id))


def _screen(request: HttpRequest, town: TownSettings, link: str = "", linked: Provider | None = None) -> HttpResponse:
    settings = settings_of(town.site_id)
    rows = coverage_of(settings)
    state, chosen = _chosen(request, rows)
    page = Paginator(chosen, PER_PAGE).get_page(request.GET.get("p"))
    context: dict[str, Any] = {
        "town": town,
        "settings": settings,
        "has_page": catalog_page(town) is not None,
        "counts": counts_of(rows),
        "state": state,
        "rows": page,
        "total": len(rows),
        "entries": sum(row.total for row in rows),
        "entries_confirmed": sum(row.confirmed for row in rows),
        "without_address": [row.provider for row in rows if not row.has_address],
        "failed": [row.provider for row in rows if row.mail_failed],
        "country": town.country,
        "link": link,
        "linked": linked,
        "here": request.get_full_path(),
    }
    response = render(request, "kpss_catalog/admin/coverage.html", context)
    add_never_cache_headers(response)
    return response


def _chosen(request: HttpRequest, rows: list[Covered]) -> tuple[str, list[Covered]]:
    """Return the state that the address asks for, "" for all, and the rows of it."""
    state = request.GET.get("state", "")
    if state not in Coverage.values:
        return "", rows
    return state, [row for row in rows if row.state == state]


@require_safe
def phone_list(request: HttpRequest, site_id: int) -> HttpResponse:
    """Give the list as CSV, to be called by; those to be called unless the address asks for others."""
    town = _town(request, site_id)
    rows = coverage_of(settings_of(town.site_id))
    state = request.GET.get("state", "")
    wanted = [state] if state in Coverage.values else ([] if state == "all" else [Coverage.CALL])
    header = [
        _("Provider"),
        _("State"),
        _("Telephones"),
        _("E-mail for confirmations"),
        _("Entries"),
        _("Of them due"),
        _("Asked on"),
    ]
    lines = [
        [
            row.provider.name,
            str(row.state.label),
            ", ".join(shown(phone.number, "") for phone in row.phones),
            row.provider.asked_at or row.provider.asked_at_second,
            row.total,
            row.due,
            date_format(timezone.localtime(row.mailed_at), "SHORT_DATE_FORMAT") if row.mailed_at else "",
        ]
        for row in rows
        if not wanted or row.state in wanted
    ]
    response = HttpResponse(csv_of_rows([header, *lines]), content_type=CSV_TYPE)
    response["Content-Disposition"] = 'attachment; filename="confirmations.csv"'
    add_never_cache_headers(response)
    return response


@require_POST
def act(request: HttpRequest, site_id: int) -> HttpResponse:
    """Do what a button of the screen says, with one provider of the town."""
    town = _town(request, site_id)
    number = request.POST.get("provider", "")
    is_number = number.isascii() and number.isdigit() and len(number) < 16
    provider = Provider.objects.filter(site=town.site_id, pk=int(number)).first() if is_number else None
    action = _ACTIONS.get(request.POST.get("action", ""))
    if provider is None or action is None:
        raise Http404
    answer = action(request, town, provider)
    return answer or redirect(_back(request, town))


def _ask(request: HttpRequest, town: TownSettings, provider: Provider) -> None:
    """Send the provider a mail now."""
    said = {"provider": provider.name}
    if not provider.asked_at and not provider.asked_at_second:
        messages.error(request, _("%(provider)s has no e-mail for confirmations. Fill it in first.") % said)
    elif catalog_page(town) is None:
        messages.error(request, _("The catalogue has no published page to which a link could lead. Publish it first."))
    elif not Service.objects.in_town(town.site_id).published().filter(provider=provider).exists():
        messages.error(request, _("%(provider)s has no entry on the site.") % said)
    else:
        ask(provider, settings_of(town.site_id))
        log(instance=provider, action=ASK_ACTION)
        messages.success(request, _("%(provider)s gets a mail in a moment.") % said)


def _note_telephone(request: HttpRequest, town: TownSettings, provider: Provider) -> None:
    """Note that the provider has said by telephone that everything holds."""
    count = confirm_by_telephone(provider, timezone.now())
    log(instance=provider, action=TELEPHONE_ACTION)
    sentence = ngettext(
        "%(count)d entry of %(provider)s is confirmed as of today.",
        "%(count)d entries of %(provider)s are confirmed as of today.",
        count,
    )
    messages.success(request, sentence % {"count": count, "provider": provider.name})


def _copy_link(request: HttpRequest, town: TownSettings, provider: Provider) -> HttpResponse | None:
    """Show a fresh link, to be given to the provider in another way; a mail that was sent keeps its own."""
    page = catalog_page(town)
    if page is None:
        messages.error(request, _("The catalogue has no published page to which a link could lead. Publish it first."))
        return None
    settings = settings_of(town.site_id)
    asked = ConfirmationRequest.objects.filter(provider=provider, answered_at=None).first()
    if asked is None:
        asked = ask(provider, settings, by_mail=False)
    else:
        asked.expires_at = until(settings, timezone.now())
        asked.save(update_fields=["expires_at"])
    log(instance=provider, action=LINK_ACTION)
    return _screen(request, town, address_of(page, asked), provider)


_ACTIONS: dict[str, Any] = {"ask": _ask, "telephone": _note_telephone, "link": _copy_link}


def _back(request: HttpRequest, town: TownSettings) -> str:
    """Return the list from which a button was pressed."""
    address = request.POST.get("next", "")
    own = reverse("kpss_catalog_coverage", args=[town.site_id])
    is_own = address.startswith(own) and url_has_allowed_host_and_scheme(address, {request.get_host()})
    return address if is_own else own
