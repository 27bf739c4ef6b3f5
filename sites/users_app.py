"""Wagtail's app of users and groups with screens of ours; named in ``INSTALLED_APPS`` in its place."""

from wagtail.users.apps import WagtailUsersAppConfig


class PlatformUsersConfig(WagtailUsersAppConfig):
    user_viewset = "sites.tenancy.user_screens.PlatformUserViewSet"
    group_viewset = "sites.tenancy.user_screens.PlatformGroupViewSet"
