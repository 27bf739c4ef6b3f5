"""The interface for programs, described by OpenAPI 3.1 from the parameters that the views read."""

from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext as _

from kpss_pages.catalog.exporting.hsds.views import LISTS, SPECIFICATION
from kpss_pages.catalog.exporting.parameters import (
    FORMAT,
    FULL,
    FULL_SERVICE,
    MINIMAL,
    ORGANIZATION,
    PAGE,
    PARENT,
    PER_PAGE,
    SEARCH,
    TAXONOMY,
    TERM,
    Parameter,
    list_parameters,
)
from kpss_pages.catalog.exporting.plain import FIELDS
from kpss_pages.catalog.exporting.shapes import DOCUMENT, SHAPES
from kpss_pages.core.data_sets import Terms
from sites.models import TownSettings
from sites.spreadsheets import XLSX_TYPE

VERSION = "1"
_PAGES = (PAGE, PER_PAGE, FORMAT)
_OF_SERVICES = (SEARCH, TERM, TAXONOMY, ORGANIZATION)
OF_LISTS: dict[str, tuple[Parameter, ...]] = {
    "services": (*_OF_SERVICES, FULL, MINIMAL, *_PAGES),
    "organizations": (SEARCH, FULL, FULL_SERVICE, *_PAGES),
    "service_at_locations": (*_OF_SERVICES, FULL, *_PAGES),
    "taxonomies": (SEARCH, *_PAGES),
    "taxonomy_terms": (SEARCH, TAXONOMY, PARENT, *_PAGES),
}
"""What each list of the feed can be asked with."""
OF_SINGLES: dict[str, tuple[Parameter, ...]] = {"organizations": (FULL_SERVICE,)}
"""What one of a list can be asked with."""
LIKE_THE_LIST = ("services", "service_at_locations")
"""Lists of the feed that take the parameters of the page, too."""


def description_of(town: TownSettings, catalogue: str, terms: Terms | None) -> dict[str, Any]:
    """Return the description of a town's interface in the active language; ``catalogue`` is its address."""
    found = list_parameters()
    paths = {f"/services.{kind}": _path(found, f"services_{kind}", words, media) for kind, words, media in _files()}
    paths["/hsds/"] = _path((), "hsds", _("What the feed is"), "application/json")
    for name in LISTS:
        further = [each for each in found if each.name != SEARCH.name] if name in LIKE_THE_LIST else []
        title = _("List of the feed: %(name)s") % {"name": name}
        paths[f"/hsds/{name}"] = _path((*OF_LISTS[name], *further), name, title, "application/json")
        single = _path(
            OF_SINGLES.get(name, ()),
            f"{name}_by_id",
            _("One of the list: %(name)s") % {"name": name},
            "application/json",
        )
        single["get"]["responses"]["404"] = {"description": _("There is no such thing in the feed.")}
        paths[f"/hsds/{name}/{{id}}"] = single | {"parameters": [_id()]}
    properties = {key: SHAPES[key] | {"description": str(words)} for key, words in FIELDS.items()}
    schema = {"type": "object", "properties": properties, "required": list(properties)}
    return {
        "openapi": "3.1.0",
        "info": {
            "title": _("Social services in the catalogue of “%(town)s”.") % {"town": town.name},
            "version": VERSION,
            "description": _(
                "What the list of the catalogue shows, as data. No key is needed; nothing can be changed."
            ),
            **({"license": {"name": str(terms.name), "url": terms.address}} if terms else {}),
        },
        "servers": [{"url": catalogue.rstrip("/")}],
        "externalDocs": {"url": SPECIFICATION, "description": "HSDS 3.0"},
        "paths": paths,
        "components": {"schemas": {"Service": schema}},
    }


def _files() -> tuple[tuple[str, str, str], ...]:
    return (
        ("csv", _("Services as a table (CSV)"), "text/csv"),
        ("xlsx", _("Services as a table (XLSX)"), XLSX_TYPE),
        ("json", _("Services for programs (JSON)"), "application/json"),
    )


def _path(parameters: Iterable[Parameter], name: str, summary: str, media_type: str) -> dict[str, Any]:
    schema = {"schema": DOCUMENT} if name == "services_json" else {}
    return {
        "get": {
            "operationId": name,
            "summary": summary,
            "parameters": [parameter.as_openapi() for parameter in parameters],
            "responses": {
                "200": {"description": summary, "content": {media_type: schema}},
                "304": {"description": _("Nothing has changed since (ETag).")},
                "429": {"description": _("Too many requests; ask again after the time in Retry-After.")},
            },
        }
    }


def _id() -> dict[str, Any]:
    return {"name": "id", "in": "path", "required": True, "schema": {"type": "string", "format": "uuid"}}
