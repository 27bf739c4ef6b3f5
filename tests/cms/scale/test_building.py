"""Invented towns are towns like any other."""

from collections import Counter
from collections.abc import Callable
from io import StringIO
from typing import Any

import pytest
from django.apps import apps
from django.core.management import CommandError, call_command
from django.db import connection
from django.test import Client
from wagtail.models import Collection, GroupCollectionPermission, GroupPagePermission, GroupSitePermission, Page, Site

from cms.scale.belongings import belongings_of
from cms.scale.names import invented
from kpss_pages.search.models import SearchPage
from sites.models import Role, TownSettings, User
from sites.provisioning import NewTown, create_town
from sites.roles import grant_roles
from tests.builders import signed_in

pytestmark = pytest.mark.django_db

At = Callable[[str], Client]
COUNT = 7


@pytest.fixture
def towns() -> list[TownSettings]:
    bench_towns(COUNT)
    return list(TownSettings.objects.order_by("site__hostname"))


def bench_towns(count: int) -> None:
    call_command("bench_towns", count, domain="example", port=80, stdout=StringIO())


def grants_of(town: TownSettings) -> set[tuple[str, ...]]:
    """Return what the groups of a town may do, with its own pages and collections called by their place."""
    assert town.collection is not None
    home, root = town.site.root_page.path, town.collection.path
    groups = {row.group_id: row.role for row in town.site.town_roles.all()}
    found: set[tuple[str, ...]] = {
        (role, "any", f"{permission.content_type.app_label}.{permission.codename}")
        for row in town.site.town_roles.all()
        for role in [row.role]
        for permission in row.group.permissions.select_related("content_type")
    }
    for grant in GroupPagePermission.objects.filter(group__in=groups).select_related("page", "permission"):
        assert grant.page.path.startswith(home)
        found.add((groups[grant.group_id], grant.page.specific_class.__name__, grant.permission.codename))
    for grant in GroupCollectionPermission.objects.filter(group__in=groups).select_related("collection", "permission"):
        assert grant.collection.path.startswith(root)
        found.add((groups[grant.group_id], grant.collection.path.removeprefix(root), grant.permission.codename))
    for grant in GroupSitePermission.objects.filter(group__in=groups).select_related("permission"):
        assert grant.site_id == town.site_id
        found.add((groups[grant.group_id], "site", grant.permission.codename))
    return found


def test_a_copied_town_has_the_grants_of_a_created_one(towns: list[TownSettings]) -> None:
    for town, language in ((towns[-2], "sk"), (towns[-1], "cs")):
        created = create_town(NewTown(name=f"Ruční {language}", hostname=f"{language}.example", language=language))
        assert grants_of(town) == grants_of(created)
        before = grants_of(town)
        grant_roles(town)
        assert grants_of(town) == before


def test_every_town_has_as_many_rows_of_each_sort_and_none_of_another(towns: list[TownSettings]) -> None:
    def counted(town: TownSettings) -> dict[str, int]:
        found: Counter[str] = Counter()
        for rows in belongings_of(town):
            found[rows.model._meta.label] += rows.count()
        return found

    figures = [counted(town) for town in towns]
    assert all(figure == figures[0] for figure in figures)
    assert figures[0]["wagtailcore.Page"] == 21
    assert User.objects.count() == COUNT


def test_nothing_in_a_copy_points_to_its_pattern(towns: list[TownSettings]) -> None:
    pattern, copied = towns[0], towns[4]
    foreign: dict[Any, set[Any]] = {}
    for rows in belongings_of(pattern):
        foreign.setdefault(rows.model, set()).update(rows.values_list("pk", flat=True))
    for rows in belongings_of(copied):
        for row in rows:
            for field in row._meta.concrete_fields:
                if field.remote_field is not None:
                    assert getattr(row, field.attname) not in foreign.get(field.related_model, set()), (row, field)


def test_both_trees_are_sound(towns: list[TownSettings]) -> None:
    for model in (Page, Collection):
        assert not any(model.find_problems()), model


def test_a_copied_town_is_served_and_edited_like_its_pattern(at: At, towns: list[TownSettings]) -> None:
    for town in (towns[0], towns[4]):
        site = town.site
        assert site.site_name in at(site.hostname).get("/").content.decode()
        for page in Page.objects.descendant_of(site.root_page, inclusive=True).live():
            assert at(site.hostname).get(page.get_url_parts()[2]).status_code == 200
        label = site.hostname.split(".")[0]
        editor = signed_in(User.objects.get(username=f"{label}-{Role.EDITOR.value}"), site.hostname)
        for page in Page.objects.child_of(site.root_page).filter(title="Kdo plánuje"):
            assert editor.get(f"/admin/pages/{page.pk}/edit/").status_code == 200
            assert page.get_latest_revision_as_object().path == page.path


def test_a_copied_town_is_found_by_its_name_and_words(at: At, towns: list[TownSettings]) -> None:
    town = towns[4]
    search = SearchPage.objects.child_of(town.site.root_page).get()
    for query in (town.site.site_name, "dotazník"):
        found = at(town.site.hostname).get(search.get_url_parts()[2], {"q": query})
        assert found.context["count"] >= 1, query


def test_more_towns_are_added_and_the_same_number_changes_nothing(towns: list[TownSettings]) -> None:
    def state() -> dict[str, int]:
        return {model._meta.label: model._base_manager.count() for model in apps.get_models() if model._meta.managed}

    before = state()
    bench_towns(COUNT)
    assert state() == before
    bench_towns(COUNT + 2)
    hosts = set(Site.objects.values_list("hostname", flat=True))
    assert hosts == {invented(number, "example").hostname for number in range(1, COUNT + 3)}
    assert not any(Page.find_problems())


def test_towns_can_be_added_by_hand_afterwards(towns: list[TownSettings]) -> None:
    create_town(NewTown(name="Ručně", hostname="rucne.example"))
    assert Site.objects.count() == COUNT + 1
    connection.check_constraints()


def test_names_are_all_different_and_always_the_same() -> None:
    names = [invented(number, "example").name for number in range(1, 9101)]
    assert len(set(names)) == len(names)
    assert max(map(len, names)) < 60
    assert invented(4711, "example").name == invented(4711, "other.example").name


def test_a_senseless_number_is_refused() -> None:
    with pytest.raises(CommandError, match="between 0 and"):
        bench_towns(-1)
