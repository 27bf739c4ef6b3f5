"""Wagtail's screens of users and groups, for the platform's administrators, without the groups of the towns.

A town has a group for each role, made with the town and kept by ``sites.roles``. Who has which role in a town is seen
and changed on the screen of the town's people.
"""

from typing import Any

from django.contrib.auth.models import Group
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from wagtail.users.forms import UserCreationForm, UserEditForm
from wagtail.users.views import groups
from wagtail.users.views.bulk_actions.assign_role import RoleForm
from wagtail.users.views.users import UserFilterSet, UserViewSet

from sites.tenancy.long_lists import platform_groups


class PlatformGroupsMixin:
    """Offers the platform's groups and leaves the roles in towns as they are."""

    fields: Any
    instance: Any
    cleaned_data: dict[str, Any]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["groups"].queryset = platform_groups()
        self.fields["groups"].help_text = _("Roles in towns are given on the screen of the town's people.")

    def clean_groups(self) -> list[Group]:
        kept = self.instance.groups.exclude(town_role=None) if self.instance.pk else []
        return [*self.cleaned_data["groups"], *kept]


class PlatformUserCreationForm(PlatformGroupsMixin, UserCreationForm):
    class Meta(UserCreationForm.Meta):
        pass


class PlatformUserEditForm(PlatformGroupsMixin, UserEditForm):
    class Meta(UserEditForm.Meta):
        pass


class PlatformUserFilterSet(UserFilterSet):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.filters["group"].queryset = platform_groups()

    class Meta(UserFilterSet.Meta):
        pass


class PlatformUserViewSet(UserViewSet):
    filterset_class = PlatformUserFilterSet

    def get_form_class(self, for_update: bool = False) -> type[Any]:
        return PlatformUserEditForm if for_update else PlatformUserCreationForm


class PlatformGroupIndexView(groups.IndexView):
    def get_base_queryset(self) -> "QuerySet[Group]":
        return platform_groups()


class PlatformGroupEditView(groups.EditView):
    def get_queryset(self) -> "QuerySet[Group]":
        return platform_groups()


class PlatformGroupDeleteView(groups.DeleteView):
    def get_queryset(self) -> "QuerySet[Group]":
        return platform_groups()


class PlatformGroupViewSet(groups.GroupViewSet):
    index_view_class = PlatformGroupIndexView
    edit_view_class = PlatformGroupEditView
    delete_view_class = PlatformGroupDeleteView


def install() -> None:
    """Leave the towns' groups out of the bulk action too, which has no other way in."""
    RoleForm.base_fields["role"].queryset = platform_groups()
