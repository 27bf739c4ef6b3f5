"""On the admin's start page: how many contacts of the person's town are to be repaired."""

from collections.abc import Mapping
from functools import cached_property
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from wagtail.admin.site_summary import SummaryItem

from kpss_pages.contacts.desk.findings import sections_of
from kpss_pages.contacts.models import ContactRole
from sites.kept import kept
from sites.page_cache.generations import key_of
from sites.page_cache.tags import anything_of
from sites.tenancy.town_screens import only_town_kept_by


def number_to_repair(site_id: int) -> int:
    """Return how many contacts lack something, hints left out; counted anew when something of the town changes."""
    return kept(f"kpss:contacts-to-repair:{site_id}", lambda: _count(site_id), key_of(anything_of(site_id)))


def _count(site_id: int) -> int:
    return sum(len(section.findings) for section in sections_of(site_id) if not section.is_hint)


class ContactsSummaryItem(SummaryItem):
    """Shown to those who keep the contacts of one town, when there is something to repair."""

    order = 400
    template_name = "kpss_contacts/admin/summary.html"
    request: HttpRequest

    @cached_property
    def site_id(self) -> int | None:
        return only_town_kept_by(self.request.user, ContactRole)

    def is_shown(self) -> bool:
        return self.site_id is not None and number_to_repair(self.site_id) > 0

    def get_context_data(self, parent_context: Mapping[str, Any]) -> dict[str, Any]:
        site_id = self.site_id or 0
        return {"count": number_to_repair(site_id), "url": reverse("kpss_contacts_repair", args=[site_id])}
