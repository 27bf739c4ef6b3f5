"""A role's own page and its card for an address book."""

from typing import Any

import pytest

from kpss_pages.contacts.models import ContactIndexPage, ContactRole, ContactSettings
from kpss_pages.core.ways import Email, Emails, Phone, Phones
from sites.models import TownSettings
from tests.builders import (
    At,
    home_of,
    make_department,
    make_office,
    make_page,
    make_person,
    make_role,
    section_of,
)

pytestmark = pytest.mark.django_db


def path_of(role: ContactRole, town: TownSettings, language: str | None = None) -> str:
    return f"{section_of(town, ContactIndexPage, language).get_url_parts()[2]}role/{role.pk}/"


def text_of(response: Any) -> str:
    return str(response.content.decode()).replace("\xa0", " ")


def block_of(role: ContactRole) -> list[Any]:
    """Return a body that refers to a role."""
    value = dict.fromkeys(("heading", "role", "organisation", "address", "phone", "email", "note"), "")
    return [("contact", {**value, "contact": role})]


def test_page_says_who_where_and_how(at: At, prerov: TownSettings) -> None:
    office = make_office(prerov, street="Bratrská 34", postal_code="750 02", municipality="Přerov", access="partly")
    department = make_department(prerov, office=office)
    holder = make_person(prerov, "Vzorná", "+420582329303", title_before="Mgr.", languages=["cse"])
    role = make_role(prerov, holder=holder, department=department, room="dveře 214", note="Volejte ráno.")

    html = text_of(at("prerov.example").get(path_of(role, prerov)))

    for text in (role.name, "Mgr. Jana Vzorná", department.name, "Bratrská 34", "750 02 Přerov", "dveře 214"):
        assert text in html
    assert 'href="tel:+420582329303"' in html
    assert "582 329 303" in html
    assert "Volejte ráno." in html


def test_page_is_there_in_every_language_and_leads_to_the_others(at: At, bbsk: TownSettings) -> None:
    role = make_role(bbsk, "Koordinátorka")
    slovak, czech = path_of(role, bbsk), path_of(role, bbsk, "cs")

    assert f'hreflang="cs" href="http://bbsk.example{czech}"' in text_of(at("bbsk.example").get(slovak))
    assert at("bbsk.example").get(czech).status_code == 200


def test_name_of_a_role_has_its_towns_language_where_the_page_has_another(at: At, bbsk: TownSettings) -> None:
    role = make_role(bbsk, "Koordinátorka plánovania")
    visitor = at("bbsk.example")

    assert "<h1>Koordinátorka" in text_of(visitor.get(path_of(role, bbsk)))
    assert '<h1 lang="sk">Koordinátorka' in text_of(visitor.get(path_of(role, bbsk, "cs")))


@pytest.mark.parametrize("ending", ["", "contact.vcf"])
def test_role_of_another_town_is_not_found(at: At, prerov: TownSettings, bbsk: TownSettings, ending: str) -> None:
    foreign = make_role(bbsk, "Cizí")

    assert at("prerov.example").get(f"{path_of(foreign, prerov)}{ending}").status_code == 404


@pytest.mark.parametrize("step", ["0", "01", "-1", "x", "9" * 30, "1\x00", "999999999"])
def test_what_is_no_role_is_not_found(at: At, prerov: TownSettings, step: str) -> None:
    path = section_of(prerov, ContactIndexPage).get_url_parts()[2]

    assert at("prerov.example").get(f"{path}role/{step}/").status_code == 404


def test_role_that_is_not_listed_has_a_page_while_a_public_one_points_to_it(at: At, prerov: TownSettings) -> None:
    role, coordinator = make_role(prerov, is_listed=False), make_role(prerov, "Jiná", is_listed=False)
    ContactSettings.objects.create(site=prerov.site, coordinator=coordinator)
    visitor = at("prerov.example")
    draft = make_page(home_of(prerov), "Koncept", body=block_of(role), live=False)
    for ending in ("", "contact.vcf"):
        assert visitor.get(f"{path_of(role, prerov)}{ending}").status_code == 404
        assert visitor.get(f"{path_of(coordinator, prerov)}{ending}").status_code == 200

    draft.save_revision().publish()
    assert '<meta name="robots" content="noindex">' in text_of(visitor.get(path_of(role, prerov)))


def test_page_lists_the_public_pages_of_its_language_that_refer_to_the_role(at: At, bbsk: TownSettings) -> None:
    role, other = make_role(bbsk, "Koordinátorka"), make_role(bbsk, "Other")
    make_page(home_of(bbsk), "Žiadosti", body=block_of(role))
    make_page(home_of(bbsk), "Chodníky", body=block_of(role))
    make_page(home_of(bbsk), "Draft", body=block_of(role)).unpublish()
    make_page(home_of(bbsk), "Of another", body=block_of(other))
    make_page(home_of(bbsk, "cs"), "Česky", body=block_of(role))

    slovak = at("bbsk.example").get(path_of(role, bbsk))
    czech = at("bbsk.example").get(path_of(role, bbsk, "cs"))

    assert [page.title for page in slovak.context["used_on"]] == ["Chodníky", "Žiadosti"]
    assert [page.title for page in czech.context["used_on"]] == ["Česky"]


def test_queries_do_not_grow_with_the_pages_that_refer_to_the_role(
    at: At, prerov: TownSettings, django_assert_max_num_queries: Any
) -> None:
    role = make_role(prerov, holder=make_person(prerov), department=make_department(prerov))
    for number in range(5):
        make_page(home_of(prerov), f"Page {number}", body=block_of(role))
    visitor, path = at("prerov.example"), path_of(role, prerov)
    visitor.get(path)

    with django_assert_max_num_queries(10):
        assert visitor.get(path).status_code == 200


def test_vacant_role_says_whom_to_turn_to(at: At, prerov: TownSettings) -> None:
    role = make_role(prerov, deputy=make_person(prerov, "Zkušená", "+420582329303"))
    empty = make_role(prerov, "Empty")

    html = text_of(at("prerov.example").get(path_of(role, prerov)))

    assert html.count("Jana Zkušená") >= 2
    assert 'href="tel:+420582329303"' in html
    assert at("prerov.example").get(path_of(empty, prerov)).status_code == 200


def test_card_is_folded_in_octets_and_escaped(at: At, prerov: TownSettings) -> None:
    holder = make_person(prerov, "Vzorná", title_before="Mgr.", title_after="DiS., Ph.D.")
    phones = Phones((Phone("+420582329303", "přímá linka"), Phone("+420777000111")))
    role = make_role(
        prerov,
        "Koordinátorka komunitního plánování; příští období",
        holder=holder,
        department=make_department(prerov, "Odbor sociálních věcí a zdravotnictví"),
        phones=phones,
        emails=Emails((Email("vzorna@prerov.example"),)),
        note="První řádek\nŽluťoučký kůň, který píše dlouhé poznámky; a ještě jednou žluťoučký kůň.",
    )

    response = at("prerov.example").get(f"{path_of(role, prerov)}contact.vcf")
    lines = response.content.split(b"\r\n")
    unfolded = response.content.replace(b"\r\n ", b"").decode().split("\r\n")

    assert response["Content-Type"] == "text/vcard; charset=utf-8"
    assert max(map(len, lines)) <= 75
    assert unfolded[:2] == ["BEGIN:VCARD", "VERSION:3.0"]
    assert unfolded[-2:] == ["END:VCARD", ""]
    assert "N:Vzorná;Jana;;Mgr.;DiS.\\, Ph.D." in unfolded
    assert "TITLE:Koordinátorka komunitního plánování\\; příští období" in unfolded
    assert "item1.TEL;TYPE=WORK,VOICE:+420582329303" in unfolded
    assert "item1.X-ABLABEL:přímá linka" in unfolded
    assert any(line.startswith("NOTE:První řádek\\nŽluťoučký kůň\\, který") for line in unfolded)


def test_card_of_a_vacant_role_bears_the_roles_name(at: At, prerov: TownSettings) -> None:
    role = make_role(prerov, "Koordinátorka")

    content = at("prerov.example").get(f"{path_of(role, prerov)}contact.vcf").content.decode()

    assert "FN:Koordinátorka\r\n" in content
