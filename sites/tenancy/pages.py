"""Wagtail's page views with the lists of other towns' sites, people and groups taken out."""

from typing import Any

from django.contrib.auth.models import Group
from django.contrib.contenttypes.models import ContentType
from wagtail.admin.views.page_privacy import SetPrivacyView
from wagtail.admin.views.pages.choose_parent import GenericChooseParentView
from wagtail.admin.viewsets.pages import PageViewSet
from wagtail.models import Page

from sites.tenancy.explorer import TownExplorerView
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


class TownChooseParentView(GenericChooseParentView):
    """Where a new page may go; Wagtail adds a condition for each page that something was granted on."""

    def get_valid_parent_pages(self, user: Any) -> Any:
        kinds = ContentType.objects.get_for_models(*self.model.allowed_parent_page_models()).values()
        parents = self.permission_policy.instances_user_has_permission_for(user, "add").filter(content_type__in=kinds)
        return parents.filter(locale=self.locale) if self.locale else parents


class TownPageViewSet(PageViewSet):
    """The views of every page kind."""

    model = Page
    filterset_class = TownPageFilterSet
    index_view_class = TownExplorerView
    choose_parent_view_class = TownChooseParentView
    set_privacy_view_class = TownPrivacyView
