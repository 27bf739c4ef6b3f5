"""The section of a town's plans."""

from typing import Any

from django.db import models
from django.http import Http404, HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.url_routing import RouteResult

from kpss_pages.core.models import BasePage
from kpss_pages.plans.models.plan import PlanPage
from kpss_pages.plans.periods import today_in_town
from kpss_pages.plans.permissions import SectionRootPermissionTester
from kpss_pages.plans.public.listing import PlanGroup, grouped


class PlanIndexPage(BasePage):
    """The section of a town's plans in one language; the page on which the right to write plans is given."""

    chrome_part = "plans"
    shown_kinds = (PlanPage._meta.label,)

    lead = models.TextField(_("lead"), blank=True, help_text=_("One or two sentences above the list."))

    content_panels = [*BasePage.content_panels, FieldPanel("lead")]

    parent_page_types = ["kpss_home.HomePage"]
    subpage_types = ["kpss_plans.PlanPage"]
    max_count_per_parent = 1

    class Meta:
        verbose_name = _("section of plans")
        verbose_name_plural = _("sections of plans")

    def permissions_for_user(self, user: Any) -> SectionRootPermissionTester:
        return SectionRootPermissionTester(user, self, section_path=self.path)

    def route(self, request: HttpRequest, path_components: list[str]) -> RouteResult:
        """Find a plan of the section in one query: all children are plans, so their kind need not be asked."""
        if not path_components:
            return super().route(request, path_components)
        plans = PlanPage.objects.child_of(self).select_related("territory", "locale")
        plan: PlanPage | None = plans.filter(slug=path_components[0]).first()
        if plan is None:
            raise Http404
        return plan.route(request, path_components[1:])

    def groups(self) -> list[PlanGroup]:
        """Return the published plans by state, without empty groups."""
        plans = list(PlanPage.objects.child_of(self).published().select_related("territory").newest())
        today = today_in_town(self)
        for plan in plans:
            plan.town_today = today
        return grouped(plans)

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context(request, *args, **kwargs)
        context["groups"] = self.groups()
        return context
