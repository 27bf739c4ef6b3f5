"""On the admin's start page: how many proposals wait for the person's town."""

from collections.abc import Mapping
from functools import cached_property
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from wagtail.admin.site_summary import SummaryItem

from kpss_pages.catalog.choices import ProposalState
from kpss_pages.catalog.models import Proposal
from sites.tenancy.town_screens import only_town_kept_by


class ProposalsSummaryItem(SummaryItem):
    """Shown to those who keep the catalogue of one town, when there is something to decide."""

    order = 410
    template_name = "kpss_catalog/admin/proposals_summary.html"
    request: HttpRequest

    @cached_property
    def site_id(self) -> int | None:
        return only_town_kept_by(self.request.user, Proposal)

    @cached_property
    def count(self) -> int:
        if self.site_id is None:
            return 0
        return Proposal.objects.filter(site=self.site_id, state=ProposalState.OPEN).count()

    def is_shown(self) -> bool:
        return self.count > 0

    def get_context_data(self, parent_context: Mapping[str, Any]) -> dict[str, Any]:
        return {"count": self.count, "url": reverse("kpss_catalog_proposals", args=[self.site_id or 0])}
