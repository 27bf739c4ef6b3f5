"""What the registries hold is in the matrix; what nobody has placed turns it red."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.db.models import Model
from django.http import HttpRequest, HttpResponse
from django.urls import path
from taggit.models import Tag
from wagtail.models import CollectionMember, Page
from wagtail.permissions import policy_registry
from wagtail.users.models import UserProfile

from sites import checks
from sites.tenancy.scope import rows_in_scope, site_lookup
from tests.sites.matrix import addresses
from tests.sites.matrix.addresses import Unfilled, View, admin_views, cases_of
from tests.sites.matrix.rows import tables
from tests.sites.matrix.visitors import OUTSIDERS, ROLES, user_of
from tests.sites.matrix.world import World

ACTIONS = ("add", "change", "delete", "publish", "lock", "unlock", "choose", "view", "bulk_delete")

WITHOUT_A_TOWN = {
    "account.EmailConfirmation": "an address waits for a click",
    "auth.Permission": "the installation's",
    "contenttypes.ContentType": "the installation's",
    "django_tasks_database.DBTaskResult": "work by number, without a word of a town",
    "kpss_catalog.RegisterCode": "the register's",
    "kpss_core.AddressPoint": "the state's registers'",
    "kpss_sites.TownSignIn": "the platform's administrators keep it",
    "kpss_sites.User_user_permissions": "nobody of a town has permissions of their own",
    "mfa.Authenticator": "a person's own",
    "sites.Site": "not Wagtail's",
    "socialaccount.SocialAccount": "a person's own",
    "socialaccount.SocialApp": "the platform's administrators keep it",
    "socialaccount.SocialToken": "a person's own",
    "taggit.Tag": "no tags are used",
    "taggit.TaggedItem": "no tags are used",
    "usersessions.UserSession": "a person's own",
    "wagtail_localize.LocaleSynchronization": "switched off",
    "wagtail_localize.RelatedObjectSegment": "nothing translatable is referred to",
    "wagtail_localize.Template": "the frame of a text, without its words",
    "wagtailadmin.Admin": "holds permissions only",
    "wagtailcore.APIToken": "the API is not served",
    "wagtailcore.Locale": "the installation's",
    "wagtailcore.WorkflowContentType": "no row is approved",
    "wagtaildocs.Document": "ours stands in its place",
    "wagtailembeds.Embed": "no text takes embeds",
    "wagtailimages.Image": "ours stands in its place",
    "wagtailimages.Rendition": "ours stands in its place",
}
"""Models of which the two towns hold no row each, with the reason."""


def missing_models(world: World) -> list[str]:
    return [
        model._meta.label
        for model in tables().values()
        if model._meta.label not in WITHOUT_A_TOWN and not (world.own.keys[model] and world.foreign.keys[model])
    ]


def models_of_towns() -> Iterator[type[Model]]:
    """Yield the models of pages, files and rows with a town."""
    for model in tables().values():
        if issubclass(model, Page | CollectionMember) or site_lookup(model):
            yield model


def test_world_holds_two_of_every_model(world: World) -> None:
    """A new model is built in `stock.py`, or listed above with the reason why it is no town's."""
    assert missing_models(world) == []


@pytest.mark.parametrize("who", [*ROLES, *OUTSIDERS])
def test_scope_and_policies_know_nothing_of_another_town(world: World, who: str) -> None:
    user = user_of(world, who)
    if user is None:
        return
    faults: list[Any] = []
    for model in models_of_towns():
        theirs = set(world.foreign.keys[model])
        faults += [(model, pk) for pk in rows_in_scope(model, user).values_list("pk", flat=True) if pk in theirs]
    for model in checks.models_with_screens():
        policy = policy_registry.get_by_type(model)
        rows = model._default_manager.filter(pk__in=world.foreign.keys[model]) if model in world.foreign.keys else []
        for action in ACTIONS:
            faults += [
                (model, action, row) for row in rows if policy.user_has_permission_for_instance(user, action, row)
            ]
    assert faults == []


def unfilled(views: Iterator[View]) -> list[str]:
    """Return what the matrix cannot fill the addresses of views with."""
    found = []
    for view in views:
        try:
            list(cases_of(view))
        except Unfilled as missing:
            found.append(str(missing))
    return found


def some_view(request: HttpRequest, thing_id: int) -> HttpResponse:
    return HttpResponse("")


def test_view_that_nobody_has_placed_turns_the_matrix_red(monkeypatch: pytest.MonkeyPatch) -> None:
    assert unfilled(admin_views()) == []
    patterns = [*checks.admin_patterns(), path("things/<int:thing_id>/", some_view, name="fresh_thing")]
    for module in (checks, addresses):
        monkeypatch.setattr(module, "admin_patterns", lambda: patterns)

    assert [found.id for found in checks.check_views_are_placed(None)] == ["kpss_sites.E002"]
    assert len(unfilled(admin_views())) == 1


def test_model_that_nobody_has_placed_turns_the_matrix_red(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(checks, "get_snippet_models", lambda: [Tag])
    monkeypatch.delitem(WITHOUT_A_TOWN, "taggit.Tag")
    monkeypatch.setitem(world.foreign.keys, UserProfile, [])

    assert "kpss_sites.E001" in [found.id for found in checks.check_models_are_placed(None)]
    assert missing_models(world) == ["wagtailusers.UserProfile", "taggit.Tag"]
