"""The page of a town's barrier-free map."""

from django.db import models
from django.http import HttpRequest, HttpResponseBase
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.contrib.routable_page.models import RoutablePageMixin, path, re_path

from kpss_pages.barrier_free.answering import barrier_free
from kpss_pages.barrier_free.models.places import Place
from kpss_pages.barrier_free.querysets import PlaceQuerySet
from kpss_pages.core.models import BasePage
from sites.tenancy.scope import site_id_of

FILES = ("geojson", "csv", "xlsx", "gpx", "json", "jsonld")
"""Endings of the files that the places are given out in."""
NUMBER = "([1-9][0-9]{0,8})"
"""As many digits as every database takes for an id."""


class BarrierFreeIndexPage(RoutablePageMixin, BasePage):
    """The list of a town's places with its map in one language, and everything that is made of it."""

    chrome_part = "barrier_free"
    # Not surveys: one that waits shows nowhere, and one that comes to hold is copied to its place.
    shown_kinds = ("kpss_barrier_free.BarrierFreeSettings", "kpss_barrier_free.Place")
    query_parameters = (
        "category",
        "km",
        "lift",
        "near",
        "open",
        "page",
        "parking",
        "place",
        "profile",
        "q",
        "sent",
        "sort",
        "toilet",
        "verdict",
    )
    repeated_parameters = ("category", "verdict")

    lead = models.TextField(_("lead"), blank=True, help_text=_("One or two sentences above the list."))

    content_panels = [*BasePage.content_panels, FieldPanel("lead")]

    parent_page_types = ["kpss_home.HomePage"]
    subpage_types: list[str] = []
    max_count_per_parent = 1

    class Meta:
        verbose_name = _("barrier-free map")
        verbose_name_plural = _("barrier-free maps")

    def places(self) -> PlaceQuerySet:
        """The places of the town in which the page stands."""
        site_id = site_id_of(self)
        rows: PlaceQuerySet = Place.objects.in_town(site_id) if site_id else Place.objects.none()
        return rows

    def get_cached_paths(self) -> list[str]:
        """Return the addresses that caches in front may keep; hidden places are among them: one may have been shown."""
        files = (f"/places.{kind}" for kind in FILES)
        places = (f"/place/{pk}/" for pk in self.places().values_list("pk", flat=True))
        return ["/", "/method/", "/data/", *files, *places]

    def get_sitemap_paths(self) -> list[str]:
        """Return the page's own address, those of the method and the data, and of the places that the site shows."""
        shown = self.places().published().values_list("pk", flat=True)
        return ["/", "/method/", "/data/", *(f"/place/{pk}/" for pk in shown)]

    @path("")
    def index_route(self, request: HttpRequest) -> HttpResponseBase:
        return barrier_free.answer("list", self, request)

    @re_path(rf"^place/{NUMBER}/$")
    def place(self, request: HttpRequest, place_id: str) -> HttpResponseBase:
        return barrier_free.answer("place", self, request, int(place_id))

    @re_path(rf"^place/{NUMBER}/report/$")
    def report(self, request: HttpRequest, place_id: str) -> HttpResponseBase:
        return barrier_free.answer("report", self, request, int(place_id))

    @path("method/")
    def method(self, request: HttpRequest) -> HttpResponseBase:
        return barrier_free.answer("method", self, request)

    # Whoever asks writes no slash; routing puts one behind every address.
    @re_path(rf"^places\.({'|'.join(FILES)})/$")
    def export(self, request: HttpRequest, kind: str) -> HttpResponseBase:
        return barrier_free.answer("export", self, request, kind)

    @path("data/")
    def data(self, request: HttpRequest) -> HttpResponseBase:
        return barrier_free.answer("data", self, request)

    @path("survey/<str:token>/")
    def survey(self, request: HttpRequest, token: str) -> HttpResponseBase:
        return barrier_free.answer("survey", self, request, token)

    @path("survey/<str:token>/send/")
    def survey_send(self, request: HttpRequest, token: str) -> HttpResponseBase:
        return barrier_free.answer("survey_send", self, request, token)

    @path("survey/<str:token>/places/")
    def survey_places(self, request: HttpRequest, token: str) -> HttpResponseBase:
        return barrier_free.answer("survey_places", self, request, token)

    @path("survey/<str:token>/worker.js/")
    def survey_worker(self, request: HttpRequest, token: str) -> HttpResponseBase:
        return barrier_free.answer("survey_worker", self, request, token)
