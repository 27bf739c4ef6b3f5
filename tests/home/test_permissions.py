"""A town's home page cannot be taken away from under the town."""

import pytest
from django.conf import settings
from django.urls import reverse
from wagtail.models import Page, Site

from sites.models import Role, User
from tests.builders import home_of, make_admin, make_town, make_user, publish_language, signed_in

pytestmark = pytest.mark.django_db

CONFIRMED = {"confirm_site_name": settings.WAGTAIL_SITE_NAME}


@pytest.mark.parametrize("role", [*Role, None], ids=lambda role: role.value if role else "administrator")
@pytest.mark.parametrize("way", ["page", "bulk"])
def test_home_page_is_not_deleted_by_anybody(role: Role | None, way: str) -> None:
    town = make_town("prostejov")
    user: User = make_user(town, role) if role else make_admin()
    home = home_of(town)
    url = reverse("wagtailadmin_pages:delete", args=[home.pk])
    if way == "bulk":
        url = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "delete"]) + f"?id={home.pk}"

    signed_in(user).post(url, CONFIRMED)

    assert Site.objects.filter(pk=town.site_id).exists()
    assert Page.objects.filter(pk=home.pk).exists()


def test_manager_deletes_the_home_page_of_a_further_language() -> None:
    town = make_town("prostejov", other_languages=("sk",))
    home = home_of(town, "sk")

    signed_in(make_user(town, Role.MANAGER)).post(reverse("wagtailadmin_pages:delete", args=[home.pk]), CONFIRMED)

    assert not Page.objects.filter(pk=home.pk).exists()


@pytest.mark.parametrize("role", [Role.MANAGER, None], ids=lambda role: role.value if role else "administrator")
@pytest.mark.parametrize("way", ["page", "bulk"])
def test_home_page_is_not_unpublished_by_anybody(role: Role | None, way: str) -> None:
    town = make_town("prostejov")
    user: User = make_user(town, role) if role else make_admin()
    home = home_of(town)
    url = reverse("wagtailadmin_pages:unpublish", args=[home.pk])
    if way == "bulk":
        url = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "unpublish"]) + f"?id={home.pk}"

    signed_in(user).post(url, {"include_descendants": "on"})

    assert Page.objects.get(pk=home.pk).live
    assert home.get_children().live().exists()


def test_manager_unpublishes_the_home_page_of_a_further_language() -> None:
    town = make_town("prostejov", other_languages=("sk",))
    home = publish_language(town, "sk")

    signed_in(make_user(town, Role.MANAGER)).post(reverse("wagtailadmin_pages:unpublish", args=[home.pk]))

    assert not Page.objects.get(pk=home.pk).live
