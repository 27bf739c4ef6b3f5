"""The start page of the admin offers what somebody may do in the own town."""

import pytest

from sites.models import Role
from tests.builders import make_town, make_user, signed_in

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(("role", "sees_plans"), [(Role.EDITOR, False), (Role.COORDINATOR, True), (Role.MANAGER, True)])
def test_steps_are_those_of_the_role_and_of_the_own_town(role: Role, sees_plans: bool) -> None:
    town, other = make_town("prostejov"), make_town("prerov")
    client = signed_in(make_user(town, role), "prostejov.example")
    content = client.get("/admin/").content.decode()

    def children(home: object, kind: str) -> int:
        return home.get_children().get(content_type__model=kind).pk  # type: ignore[attr-defined]

    own, foreign = town.site.root_page, other.site.root_page
    for home, is_offered in ((own, True), (foreign, False)):
        news = f"/admin/pages/add/kpss_news/newspage/{children(home, 'newsindexpage')}/"
        page = f"/admin/pages/add/kpss_standard/standardpage/{home.pk}/"
        plans = f'href="/admin/pages/{children(home, "planindexpage")}/"'
        assert (news in content) is is_offered
        assert (page in content) is is_offered
        assert (plans in content) is (is_offered and sees_plans)
    assert client.get(f"/admin/pages/add/kpss_news/newspage/{children(own, 'newsindexpage')}/").status_code == 200
