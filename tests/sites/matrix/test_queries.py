"""Whatever a list, filter, chooser, report or endpoint reads in its query finds nothing of another town's.

Which parameters a view reads is noted while it answers, so a new filter is tried by itself.
"""

from collections.abc import Iterator, Mapping
from typing import Any
from urllib.parse import urlencode

import pytest
from django.contrib.auth.models import Group
from wagtail.models import Task, Workflow

from sites.models import Role
from tests.sites.matrix.crawl import Screen, own_screens
from tests.sites.matrix.leaks import first_difference, likeness
from tests.sites.matrix.rows import NOWHERE, undone
from tests.sites.matrix.visitors import ROLES, browser_of
from tests.sites.matrix.world import ONLY_THERE, Town, World

NO_SUCH_WORD = "hvozdikyx"
WORDS = ("q", "search", "filename", "slug", "html_path")
"""Parameters that are searched for in texts."""

NOT_OBJECTS = [
    "p",
    "page",
    "ordering",
    "order",
    "offset",
    "limit",
    "export",
    "_data_format",
    "columns",
    "sort",
    "format",
    "next",
    "layout",
    "widths",
    "fields",
    "dry-run",
    "is_searching",
    "multiple",
    "embed_video",
    "can_choose_root",
    "page_type",
    "match_subclass",
    "user_perms",
    "mode",
    "in_preview_panel",
    "has_child_pages",
    "has_children",
    "search_all",
    "tag",
    "type",
    "content_type",
    "live",
    "status",
    "depth",
    "method",
    "action",
    "object_type",
    "label",
    "date_created",
    "timestamp",
    "reviewable",
    "for_explorer",
    "username",
    "link_text",
    "link_url",
    "rich_text_format",
    "describe_on_delete",
    "_w_filter_fragment",
    "locale",
    "target_locale",
    "source_locale",
    "language",
]
"""Parameters that name no object of a town."""

OBJECTS: Mapping[str, Any] = {
    "site": lambda town: town.settings.site_id,
    "owner": lambda town: town.people[Role.EDITOR].pk,
    "user": lambda town: town.people[Role.EDITOR].pk,
    "edited_by": lambda town: town.people[Role.EDITOR].pk,
    "locked_by": lambda town: town.people[Role.MANAGER].pk,
    "requested_by": lambda town: town.people[Role.EDITOR].pk,
    "person": lambda town: town.people[Role.EDITOR].pk,
    "collection_id": lambda town: town.settings.files_collection_id,
    "collection": lambda town: town.settings.files_collection_id,
    "workflow": lambda town: town.one(Workflow).pk,
    "task": lambda town: town.one(Task).pk,
    "group": lambda town: town.one(Group).pk,
    "image": lambda town: town.image.pk,
    "document": lambda town: town.document.pk,
}
"""What a parameter names, by its own name."""


def values_for(name: str, foreign: Town) -> Iterator[tuple[Any, Any]]:
    """Yield what another town has to put into a parameter, and beside it what nobody has."""
    if name in WORDS:
        yield ONLY_THERE, NO_SUCH_WORD
    elif name in OBJECTS:
        yield OBJECTS[name](foreign), NOWHERE
    elif name not in NOT_OBJECTS and not name.endswith(("_after", "_before", "_at", "_from", "_to")):
        yield foreign.home.pk, NOWHERE


def queries(screen: Screen, foreign: Town) -> Iterator[tuple[str, str]]:
    joint = "&" if "?" in screen.url else "?"
    for name in sorted(screen.asked - {"id"}):
        for theirs, nobodys in values_for(name, foreign):
            yield (
                f"{screen.url}{joint}{urlencode({name: theirs})}",
                f"{screen.url}{joint}{urlencode({name: nobodys})}",
            )


def lists(world: World, who: str) -> Iterator[Screen]:
    """Yield the screens that read a query; of a list and its bare results only one."""
    screens = own_screens(world, who)
    names = {screen.view.name for screen in screens}
    for screen in screens:
        if screen.status == 200 and f"{screen.view.name}_results" not in names:
            yield screen


@pytest.mark.parametrize("who", ROLES)
def test_no_parameter_finds_what_is_another_towns(world: World, who: str) -> None:
    browser = browser_of(world, who)
    faults: list[Any] = []
    for screen in lists(world, who):
        for theirs, nobodys in queries(screen, world.foreign):
            with undone(world.ledger) as happened:
                status, shown = likeness(browser.get(theirs))
            with undone(world.ledger):
                twin, twin_shown = likeness(browser.get(nobodys))
            shown, twin_shown = shown.replace(ONLY_THERE, "#"), twin_shown.replace(NO_SUCH_WORD, "#")
            if (status, shown) != (twin, twin_shown) or happened.harm or status >= 500:
                faults.append((theirs, status, twin, first_difference(shown, twin_shown), happened.harm))
    assert not faults, "\n".join([f"{who}:", *map(str, faults)])
