"""Which page answers an address, and whether it is open to all: found in two queries, however deep it lies.

Stock Wagtail looks up the active language, the home page in it and then each step of the path, two queries a step; and
two more for restrictions of the page or of those above it, which the way to the page passes anyway.
"""

from django.contrib.contenttypes.models import ContentType
from django.db.models import Exists, OuterRef, QuerySet
from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404
from wagtail.models import AbstractPage, Page, PageViewRestriction
from wagtail.url_routing import RouteResult

from sites.languages import current_language
from sites.models import TownSettings
from sites.towns import current_town, live_homes


def route_for_request(request: HttpRequest, path: str) -> RouteResult | None:
    """Return the page of the request's town and language that answers a path, None when there is none.

    Stands in for Wagtail's method of the same name and keeps the answer on the request as that does.
    """
    if not hasattr(request, "_wagtail_route_for_request"):
        town = current_town(request)
        request._wagtail_route_for_request = _route(request, town, path) if town else None  # type: ignore[attr-defined]
    found: RouteResult | None = request._wagtail_route_for_request  # type: ignore[attr-defined]
    return found


def _route(request: HttpRequest, town: TownSettings, path: str) -> RouteResult | None:
    home = live_homes(town).get(current_language())
    if home is None:
        return None
    try:
        page, rest = _deepest(home, [step for step in path.split("/") if step])
        # What is left of the path is a route of the page, the feed of an index, or nothing that exists.
        return page.route(request, rest)
    except Http404:
        return None


def _deepest(home: Page, steps: list[str]) -> tuple[Page, list[str]]:
    """Return the page that covers most of a path, in its own class, and the steps below it."""
    url_paths = [home.url_path + "".join(f"{step}/" for step in steps[:length]) for length in range(len(steps) + 1)]
    tree_root = home.path[: Page.steplen]
    restrictions = PageViewRestriction.objects.filter(page__path__in=[OuterRef("path"), tree_root])
    way = (
        Page.objects.filter(path__startswith=home.path, url_path__in=url_paths)
        .order_by("-depth")
        .annotate(is_restricted=Exists(restrictions))
        .values_list("pk", "content_type", "url_path", "path", "alias_of", "is_restricted")
    )
    pk, content_type, url_path, *_rest = way[0] if way else (home.pk, home.content_type_id, home.url_path)
    kind = ContentType.objects.get_for_id(content_type).model_class() or Page
    rows = kind._default_manager.select_related("locale", *getattr(kind, "served_with", ()))
    page: Page = get_object_or_404(rows, pk=pk)
    if page.depth == home.depth + 1:
        # Where treebeard's get_parent() looks first.
        page._cached_parent_obj = home
    open_paths = {path for _pk, _kind, _url, path, alias_of, is_restricted in way if not (alias_of or is_restricted)}
    ends = range(len(home.path), len(page.path) + 1, Page.steplen)
    page._kpss_is_open = all(page.path[:end] in open_paths for end in ends)
    return page, steps[url_paths.index(url_path) :]


_stock_view_restrictions = AbstractPage.get_view_restrictions


def _get_view_restrictions(self: AbstractPage) -> QuerySet[PageViewRestriction]:
    """Ask nobody when the way to the page has shown that neither the page nor one above it is restricted.

    An alias has the restrictions of its source, which the way does not show.
    """
    if getattr(self, "_kpss_is_open", False):
        return PageViewRestriction.objects.none()
    return _stock_view_restrictions(self)


def install() -> None:
    """Put the methods in place of Wagtail's."""
    AbstractPage.route_for_request = staticmethod(route_for_request)
    AbstractPage.get_view_restrictions = _get_view_restrictions
