"""What the desk's screens about the catalogue of one town have in common."""

from typing import Any, cast

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.generic import View
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from kpss_pages.catalog.desk.towns import town_kept_by
from kpss_pages.catalog.models import Service
from sites.models import TownSettings, User


class CatalogScreen(WagtailAdminTemplateMixin, View):
    """A screen about one town's catalogue, for those who may keep it."""

    _show_breadcrumbs = True
    http_method_names = ["get", "head", "options", "post"]
    town: TownSettings
    user: User

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        self.user = cast(User, request.user)  # the admin's URLs are for people who have signed in
        self.town = self.town_of(kwargs["site_id"])
        return super().dispatch(request, *args, **kwargs)

    def town_of(self, site_id: int) -> TownSettings:
        """Return the town of the screen; 404 for one that the person may not do this for."""
        return town_kept_by(self.user, site_id)

    def url(self, name: str, *args: Any) -> str:
        """Return the address of another screen about this town's catalogue."""
        return reverse(name, args=[self.town.site_id, *args])

    def get_page_subtitle(self) -> str:
        return str(self.town.site.site_name)

    def get_breadcrumbs_items(self) -> list[dict[str, str]]:
        services = Service.snippet_viewset
        return [
            {"url": reverse("wagtailadmin_home"), "label": _("Home")},
            {"url": reverse(services.get_url_name("list")), "label": _("Services")},
            {"url": "", "label": str(self.page_title), "sublabel": self.get_page_subtitle()},
        ]
