"""The page of a town's catalogue."""

from django.db import models
from django.http import HttpRequest, HttpResponseBase
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.contrib.routable_page.models import RoutablePageMixin, path, re_path

from kpss_pages.catalog.answering import catalog
from kpss_pages.catalog.models.editions import GuideEdition
from kpss_pages.catalog.models.services import Service
from kpss_pages.catalog.querysets import ServiceQuerySet
from kpss_pages.core.models import BasePage
from sites.documents.carried import CarriedDocuments
from sites.tenancy.scope import site_id_of

NUMBER = "([1-9][0-9]{0,8})"
"""As many digits as every database takes for an id."""


def documents_of_guide(page: "CatalogIndexPage") -> list[int]:
    """Return the keys of the documents with the printed guides that the town offers, in all languages."""
    site_id = site_id_of(page)
    return list(GuideEdition.objects.in_town(site_id).offered().values_list("document", flat=True)) if site_id else []


class CatalogIndexPage(RoutablePageMixin, BasePage):
    """The catalogue of a town's services in one language, with everything that is made of it."""

    chrome_part = "catalog"
    shown_kinds = (
        "kpss_barrier_free.Place",
        "kpss_catalog.CatalogSettings",
        "kpss_catalog.GuideEdition",
        "kpss_catalog.LifeSituation",
        "kpss_catalog.Provider",
        "kpss_catalog.Service",
        "kpss_catalog.Synonyms",
        "kpss_contacts.Office",
    )
    query_parameters = (
        "access",
        "age",
        "field",
        "form",
        "format",
        "free",
        "full",
        "full_service",
        "group",
        "km",
        "kind",
        "minimal",
        "municipality",
        "near",
        "open",
        "organization_id",
        "page",
        "parent_id",
        "per_page",
        "places",
        "q",
        "said",
        "search",
        "sent",
        "service",
        "services",
        "situation",
        "sort",
        "taxonomy_id",
        "taxonomy_term_id",
        "type",
    )

    repeated_parameters = ("age", "form", "group", "municipality", "type")

    lead = models.TextField(_("lead"), blank=True, help_text=_("One or two sentences above the list."))

    printed_guides = CarriedDocuments(_("printed guides"), documents_of_guide)

    content_panels = [*BasePage.content_panels, FieldPanel("lead")]

    parent_page_types = ["kpss_home.HomePage"]
    subpage_types: list[str] = []
    max_count_per_parent = 1

    class Meta:
        verbose_name = _("catalogue of services")
        verbose_name_plural = _("catalogues of services")

    def services(self) -> ServiceQuerySet:
        """The services of the town in which the page stands."""
        site_id = site_id_of(self)
        rows: ServiceQuerySet = Service.objects.in_town(site_id) if site_id else Service.objects.none()
        return rows

    def get_cached_paths(self) -> list[str]:
        """Return the addresses that caches in front may keep; cards, and the feed after a minute, are kept by none.

        Hidden services are among them: a page that was shown until now is gone from there too.
        """
        below = ("/", "/guide/", "/data/", "/openapi.json", "/services.csv", "/services.xlsx", "/services.json")
        return [*below, *(f"/service/{pk}/" for pk in self.services().values_list("pk", flat=True))]

    def get_sitemap_paths(self) -> list[str]:
        """Return the page's own address, those of the guide and the data, and of the services that the site offers."""
        offered = self.services().published().values_list("pk", flat=True)
        return ["/", "/guide/", "/data/", *(f"/service/{pk}/" for pk in offered)]

    @path("")
    def index_route(self, request: HttpRequest) -> HttpResponseBase:
        return catalog.answer("list", self, request)

    @re_path(rf"^service/{NUMBER}/$")
    def service(self, request: HttpRequest, number: str) -> HttpResponseBase:
        return catalog.answer("service", self, request, int(number))

    # Whoever asks for a file writes no slash; routing puts one behind every address.
    @re_path(rf"^service/{NUMBER}/contact\.vcf/$")
    def card(self, request: HttpRequest, number: str) -> HttpResponseBase:
        return catalog.answer("card", self, request, int(number))

    @re_path(rf"^service/{NUMBER}/suggest/$")
    def suggest(self, request: HttpRequest, number: str) -> HttpResponseBase:
        return catalog.answer("suggest", self, request, int(number))

    @path("shortlist/")
    def shortlist(self, request: HttpRequest) -> HttpResponseBase:
        return catalog.answer("shortlist", self, request)

    @path("shortlist/mail/")
    def shortlist_mail(self, request: HttpRequest) -> HttpResponseBase:
        return catalog.answer("shortlist_mail", self, request)

    @path("guide/")
    def guide(self, request: HttpRequest) -> HttpResponseBase:
        return catalog.answer("guide", self, request)

    @path("confirm/<str:token>/")
    def confirm(self, request: HttpRequest, token: str) -> HttpResponseBase:
        return catalog.answer("confirm", self, request, token)

    @re_path(r"^services\.(csv|xlsx|json)/$")
    def export(self, request: HttpRequest, kind: str) -> HttpResponseBase:
        return catalog.answer("export", self, request, kind)

    @path("data/")
    def data(self, request: HttpRequest) -> HttpResponseBase:
        return catalog.answer("data", self, request)

    @path("openapi.json/")
    def openapi(self, request: HttpRequest) -> HttpResponseBase:
        return catalog.answer("openapi", self, request)

    @re_path(r"^hsds/(.*)$")
    def hsds(self, request: HttpRequest, rest: str) -> HttpResponseBase:
        return catalog.answer("hsds", self, request, rest)
