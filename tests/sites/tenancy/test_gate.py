from collections.abc import Iterator
from typing import Any

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, reverse
from wagtail.admin import urls as admin_urls
from wagtail.models import Page

from sites.tenancy.places import Door, place_of
from tests.sites.tenancy.conftest import SECRET, Things

pytestmark = pytest.mark.django_db


def admin_views(patterns: list[Any] | None = None, namespace: str = "") -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield the name and the arguments' converters of every named view of the admin."""
    for pattern in admin_urls.urlpatterns if patterns is None else patterns:
        if isinstance(pattern, URLResolver):
            inner = f"{namespace}{pattern.namespace}:" if pattern.namespace else namespace
            yield from admin_views(pattern.url_patterns, inner)
        elif isinstance(pattern, URLPattern) and pattern.name:
            yield f"{namespace}{pattern.name}", dict(pattern.pattern.regex.groupindex)


VIEWS = sorted({(name, tuple(arguments)) for name, arguments in admin_views()})


def argument(name: str, view: str, foreign: Things) -> Any:
    """Return what names an object of the other town in an argument of a view."""
    by_argument = {
        "page_id": foreign.page.pk,
        "parent_page_id": foreign.home.pk,
        "page_to_move_id": foreign.page.pk,
        "destination_id": foreign.home.pk,
        "page_pk": foreign.page.pk,
        "image_id": foreign.image.pk,
        "document_id": foreign.document.pk,
        "doc_id": foreign.document.pk,
        "site_id": foreign.town.site_id,
        "user_id": foreign.editor.pk,
        "collection_id": foreign.image.collection.pk,
        "content_type_app_name": "kpss_standard",
        "content_type_model_name": "standardpage",
        "filter_spec": "max-10x10",
        "action_name": "approve",
        "mode": "default",
    }
    by_namespace = {
        "wagtailimages": foreign.image.pk,
        "wagtaildocs": foreign.document.pk,
        "wagtailsnippet": foreign.topic.pk,
        "wagtailsettings": foreign.town.site_id,
        "wagtailadmin_api:images": foreign.image.pk,
        "wagtailadmin_api:documents": foreign.document.pk,
        "wagtailadmin_editing": foreign.page.pk,
    }
    if name in by_argument:
        return by_argument[name]
    if name in ("app_label", "app_name", "model_name"):
        settings = {"app_label": "kpss_sites", "app_name": "kpss_sites", "model_name": "townsettings"}
        pages = {"app_label": "kpss_standard", "app_name": "kpss_standard", "model_name": "standardpage"}
        return (settings if view.startswith("wagtailsettings") else pages)[name]
    if name in ("pk", "object_id"):
        return next((pk for start, pk in by_namespace.items() if view.startswith(start)), foreign.page.pk)
    if name in ("revision_id", "revision_id_a", "revision_id_b"):
        return foreign.page.latest_revision_id
    return 1


NAMES_NOTHING_FOREIGN = {
    # A type of pages, of which one's own are listed.
    "wagtailadmin_pages:type_use",
    "wagtailadmin_pages:type_use_results",
    "wagtailadmin_pages:choose_parent",
    # The settings of a kind; leads to one's own town's.
    "wagtailsettings:edit",
}


def test_every_view_that_names_another_towns_object_is_not_found(manager: Client, benesov: Things) -> None:
    leaks = []
    for view, names in VIEWS:
        if not names or (view in NAMES_NOTHING_FOREIGN and "pk" not in names):
            continue
        if place_of(view) is Door.OPEN and not {"pk", "user_id", "site_id"} & set(names):
            continue
        url = reverse(view, kwargs={name: argument(name, view, benesov) for name in names})
        for response in (manager.get(url), manager.post(url)):
            if response.status_code not in (404, 405) or SECRET in response.content.decode():
                leaks.append((view, url, response.status_code))

    assert leaks == []


def test_no_view_without_arguments_says_a_word_of_another_town(manager: Client, benesov: Things) -> None:
    leaks = []
    for view, names in VIEWS:
        if names or view in ("wagtailadmin_error_test", "wagtailadmin_logout"):
            continue
        response = manager.get(reverse(view), follow=True)
        if SECRET in b"".join(response).decode():
            leaks.append(view)

    assert leaks == []


def test_view_that_nobody_has_placed_is_closed(manager: Client, admin: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delitem(place_of.__globals__["PLACES"], "wagtailadmin_reports:aging_pages*")
    url = reverse("wagtailadmin_reports:aging_pages")

    assert manager.get(url).status_code == 404
    assert admin.get(url).status_code == 200


@pytest.mark.parametrize(
    "url", ["/admin/users/", "/admin/groups/", "/admin/sites/", "/admin/redirects/", "/admin/locales/"]
)
def test_screens_of_the_platform_are_not_there_for_a_manager(manager: Client, admin: Client, url: str) -> None:
    assert manager.get(url).status_code == 404
    assert admin.get(url).status_code == 200
    assert url not in manager.get("/admin/").content.decode()


def test_stranger_is_led_to_the_sign_in(client: Client, benesov: Things) -> None:
    url = reverse("wagtailadmin_pages:edit", args=[benesov.page.pk])

    assert client.get(url, headers={"host": "localhost"}).status_code == 302


def test_own_objects_stay_open(manager: Client, prerov: Things) -> None:
    for name, pk in (
        ("wagtailadmin_explore", prerov.home.pk),
        ("wagtailadmin_pages:edit", prerov.page.pk),
        ("wagtailadmin_pages:history", prerov.page.pk),
        ("wagtailadmin_pages:usage", prerov.page.pk),
        ("wagtailadmin_pages:move", prerov.page.pk),
        ("wagtailadmin_pages:copy", prerov.page.pk),
        ("wagtailadmin_choose_page_child", prerov.home.pk),
        ("wagtailimages:edit", prerov.image.pk),
        ("wagtailimages_chooser:chosen", prerov.image.pk),
        ("wagtaildocs:edit", prerov.document.pk),
        ("wagtaildocs_chooser:chosen", prerov.document.pk),
        ("people", prerov.town.site_id),
    ):
        assert manager.get(reverse(name, args=[pk])).status_code == 200, name
    assert Page.objects.filter(pk=prerov.page.pk).exists()
