"""Invented registers have every type and every oddity, and nobody in them."""

from datetime import date

from kpss_pages.catalog.registers.codes import types_of
from kpss_pages.catalog.registers.synthetic import PLACES, Municipality, entries, services
from sites.validators import validate_company_id

TODAY = date(2026, 9, 1)
PREROV = [Municipality("511382", "Přerov", "75002"), Municipality("511383", "Vzorov")]


def test_register_of_full_size_has_as_many_places_as_the_true_one() -> None:
    made = list(services(6733, 1, PLACES, TODAY))
    assert sum(len(each.places) + ("doubled" in each.oddities) for each in made) == 18_907
    assert len({each.number for each in made}) == 6733


def test_every_type_of_the_act_and_every_oddity_is_there() -> None:
    made = list(entries(100, 1, PREROV, today=TODAY))
    types = types_of("CZ").keys() - {"cz-zakladni-poradenstvi"}
    assert {each.values["type_code"] for each in made} == types | {""}
    noted = {note.code for each in made for note in each.notes}
    assert noted == {"doubled_places", "unknown_code"}
    assert any(each.ended_on for each in made)
    assert any(each.is_secret for each in made)
    assert any(place["ended_on"] for each in made for place in each.values["facilities"])
    for each in made:
        validate_company_id(each.values["provider"]["company_id"])
        assert each.values["provider"]["name"].startswith("Příklad ")
        assert each.values["emails"][0][0].endswith(".example")
    assert any(each.values["provider"]["company_id"].startswith("0") for each in made)
    assert "Nečtená" not in repr(made)


def test_slovak_ones_are_read_of_their_own_format_and_have_the_types_of_their_act() -> None:
    made = list(entries(60, 1, PREROV, country="SK", today=TODAY))
    assert len(made) == 60
    assert {each.values["type_code"] for each in made} == types_of("SK").keys() - {"sk-zakladne-poradenstvo"}
    assert {each.values["register"] for each in made} == {"crpss"}
    assert {each.values["forms"][0]["form"] for each in made} == {"pob", "amb", "ter", "ina"}
    assert {note.code for each in made for note in each.notes} == {"named_code"}
    assert all(each.municipalities or each.is_secret for each in made)
    assert {name for each in made for _code, name in each.municipalities} == {"Přerov", "Vzorov"}
    assert any(each.ended_on for each in made)
    assert any(each.is_secret for each in made)
    assert "ečten" not in repr(made)
    for each in made:
        validate_company_id(each.values["provider"]["company_id"])
