"""Contact blocks that name a role of the contacts."""

from typing import Any

import pytest
from django.test import Client

from kpss_pages.core.ways import Phone, Phones
from kpss_pages.standard.models import StandardPage
from sites.models import Role, TownSettings
from tests.builders import At, home_of, make_department, make_page, make_person, make_role, make_user, signed_in

pytestmark = pytest.mark.django_db

TEXTS = {"role": "", "organisation": "", "address": "", "phone": "", "email": "", "note": ""}


def block(**changes: Any) -> tuple[str, dict[str, Any]]:
    return "contact", {"heading": "Kdo poradí", "contact": None, **TEXTS, **changes}


def page_with(town: TownSettings, *blocks: tuple[str, dict[str, Any]], **changes: Any) -> StandardPage:
    page = make_page(home_of(town), "Kontakt", body=list(blocks), **changes)
    return StandardPage.objects.get(pk=page.pk)


def text(client: Client, page: StandardPage) -> str:
    response = client.get(page.get_url_parts()[2])
    assert response.status_code == 200
    return response.content.decode().replace("\xa0", " ")


def test_block_shows_who_holds_the_role_now(at: At, prerov: TownSettings) -> None:
    role = make_role(prerov, holder=make_person(prerov, "Vzorná", "+420581268111"), department=make_department(prerov))
    page = page_with(prerov, block(contact=role, role="Starý text", phone="111"))

    shown = text(at("prerov.example"), page)
    for words in ("Kdo poradí", "Koordinátorka plánování", "Jana Vzorná", "Odbor sociálních věcí", "581 268 111"):
        assert words in shown
    assert "Starý text" not in shown

    role.holder = make_person(prerov, "Příkladná")
    role.save()
    shown = text(at("prerov.example"), page)
    assert "Jana Příkladná" in shown
    assert "Vzorná" not in shown


def test_numbers_of_another_country_have_its_code(at: At, bbsk: TownSettings) -> None:
    role = make_role(bbsk, phones=Phones((Phone("+421484325111"), Phone("+420581268111"))))
    shown = text(at("bbsk.example"), page_with(bbsk, block(contact=role)))
    assert "048 432 51 11" in shown
    assert "+420 581 268 111" in shown


def test_block_without_a_role_shows_its_texts(at: At, prerov: TownSettings) -> None:
    page = page_with(prerov, block(role="Podatelna", phone="+420 581 268 111"))
    shown = text(at("prerov.example"), page)
    assert "Podatelna" in shown
    assert "581 268 111" in shown


def test_deleted_role_leaves_the_texts_or_nothing(at: At, prerov: TownSettings) -> None:
    role = make_role(prerov)
    bare, written = (
        page_with(prerov, block(contact=role)),
        page_with(prerov, block(contact=role, note="Pište."), slug="k"),
    )
    role.delete()

    shown = text(at("prerov.example"), bare)
    assert "Koordinátorka plánování" not in shown
    assert "<h2>Kdo poradí" not in shown
    assert "Pište." in text(at("prerov.example"), written)


def test_draft_can_be_previewed(prerov: TownSettings) -> None:
    page = page_with(prerov, block(contact=make_role(prerov, holder=make_person(prerov))))
    page.body = [*page.body.raw_data, {"type": "contact", "value": {"contact": None, "note": "Rozepsané"}}]
    page.save_revision()

    client = signed_in(make_user(prerov, Role.EDITOR), prerov.site.hostname)
    response = client.get(f"/admin/pages/{page.pk}/view_draft/")
    assert response.status_code == 200
    for words in ("Vzorná", "Rozepsané"):
        assert words in response.content.decode()


def test_queries_do_not_grow_with_the_blocks(prerov: TownSettings, django_assert_max_num_queries: Any) -> None:
    roles = [
        make_role(prerov, f"Role {number}", holder=make_person(prerov, f"Vzorná {number}")) for number in range(12)
    ]
    page = page_with(prerov, *(block(contact=role) for role in roles))
    client = Client(headers={"host": "prerov.example"})
    text(client, page)
    with django_assert_max_num_queries(9):
        shown = text(client, page)
    assert "Vzorná 11" in shown


def test_role_of_another_town_can_be_neither_chosen_nor_posted(prerov: TownSettings, bbsk: TownSettings) -> None:
    own, foreign = make_role(prerov), make_role(bbsk, "Koordinátorka kraja")
    page = page_with(prerov, block(contact=own))
    client = signed_in(make_user(prerov, Role.MANAGER), prerov.site.hostname)

    listed = client.get("/admin/snippets/choose/kpss_contacts/contactrole/").json()["html"]
    assert "Koordinátorka plánování" in listed
    assert "kraja" not in listed
    assert client.get(f"/admin/snippets/choose/kpss_contacts/contactrole/chosen/{foreign.pk}/").status_code == 404

    data = {
        "title": "Kontakt",
        "slug": "kontakt",
        "body-count": "1",
        "body-0-deleted": "",
        "body-0-order": "0",
        "body-0-type": "contact",
        "body-0-id": "",
        "body-0-value-heading": "",
        "body-0-value-contact": str(foreign.pk),
        **{f"body-0-value-{name}": "" for name in TEXTS},
        "comments-TOTAL_FORMS": "0",
        "comments-INITIAL_FORMS": "0",
        "comments-MIN_NUM_FORMS": "0",
        "comments-MAX_NUM_FORMS": "0",
    }
    response = client.post(f"/admin/pages/{page.pk}/edit/", data)
    assert response.status_code in (200, 404)
    assert "kraja" not in response.content.decode()
    page.refresh_from_db()
    assert page.get_latest_revision_as_object().body[0].value["contact"] == own
