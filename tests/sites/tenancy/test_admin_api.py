"""What the admin's menus ask the admin's API for."""

import pytest
from wagtail.models import Page

from sites.models import Role
from tests.builders import make_town, make_user, signed_in


@pytest.mark.django_db
def test_menu_of_pages_begins_at_the_root_for_a_town_of_two_languages() -> None:
    make_town("Přerov")
    town = make_town("Prostějov", other_languages=("sk",))
    browser = signed_in(make_user(town, Role.EDITOR), town.site.hostname)
    root = Page.get_first_root_node()
    answer = browser.get(f"/admin/api/main/pages/?child_of={root.pk}&for_explorer=1&fields=parent")
    homes = [page["id"] for page in answer.json()["items"]]
    home = town.site.root_page
    assert sorted(homes) == sorted([home.pk, home.get_translations().get().pk])
