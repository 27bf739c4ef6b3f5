"""Wagtail's page views with the lists of other towns' sites, people and groups taken out."""

from typing import Any

from django.contrib.auth.models import Group
from wagtail.admin.views.page_privacy import SetPrivacyView
from wagtail.admin.viewsets.pages import PageViewSet
from wagtail.models import Page

from sites.tenancy.filters import TownPageFilterSet
from sites.tenancy.scope import site_id_of


class TownPrivacyView(SetPrivacyView):
    """Offers the page's own town's groups."""

    def get_form(self, form_class: type | None = None) -> Any:
        form = super().get_form(form_class)
        site_id = site_id_of(self.page)
        groups = Group.objects.filter(town_role__site=site_id) if site_id else Group.objects.none()
        form.fields["groups"].queryset = groups
        return form


class TownPageViewSet(PageViewSet):
    """The views of every page kind."""

    model = Page
    filterset_class = TownPageFilterSet
    set_privacy_view_class = TownPrivacyView
