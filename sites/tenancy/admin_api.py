"""The admin's own API, which stock Wagtail answers for the pictures and documents of everybody."""

from collections.abc import Iterable
from typing import Any

from django.db.models import Q, QuerySet, prefetch_related_objects
from django.http import HttpRequest
from wagtail.admin.api.views import PagesAdminAPIViewSet
from wagtail.api.v2.router import WagtailAPIRouter
from wagtail.documents.api.admin.views import DocumentsAdminAPIViewSet
from wagtail.images.api.admin.views import ImagesAdminAPIViewSet
from wagtail.models import Revision

from sites.tenancy.explorer import know_parents_of
from sites.tenancy.scope import home_paths_of, rows_in_scope
from sites.tenancy.trees import under


class FindMixin:
    """Nothing is found by an id that is none."""

    def find_object(self, queryset: "QuerySet[Any]", request: HttpRequest) -> Any:
        try:
            return super().find_object(queryset, request)  # type: ignore[misc]
        except ValueError:
            return None


class TownPagesViewSet(FindMixin, PagesAdminAPIViewSet):
    def get_base_queryset(self) -> "QuerySet[Any]":
        pages = super().get_base_queryset()
        if self.request.user.is_superuser:
            return pages
        # The tree's root has no content, and the menu of somebody with pages in two languages begins at it.
        return pages.filter(under(home_paths_of(self.request.user)) | Q(depth=1))

    def paginate_queryset(self, queryset: "QuerySet[Any]") -> list[Any]:
        """Load what is said of every page at once, not page by page."""
        pages: list[Any] = list(super().paginate_queryset(queryset))
        prefetch_related_objects(pages, "locale")
        know_parents_of(pages)
        know_schedules_of(pages)
        return pages


def know_schedules_of(pages: "Iterable[Any]") -> None:
    """Tell pages whether they wait to be published, as Wagtail's own lists do with ``annotate_approved_schedule``."""
    keys = [str(page.pk) for page in pages]
    waiting = Revision.page_revisions.filter(object_id__in=keys, approved_go_live_at__isnull=False)
    scheduled = set(waiting.values_list("object_id", flat=True))
    for page in pages:
        page._approved_schedule = str(page.pk) in scheduled


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
