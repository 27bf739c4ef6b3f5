"""What is read of the Slovak register: four known elements, others once somebody has said what they hold."""

import pytest

from kpss_pages.catalog.choices import Register
from kpss_pages.catalog.registers.attribution import attribution_of
from kpss_pages.catalog.registers.codes import ELEMENTS, TYPES, Codes, codes_from
from kpss_pages.catalog.registers.entries import Entry, UnreadableEntry
from kpss_pages.catalog.registers.measured import opened
from kpss_pages.catalog.registers.slovak import services_in
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
        (ELEMENTS, "name", "provider.name", ""),
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
        "unknown_codes": [["serviceType", "A0025"], ["other", "C0001"], ["form", "B0001"]],
        "registered_from": "2015-03-01",
        "registered_until": None,
        "ended_on": None,
        "type_code": "",
        "provider": {},
        "name": "1234567",
    }
    notes = {note.code: note.params for note in entry.notes}
    assert notes["unknown_element"] == {"names": "hidden, name, responsible, street, town"}
    assert "Nečtená" not in repr(entry)


def test_what_was_explained_is_read() -> None:
    (entry,) = read(LOADED, slovak_service(further=FURTHER))
    assert entry.values["provider"] == {"name": "Príklad Pomoc, n. o."}
    assert (entry.values["type_code"], entry.values["name"]) == ("sk-utulok", "Útulok")
    assert entry.values["forms"][0]["capacities"] == [[20, "klient", ""]]
    assert entry.values["unknown_codes"] == [["other", "C0001"]]
    assert entry.municipalities == (("", "Zvolen"),)


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
