import json
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from wagtail.models import Page

from sites.models import Role
from tests.builders import make_user, signed_in
from tests.sites.tenancy.conftest import SECRET, Things

pytestmark = pytest.mark.django_db


def text(response: Any) -> str:
    assert response.status_code == 200, response.status_code
    return response.content.decode()


def test_browsing_pages_begins_at_home_and_stays_there(editor: Client, prerov: Things, benesov: Things) -> None:
    shown = text(editor.get(reverse("wagtailadmin_choose_page")))

    assert "ours page" in shown
    assert SECRET not in shown


def test_somebody_of_two_towns_browses_both_and_no_third(prerov: Things, benesov: Things) -> None:
    user = make_user(prerov.town, Role.EDITOR, username="of-two")
    other = make_user(benesov.town, Role.EDITOR, username="of-other")
    user.groups.add(*other.groups.all())
    browser = signed_in(user)

    shown = text(browser.get(reverse("wagtailadmin_choose_page")))

    assert SECRET in shown
    assert browser.get(reverse("wagtailadmin_pages:edit", args=[benesov.page.pk])).status_code == 200


def test_page_search_finds_own_pages_only(editor: Client, prerov: Things, benesov: Things) -> None:
    for word, is_found in (("ours", True), (SECRET, False)):
        shown = text(editor.get(reverse("wagtailadmin_choose_page_search"), {"q": word}))
        assert (f"{word} page" in shown) is is_found


def test_pages_chosen_by_id_are_own(editor: Client, prerov: Things, benesov: Things) -> None:
    url = reverse("wagtailadmin_choose_page_chosen_multiple")

    assert editor.get(url, {"id": prerov.page.pk}).status_code == 200
    assert editor.get(url, {"id": [prerov.page.pk, benesov.page.pk]}).status_code == 404


def test_address_of_another_towns_page_stays_an_external_link(editor: Client, prerov: Things, benesov: Things) -> None:
    def entered(page: Page) -> dict[str, Any]:
        response = editor.post(
            reverse("wagtailadmin_choose_page_external_link"),
            {"external-link-chooser-url": page.full_url, "external-link-chooser-link_text": "x"},
        )
        return json.loads(text(response))

    assert entered(prerov.page)["result"].get("id") == prerov.page.pk
    assert "id" not in entered(benesov.page)["result"]


@pytest.mark.parametrize("parameter", ["child_of", "parent_page_id", "target_pages[]"])
def test_page_in_a_query_is_own(editor: Client, benesov: Things, parameter: str) -> None:
    response = editor.get(reverse("wagtailadmin_choose_page"), {parameter: benesov.page.pk})

    assert response.status_code == 404


@pytest.mark.parametrize("kind", ["images", "docs"])
def test_files_to_choose_from_are_own(editor: Client, prerov: Things, benesov: Things, kind: str) -> None:
    for view in ("choose", "choose_results"):
        shown = text(editor.get(reverse(f"wagtail{kind}_chooser:{view}"), {"q": ""}))
        assert "ours" in json.loads(shown)["html"] if view == "choose" else "ours" in shown
        assert SECRET not in shown

    several = reverse(f"wagtail{kind}_chooser:chosen_multiple")
    own, foreign = (prerov.image, benesov.image) if kind == "images" else (prerov.document, benesov.document)
    assert editor.get(several, {"id": own.pk}).status_code == 200
    assert editor.get(several, {"id": foreign.pk}).status_code == 404


def test_destination_of_a_move_is_own(manager: Client, prerov: Things, benesov: Things) -> None:
    url = reverse("wagtailadmin_pages:move", args=[prerov.page.pk])

    assert manager.post(url, {"new_parent_page": benesov.home.pk}).status_code == 404
    assert manager.post(url, {"new_parent_page": prerov.draft.pk}).status_code == 302


def test_destination_of_a_copy_is_own(manager: Client, prerov: Things, benesov: Things) -> None:
    url = reverse("wagtailadmin_pages:copy", args=[prerov.page.pk])
    form = {"new_title": "Copy", "new_slug": "copy", "new_parent_page": benesov.home.pk}

    assert manager.post(url, form).status_code == 404
    assert not Page.objects.filter(title="Copy").exists()


@pytest.mark.parametrize("spelled", [" {}", "+{}", "0{}", "{}\n", "０{}", "0_0{}", f"{'0' * 40}{{}}"])
def test_page_is_own_however_its_number_is_spelled(
    manager: Client, prerov: Things, benesov: Things, spelled: str
) -> None:
    """Forms read " +7" as 7, and name the page of that number in what they answer."""
    number = spelled.format(benesov.home.pk)
    copied = {"new_title": "Copy", "new_slug": "copy", "new_parent_page": number}
    several = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "move"])

    assert manager.post(reverse("wagtailadmin_pages:copy", args=[prerov.page.pk]), copied).status_code == 404
    assert manager.post(f"{several}?id={prerov.page.pk}", {"chooser": number}).status_code == 404
    assert (
        manager.get(reverse("wagtailadmin_choose_page_chosen_multiple"), {"id": ["not a number", number]}).status_code
        == 404
    )


def test_tags_are_not_completed(editor: Client) -> None:
    assert editor.get(reverse("wagtailadmin_tag_autocomplete"), {"term": "a"}).status_code == 404


def test_administrator_chooses_from_all_towns(admin: Client, prerov: Things, benesov: Things) -> None:
    assert SECRET in text(admin.get(reverse("wagtailadmin_choose_page_search"), {"q": SECRET}))
