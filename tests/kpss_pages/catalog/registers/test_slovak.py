"""What is read of the Slovak register: the elements of its schema, others once somebody has said what they hold."""

import io

import pytest

from kpss_pages.catalog.choices import Register
from kpss_pages.catalog.registers.attribution import attribution_of
from kpss_pages.catalog.registers.codes import ELEMENTS, TYPES, Codes, codes_from
from kpss_pages.catalog.registers.entries import Entry, UnreadableEntry
from kpss_pages.catalog.registers.measured import opened
from kpss_pages.catalog.registers.slovak import services_in
from kpss_pages.catalog.registers.slovak_elements import EXTRACT, OPEN_DATA
from tests.kpss_pages.catalog.registers.files import slovak, slovak_service
from tests.kpss_pages.catalog.registers.test_czech import TODAY

FURTHER = (
    "<serviceType>A0025</serviceType><other>C0001</other><form>B0001</form><street>Tajná 5</street><town>Zvolen</town>"
    "<hidden>0</hidden><responsible>Jana Nečtená</responsible>"
)
LOADED = codes_from(
    Register.SLOVAK,
    [
        (TYPES, "A0025", "útulok", "sk-utulok"),
        ("formy-soc-sluzby", "B0001", "pobytová", "pob"),
        (ELEMENTS, "statutoryBody", "provider.name", ""),
        (ELEMENTS, "street", "street", ""),
        (ELEMENTS, "town", "municipality", ""),
        (ELEMENTS, "hidden", "secret", ""),
    ],
)


def read(codes: Codes, *services: str) -> list[Entry]:
    with opened(slovak(*services)) as source:
        return [each for each in services_in(source, codes, TODAY) if isinstance(each, Entry)]


def test_known_elements_are_read_and_others_reported_and_not_guessed() -> None:
    (entry,) = read(Codes(), slovak_service(further=FURTHER))
    assert entry.values == {
        "register": "crpss",
        "register_number": "1234567",
        "kind": "social",
        "unknown_codes": [["serviceType", "A0025"], ["other", "C0001"], ["formy-soc-sluzby", "B0001"]],
        "registered_from": "2015-03-01",
        "registered_until": None,
        "ended_on": None,
        "type_code": "",
        "provider": {"name": "Príklad Pomoc, n. o."},
        "name": "1234567",
    }
    notes = {note.code: note.params for note in entry.notes}
    assert notes["unknown_element"] == {"names": "hidden, responsible, street, town"}
    assert "Nečtená" not in repr(entry)


def test_what_was_explained_is_read() -> None:
    (entry,) = read(LOADED, slovak_service(further=FURTHER))
    assert entry.values["provider"] == {"name": "Príklad Pomoc, n. o."}
    assert (entry.values["type_code"], entry.values["name"]) == ("sk-utulok", "Útulok")
    assert entry.values["forms"][0]["capacities"] == [[20, "klient", ""]]
    assert entry.values["unknown_codes"] == [["other", "C0001"]]
    assert entry.municipalities == (("", "Zvolen"),)


def coded(element: str, code: str, name: str) -> str:
    return f"<{element}><itemCode>{code}</itemCode><itemDescription>{name}</itemDescription></{element}>"


ADDRESS = (
    "<address><street>Príkladná</street><streetNumber>12/A</streetNumber><postCode>97401</postCode>"
    "<lau2>Banská Bystrica</lau2></address>"
)
SCHEMA = (
    coded("type", "X1", "Denný stacionár")
    + coded("form", "X2", "pobytová – týždenná")
    + ADDRESS
    + coded("targetGroup", "X3", "seniori")
    + coded("targetGroup", "X4", "iní")
    + "<responsiblePerson>Jana Nečtená</responsiblePerson><email>necitana@priklad.example</email><phone>+421484100000</phone>"
    + coded("erasureReason", "X5", "na žiadosť")
    + "<registrar>Vzorový kraj</registrar>"
)


def test_elements_of_the_schema_are_read_without_any_list_and_nobody_of_the_people() -> None:
    (entry,) = read(Codes(), slovak_service(further=SCHEMA))
    assert [note.code for note in entry.notes] == ["named_code"]
    values = entry.values
    assert (values["type_code"], values["name"]) == ("sk-denny-stacionar", "Denný stacionár")
    assert values["forms"][0]["form"] == "pob"
    assert values["forms"][0]["capacities"] == [[20, "klient", ""]]
    assert (values["target_groups"], values["unknown_codes"]) == (["seniori"], [["cilove-skupiny-osoby", "X4"]])
    (place,) = values["facilities"]
    assert (place["street"], place["postal_code"]) == ("Príkladná 12/A", "974 01")
    assert entry.municipalities == (("", "Banská Bystrica"),)
    assert not {"phones", "emails"} & values.keys(), "they are those of the person"
    assert "čítan" not in repr(entry).lower()
    assert "ečten" not in repr(entry)


def test_service_in_the_field_belongs_to_the_municipality_of_its_scope() -> None:
    scope = "<territorialScope><lau2>SK0321508438</lau2></territorialScope>"
    (entry,) = read(Codes(), slovak_service(further=scope))
    assert entry.municipalities == (("508438", ""),)
    assert not {"facilities", "area"} & entry.values.keys()
    named = codes_from(
        Register.SLOVAK, [("obce", "SK0321508438", "Banská Bystrica", ""), ("okresy", "SK0321", "Zvolen", "")]
    )
    (entry,) = read(named, slovak_service(further=scope))
    assert (entry.municipalities, entry.values["area"]) == ((("508438", "Banská Bystrica"),), "Banská Bystrica")
    district = slovak_service(further="<territorialScope><lau1>SK0321</lau1></territorialScope>")
    assert read(named, district)[0].values["area"] == "Zvolen"


def test_service_whose_giving_ended_has_ended_though_it_was_not_erased() -> None:
    (entry,) = read(Codes(), slovak_service(further="<providedTo>2024-12-31</providedTo>"))
    assert (entry.ended_on, entry.values["registered_until"]) == ("2024-12-31", "2024-12-31")


def test_of_a_provider_who_is_a_person_only_the_number_is_kept() -> None:
    text = slovak(slovak_service()).read().decode()
    person = (
        "<familyName>Nečtená</familyName><givenName>Jana</givenName><identifier><identifierType>9</identifierType>"
        "<value>7751230001</value></identifier><identifier><value>00301825</value></identifier>"
        "<address><street>Tajná</street><lau2>Zvolen</lau2></address>"
    )
    with opened(io.BytesIO(text.replace("<name>Príklad Pomoc, n. o.</name>", person).encode())) as source:
        (entry,) = services_in(source, LOADED, TODAY)
    assert isinstance(entry, Entry)
    assert entry.values["provider"] == {"company_id": "00301825"}


def test_people_are_not_read_though_a_list_names_their_elements() -> None:
    (entry,) = read(LOADED, "<statutoryBody>Jana Nečtená</statutoryBody>" + slovak_service())
    assert "Nečtená" not in repr(entry)


def test_place_for_people_in_danger_is_secret_unless_the_register_says_that_it_is_not() -> None:
    shelter = coded("type", "X1", "Zariadenie núdzového bývania") + ADDRESS
    (entry,) = read(LOADED, slovak_service(further=shelter))
    assert (entry.is_secret, entry.municipalities) == (True, ())
    assert "Banská" not in repr(entry)
    (entry,) = read(LOADED, slovak_service(further=f"{shelter}<hidden>nie</hidden>"))
    assert not entry.is_secret


def test_extract_of_the_integrated_registers_is_read_as_the_open_data_are() -> None:
    text = slovak(slovak_service()).read().decode()
    with opened(io.BytesIO(text.replace(OPEN_DATA, EXTRACT).encode())) as source:
        assert [each.number for each in services_in(source, Codes(), TODAY) if isinstance(each, Entry)] == ["1234567"]


def test_secret_place_says_nothing_of_where_it_is() -> None:
    (entry,) = read(LOADED, slovak_service(further=FURTHER.replace("<hidden>0", "<hidden>áno")))
    assert entry.is_secret
    assert entry.municipalities == ()
    assert "Tajná" not in repr(entry)
    assert "Zvolen" not in repr(entry)


def test_erased_service_has_ended_and_one_without_a_number_cannot_be_used() -> None:
    assert [each.ended_on for each in read(Codes(), slovak_service(erased="2025-05-31T00:00:00"))] == ["2025-05-31"]
    with opened(slovak(slovak_service(number=""))) as source:
        assert isinstance(next(services_in(source, Codes(), TODAY)), UnreadableEntry)


@pytest.mark.parametrize(("register", "words"), [("crpss", "CC BY-SA 4.0"), ("rpss", "")])
def test_licence_of_a_register_is_known_wherever_its_data_are_shown(register: str, words: str) -> None:
    found = attribution_of(register)
    assert found is not None
    assert found.licence == words
    assert attribution_of("") is None
