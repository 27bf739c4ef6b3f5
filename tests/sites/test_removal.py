"""Removing a town with everything."""

from typing import Any

import pytest
from django.contrib.auth.models import Group
from django.core.files.storage import default_storage
from django.core.management import CommandError, call_command
from wagtail.images.tests.utils import get_test_image_file
from wagtail.models import Collection, Page, Site, Task, Workflow

from sites.models import Role, TownImage, TownSettings, User
from sites.people.invitations import invite
from sites.removal import plan_removal, remove_town
from sites.roles import group_of
from tests.builders import At, make_town, make_user

pytestmark = pytest.mark.django_db


def counts() -> dict[str, int]:
    models = (Site, Page, Collection, Group, Workflow, Task, TownImage, User)
    return {model.__name__: model.objects.count() for model in models}


def furnish(town: TownSettings) -> TownImage:
    image = TownImage.objects.create(title="Náměstí", file=get_test_image_file(), collection=town.files_collection)
    image.get_rendition("width-20")
    make_user(town, Role.EDITOR)
    invite(town.site, "nova@town.example", [Role.EDITOR], make_user(town, Role.MANAGER))
    return image


def test_removal_takes_all_of_the_town_and_nothing_of_the_other(django_capture_on_commit_callbacks: Any) -> None:
    other = make_town("prerov")
    kept_image = furnish(other)
    before = counts()
    town = make_town("prostejov")
    image = furnish(town)
    planned = plan_removal(town)
    assert (planned.images, planned.files, planned.invitations, len(planned.people)) == (1, 2, 1, 2)
    with django_capture_on_commit_callbacks(execute=True):
        assert remove_town(town) == planned
    assert counts() == before
    assert not default_storage.exists(image.file.name)
    assert default_storage.exists(kept_image.file.name)


def test_person_of_two_towns_stays(django_capture_on_commit_callbacks: Any) -> None:
    town, other = make_town("prostejov"), make_town("prerov")
    person = make_user(town, Role.EDITOR)
    person.groups.add(group_of(other.site, Role.MANAGER))
    with django_capture_on_commit_callbacks(execute=True):
        remove_town(town)
    assert User.objects.get(pk=person.pk).groups.get() == group_of(other.site, Role.MANAGER)


def test_host_of_a_removed_town_is_unknown_at_once(at: At, django_capture_on_commit_callbacks: Any) -> None:
    town = make_town("prostejov")
    assert at("prostejov.example").get("/").status_code == 200
    with django_capture_on_commit_callbacks(execute=True):
        remove_town(town)
    assert at("prostejov.example").get("/").status_code == 404


def test_command_is_a_dry_run_until_the_host_name_is_repeated(capsys: pytest.CaptureFixture[str]) -> None:
    make_town("prostejov")
    call_command("remove_town", "prostejov.example")
    assert "Dry run" in capsys.readouterr().out
    with pytest.raises(CommandError):
        call_command("remove_town", "prostejov.example", confirm="prerov.example")
    assert Site.objects.filter(hostname="prostejov.example").exists()
    call_command("remove_town", "prostejov.example", confirm="prostejov.example")
    assert not Site.objects.filter(hostname="prostejov.example").exists()
