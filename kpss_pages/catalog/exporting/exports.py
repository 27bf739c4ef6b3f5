"""Answers with the services of a list as files."""

from django.http import HttpRequest, HttpResponseBase
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.utils.translation import override

from kpss_pages.catalog.answering import catalog
from kpss_pages.catalog.exporting.chosen import Chosen, chosen_by
from kpss_pages.catalog.exporting.files import About, csv_pieces, json_pieces, xlsx_of
from kpss_pages.catalog.frame import address_of
from kpss_pages.catalog.models import CatalogIndexPage
from kpss_pages.core.below import refused
from kpss_pages.core.chrome import Chrome
from kpss_pages.core.data_files import serve_data
from kpss_pages.core.linked_data import at_home
from sites.limits import count
from sites.models import TownSettings
from sites.spreadsheets import CSV_TYPE, XLSX_TYPE
from sites.text import without_diacritics

JSON_TYPE = "application/json"
CONTENT_TYPES = {
    "csv": CSV_TYPE,
    "xlsx": XLSX_TYPE,
    "json": JSON_TYPE,
}


@catalog.register("export")
def export(page: CatalogIndexPage, request: HttpRequest, kind: str) -> HttpResponseBase:
    """Answer with the services that the list shows at the same parameters, all of them and in its order."""
    if refusal := refused(request, "GET", "HEAD"):
        return refusal
    count(request, "data")
    with override(page.language):
        chosen = chosen_by(page, request)
        about = about_of(page, request, chosen)
        headers = {"Content-Disposition": f'{_PLACES[kind]}; filename="{file_name(chosen.town)}.{kind}"'}
        if about.licence:
            headers["Link"] = f'<{about.licence}>; rel="license"'
        if kind == "xlsx":
            return serve_data(request, [xlsx_of(chosen, about)], CONTENT_TYPES[kind], headers)
        pieces = csv_pieces(chosen, about) if kind == "csv" else json_pieces(chosen, about)
        return serve_data(request, pieces, CONTENT_TYPES[kind], headers)


_PLACES = {"csv": "attachment", "xlsx": "attachment", "json": "inline"}
"""Where a browser puts a file; JSON it can show."""


def about_of(page: CatalogIndexPage, request: HttpRequest, chosen: Chosen) -> About:
    """Say what goes with the files of a page."""
    terms_page = Chrome(request, chosen.town).open_data_url()
    return About.of(
        chosen,
        address_of(page, request),
        page.language,
        at_home(terms_page, chosen.town) if terms_page else "",
    )


def file_name(town: TownSettings) -> str:
    """Return a name in the active language that any file system takes: "socialni-sluzby-prerov"."""
    return slugify(without_diacritics(_("Social services %(town)s") % {"town": town.name})) or "services"
