"""The editors' screens about who has signed up for an event."""

from typing import Any, cast

from django.core.exceptions import PermissionDenied
from django.db import IntegrityError
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.functional import cached_property
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.views.generic import View
from wagtail.admin import messages
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.admin.views.pages.utils import get_breadcrumbs_items_for_page
from wagtail.log_actions import log

from kpss_pages.events.choices import RegistrationState, SignUp
from kpss_pages.events.models import EventPage, Registration
from kpss_pages.events.registration.dates import OfferedDate, event_of, offered_dates
from kpss_pages.events.registration.forms import ByHandForm
from kpss_pages.events.registration.lists import csv_of, groups_of
from kpss_pages.events.registration.places import NoPlaceLeft, add_by_hand, cancel
from sites.models import TownSettings, User
from sites.tenancy.scope import town_of, works_for

ADD_ACTION = "kpss_events.add_registration"
CANCEL_ACTION = "kpss_events.cancel_registration"


class RegistrationScreen(WagtailAdminTemplateMixin, View):
    """A screen about an event: whose it is and who may come in; ``kwargs`` name its page as ``page_id``."""

    page: EventPage
    town: TownSettings
    user: User
    header_icon = "group"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        self.user = cast(User, request.user)  # the admin's URLs are for people who have signed in
        self.page, self.town = self.find_page(kwargs["page_id"])
        if not self.page.permissions_for_user(self.user).can_edit():
            raise PermissionDenied
        with timezone.override(self.town.zone):
            response = super().dispatch(request, *args, **kwargs)
            # Times are the town's, whoever looks.
            return response.render() if hasattr(response, "render") else response

    def find_page(self, page_id: int) -> tuple[EventPage, TownSettings]:
        """Return the event and its town; an event of somebody else's town is not found."""
        page: EventPage | None = EventPage.objects.filter(pk=page_id).select_related("locale").first()
        town = town_of(page) if page else None
        if page is None or town is None or not works_for(self.user, town.site_id):
            raise Http404
        return page, town

    @cached_property
    def event(self) -> EventPage:
        """The page by which the event goes: all its languages share one list."""
        return event_of(self.town.site, self.page.translation_key) or self.page

    @property
    def registrations(self) -> Any:
        return Registration.objects.for_event(self.town.site_id, self.page.translation_key)

    @property
    def list_url(self) -> str:
        return reverse("kpss_events_registrations", args=[self.page.pk])

    def enter(self, action: str) -> None:
        """Enter into the page's history that somebody was added or cancelled, without saying who."""
        log(instance=self.page, action=action, user=self.user)

    def get_page_title(self) -> str:
        return _("Registrations")

    def get_page_subtitle(self) -> str:
        title: str = self.page.get_admin_display_title()
        return title

    def get_breadcrumbs_items(self) -> list[dict[str, str]]:
        above = [] if self.is_list else [{"url": self.list_url, "label": _("Registrations")}]
        here = {"url": "", "label": str(self.get_page_title())}
        return [*get_breadcrumbs_items_for_page(self.page, self.user), *above, here]

    is_list = False

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(
            event=self.page,
            list_url=self.list_url,
            edit_url=reverse("wagtailadmin_pages:edit", args=[self.page.pk]),
            **kwargs,
        )


class RegistrationsView(RegistrationScreen):
    """Everybody who has signed up, by date, with a form for somebody who telephones."""

    template_name = "kpss_events/admin/registrations.html"
    is_list = True

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return self.show(ByHandForm(self.open_dates) if self.can_add else None)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not self.can_add:
            messages.error(request, _("Nobody can be added now: the event has no coming date with a registration."))
            return redirect(self.list_url)
        form = ByHandForm(self.open_dates, request.POST)
        if not form.is_valid():
            return self.show(form)
        values = form.cleaned_data
        try:
            added = add_by_hand(self.event, self.town.site, form.chosen, values["name"], values["email"])
        except NoPlaceLeft:
            form.add_error("date", _("All places of this date are taken. Add places on the event's page first."))
            return self.show(form)
        except IntegrityError:
            form.add_error("email", _("Somebody has signed up with this e-mail already."))
            return self.show(form)
        self.enter(ADD_ACTION)
        if added.state == RegistrationState.WAITING:
            messages.success(request, _("All places are taken; the person was added to the waiting list."))
        else:
            messages.success(request, _("The person was added and has a place."))
        return redirect(self.list_url)

    @cached_property
    def open_dates(self) -> list[OfferedDate]:
        return offered_dates(self.event, self.town.site)

    @property
    def can_add(self) -> bool:
        return self.event.live and self.event.sign_up == SignUp.FORM and bool(self.open_dates)

    def show(self, form: ByHandForm | None) -> HttpResponse:
        groups = groups_of(self.event, self.town.site, self.registrations)
        return self.render_to_response(self.get_context_data(groups=groups, form=form))


class ExportView(RegistrationScreen):
    """The list as a file."""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        groups = groups_of(self.event, self.town.site, self.registrations)
        name = f"{slugify(self.page.slug) or 'event'}-{date_format(timezone.localdate(), 'Y-m-d')}.csv"
        headers = {"Content-Disposition": f'attachment; filename="{name}"', "Cache-Control": "no-store"}
        return HttpResponse(csv_of(groups), content_type="text/csv; charset=utf-8", headers=headers)


class CancelView(RegistrationScreen):
    """Ask, then cancel somebody's registration; they are told by mail."""

    template_name = "kpss_events/admin/registrations_cancel.html"
    header_icon = "bin"

    def get_page_title(self) -> str:
        return _("Cancel a registration")

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return self.render_to_response(self.get_context_data(registration=self.find_registration()))

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        registration = self.find_registration()
        if registration.state == RegistrationState.CANCELLED:
            messages.warning(request, _("The registration was cancelled meanwhile."))
        else:
            cancel(registration, self.town.site)
            self.enter(CANCEL_ACTION)
            messages.success(request, _("The registration is cancelled."))
        return redirect(self.list_url)

    def find_registration(self) -> Registration:
        found: Registration | None = self.registrations.filter(pk=self.kwargs["registration_id"]).first()
        if found is None:
            raise Http404
        return found
