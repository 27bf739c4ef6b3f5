"""Every screen of one's own shows the own town, and not a word of another."""

from fnmatch import fnmatchcase

import pytest

from sites.tenancy.places import Door, place_of
from tests.sites.matrix.addresses import View
from tests.sites.matrix.crawl import Screen, own_screens
from tests.sites.matrix.visitors import EVERYBODY
from tests.sites.matrix.world import World

SAYS_NOTHING = (
    "wagtailadmin_pages:preview_on_add",
    "wagtailadmin_pages:preview_on_edit",
    "wagtailadmin_pages:*workflow_action*",
    "wagtailadmin_choose_page_search",
    "wagtailadmin_choose_page_*_link",
    "wagtailadmin_dismissibles",
    "wagtailadmin_sprite",
    "wagtailadmin_password_reset*",
    "wagtailadmin_login",
    "*javascript_catalog",
    "wagtailimages:preview",
    "*:history_results",
    "kpss_barrier_free_survey_photo",  # a picture
)
"""Screens in which nothing of a town is, or nothing before somebody has worked or searched there."""

NOT_FOR_MANAGERS = (
    "wagtailadmin_block_preview",  # wants the name of a block
    "wagtailadmin_pages:choose_parent",  # of a row
    "wagtail_localize:preview_translation",  # of a draft
    "wagtailsettings:preview_on_edit",  # settings have no preview
    "wagtail*:*_upload*",  # somebody else's
    "wagtail*:create_multiple_*",
    "wagtailimages:url_generator*",  # switched off
    "wagtail_bulk_action",  # no tags are used
    "kpss_catalog_proposals_all",  # wants what is to be done with them
    "choose_*:chosen_multiple",  # nothing takes several collections or towns
)


def is_one_of(view: View, patterns: tuple[str, ...]) -> bool:
    return any(fnmatchcase(view.name, pattern) for pattern in patterns)


@pytest.mark.parametrize("who", EVERYBODY)
def test_no_screen_says_a_word_of_another_town(world: World, who: str) -> None:
    faults = [
        (screen.view.name, screen.url, screen.status, screen.leaks, screen.harm)
        for screen in own_screens(world, who)
        if screen.leaks or screen.harm or screen.status >= 500
    ]
    assert not faults, "\n".join([f"{who}:", *map(str, faults)])


def test_screens_of_a_manager_are_open_and_show_the_own_town(world: World) -> None:
    """Else the matrix would prove nothing."""
    faults = [
        (screen.view.name, screen.url, screen.status) for screen in own_screens(world, "manager") if is_idle(screen)
    ]
    assert not faults, "\n".join(map(str, faults))


def is_idle(screen: Screen) -> bool:
    if screen.status == 200:
        return not screen.shows_own and not is_one_of(screen.view, SAYS_NOTHING)
    is_closed = screen.status >= 400 and screen.status != 405 and place_of(screen.view.name) is not Door.ADMINISTRATORS
    return is_closed and not is_one_of(screen.view, NOT_FOR_MANAGERS)
