"""A clerk downloads the table of contacts, sees what a filled-in one would do, and saves it."""

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from kpss_pages.contacts.models import ContactRole
from kpss_pages.core.tables.cells import MOST_BYTES
from sites.models import Role, TownSettings
from tests.builders import make_person, make_role, make_user, signed_in
from tests.kpss_pages.contacts.importing.tables import csv

pytestmark = pytest.mark.django_db

HOST = "prerov.example"


@pytest.fixture
def clerk(prerov: TownSettings) -> Client:
    return signed_in(make_user(prerov, Role.EDITOR), HOST)


def screen(town: TownSettings, name: str = "import") -> str:
    return reverse(f"kpss_contacts_{name}", args=[town.site_id])


def send(client: Client, town: TownSettings, content: bytes, name: str = "kontakty.csv") -> Any:
    return client.post(screen(town), {"upload": SimpleUploadedFile(name, content)})


def shown(response: Any) -> str:
    assert response.status_code == 200
    return " ".join(response.content.decode().replace("\xa0", " ").split())


def test_checked_table_is_saved_when_it_is_confirmed(clerk: Client, prerov: TownSettings) -> None:
    checked = send(clerk, prerov, csv({"role": "Vedoucí", "given_name": "Jana", "family_name": "Vzorná"}))
    assert "Jana Vzorná" in shown(checked)
    assert not ContactRole.objects.filter(site=prerov.site).exists()
    done = clerk.post(screen(prerov), {"kept": checked.context["kept"]}, follow=True)
    assert done.status_code == 200
    assert str(ContactRole.objects.get(site=prerov.site).holder) == "Jana Vzorná"


def test_table_with_errors_names_row_and_column_and_offers_no_button(clerk: Client, prerov: TownSettings) -> None:
    checked = send(clerk, prerov, csv({"role": "A", "phones": "abc"}, {"role": "B", "phones": "582329303"}))
    assert [(trouble.line, trouble.column) for trouble in checked.context["checked"].troubles] == [(2, "B")]
    assert "abc" in shown(checked)
    assert checked.context["kept"] == ""


def test_what_was_checked_is_good_for_the_same_person_and_town_only(
    clerk: Client, prerov: TownSettings, bbsk: TownSettings
) -> None:
    kept = send(clerk, prerov, csv({"role": "A", "room": "1"})).context["kept"]
    colleague = signed_in(make_user(prerov, Role.EDITOR, username="colleague"), HOST)
    for client, signed in ((colleague, kept), (clerk, kept[:-2]), (clerk, "\x00"), (clerk, "")):
        client.post(screen(prerov), {"kept": signed})
    assert not ContactRole.objects.exclude(site=bbsk.site).filter(name="A").exists()


@pytest.mark.parametrize("content", [b"", b"\x00\x01", b"x;y\n1;2", b"role;room\n", b"a" * (MOST_BYTES + 1)])
def test_faulty_file_is_told_at_the_field(clerk: Client, prerov: TownSettings, content: bytes) -> None:
    response = send(clerk, prerov, content)
    assert response.status_code == 200
    assert response.context["form"].errors["upload"]


def test_form_without_a_file_is_told_at_the_field(clerk: Client, prerov: TownSettings) -> None:
    assert clerk.post(screen(prerov), {}).context["form"].errors["upload"]
    assert clerk.post(screen(prerov), {"upload": "text"}).context["form"].errors["upload"]


def test_downloaded_table_has_the_own_town_only_and_changes_nothing(
    clerk: Client, prerov: TownSettings, bbsk: TownSettings
) -> None:
    make_role(prerov, "Vedoucí", holder=make_person(prerov, "Vzorná", "+420582329303"))
    make_role(bbsk, "Cudzia rola")
    response = clerk.get(screen(prerov, "export"))
    assert response["Content-Disposition"].endswith('-prerov.csv"')
    assert "Vedoucí" in response.content.decode()
    assert "Cudzia" not in response.content.decode()
    checked = send(clerk, prerov, response.content)
    assert checked.context["checked"].counts() == {"created": 0, "changed": 0, "unchanged": 1, "wrong": 0}


@pytest.mark.parametrize("name", ["import", "export", "repair"])
def test_screens_of_another_town_are_not_there(
    clerk: Client, prerov: TownSettings, bbsk: TownSettings, name: str
) -> None:
    assert clerk.get(screen(bbsk, name)).status_code == 404
    assert clerk.post(screen(bbsk, name)).status_code == 404
    assert clerk.get(screen(prerov, name)).status_code == 200


@pytest.mark.parametrize("name", ["import", "export", "repair"])
def test_menu_leads_to_the_only_town_or_asks_which(
    clerk: Client, prerov: TownSettings, bbsk: TownSettings, name: str
) -> None:
    assert clerk.get(reverse(f"kpss_contacts_{name}_towns")).url == screen(prerov, name)  # type: ignore[attr-defined]
    both = make_user(prerov, Role.EDITOR, username="both")
    both.groups.add(*make_user(bbsk, Role.EDITOR, username="other").groups.all())
    text = shown(signed_in(both, HOST).get(reverse(f"kpss_contacts_{name}_towns")))
    assert screen(prerov, name) in text
    assert screen(bbsk, name) in text
