"""Lists, filters, reports, the dashboard, the admin's API, bulk actions."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from wagtail.log_actions import log
from wagtail.models import Page, Workflow

from sites.models import Role
from sites.tenancy.scope import pages_in_scope
from tests.builders import make_town, make_user, signed_in
from tests.sites.tenancy.conftest import SECRET, Things

pytestmark = pytest.mark.django_db


def text(response: Any) -> str:
    assert response.status_code == 200, response.status_code
    return b"".join(response).decode()


def names(things: Things) -> list[str]:
    return [things.editor.username, things.manager.username, str(things.town)]


def test_explorer_and_its_filters_name_no_other_town(manager: Client, prerov: Things, benesov: Things) -> None:
    explorer = reverse("wagtailadmin_explore", args=[prerov.home.pk])
    usage = reverse("wagtailadmin_pages:type_use", args=["kpss_standard", "standardpage"])
    for url, query in (
        (explorer, {}),
        (explorer, {"search_all": "1", "q": SECRET}),
        (explorer, {"search_all": "1", "has_child_pages": "false"}),
        (explorer, {"site": benesov.town.site_id, "owner": benesov.editor.pk}),
        (usage, {}),
        (usage, {"q": SECRET}),
        (reverse("wagtailadmin_pages:search"), {"q": SECRET}),
    ):
        shown = text(manager.get(url, query)).replace(f'value="{SECRET}"', "").replace(f"q={SECRET}", "")
        for name in (f"{SECRET} page", f"{SECRET} draft", *names(benesov)):
            assert name not in shown, (url, query, name)
    assert "ours page" in text(manager.get(explorer))


def test_search_of_pages_says_what_it_counted(manager: Client, prerov: Things, benesov: Things) -> None:
    found = manager.get(reverse("wagtailadmin_pages:search"), {"q": "ours"})

    assert found.context["verbose_name_plural"] == "stránky"
    assert "(None)" not in text(found)


def test_list_of_rows_says_whose_they_are_to_those_who_have_several_towns(prerov: Things, benesov: Things) -> None:
    topics = reverse("wagtailsnippets_kpss_core_topic:list")

    def columns() -> list[str]:
        return [column.name for column in signed_in(prerov.manager).get(topics).context["table"].columns.values()]

    assert "site" not in columns()
    prerov.manager.groups.add(*benesov.manager.groups.all())
    assert "site" in columns()


def test_town_of_two_languages_sees_itself_only(benesov: Things) -> None:
    """Its homes have the tree's root as their common ancestor, from which stock Wagtail counts and shows everything."""
    town = make_town("bbsk", language="sk", other_languages=("cs",), country="SK")
    user = make_user(town, Role.MANAGER)
    browser = signed_in(user)

    for url in (reverse("wagtailadmin_home"), reverse("wagtailadmin_explore_root")):
        assert SECRET not in text(browser.get(url, follow=True))
    summary = browser.get(reverse("wagtailadmin_home")).context["site_summary"].summary_items[0]
    assert summary.get_context_data({})["total_pages"] == pages_in_scope(user).count()
    assert 2 < pages_in_scope(user).count() < Page.objects.filter(depth__gt=1).count()


def test_history_report_shows_the_own_towns_changes(manager: Client, prerov: Things, benesov: Things) -> None:
    for things in (prerov, benesov):
        log(instance=things.page, action="wagtail.edit", user=things.editor)
        log(instance=things.topic, action="wagtail.edit", user=things.editor)
        log(instance=things.image, action="wagtail.edit", user=things.editor)
    for query in ({}, {"export": "csv"}, {"user": benesov.editor.pk}):
        shown = text(manager.get(reverse("wagtailadmin_reports:site_history"), query))
        assert SECRET not in shown
    everything = text(manager.get(reverse("wagtailadmin_reports:site_history")))
    for own in ("ours page", "ours topic", "ours image", prerov.editor.username):
        assert own in everything


def test_workflow_reports_show_the_own_towns_workflows(manager: Client, prerov: Things, benesov: Things) -> None:
    for things in (prerov, benesov):
        workflow = Workflow.objects.get(workflow_pages__page=things.home)
        workflow.start(things.draft, things.editor)
    for name in ("workflow", "workflow_tasks"):
        shown = text(manager.get(reverse(f"wagtailadmin_reports:{name}")))
        assert "ours draft" in shown
        assert SECRET not in shown
    assert SECRET not in text(manager.get(reverse("wagtailadmin_home")))


def test_locked_pages_report_names_nobody_of_another_town(manager: Client, prerov: Things, benesov: Things) -> None:
    for things in (prerov, benesov):
        Page.objects.filter(pk=things.page.pk).update(locked=True, locked_by=things.editor)

    shown = text(manager.get(reverse("wagtailadmin_reports:locked_pages")))

    assert prerov.editor.username in shown
    assert SECRET not in shown


def test_dashboard_forgets_a_town_that_somebody_has_left(prerov: Things, benesov: Things, editor: Client) -> None:
    log(instance=benesov.page, action="wagtail.edit", user=prerov.editor)
    Page.objects.filter(pk=benesov.draft.pk).update(locked=True, locked_by=prerov.editor)

    assert SECRET not in text(editor.get(reverse("wagtailadmin_home")))


@pytest.mark.parametrize("endpoint", ["pages", "images", "documents"])
def test_admin_api_answers_for_own_things(editor: Client, prerov: Things, benesov: Things, endpoint: str) -> None:
    shown = text(editor.get(reverse(f"wagtailadmin_api:{endpoint}:listing")))

    assert "ours" in shown
    assert SECRET not in shown


def test_admin_api_takes_no_actions(manager: Client, prerov: Things) -> None:
    url = reverse("wagtailadmin_api:pages:action", args=[prerov.page.pk, "unpublish"])

    assert manager.post(url).status_code == 404


@pytest.mark.parametrize(
    ("model", "field", "action"),
    [
        ("wagtailcore/page", "page", "delete"),
        ("wagtailcore/page", "page", "move"),
        ("kpss_sites/townimage", "image", "delete"),
        ("kpss_sites/towndocument", "document", "add_to_collection"),
    ],
)
def test_bulk_action_takes_own_objects_only(
    manager: Client, prerov: Things, benesov: Things, model: str, field: str, action: str
) -> None:
    url = f"/admin/bulk/{model}/{action}/"
    own, foreign = getattr(prerov, field), getattr(benesov, field)

    assert "ours" in text(manager.get(url, {"id": own.pk}))
    assert manager.get(url, {"id": [own.pk, foreign.pk]}).status_code == 404
    assert manager.post(f"{url}?id={foreign.pk}").status_code == 404
    everything = text(manager.get(url, {"id": "all"}))
    assert "ours" in everything
    assert SECRET not in everything


def test_privacy_of_a_page_offers_the_own_towns_groups(manager: Client, prerov: Things, benesov: Things) -> None:
    shown = manager.get(reverse("wagtailadmin_pages:set_privacy", args=[prerov.page.pk])).content.decode()

    assert f"({prerov.town.site_id}): editor" in shown
    assert f"({benesov.town.site_id}): editor" not in shown
