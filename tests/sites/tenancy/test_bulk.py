"""Bulk actions on pages that hang together: below one another, or one an alias of the other."""

import pytest
from django.test import Client
from wagtail.models import Page

from sites.models import Role, TownSettings
from tests.builders import make_page, make_town, make_user, signed_in

pytestmark = pytest.mark.django_db

BULK = "/admin/bulk/wagtailcore/page"


@pytest.fixture
def town() -> TownSettings:
    make_town("benesov")
    return make_town("prerov")


@pytest.fixture
def manager(town: TownSettings) -> Client:
    return signed_in(make_user(town, Role.MANAGER), "prerov.example")


def test_page_and_a_page_below_it_are_deleted_together(town: TownSettings, manager: Client) -> None:
    above = make_page(town.site.root_page, "Above")
    below = make_page(above, "Below")

    answer = manager.post(f"{BULK}/delete/?id={above.pk}&id={below.pk}&next=/admin/pages/")

    assert answer.status_code == 302
    assert not Page.objects.filter(pk__in=[above.pk, below.pk]).exists()


@pytest.mark.parametrize("is_chosen", [True, False])
def test_alias_is_left_out_when_pages_are_published(town: TownSettings, manager: Client, is_chosen: bool) -> None:
    above = make_page(town.site.root_page, "Above")
    draft = make_page(above, "Draft", live=False)
    alias = draft.create_alias(parent=above, update_slug="alias")
    chosen = f"id={above.pk}" + (f"&id={alias.pk}" if is_chosen else "")

    asked = manager.get(f"{BULK}/publish/?{chosen}")
    answer = manager.post(f"{BULK}/publish/?{chosen}&next=/admin/pages/", {"include_descendants": "on"})

    assert asked.status_code == 200
    assert answer.status_code == 302
    for page in (draft, alias):
        page.refresh_from_db()
    assert draft.live
    # With its source, of which it shows what is published.
    assert alias.live


@pytest.mark.parametrize("action", ["delete", "publish", "unpublish", "move"])
@pytest.mark.parametrize("parent", ["0", "999999", "junk", "-1", "9" * 50])
def test_all_below_a_page_that_is_not_there_is_not_found(manager: Client, action: str, parent: str) -> None:
    assert manager.get(f"{BULK}/{action}/?id=all&childOf={parent}").status_code == 404
