"""A manager keeps the settings of the own town."""

import re
from typing import Any

import pytest
from django.test import Client

from sites.models import FundingProject, Role, TownSettings
from tests.builders import make_image, make_town, make_user

pytestmark = pytest.mark.django_db


def signed_in(town: TownSettings, role: Role) -> Client:
    client = Client(headers={"host": town.site.hostname})
    client.force_login(make_user(town, role))
    return client


def path_of(town: TownSettings) -> str:
    return f"/admin/settings/kpss_sites/townsettings/{town.site_id}/"


def form_of(client: Client, town: TownSettings, **changes: Any) -> dict[str, Any]:
    """Return what the settings form sends when nothing but ``changes`` is filled in."""
    text = client.get(path_of(town)).content.decode()
    values = dict(re.findall(r'<input type="hidden" name="([^"]+_FORMS)" value="(\d+)"', text))
    fields = {"kind": "town", "country": "CZ", "time_zone": "Europe/Prague", "colour": "#1f4e79"}
    return values | fields | changes


def test_manager_changes_the_own_town_and_the_site_shows_it() -> None:
    town = make_town("prostejov")
    client = signed_in(town, Role.MANAGER)
    response = client.post(path_of(town), form_of(client, town, slogan="Plánujeme spolu", company_id="00288659"))
    assert response.status_code == 302
    assert "Plánujeme spolu" in client.get("/").content.decode().replace("\xa0", " ")


@pytest.mark.parametrize("role", [Role.EDITOR, Role.COORDINATOR])
def test_others_do_not_reach_the_settings(role: Role) -> None:
    town = make_town("prostejov")
    assert signed_in(town, role).get(path_of(town)).status_code in (302, 403, 404)


def test_settings_of_another_town_are_not_found() -> None:
    town, other = make_town("prostejov"), make_town("prerov")
    client = signed_in(town, Role.MANAGER)
    assert client.get(path_of(other)).status_code == 404
    assert client.post(path_of(other), form_of(client, town, slogan="Cizí")).status_code == 404
    other.refresh_from_db()
    assert other.slogan == ""


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("colour", "#ffee00"),
        ("company_id", "00301826"),
        ("vat_id", "CZ 00301825"),
        ("data_box", "?"),
        ("filing_email", "posta"),
        ("kind", "kingdom"),
        ("disabled_kinds", "auth.User"),
    ],
)
def test_faulty_value_is_refused_at_its_field(field: str, value: str) -> None:
    town = make_town("prostejov")
    client = signed_in(town, Role.MANAGER)
    response = client.post(path_of(town), form_of(client, town, **{field: value}))
    assert response.status_code == 200
    assert field in response.context["form"].errors


def test_picture_of_another_town_is_refused() -> None:
    town, other = make_town("prostejov"), make_town("prerov")
    client = signed_in(town, Role.MANAGER)
    foreign, own = make_image(other), make_image(town)
    for image, status in ((foreign, 200), (own, 302)):
        changes = {"coat_of_arms": image.pk, "coat_of_arms_text": "Znak"}
        answer = client.post(path_of(town), form_of(client, town, **changes))
        assert answer.status_code == status
        assert status == 302 or "coat_of_arms" in answer.context["form"].errors
    project = {
        "funding_projects-TOTAL_FORMS": "1",
        "funding_projects-0-name": "Projekt",
        "funding_projects-0-statement": "Spolufinancováno",
        "funding_projects-0-language": "cs",
        "funding_projects-0-emblem": foreign.pk,
        "funding_projects-0-emblem_text": "Znak",
        "funding_projects-0-ORDER": "1",
    }
    refused = client.post(path_of(town), form_of(client, town, **project))
    assert "emblem" in refused.context["form"].formsets["funding_projects"].forms[0].errors
    assert not FundingProject.objects.exists()


def test_editors_receive_the_right_to_publish_with_the_switch() -> None:
    town = make_town("prostejov")
    client = signed_in(town, Role.MANAGER)
    editor = make_user(town, Role.EDITOR)
    home = town.site.root_page.specific
    assert not home.permissions_for_user(editor).can_publish()
    client.post(path_of(town), form_of(client, town, editors_may_publish="on"))
    assert home.permissions_for_user(type(editor).objects.get(pk=editor.pk)).can_publish()


def test_switched_off_kind_cannot_be_added() -> None:
    town, other = make_town("prostejov"), make_town("prerov")
    client = signed_in(town, Role.MANAGER)
    client.post(path_of(town), form_of(client, town, disabled_kinds=["kpss_news.NewsPage"]))
    elsewhere = signed_in(other, Role.MANAGER)
    for visitor, settings, status in ((client, town, (302, 403, 404)), (elsewhere, other, (200,))):
        index = settings.site.root_page.get_children().get(content_type__model="newsindexpage")
        assert visitor.get(f"/admin/pages/add/kpss_news/newspage/{index.pk}/").status_code in status
