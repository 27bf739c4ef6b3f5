from typing import Any

import pytest
from django.contrib.auth.models import Permission
from django.test import Client
from django.urls import reverse

from kpss_pages.core.models import Topic
from sites.models import Role
from sites.roles import group_of
from tests.builders import make_user, signed_in
from tests.sites.tenancy.conftest import SECRET, Things

pytestmark = pytest.mark.django_db

VIEWS = "wagtailsnippets_kpss_core_topic"


def text(response: Any) -> str:
    assert response.status_code == 200, response.status_code
    return response.content.decode()


def url(view: str, *args: Any) -> str:
    return reverse(f"{VIEWS}:{view}", args=args)


def topic_form(name: str, **changes: Any) -> dict[str, Any]:
    return {"name_cs": name, "name_sk": "", "kind": "topic", "slug": name} | changes


def test_list_shows_own_rows(editor: Client, prerov: Things, benesov: Things) -> None:
    for view in ("list", "list_results"):
        shown = text(editor.get(url(view)))
        assert "ours topic" in shown
        assert SECRET not in shown
    assert "ours topic" not in text(editor.get(url("list"), {"q": SECRET}))


def test_row_of_another_town_is_not_there(editor: Client, benesov: Things) -> None:
    for view in ("edit", "delete", "usage", "history", "history_results"):
        assert editor.get(url(view, benesov.topic.pk)).status_code == 404
        assert editor.post(url(view, benesov.topic.pk), topic_form("x")).status_code in (404, 405)
    assert Topic.objects.get(pk=benesov.topic.pk).name_cs == f"{SECRET} topic"


def test_permission_given_the_django_way_opens_nothing(prerov: Things, benesov: Things) -> None:
    for permission in Permission.objects.filter(content_type__app_label="kpss_news"):
        prerov.editor.user_permissions.add(permission)
    browser = signed_in(prerov.editor)

    assert browser.get(url("edit", benesov.topic.pk)).status_code == 404
    assert SECRET not in text(browser.get(url("list")))


def test_town_is_not_asked_for_where_there_is_one(editor: Client, prerov: Things, benesov: Things) -> None:
    assert 'name="site"' not in text(editor.get(url("add")))

    made = editor.post(url("add"), topic_form("fresh", site=benesov.town.site_id))

    assert made.status_code == 302
    assert Topic.objects.get(slug="fresh").site_id == prerov.town.site_id


def test_constraint_within_the_town_is_explained_though_the_town_is_not_asked_for(
    editor: Client, prerov: Things
) -> None:
    refused = editor.post(url("add"), topic_form("x", slug=prerov.topic.slug))

    assert refused.status_code == 200
    assert refused.context["form"].errors


def test_towns_to_choose_from_are_those_where_the_person_may_add(prerov: Things, benesov: Things) -> None:
    user = make_user(prerov.town, Role.EDITOR, username="of-two")
    user.groups.add(group_of(benesov.town.site, Role.EDITOR))
    browser = signed_in(user)

    shown = text(browser.get(url("add")))
    assert SECRET in shown
    made = browser.post(url("add"), topic_form("fresh", site=benesov.town.site_id))

    assert made.status_code == 302
    assert Topic.objects.get(slug="fresh").site_id == benesov.town.site_id


def test_row_cannot_be_moved_to_another_town(editor: Client, prerov: Things, benesov: Things) -> None:
    editor.post(url("edit", prerov.topic.pk), topic_form("moved", site=benesov.town.site_id))

    assert Topic.objects.get(pk=prerov.topic.pk).site_id == prerov.town.site_id


def test_chooser_knows_own_rows(editor: Client, prerov: Things, benesov: Things) -> None:
    chooser = "wagtailsnippetchoosers_kpss_core_topic"
    for view in ("choose", "choose_results"):
        shown = text(editor.get(reverse(f"{chooser}:{view}")))
        assert "ours topic" in shown
        assert SECRET not in shown
    assert editor.get(reverse(f"{chooser}:chosen", args=[prerov.topic.pk])).status_code == 200
    assert editor.get(reverse(f"{chooser}:chosen", args=[benesov.topic.pk])).status_code == 404
    assert editor.get(reverse(f"{chooser}:chosen_multiple"), {"id": benesov.topic.pk}).status_code == 404


def test_bulk_deletion_takes_own_rows(editor: Client, prerov: Things, benesov: Things) -> None:
    action = "/admin/bulk/kpss_core/topic/delete/"

    assert editor.post(f"{action}?id={benesov.topic.pk}").status_code == 404
    assert SECRET not in text(editor.get(action, {"id": "all"}))
    assert editor.post(f"{action}?id=all").status_code == 302
    assert list(Topic.objects.all()) == [benesov.topic]


def test_settings_of_another_town_are_not_there(manager: Client, prerov: Things, benesov: Things) -> None:
    def settings(things: Things) -> str:
        return reverse("wagtailsettings:edit", args=["kpss_sites", "townsettings", things.town.site_id])

    assert manager.get(settings(prerov)).status_code == 200
    assert manager.get(settings(benesov)).status_code == 404


def test_settings_in_the_menu_lead_to_the_own_towns(manager: Client, prerov: Things, benesov: Things) -> None:
    menu = reverse("wagtailsettings:edit", args=["kpss_sites", "townsettings"])

    for host in (prerov.host, benesov.host):
        assert manager.get(menu, headers={"host": host}).headers["Location"] == f"{menu}{prerov.town.site_id}/"
    assert manager.get(f"{menu}{prerov.town.site_id}/").status_code == 200
