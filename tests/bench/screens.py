"""Measures one installation from within: prints figures as JSON, for ``tests.bench.scale``; --public for those pages."""

import json
import resource
import sys
import time
from collections.abc import Callable, Iterator
from statistics import median
from typing import Any

import django

django.setup()

from django.db import connection  # noqa: E402
from django.test import Client, RequestFactory  # noqa: E402
from wagtail.models import Collection, Page, Site, Task, Workflow  # noqa: E402

from cms.scale.names import invented  # noqa: E402
from sites.accounts.addresses import vouch_for_address  # noqa: E402
from sites.models import Role, TownDocument, TownImage, TownRole, TownSettings, User  # noqa: E402

ROUNDS = 25
SCREEN_ROUNDS = 5
PATIENCE_MS = 5000
VISITED = 500
ADDRESSES = 2000
NUMBER = 2
"""The town that is looked at; it is there in the smallest installation too."""

REGION = 300
"""Towns that the coordinator of a region looks after, the one that is looked at among them."""

Row = dict[str, float]


def main() -> None:
    town = TownSettings.objects.select_related("site__root_page").get(
        site__hostname=invented(NUMBER, "localhost").hostname
    )
    found: dict[str, Row] = dict(public_pages(town))
    if "--public" not in sys.argv:
        found |= everything_else(town)
    print(json.dumps(found))


def everything_else(town: TownSettings) -> dict[str, Row]:
    found: dict[str, Row] = {}
    found["address: page.get_url(), µs"] = {"value": microseconds_of_an_address(town)}
    visit_towns()
    found["memory: after many towns' home pages, MB"] = {"value": megabytes()}
    editor = User.objects.get(username=f"{invented(NUMBER, 'localhost').label}-editor")
    found |= {f"editor: {name}": row for name, row in screens(town, editor, town.site.hostname)}
    found["memory: and an editor's screens, MB"] = {"value": megabytes()}
    found |= {f"region: {name}": row for name, row in screens(town, region_coordinator(town), town.site.hostname)}
    administrator = person("scale-administrator", is_superuser=True)
    found |= {f"administrator: {name}": row for name, row in screens(town, administrator, "localhost")}
    found |= {f"administrator: {name}": row for name, row in platform_screens(administrator, town)}
    return found


def megabytes() -> float:
    """Return the most memory that this process has had."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def visit_towns() -> None:
    """Ask for the home pages of many towns, of which a worker remembers something."""
    for hostname in Site.objects.order_by("pk").values_list("hostname", flat=True)[:VISITED]:
        Client(headers={"host": hostname}).get("/", secure=True)


def person(name: str, **changes: Any) -> User:
    found, _ = User.objects.get_or_create(username=name, defaults={"email": f"{name}@kpss.example", **changes})
    vouch_for_address(found)
    return found


def region_coordinator(town: TownSettings) -> User:
    """Return somebody who coordinates many towns."""
    coordinator = person("scale-region")
    roles = TownRole.objects.filter(role=Role.COORDINATOR, site__pk__gte=town.site_id).order_by("site")[:REGION]
    coordinator.groups.set(role.group_id for role in roles)
    return coordinator


def public_pages(town: TownSettings) -> Iterator[tuple[str, Row]]:
    client = Client(headers={"host": town.site.hostname})
    pages = Page.objects.descendant_of(town.site.root_page, inclusive=True).order_by("path")
    for page in pages:
        if page.specific_class.__name__ in ("HomePage", "NewsIndexPage", "NewsPage", "PlanPage"):
            yield f"public: {page.title[:30]}", measured(client, page.get_url_parts()[2], ROUNDS)


def screens(town: TownSettings, user: User, host: str) -> Iterator[tuple[str, Row]]:
    client = signed_in(user, host)
    home = town.site.root_page
    page = Page.objects.child_of(home).filter(title="Kdo plánuje").get()
    files = Collection.objects.get(pk=town.files_collection_id)
    image = TownImage.objects.filter(collection=files).first()
    document = TownDocument.objects.filter(collection=files).first()
    document = document or TownDocument.objects.filter(collection=town.plan_collection_id).first()
    paths = {
        "start page": "/admin/",
        "explorer, root": "/admin/pages/",
        "explorer, town": f"/admin/pages/{home.pk}/",
        "page editor": f"/admin/pages/{page.pk}/edit/",
        "new page": f"/admin/pages/add/kpss_standard/standardpage/{home.pk}/",
        "page history": f"/admin/pages/{page.pk}/history/",
        "move a page": f"/admin/pages/{page.pk}/move/",
        "search in pages": "/admin/pages/search/?q=plan",
        "menu of pages": f"/admin/api/main/pages/?child_of={home.pk}&for_explorer=1",
        "page chooser": "/admin/choose-page/",
        "page chooser, town": f"/admin/choose-page/{home.pk}/",
        "page chooser, search": "/admin/choose-page/search/?q=plan",
        "images": "/admin/images/",
        "image upload": "/admin/images/multiple/add/",
        "image": f"/admin/images/{image.pk}/" if image else "",
        "image chooser": "/admin/images/chooser/",
        "images to a collection": f"/admin/bulk/kpss_sites/townimage/add_to_collection/?id={image.pk}" if image else "",
        "documents": "/admin/documents/",
        "document upload": "/admin/documents/multiple/add/",
        "document": f"/admin/documents/edit/{document.pk}/" if document else "",
        "document chooser": "/admin/documents/chooser/",
        "topics": "/admin/snippets/kpss_core/topic/",
        "new topic": "/admin/snippets/kpss_core/topic/add/",
        "site history": "/admin/reports/site-history/",
        "locked pages": "/admin/reports/locked/",
        "workflows": "/admin/reports/workflow/",
        "aging pages": "/admin/reports/aging-pages/",
        "privacy": f"/admin/pages/{page.pk}/privacy/",
        "account": "/admin/account/",
    }
    for name, path in paths.items():
        if path:
            yield name, measured(client, path, SCREEN_ROUNDS)


def platform_screens(user: User, town: TownSettings) -> Iterator[tuple[str, Row]]:
    client = signed_in(user, "localhost")
    workflow = Workflow.objects.order_by("pk").values_list("pk", flat=True).first()
    task = Task.objects.order_by("pk").values_list("pk", flat=True).first()
    paths = {
        "towns": "/admin/towns/",
        "people": "/admin/people/",
        "people of a town": f"/admin/people/{town.site_id}/",
        "sites": "/admin/sites/",
        "site": f"/admin/sites/edit/{town.site_id}/",
        "users": "/admin/users/",
        "new user": "/admin/users/new/",
        "user": f"/admin/users/edit/{user.pk}/",
        "groups": "/admin/groups/",
        "new group": "/admin/groups/new/",
        "collections": "/admin/collections/",
        "new collection": "/admin/collections/add/",
        "collection": f"/admin/collections/{town.files_collection_id}/",
        "privacy of a collection": f"/admin/collections/{town.files_collection_id}/privacy/",
        "redirects": "/admin/redirects/",
        "new redirect": "/admin/redirects/add/",
        "redirects of towns": "/admin/town-redirects/",
        "settings": f"/admin/settings/kpss_sites/townsettings/{town.site_id}/",
        "workflows to keep": "/admin/workflows/list/",
        "workflow": f"/admin/workflows/edit/{workflow}/",
        "tasks": "/admin/workflows/tasks/index/",
        "task": f"/admin/workflows/tasks/edit/{task}/",
        "workflow tasks": "/admin/reports/workflow_tasks/",
        "locales": "/admin/locales/",
        "page types": "/admin/reports/page-types-usage/",
        "audit": f"/admin/audit/{town.site_id}/",
        "audit of the platform": "/admin/audit/platform/",
    }
    for name, path in paths.items():
        yield name, measured(client, path, SCREEN_ROUNDS)


def signed_in(user: User, host: str) -> Client:
    client = Client(headers={"host": host})
    client.force_login(user)
    return client


def measured(client: Client, path: str, rounds: int) -> Row:
    """Return the median milliseconds, the queries and the size of an address, once it is warm."""
    times: list[float] = []
    for _ in range(rounds + 1):
        if len(times) > 1 and sum(times) > PATIENCE_MS:
            break
        queries: list[None] = []
        with connection.execute_wrapper(_counting(queries)):
            started = time.perf_counter()
            response = client.get(path, follow=True, secure=True)
            _ = response.content
            times.append((time.perf_counter() - started) * 1000)
    print(f"{path} {median(times[1:]):.0f} ms, {len(queries)} queries", file=sys.stderr, flush=True)
    return {
        "value": median(times[1:]),
        "queries": len(queries),
        "size": len(response.content),
        "status": response.status_code,
    }


def _counting(queries: list[None]) -> Callable[..., Any]:
    def count(execute: Callable[..., Any], *arguments: Any) -> Any:
        queries.append(None)
        return execute(*arguments)

    return count


def microseconds_of_an_address(town: TownSettings) -> float:
    """Return the median time of one warm ``page.get_url()`` among those of a request."""
    request = RequestFactory().get("/", headers={"host": town.site.hostname})
    request._wagtail_site = town.site  # type: ignore[attr-defined]
    pages = list(Page.objects.descendant_of(town.site.root_page, inclusive=True))
    times = []
    for turn in range(ADDRESSES):
        page = pages[turn % len(pages)]
        started = time.perf_counter()
        page.get_url(request)
        times.append((time.perf_counter() - started) * 1_000_000)
    return median(times)


if __name__ == "__main__":
    main()
