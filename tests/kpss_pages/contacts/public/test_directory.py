"""The directory: who is listed, in what order, and how somebody is found."""

from typing import Any

import pytest
from django.utils import translation

from kpss_pages.contacts.models import ContactIndexPage, ContactSettings
from kpss_pages.contacts.public.listing import letter_of
from kpss_pages.core.ways import Email, Emails, Phone, Phones
from sites.models import TownSettings
from tests.builders import At, make_department, make_office, make_organisation, make_person, make_role, section_of

pytestmark = pytest.mark.django_db


def path_of(town: TownSettings, language: str | None = None) -> str:
    return str(section_of(town, ContactIndexPage, language).get_url_parts()[2])


def listed(response: Any) -> list[str]:
    """Return the roles that the directory shows, in its order."""
    assert response.status_code == 200
    return [contact.name for group in response.context["directory"].groups for contact in group.contacts]


def text_of(response: Any) -> str:
    return str(response.content.decode()).replace("\xa0", " ")


def test_directory_shows_listed_contacts_of_its_own_town(at: At, prerov: TownSettings, bbsk: TownSettings) -> None:
    make_role(prerov, "Přerov's")
    make_role(prerov, "Not listed", is_listed=False)
    make_role(bbsk, "BBSK's")

    assert listed(at("prerov.example").get(path_of(prerov))) == ["Přerov's"]
    assert listed(at("bbsk.example").get(path_of(bbsk))) == ["BBSK's"]
    assert listed(at("bbsk.example").get(path_of(bbsk, "cs"))) == ["BBSK's"]


def test_order_is_the_towns_own_by_organisations_departments_and_roles(at: At, prerov: TownSettings) -> None:
    second = make_organisation(prerov, "A – partner", sort_order=2)
    first = make_organisation(prerov, "Z – úřad", sort_order=1)
    later = make_department(prerov, "Odbor kultury", organisation=first, sort_order=2)
    sooner = make_department(prerov, "Sociální odbor", organisation=first, sort_order=1)
    part = make_department(prerov, "Oddělení", organisation=first, parent=sooner, sort_order=9)
    for name, place in (("8", {}), ("7", {"organisation": second}), ("6", {"department": later})):
        make_role(prerov, name, **place)
    make_role(prerov, "5", department=part)
    make_role(prerov, "4", department=sooner, sort_order=2)
    make_role(prerov, "3", department=sooner, sort_order=1)
    make_role(prerov, "2", organisation=first)

    response = at("prerov.example").get(path_of(prerov))

    assert listed(response) == ["2", "3", "4", "5", "6", "7", "8"]
    assert [group.is_first_of_organisation for group in response.context["directory"].groups] == [
        *(True, False, False, False),
        *(True, True),
    ]


def test_a_to_z_follows_the_language_and_the_holders_family_name(at: At, bbsk: TownSettings) -> None:
    for family_name in ("Ivanič", "Chalupová", "Hrubá", "Čížová", "Cibulová", "Ďurišová", "Äpfel"):
        make_role(bbsk, f"Role {family_name}", holder=make_person(bbsk, family_name))
    make_role(bbsk, "Jazyková poradňa")

    response = at("bbsk.example").get(path_of(bbsk), {"sort": "name"})

    assert [name.removeprefix("Role ") for name in listed(response)] == [
        *("Äpfel", "Cibulová", "Čížová", "Ďurišová", "Hrubá", "Chalupová", "Ivanič", "Jazyková poradňa")
    ]
    letters = [group.letter for group in response.context["directory"].groups]
    assert letters == ["Ä", "C", "Č", "D", "H", "Ch", "I", "J"]


@pytest.mark.parametrize(
    ("text", "language", "letter"),
    [
        ("chalupa", "cs", "Ch"),
        ("Ústí", "cs", "U"),
        ("ôsmy", "cs", "O"),
        ("ôsmy", "sk", "Ô"),
        ("1. patro", "cs", "#"),
        ("", "sk", "#"),
    ],
)
def test_letter_is_one_of_the_alphabet(text: str, language: str, letter: str) -> None:
    assert letter_of(text, language) == letter


@pytest.fixture
def office(prerov: TownSettings) -> None:
    """Make two departments with three contacts in Přerov."""
    organisation = make_organisation(prerov, "Magistrát města Přerova")
    social = make_department(
        prerov, "Odbor sociálních věcí", organisation=organisation, phones=Phones((Phone("+420581268111"),))
    )
    vlasim = make_office(prerov, "Pobočka Vlašim")
    care = make_department(prerov, "Oddělení péče", organisation=organisation, parent=social, office=vlasim)
    make_role(
        prerov, "Koordinátorka plánování", holder=make_person(prerov, "Vzorná", "+420582329303"), department=social
    )
    make_role(
        prerov, "Sociální pracovník", holder=make_person(prerov, "Příkladný", given_name="Pavel"), department=care
    )
    make_role(prerov, "Zubní pohotovost", phones=Phones((Phone("+421903111222", "sestra"),)))


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("vzorna", ["Koordinátorka plánování"]),
        ("Vzorná Jana", ["Koordinátorka plánování"]),
        ("jana  VZORNÁ, koordinátorka", ["Koordinátorka plánování"]),
        ("koordinátorku", ["Koordinátorka plánování"]),
        ("koordi", ["Koordinátorka plánování"]),
        ("Pavla Příkladného", ["Sociální pracovník"]),
        ("sociálních věcí", ["Koordinátorka plánování", "Sociální pracovník"]),
        ("odbor pavel", ["Sociální pracovník"]),
        ("vlasim", ["Sociální pracovník"]),
        ("magistrát", ["Koordinátorka plánování", "Sociální pracovník"]),
        ("vzorná pavel", []),
        ("%", []),
        ("_", []),
    ],
)
@pytest.mark.usefixtures("office")
def test_found_by_words_in_any_order_and_form(at: At, prerov: TownSettings, query: str, found: list[str]) -> None:
    assert listed(at("prerov.example").get(path_of(prerov), {"q": query})) == found


@pytest.mark.parametrize(
    "query", ["582 329 303", "582329303", "+420582329303", "00420 582 32 93 03", "58-23-29", "420 582 329 303"]
)
@pytest.mark.usefixtures("office")
def test_found_by_number_in_any_grouping(at: At, prerov: TownSettings, query: str) -> None:
    assert listed(at("prerov.example").get(path_of(prerov), {"q": query})) == ["Koordinátorka plánování"]


@pytest.mark.usefixtures("office")
def test_number_of_the_other_country_is_found_as_it_is_dialled_there(at: At, prerov: TownSettings) -> None:
    assert listed(at("prerov.example").get(path_of(prerov), {"q": "0903 111 222"})) == ["Zubní pohotovost"]


@pytest.mark.usefixtures("office")
def test_number_of_a_department_finds_the_department(at: At, prerov: TownSettings) -> None:
    response = at("prerov.example").get(path_of(prerov), {"q": "581 268 111"})

    assert listed(response) == []
    assert [place.name for place in response.context["directory"].places] == ["Odbor sociálních věcí"]
    assert "tel:+420581268111" in text_of(response)


@pytest.mark.usefixtures("office")
def test_another_towns_contacts_are_not_found(at: At, prerov: TownSettings, bbsk: TownSettings) -> None:
    path = path_of(bbsk)

    for query in ("vzorná", "582 329 303", "+420 581 268 111", "magistrát"):
        response = at("bbsk.example").get(path, {"q": query})
        assert listed(response) == []
        assert response.context["directory"].places == []


@pytest.mark.usefixtures("office")
def test_sentence_counts_what_was_found(at: At, prerov: TownSettings) -> None:
    with translation.override("en"):
        response = at("prerov.example").get(path_of(prerov), {"q": "100% vzorná"})
        assert response.context["directory"].sentence == "0 contacts for “100% vzorná”"
        response = at("prerov.example").get(path_of(prerov), {"q": "vzorná"})
        assert response.context["directory"].sentence == "1 contact for “vzorná”"


def test_nobody_found_leads_to_the_main_office(at: At, prerov: TownSettings, bbsk: TownSettings) -> None:
    path = path_of(prerov)
    for town, number in ((prerov, "+420581268111"), (bbsk, "+421484325111")):
        office = make_office(town, phones=Phones((Phone(number),)))
        ContactSettings.objects.create(site=town.site, office=office)

    html = text_of(at("prerov.example").get(path, {"q": "nikdo"}))

    assert 'href="tel:+420581268111"' in html
    assert "+421484325111" not in html


def test_nobody_found_leads_to_the_coordinator_of_a_town_without_a_main_office(at: At, prerov: TownSettings) -> None:
    coordinator = make_role(prerov, "Koordinátorka", holder=make_person(prerov, "Vzorná", "+420582329303"))
    ContactSettings.objects.create(site=prerov.site, coordinator=coordinator)

    assert 'href="tel:+420582329303"' in text_of(at("prerov.example").get(path_of(prerov), {"q": "nikdo"}))


@pytest.mark.parametrize(
    "asked",
    [
        {"q": "\x00"},
        {"q": "x" * 5000},
        {"q": "' OR 1=1 --"},
        {"q": "9" * 500},
        {"q": "<script>alert(1)</script>"},
        {"sort": "nothing"},
        {"page": "x"},
        {"page": "9" * 400},
        {"q": "\ud7ff\U0001f600", "sort": "\x00", "page": "-1"},
    ],
)
def test_junk_is_answered(at: At, prerov: TownSettings, asked: dict[str, str]) -> None:
    make_role(prerov, "Role")

    response = at("prerov.example").get(path_of(prerov), asked)

    assert response.status_code == 200
    assert "<script>alert" not in text_of(response)


def test_texts_of_contacts_are_no_markup(at: At, prerov: TownSettings) -> None:
    make_role(prerov, "<b>Role</b>", note="</script><b>", holder=make_person(prerov, "<i>Vzorná</i>"))
    make_organisation(prerov, "</script><u>Úřad</u>")

    html = text_of(at("prerov.example").get(path_of(prerov)))

    assert not any(tag in html for tag in ("<b>", "<i>", "<u>"))


def test_long_directory_has_pages_and_letters(at: At, prerov: TownSettings) -> None:
    for number in range(55):
        make_role(prerov, f"Role {number:02}")
    make_role(prerov, "Žadatelé")
    visitor, path = at("prerov.example"), path_of(prerov)

    first, second = (visitor.get(path, {"sort": "name", "page": str(number)}) for number in (1, 2))

    assert len(listed(first)) == 50
    assert len(listed(second)) == 6
    assert first.context["directory"].letters == [("R", 1), ("Ž", 2)]


@pytest.mark.parametrize("asked", [{}, {"sort": "name"}, {"q": "odbor"}, {"q": "581 268 111"}])
def test_queries_do_not_grow_with_the_contacts(
    at: At, bbsk: TownSettings, asked: dict[str, str], django_assert_max_num_queries: Any
) -> None:
    office = make_office(bbsk)
    for number in range(12):
        department = make_department(bbsk, f"Odbor {number}", office=office)
        for _ in range(2):
            make_role(bbsk, holder=make_person(bbsk, "Vzorná", "+420581268111"), department=department)
    visitor, path = at("bbsk.example"), path_of(bbsk)
    visitor.get(path)

    with django_assert_max_num_queries(8):
        assert len(listed(visitor.get(path, asked))) == 24


def test_csv_has_the_listed_contacts_of_the_town(at: At, prerov: TownSettings, bbsk: TownSettings) -> None:
    make_role(prerov, "=Koordinátorka", holder=make_person(prerov, "Vzorná", "+420582329303"))
    make_role(prerov, "Skrytá", is_listed=False)
    make_role(bbsk, "Cizí", emails=Emails((Email("cizi@bbsk.example"),)))

    response = at("prerov.example").get(f"{path_of(prerov)}directory.csv")
    text = response.content.decode("utf-8-sig")

    assert response["Content-Type"].startswith("text/csv")
    assert "'=Koordinátorka" in text
    assert "582 329 303" in text
    assert "Skrytá" not in text
    assert "izí" not in text


def test_drafts_have_no_directory(at: At, prerov: TownSettings) -> None:
    page = section_of(prerov, ContactIndexPage)
    path = path_of(prerov)
    make_role(prerov)
    page.unpublish()

    for address in ("", "offices/", "directory.csv"):
        assert at("prerov.example").get(f"{path}{address}").status_code == 404
