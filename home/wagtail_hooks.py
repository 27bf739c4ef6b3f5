"""First steps on the admin's start page: what people of a town do most."""

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail import hooks
from wagtail.admin.ui.components import Component
from wagtail.models import Page

from kpss_pages.news.models import NewsIndexPage
from kpss_pages.plans.models import PlanIndexPage
from sites.models import User
from sites.towns import towns_of

MOST_TOWNS = 3
"""People of more towns find their way through the list of pages; the start page stays short."""


@dataclass(frozen=True)
class FirstStep:
    """A link on the start page."""

    label: str
    url: str


def first_steps(home: Page, user: User) -> list[FirstStep]:
    """Return what somebody may do at once in the town of a home page."""
    steps = []
    if home.permissions_for_user(user).can_add_subpage():
        url = reverse("wagtailadmin_pages:add", args=["kpss_standard", "standardpage", home.pk])
        steps.append(FirstStep(_("Add a page"), url))
    for index in NewsIndexPage.objects.child_of(home):
        if index.permissions_for_user(user).can_add_subpage():
            url = reverse("wagtailadmin_pages:add", args=["kpss_news", "newspage", index.pk])
            steps.insert(0, FirstStep(_("Write news"), url))
    for index in PlanIndexPage.objects.child_of(home):
        if index.permissions_for_user(user).can_add_subpage():
            steps.append(FirstStep(_("Plans and their files"), reverse("wagtailadmin_explore", args=[index.pk])))
    return steps


class FirstStepsPanel(Component):
    """The first steps in each of a person's towns."""

    name = "first_steps"
    template_name = "kpss_home/admin/first_steps.html"
    order = 10

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        user = parent_context["request"].user
        towns = list(towns_of(user).order_by().select_related("site__root_page")[: MOST_TOWNS + 1])
        towns.sort(key=lambda town: town.site.site_name)
        shown = towns if len(towns) <= MOST_TOWNS else []
        return {"towns": [(town.site.site_name, first_steps(town.site.root_page.specific, user)) for town in shown]}


@hooks.register("construct_homepage_panels")
def add_first_steps(request: HttpRequest, panels: list[Component]) -> None:
    panels.append(FirstStepsPanel())
