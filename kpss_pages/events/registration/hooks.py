"""What the registrations hang into Wagtail's admin; imported by ``wagtail_hooks.py``."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import Any
from uuid import UUID

from django.http import HttpRequest
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from wagtail import hooks
from wagtail.admin import messages
from wagtail.admin.widgets import Button
from wagtail.models import Page

from kpss_pages.events.choices import COMING, SignUp
from kpss_pages.events.models import EventPage, Registration
from kpss_pages.events.querysets import EventPageQuerySet
from kpss_pages.events.registration.desk import (
    ADD_ACTION,
    CANCEL_ACTION,
    CancelView,
    ExportView,
    RegistrationsView,
)

EVENT = "events/<int:page_id>/registrations"


@hooks.register("register_admin_urls")
def registration_urls() -> list[URLPattern]:
    return [
        path(f"{EVENT}/", RegistrationsView.as_view(), name="kpss_events_registrations"),
        path(f"{EVENT}/list.csv", ExportView.as_view(), name="kpss_events_registrations_export"),
        path(f"{EVENT}/<int:registration_id>/cancel/", CancelView.as_view(), name="kpss_events_registration_cancel"),
    ]


@hooks.register("register_page_listing_more_buttons")
def listing_buttons(page: Page, user: Any, next_url: str | None = None) -> Iterator[Button]:
    # Without asking whether anybody has signed up: a list would ask for each of its pages.
    if isinstance(page, EventPage) and page.sign_up == SignUp.FORM:
        yield from _buttons(page, user, priority=3)


@hooks.register("register_page_header_buttons")
def header_buttons(page: Page, user: Any, view_name: str, next_url: str | None = None) -> Iterator[Button]:
    if isinstance(page, EventPage) and (page.sign_up == SignUp.FORM or _has_registrations(page)):
        yield from _buttons(page, user, priority=12)


def _has_registrations(page: EventPage) -> bool:
    return bool(Registration.objects.filter(event=page.translation_key).exists())


def _buttons(page: EventPage, user: Any, priority: int) -> Iterator[Button]:
    if page.permissions_for_user(user).can_edit():
        address = reverse("kpss_events_registrations", args=[page.pk])
        yield Button(_("Registrations"), address, icon_name="group", priority=priority)


@hooks.register("before_delete_page")
def warn_before_deletion(request: HttpRequest, page: Page) -> None:
    """Say, where an event is about to go without a word, that people count on it."""
    if request.method == "GET":
        warn_of_those_who_come_to_any(request, [page])


@hooks.register("before_unpublish_page")
def warn_of_those_who_come(request: HttpRequest, page: Page) -> None:
    """Say that people count on an event; Wagtail asks no earlier than when it is unpublished, which can be undone."""
    count = _count_coming({page.translation_key}) if page.specific_class is EventPage else 0
    if count:
        sentence = ngettext(
            "%(count)d person has signed up and would not be told. Publish the event as cancelled first.",
            "%(count)d people have signed up and would not be told. Publish the event as cancelled first.",
            count,
        )
        messages.warning(request, sentence % {"count": count})


@hooks.register("confirm_delete_pages")
def warn_of_those_who_come_to_any(request: HttpRequest, pages: Sequence[Page]) -> None:
    """Say the same of several pages that are about to go, and of the events below them."""
    if len(pages) == 1 and pages[0].specific_class is EventPage:
        warn_of_those_who_come(request, pages[0])
        return
    events = set(_keys_of(EventPage.objects.filter(pk__in=[page.pk for page in pages])))
    for page in pages:
        if page.numchild:
            events.update(_keys_of(EventPage.objects.descendant_of(page)))
    count = _count_coming(events)
    if count:
        sentence = ngettext(
            "%(count)d person has signed up for events that would be deleted, and would not be told."
            " Publish these events as cancelled first.",
            "%(count)d people have signed up for events that would be deleted, and would not be told."
            " Publish these events as cancelled first.",
            count,
        )
        messages.warning(request, sentence % {"count": count})


def _keys_of(events: EventPageQuerySet) -> Iterable[UUID]:
    keys: Iterable[UUID] = events.values_list("translation_key", flat=True)
    return keys


def _count_coming(events: Collection[UUID]) -> int:
    """Return how many count on dates to come of events, known by their translation keys."""
    rows = Registration.objects.filter(event__in=events, state__in=COMING, told_start__gt=timezone.now())
    return rows.count() if events else 0


@hooks.register("register_log_actions")
def log_actions(actions: Any) -> None:
    actions.register_action(ADD_ACTION, _("Add a registration"), _("Signed somebody up for the event"))
    actions.register_action(CANCEL_ACTION, _("Cancel a registration"), _("Cancelled somebody's registration"))
