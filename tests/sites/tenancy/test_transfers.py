"""From town to town, by somebody who works for both: a page goes there when nothing of it is left tied to the former."""

import pytest
from django.test import Client
from django.urls import reverse
from wagtail.models import Locale, Page

from kpss_pages.standard.models import StandardPage
from sites.models import Role
from sites.roles import group_of
from tests.builders import make_page, make_user, signed_in
from tests.sites.tenancy.conftest import Things
from tests.sites.tenancy.test_references import text_linking

pytestmark = pytest.mark.django_db


@pytest.fixture
def manager_of_both(prerov: Things, benesov: Things) -> Client:
    user = make_user(prerov.town, Role.MANAGER, username="of-two")
    user.groups.add(group_of(benesov.town.site, Role.MANAGER))
    return signed_in(user)


def is_copied(browser: Client, page: Page, parent: Page, **more: str) -> bool:
    form = {"new_title": "Copied", "new_slug": "copied", "new_parent_page": f" {parent.pk}", "copy_subpages": "on"}
    browser.post(reverse("wagtailadmin_pages:copy", args=[page.pk]), form | more)
    return parent.get_children().filter(slug="copied").exists()


def is_moved(browser: Client, page: Page, parent: Page) -> bool:
    browser.post(reverse("wagtailadmin_pages:move_confirm", args=[page.pk, parent.pk]))
    return parent.get_children().filter(pk=page.pk).exists()


def linking(parent: Page, title: str, target: Page) -> StandardPage:
    return make_page(parent, title, body=[("text", {"heading": "", "text": text_linking(target)})])


def test_page_that_uses_nothing_goes_to_another_town(manager_of_both: Client, prerov: Things, benesov: Things) -> None:
    plain = make_page(prerov.home, "Plain")

    assert is_copied(manager_of_both, plain, benesov.home)
    assert is_moved(manager_of_both, plain, benesov.home)


def test_page_that_uses_files_stays(manager_of_both: Client, prerov: Things, benesov: Things) -> None:
    parent = make_page(prerov.home, "Parent")
    linking(parent, "Linking", prerov.page)

    assert not is_copied(manager_of_both, parent, benesov.home)
    assert not is_moved(manager_of_both, parent, benesov.home)


def test_earlier_versions_go_along_and_count(manager_of_both: Client, prerov: Things, benesov: Things) -> None:
    page = linking(prerov.home, "Once linking", prerov.page)
    page.save_revision()
    page.body = []
    page.save_revision().publish()
    draft = make_page(prerov.home, "Draft")
    draft.body = page.revisions.order_by("pk")[0].as_object().body
    draft.save_revision()

    for kept in (page, draft):
        assert not is_copied(manager_of_both, kept, benesov.home)
        assert not is_moved(manager_of_both, kept, benesov.home)


def test_no_alias_crosses_towns(manager_of_both: Client, prerov: Things, benesov: Things) -> None:
    """An alias takes over whatever the people of the other town write."""
    plain = make_page(prerov.home, "Plain")
    assert not is_copied(manager_of_both, plain, benesov.home, alias="on")
    assert is_copied(manager_of_both, plain, prerov.home, alias="on")

    alias = plain.aliases.get()
    assert not is_moved(manager_of_both, alias, benesov.home)
    assert not is_moved(manager_of_both, plain, benesov.home)
    assert is_copied(manager_of_both, alias, benesov.home)
    assert benesov.home.get_children().get(slug="copied").alias_of_id is None


def test_no_translation_is_left_behind(manager_of_both: Client, prerov: Things, benesov: Things) -> None:
    plain = make_page(prerov.home, "Plain")
    slovak = Locale.objects.get_or_create(language_code="sk")[0]
    prerov.home.copy_for_translation(slovak)
    plain.copy_for_translation(slovak)

    assert not is_moved(manager_of_both, plain, benesov.home)
    assert is_copied(manager_of_both, plain, benesov.home)


def test_several_pages_are_not_moved_when_one_has_to_stay(
    manager_of_both: Client, prerov: Things, benesov: Things
) -> None:
    plain, aliased = make_page(prerov.home, "Plain"), make_page(prerov.home, "Aliased")
    aliased.create_alias(update_slug="alias", parent=prerov.home)
    url = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "move"])

    manager_of_both.post(f"{url}?id={plain.pk}&id={aliased.pk}", {"chooser": benesov.home.pk})

    assert not benesov.home.get_children().filter(pk__in=[plain.pk, aliased.pk]).exists()
