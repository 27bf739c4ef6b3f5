"""What the public sees of signing up: the form, that a mail is on its way, and the pages that the mail's links lead to.

What a link leads to shows a button: programs that look through mails open links, and must neither confirm nor cancel.
"""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils.cache import add_never_cache_headers
from django.utils.translation import gettext as _
from wagtail.models import Page

from kpss_pages.core.querysets import open_to_all
from kpss_pages.core.strangers import opened_now
from kpss_pages.events.answering import sign_up_views
from kpss_pages.events.choices import RegistrationState, SignUp
from kpss_pages.events.models import EventPage, Registration
from kpss_pages.events.registration.dates import (
    KEPT_DAYS,
    event_of,
    find_date,
    offered_dates,
    why_closed,
)
from kpss_pages.events.registration.forms import SignUpForm
from kpss_pages.events.registration.places import NoPlaceLeft, NotOffered, cancel, confirm, sign_up
from kpss_pages.events.registration.tokens import (
    CONFIRM_HOURS,
    has_expired,
    registration_to_cancel,
    registration_to_confirm,
)
from kpss_pages.events.where import where_of
from kpss_pages.events.wording import when_text
from sites.languages import current_language
from sites.limits import client_network, count
from sites.models import TownSettings
from sites.page_cache.showing import withhold
from sites.page_urls import TOWN_PATH_LENGTH
from sites.towns import current_town

PRIVACY = "privacy"
"""The purpose of the page that says what becomes of personal data."""


@sign_up_views.register("form")
def form_page(page: EventPage, request: HttpRequest) -> HttpResponse:
    """Show the form, or say why nobody can sign up; POST notes somebody down and leads to ``sent_page``."""
    refusal = _only(request, "GET", "HEAD", "POST")
    if refusal is not None:
        return refusal
    town = _town(request)
    event = _event(page, town)
    if SignUp.FORM not in (page.sign_up, event.sign_up):
        raise Http404
    offered = offered_dates(event, town.site)
    closed = why_closed(event, offered)
    is_sent = request.method == "POST" and not closed
    form = SignUpForm(offered, request.POST if is_sent else None)
    if is_sent:
        count(request, "sign_up")
        if form.is_from_a_machine:
            return redirect(_below(page, request, "sign_up_sent"))
        if form.is_valid():
            values = form.cleaned_data
            name, email, asked_from = values["name"], values["email"], client_network(request)
            sign_up(event, town.site, form.chosen, name, email, current_language(), asked_from)
            return redirect(_below(page, request, "sign_up_sent"))
    return _respond(
        page,
        request,
        "form",
        form=None if closed else form,
        opened=opened_now(),
        closed=closed,
        offered=offered,
        place=where_of(event).line,
        kept_days=KEPT_DAYS,
        hours=CONFIRM_HOURS,
        privacy_url=privacy_url(page, request),
    )


@sign_up_views.register("sent")
def sent_page(page: EventPage, request: HttpRequest) -> HttpResponse:
    """Say that a mail is on its way; the same to everybody."""
    refusal = _only(request, "GET", "HEAD")
    if refusal is not None:
        return refusal
    if page.sign_up != SignUp.FORM:
        raise Http404
    return _respond(page, request, "sent", hours=CONFIRM_HOURS)


@sign_up_views.register("confirm")
def confirm_page(page: EventPage, request: HttpRequest, token: str) -> HttpResponse:
    """Ask for a click; POST gives a place or says that there is none."""
    refusal = _only(request, "GET", "HEAD", "POST")
    if refusal is not None:
        return refusal
    town = _town(request)
    registration = registration_to_confirm(token, town.site_id, page.translation_key)
    if registration is None:
        raise Http404
    problem = ""
    if registration.state == RegistrationState.UNCONFIRMED and has_expired(token):
        problem = _("The link worked for %(hours)d hours only. Please sign up once more.") % {"hours": CONFIRM_HOURS}
    elif request.method == "POST":
        count(request, "sign_up")
        try:
            registration = confirm(registration, town.site)
        except NoPlaceLeft:
            problem = _("Meanwhile all places have been taken. If somebody cancels, you can try the link again.")
        except NotOffered:
            problem = _("The event has begun, is cancelled or was moved, so nobody can sign up for it any more.")
        else:
            return redirect(request.path)
    return _respond_about(page, request, "confirm", registration, problem=problem)


@sign_up_views.register("cancel")
def cancel_page(page: EventPage, request: HttpRequest, token: str) -> HttpResponse:
    """Ask for a click; POST cancels."""
    refusal = _only(request, "GET", "HEAD", "POST")
    if refusal is not None:
        return refusal
    town = _town(request)
    registration = registration_to_cancel(token, town.site_id, page.translation_key)
    if registration is None:
        raise Http404
    if request.method == "POST":
        count(request, "sign_up")
        cancel(registration, town.site)
        return redirect(request.path)
    return _respond_about(page, request, "cancel", registration)


def privacy_url(page: Page, request: HttpRequest) -> str:
    """Return the address of the town's page on personal data in a page's language, "" when there is none."""
    found = Page.objects.live().filter(locale=page.locale_id, standardpage__purpose=PRIVACY)
    home_path = page.path[:TOWN_PATH_LENGTH]
    privacy: Page | None = open_to_all(found.filter(path__startswith=home_path)).order_by("path").first()
    return (privacy.get_url(request) or "") if privacy is not None else ""


def _respond_about(
    page: EventPage, request: HttpRequest, name: str, registration: Registration, **context: Any
) -> HttpResponse:
    """Show what has become of a registration."""
    event = _event(page, _town(request))
    date = find_date(event, registration.rule_start)
    return _respond(
        page,
        request,
        name,
        registration=registration,
        state=registration.state,
        when=when_text(date) if date is not None else "",
        place=where_of(event).line,
        **context,
    )


def _respond(page: EventPage, request: HttpRequest, name: str, **context: Any) -> HttpResponse:
    """Answer with a page that nobody keeps, neither we nor a cache in front nor a search engine."""
    withhold(request)
    whole = {**page.common_context(request), "below": "sign-up/", "event_url": page.get_url(request), **context}
    response = TemplateResponse(request, f"kpss_events/registration/{name}.html", whole)
    add_never_cache_headers(response)
    response["X-Robots-Tag"] = "noindex"
    return response


def _town(request: HttpRequest) -> TownSettings:
    town = current_town(request)
    if town is None:
        raise Http404
    return town


def _event(page: EventPage, town: TownSettings) -> EventPage:
    """Return the page by which the event goes: its places are counted once for all languages."""
    return event_of(town.site, page.translation_key) or page


def _below(page: EventPage, request: HttpRequest, name: str) -> str:
    return f"{page.get_url(request)}{page.reverse_subpage(name)}"


def _only(request: HttpRequest, *methods: str) -> HttpResponse | None:
    return None if request.method in methods else HttpResponseNotAllowed(methods)
