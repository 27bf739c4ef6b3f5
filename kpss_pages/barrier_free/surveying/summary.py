"""How many surveys wait for somebody's town: in the menu, beside the word."""

from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext as _
from wagtail.admin.ui.sidebar import LinkMenuItem

from kpss_pages.barrier_free.models import Survey
from sites.tenancy.town_screens import KeepersMenuItem, only_town_kept_by


class SurveysMenuItem(KeepersMenuItem):
    """Says how many surveys wait; to those who keep the places of one town."""

    def render_component(self, request: HttpRequest) -> Any:
        item: LinkMenuItem = super().render_component(request)
        site_id = only_town_kept_by(request.user, Survey)
        count = Survey.objects.in_town(site_id).waiting().count() if site_id is not None else 0
        if count:
            item.label = _("%(label)s (%(count)d)") % {"label": item.label, "count": count}
        return item
