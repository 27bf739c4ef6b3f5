"""The admin's own API, which stock Wagtail answers for the pictures and documents of everybody."""

from typing import Any

from django.db.models import Q, QuerySet
from django.http import HttpRequest
from wagtail.admin.api.views import PagesAdminAPIViewSet
from wagtail.api.v2.router import WagtailAPIRouter
from wagtail.documents.api.admin.views import DocumentsAdminAPIViewSet
from wagtail.images.api.admin.views import ImagesAdminAPIViewSet

from sites.tenancy.scope import pages_in_scope, rows_in_scope


class FindMixin:
    """Nothing is found by an id that is none."""

    def find_object(self, queryset: "QuerySet[Any]", request: HttpRequest) -> Any:
        try:
            return super().find_object(queryset, request)  # type: ignore[misc]
        except ValueError:
            return None


class TownPagesViewSet(FindMixin, PagesAdminAPIViewSet):
    def get_base_queryset(self) -> "QuerySet[Any]":
        # The tree's root has no content, and the menu of somebody with pages in two languages begins at it.
        own = Q(pk__in=pages_in_scope(self.request.user).values("pk")) | Q(depth=1)
        return super().get_base_queryset().filter(own)


class TownImagesViewSet(FindMixin, ImagesAdminAPIViewSet):
    def get_queryset(self) -> "QuerySet[Any]":
        own = rows_in_scope(self.model, self.request.user).values("pk")
        return super().get_queryset().filter(pk__in=own)


class TownDocumentsViewSet(FindMixin, DocumentsAdminAPIViewSet):
    def get_queryset(self) -> "QuerySet[Any]":
        own = rows_in_scope(self.model, self.request.user).values("pk")
        return super().get_queryset().filter(pk__in=own)


def replace_endpoints(router: WagtailAPIRouter) -> None:
    """Hook ``construct_admin_api``: put our endpoints under the names of Wagtail's."""
    router.register_endpoint("pages", TownPagesViewSet)
    router.register_endpoint("images", TownImagesViewSet)
    router.register_endpoint("documents", TownDocumentsViewSet)
