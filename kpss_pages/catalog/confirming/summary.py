"""On the admin's start page: how many providers of the person's town are to be called."""

from collections.abc import Mapping
from functools import cached_property
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from wagtail.admin.site_summary import SummaryItem

from kpss_pages.catalog.confirming.coverage import Coverage, number_to_call
from kpss_pages.catalog.models import CatalogSettings
from sites.tenancy.town_screens import only_town_kept_by


class CallsSummaryItem(SummaryItem):
    """Shown to those who plan for one town, when there is somebody to be called."""

    order = 420
    template_name = "kpss_catalog/admin/coverage_summary.html"
    request: HttpRequest

    @cached_property
    def site_id(self) -> int | None:
        return only_town_kept_by(self.request.user, CatalogSettings)

    @cached_property
    def count(self) -> int:
        return number_to_call(self.site_id) if self.site_id is not None else 0

    def is_shown(self) -> bool:
        return self.count > 0

    def get_context_data(self, parent_context: Mapping[str, Any]) -> dict[str, Any]:
        url = reverse("kpss_catalog_coverage", args=[self.site_id or 0])
        return {"count": self.count, "url": f"{url}?state={Coverage.CALL.value}"}
