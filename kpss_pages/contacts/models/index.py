"""The page of a town's contacts."""

from django.db import models
from django.http import HttpRequest, HttpResponseBase
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.contrib.routable_page.models import RoutablePageMixin, path, re_path

from kpss_pages.contacts.models.roles import ContactRole
from kpss_pages.contacts.public.answering import contacts
from kpss_pages.core.models import BasePage
from sites.page_urls import root_paths_of


class ContactIndexPage(RoutablePageMixin, BasePage):
    """The directory of a town's contacts in one language, its offices and their hours."""

    chrome_part = "contacts"
    shown_kinds = (
        "kpss_barrier_free.Place",
        "kpss_contacts.ContactRole",
        "kpss_contacts.Department",
        "kpss_contacts.Office",
        "kpss_contacts.Organisation",
        "kpss_contacts.Person",
    )
    query_parameters = ("municipality", "page", "q", "sort")

    lead = models.TextField(_("lead"), blank=True, help_text=_("One or two sentences above the list."))

    content_panels = [*BasePage.content_panels, FieldPanel("lead")]

    parent_page_types = ["kpss_home.HomePage"]
    subpage_types: list[str] = []
    max_count_per_parent = 1

    class Meta:
        verbose_name = _("contacts page")
        verbose_name_plural = _("contacts pages")

    @path("")
    def index_route(self, request: HttpRequest) -> HttpResponseBase:
        return contacts.answer("directory", self, request)

    @path("offices/")
    def offices(self, request: HttpRequest) -> HttpResponseBase:
        return contacts.answer("offices", self, request)

    # Whoever asks writes no slash; routing puts one behind every address.
    @path("directory.csv/")
    def directory_csv(self, request: HttpRequest) -> HttpResponseBase:
        return contacts.answer("directory_csv", self, request)

    # As many digits as every database takes for an id.
    @re_path(r"^role/([1-9][0-9]{0,8})/$")
    def role(self, request: HttpRequest, role_id: str) -> HttpResponseBase:
        return contacts.answer("role", self, request, int(role_id))

    @re_path(r"^role/([1-9][0-9]{0,8})/contact\.vcf/$")
    def card(self, request: HttpRequest, role_id: str) -> HttpResponseBase:
        return contacts.answer("card", self, request, int(role_id))

    def get_cached_paths(self) -> list[str]:
        """Return the addresses that caches in front may keep, those of roles among them; cards are kept by none."""
        roots = root_paths_of(self.path)
        roles = ContactRole.objects.in_town(roots[0].site_id) if roots else ContactRole.objects.none()
        return ["/", "/offices/", "/directory.csv", *(f"/role/{pk}/" for pk in roles.values_list("pk", flat=True))]
