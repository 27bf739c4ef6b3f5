"""What the admin's screens about one plan have in common."""

from typing import Any, cast

from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.views.generic import View
from wagtail.admin import messages
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.admin.views.pages.utils import get_breadcrumbs_items_for_page

from kpss_pages.plans.desk.uploading import files_come_from_original
from kpss_pages.plans.models import PlanPage
from sites.documents.findings import files_of, held_back, refusal_of
from sites.models import TownSettings, User
from sites.tenancy.scope import town_of, works_for


class PlanScreen(WagtailAdminTemplateMixin, View):
    """A screen about one plan: whose it is and who may come in; ``kwargs`` name the plan as ``page_id``."""

    page: PlanPage
    town: TownSettings
    user: User
    way = ""
    """Which of the plan's screens this one is, or belongs to."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        self.user = cast(User, request.user)  # the admin's URLs are for people who have signed in
        self.page, self.town = self.find_page(kwargs["page_id"])
        self.permissions = self.page.permissions_for_user(self.user)
        if not self.permissions.can_edit():
            raise PermissionDenied
        obstacle = self.obstacle()
        if obstacle:
            messages.warning(request, obstacle)
            return redirect("wagtailadmin_pages:edit", self.page.pk)
        return super().dispatch(request, *args, **kwargs)

    def find_page(self, page_id: int) -> tuple[PlanPage, TownSettings]:
        """Return the plan and its town; a plan of somebody else's town is not found."""
        page: PlanPage | None = PlanPage.objects.filter(pk=page_id).first()
        town = town_of(page) if page else None
        if page is None or town is None or not works_for(self.user, town.site_id):
            raise Http404
        return page, town

    def obstacle(self) -> str:
        """Return the sentence that says why the screen cannot be used now, "" when it can."""
        return ""

    def url(self, name: str, *args: Any) -> str:
        """Return the address of another screen about this plan."""
        return reverse(name, args=[self.page.pk, *args])

    def publish_draft(self) -> str:
        """Publish the page's newest draft; return the sentences that say what is missing in it, "" when it is done."""
        if not self.permissions.can_publish():
            raise PermissionDenied
        self.page.refresh_from_db()
        draft: PlanPage = self.page.get_latest_revision_as_object()
        try:
            draft.full_clean()
        except ValidationError as error:
            return " ".join(error.messages)
        files = held_back(files_of(draft))
        for file in files:
            messages.error(self.request, refusal_of(file))
        if files:
            return _("Some of its files have to be repaired or described first.")
        (self.page.get_latest_revision() or draft.save_revision(user=self.user)).publish(user=self.user)
        return ""

    def publish_and_tell(self) -> None:
        """Publish the draft and say so, or say what is missing in it."""
        obstacles = self.publish_draft()
        if obstacles:
            sentence = _("The draft is saved but the page cannot be published yet. %(why)s")
            messages.error(self.request, sentence % {"why": obstacles})
        else:
            self.tell_published(_("The page is published."))

    def tell_published(self, sentence: str) -> None:
        """Say that the draft is published, or when it is going to be: its page may name a time."""
        times = self.page.revisions.filter(approved_go_live_at__isnull=False)
        later = times.values_list("approved_go_live_at", flat=True).first()
        if later is not None:
            when = date_format(localtime(later, self.town.zone), "SHORT_DATETIME_FORMAT")
            sentence = _("The draft is going to be published on %(time)s.") % {"time": when}
        messages.success(self.request, sentence)

    def get_breadcrumbs_items(self) -> list[dict[str, str]]:
        return [
            *get_breadcrumbs_items_for_page(self.page, self.user),
            *self.screens_above(),
            {"url": "", "label": str(self.get_page_title())},
        ]

    def screens_above(self) -> list[dict[str, str]]:
        """Return the crumbs between the page and this screen."""
        return []

    def get_page_subtitle(self) -> str:
        return self.page.get_admin_display_title()

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(
            plan=self.page,
            way=self.way,
            can_publish=self.permissions.can_publish(),
            edit_url=reverse("wagtailadmin_pages:edit", args=[self.page.pk]),
            **kwargs,
        )


class WritingScreen(PlanScreen):
    """A screen on which goals and measures are changed."""

    def obstacle(self) -> str:
        """Return the sentence that says why goals and measures cannot be changed now, "" when they can."""
        if self.permissions.page_locked():
            return _("The page is locked, so its goals and measures cannot be changed now.")
        if self.page.alias_of_id or files_come_from_original(self.page):
            return _("This page takes its goals and measures over from its original. Change them there.")
        return ""
