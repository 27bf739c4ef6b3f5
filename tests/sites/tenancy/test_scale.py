"""What screens cost does not grow with the number of towns, and no screen lists them all."""

from typing import Any

import pytest
from django.contrib.auth.models import Group
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from wagtail.models import Collection, Page
from wagtail.permissions import policy_registry

from sites.models import Role, TownImage, TownSettings, User
from sites.roles import group_of
from sites.tenancy import long_lists
from tests.builders import home_of, make_admin, make_image, make_town, make_user, signed_in

pytestmark = pytest.mark.django_db

MANY = 12


@pytest.fixture
def short(monkeypatch: pytest.MonkeyPatch) -> None:
    """Lists are long from the third choice on."""
    monkeypatch.setattr(long_lists, "MOST_OFFERED", 2)


def towns_up_to(count: int) -> list[TownSettings]:
    return [make_town(f"mesto-{number}", name=f"Městečko{number:02}") for number in range(1, count + 1)]


def queries_of(client: Client, path: str) -> int:
    """Return the queries of a warm screen."""
    client.get(path, follow=True)
    with CaptureQueriesContext(connection) as captured:
        response = client.get(path, follow=True)
    assert response.status_code == 200, (path, response.status_code)
    return len(captured)


def text(response: Any) -> str:
    assert response.status_code == 200, response.status_code
    return b"".join(response).decode()


def screens_of(town: TownSettings) -> list[str]:
    home = home_of(town)
    image = TownImage.objects.get(collection=town.files_collection)
    return [
        reverse("wagtailadmin_home"),
        reverse("wagtailadmin_explore", args=[home.pk]),
        reverse("wagtailadmin_pages:edit", args=[home.get_first_child().pk]),
        reverse("wagtailadmin_choose_page_child", args=[home.pk]),
        reverse("wagtailimages:index"),
        reverse("wagtailimages:edit", args=[image.pk]),
        reverse("wagtailimages:add_multiple"),
        reverse("wagtailimages_chooser:choose"),
        reverse("wagtaildocs:index"),
        reverse("wagtaildocs:add_multiple"),
        reverse("wagtaildocs_chooser:choose"),
        reverse("wagtailadmin_reports:site_history"),
        reverse("wagtailadmin_reports:workflow"),
        reverse("wagtailadmin_reports:aging_pages"),
        reverse("wagtailsnippets_kpss_core_topic:list"),
        reverse("wagtailsnippets_kpss_core_topic:add"),
        reverse("wagtailadmin_api:pages:listing") + f"?child_of={home.pk}&for_explorer=1",
    ]


PLATFORM_SCREENS = [
    "wagtailadmin_collections:index",
    "wagtailadmin_collections:add",
    "wagtailusers_users:index",
    "wagtailusers_users:add",
    "wagtailusers_groups:index",
    "wagtailusers_groups:add",
    "wagtailredirects:index",
    "wagtailredirects:add",
    "wagtailadmin_reports:page_types_usage",
    "wagtailadmin_workflows:index",
]


@pytest.mark.parametrize("who", ["editor", "administrator"])
def test_screen_costs_no_more_among_many_towns(short: None, who: str, django_capture_on_commit_callbacks: Any) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        first, *_ = towns_up_to(3)
        make_image(first)
    user = make_user(first, Role.EDITOR) if who == "editor" else make_admin()
    client = signed_in(user)
    paths = screens_of(first)
    if who == "administrator":
        paths += [reverse(name) for name in PLATFORM_SCREENS if name != "wagtailadmin_workflows:index"]
        paths.append(reverse("wagtailsettings:edit", args=["kpss_sites", "townsettings", first.site_id]))
    for path in paths:
        client.get(path)
    before = {path: queries_of(client, path) for path in paths}
    with django_capture_on_commit_callbacks(execute=True):
        for number in range(4, MANY + 1):
            make_town(f"mesto-{number}", name=f"Městečko{number:02}")

    after = {path: queries_of(client, path) for path in paths}

    assert {path: cost for path, cost in after.items() if cost > before[path]} == {}
    if who == "editor":
        assert max(after.values()) <= 60


def test_editor_reads_of_no_other_town() -> None:
    first, *others = towns_up_to(4)
    make_image(first)
    client = signed_in(make_user(first, Role.EDITOR))

    for path in screens_of(first):
        shown = text(client.get(path))
        assert [str(town) for town in others if str(town) in shown] == [], path


def test_administrator_reads_no_list_of_all_towns(short: None) -> None:
    first, *_ = towns_up_to(5)
    make_image(first)
    client = signed_in(make_admin())
    paths = [*screens_of(first), *map(reverse, PLATFORM_SCREENS)]
    paths.append(reverse("wagtailsettings:edit", args=["kpss_sites", "townsettings", first.site_id]))
    paths.append(reverse("wagtailadmin_collections:set_privacy", args=[first.files_collection_id]))

    for path in paths:
        shown = text(client.get(path))
        listed = [town for town in TownSettings.objects.all() if f"{town.site.hostname}</option>" in shown]
        assert listed == [], path
        offered = [pk for pk in Collection.objects.values_list("pk", flat=True) if f'<option value="{pk}"' in shown]
        assert "collection" not in path or len(offered) <= long_lists.MOST_OFFERED, path
        groups = [group for group in Group.objects.exclude(town_role=None) if group.name in shown]
        assert {group.town_role.site_id for group in groups} <= {first.site_id}, path


def test_files_are_found_by_words_of_their_town(short: None) -> None:
    first, second, third = towns_up_to(3)
    for town in (first, second, third):
        make_image(town, f"obraz {town}")
    client = signed_in(make_admin())

    folder = str(second.files_collection).split()[0]
    for name in ("wagtailimages:index", "wagtailimages_chooser:choose_results"):
        shown = text(client.get(reverse(name), {"collection": f"městečko02 {folder}"}))
        assert "obraz Městečko02" in shown
        assert "obraz Městečko01" not in shown


def chosen(client: Client, url_name: str, **query: str) -> str:
    return text(client.get(reverse(url_name), query))


@pytest.fixture
def region(short: None) -> tuple[Client, User, list[TownSettings]]:
    """Somebody who coordinates three of four towns."""
    towns = towns_up_to(4)
    user = make_user(towns[0], Role.COORDINATOR)
    user.groups.add(*(group_of(town.site, Role.COORDINATOR) for town in towns[:3]))
    return signed_in(user), user, towns


def test_chooser_of_collections_shows_and_gives_own_ones_only(region: Any) -> None:
    client, _, (first, second, _third, foreign) = region
    everything = chosen(client, "choose_collection:choose_results")
    assert "Městečko01 › " in everything
    assert "Městečko04" not in everything
    found = chosen(client, "choose_collection:choose_results", q="městečko02")
    assert "Městečko02 › " in found
    assert "Městečko01" not in found
    own_one = first.files_collection
    own = reverse("choose_collection:chosen", args=[second.files_collection.pk])
    assert client.get(own).json()["result"]["title"].startswith("Městečko02 › ")
    for pk in (foreign.files_collection.pk, 10**6, "x"):
        assert client.get(reverse("choose_collection:chosen", args=[pk])).status_code == 404
    several = {"id": [own_one.pk, foreign.files_collection.pk]}
    assert client.get(reverse("choose_collection:chosen_multiple"), several).status_code == 404
    assert client.get(reverse("choose_collection:create")).status_code == 404


def test_chooser_of_towns_shows_and_gives_own_ones_only(region: Any) -> None:
    client, _, (_first, second, _third, foreign) = region
    found = chosen(client, "choose_town:choose_results", q="městečko")
    assert "Městečko03" in found
    assert "Městečko04" not in found
    assert client.get(reverse("choose_town:chosen", args=[second.site_id])).status_code == 200
    assert client.get(reverse("choose_town:chosen", args=[foreign.site_id])).status_code == 404


def test_foreign_collection_is_refused_where_one_is_chosen(region: Any) -> None:
    client, _, (first, second, _third, foreign) = region
    image = make_image(first)
    address = reverse("wagtailimages:edit", args=[image.pk])
    assert 'data-chooser-url="/admin/choose_collection/"' in text(client.get(address))
    sent = {"title": "Jiný", "description": "Jiný", "credit": ""}

    refused = client.post(address, sent | {"collection": foreign.files_collection.pk})
    image.refresh_from_db()
    assert refused.status_code in (200, 404)
    assert image.collection_id == first.files_collection_id
    assert client.post(address, sent | {"collection": second.files_collection.pk}).status_code == 302
    image.refresh_from_db()
    assert image.collection_id == second.files_collection_id


def test_somebody_with_several_towns_finds_them(region: Any) -> None:
    client, _, (first, *_rest) = region
    start = text(client.get(reverse("wagtailadmin_home")))
    assert reverse("wagtailadmin_explore", args=[first.site.root_page_id]) in start
    assert reverse("my_towns") in start
    found = text(client.get(reverse("my_towns"), {"q": "Městečko02"}))
    assert "Městečko02</a>" in found
    assert "Městečko01</a>" not in found
    assert "Městečko04" not in text(client.get(reverse("my_towns")))


def test_somebody_with_one_town_is_not_asked_which() -> None:
    first, _ = towns_up_to(2)
    assert reverse("my_towns") not in text(signed_in(make_user(first, Role.EDITOR)).get(reverse("wagtailadmin_home")))


def test_roles_in_towns_outlast_the_form_of_a_user() -> None:
    first, _ = towns_up_to(2)
    editor = make_user(first, Role.EDITOR, first_name="Jana", last_name="Nováková")
    platform = Group.objects.create(name="Podpora")
    sent = {"username": editor.username, "email": editor.email, "first_name": "Jana", "last_name": "Malá"}

    answer = signed_in(make_admin()).post(
        reverse("wagtailusers_users:edit", args=[editor.pk]), sent | {"is_active": "on", "groups": [platform.pk]}
    )

    assert answer.status_code == 302
    assert set(editor.groups.all()) == {platform, group_of(first.site, Role.EDITOR)}


def test_groups_of_towns_are_kept_from_the_platforms_screen() -> None:
    first, _ = towns_up_to(2)
    group = group_of(first.site, Role.EDITOR)
    client = signed_in(make_admin())

    assert group.name not in text(client.get(reverse("wagtailusers_groups:index")))
    assert client.get(reverse("wagtailusers_groups:edit", args=[group.pk])).status_code == 404
    assert client.get(reverse("wagtailusers_groups:delete", args=[group.pk])).status_code == 404


ACTIONS = ("add", "change", "publish", "lock", "bulk_delete")


def test_policies_answer_as_wagtails_do(monkeypatch: pytest.MonkeyPatch, region: Any) -> None:
    """For somebody with many places too, whose paths are compared with one list."""
    _, user, towns = region
    policy = policy_registry.get_by_type(Page)
    stock = type(policy).__mro__[1]()
    for few in (0, 10):
        monkeypatch.setattr("sites.tenancy.trees.FEW_PARTS", few)
        for action in ACTIONS:
            ours = policy.instances_user_has_permission_for(fresh(user), action)
            theirs = stock.instances_user_has_permission_for(fresh(user), action)
            assert keys(ours) == keys(theirs), action
            for page in Page.objects.filter(depth__lte=3):
                assert policy.user_has_permission_for_instance(fresh(user), action, page) == (
                    stock.user_has_permission_for_instance(fresh(user), action, page)
                ), (action, page)
        assert keys(policy.explorable_instances(fresh(user))) == keys(stock.explorable_instances(fresh(user)))
        assert policy.explorable_root_instance(fresh(user)) == stock.explorable_root_instance(fresh(user))
        images = policy_registry.get_by_type(TownImage)
        for town in towns:
            make_image(town)
        theirs = type(images).__mro__[1](
            TownImage, auth_model="wagtailimages.Image", owner_field_name="uploaded_by_user"
        )
        for action in ("change", "choose", "delete"):
            assert keys(images.instances_user_has_permission_for(fresh(user), action)) == keys(
                theirs.instances_user_has_permission_for(fresh(user), action)
            )


def fresh(user: User) -> User:
    """Return a person of whom nothing has been asked yet."""
    return User.objects.get(pk=user.pk)


def keys(rows: Any) -> set[int]:
    return set(rows.values_list("pk", flat=True))
