"""What surrounds a page of a town, and where it keeps out."""

import pytest

from sites.models import Role
from tests.builders import make_town, make_user, signed_in

CHOOSERS = ("images", "documents", "choose-page")


@pytest.mark.django_db
@pytest.mark.parametrize("chooser", CHOOSERS)
def test_names_of_the_chrome_do_not_meet_those_of_wagtails_templates(chooser: str) -> None:
    town = make_town("Prostějov")
    browser = signed_in(make_user(town, Role.EDITOR), town.site.hostname)
    path = "/admin/choose-page/" if chooser == "choose-page" else f"/admin/{chooser}/chooser/"
    assert browser.get(path).status_code == 200
