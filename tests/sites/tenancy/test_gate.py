import pytest
from django.test import Client
from django.urls import reverse
from wagtail.admin.templatetags import wagtailadmin_tags
from wagtail.models import Page, PageViewRestriction

from sites.tenancy.places import place_of
from tests.sites.tenancy.conftest import Things

pytestmark = pytest.mark.django_db


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


def test_lists_of_pages_look_for_private_ones_in_the_own_town_only(
    manager: Client, prerov: Things, benesov: Things
) -> None:
    for things in (prerov, benesov):
        PageViewRestriction.objects.create(page=things.page, restriction_type=PageViewRestriction.LOGIN)

    listed = manager.get(reverse("wagtailadmin_explore", args=[prerov.home.pk]))

    assert list(vars(listed.wsgi_request)["all_page_view_restriction_paths"]) == [prerov.page.path]
    # What Wagtail asks when it marks a page in a list.
    context = {"request": listed.wsgi_request}
    assert not wagtailadmin_tags.test_page_is_public(context, prerov.page)
    assert wagtailadmin_tags.test_page_is_public(context, prerov.draft)
