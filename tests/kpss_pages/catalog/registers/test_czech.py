"""What is read of one item of the Czech register, and what never is."""

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from kpss_pages.catalog.choices import Register
from kpss_pages.catalog.registers.codes import codes_from
from kpss_pages.catalog.registers.czech import ItemReader
from kpss_pages.catalog.registers.entries import Entry, UnreadableEntry
from tests.kpss_pages.catalog.registers.files import ELSEWHERE, codes, item, place

TODAY = date(2026, 9, 1)
SECRET = "Příkladná", "Přerov", "36301", "511382", "11111111", "Pečovatelská služba Vzorov"


def read(**changes: Any) -> Entry:
    return ItemReader(codes(), TODAY).read(item(**changes))


def noted(entry: Entry) -> list[str]:
    return [note.code for note in entry.notes]


def test_the_sample_is_read_whole() -> None:
    entry = read()
    assert entry.notes == ()
    assert entry.municipalities == (("511382", "Přerov"),)
    assert entry.values == {
        "register": "rpss",
        "register_number": "1234567",
        "kind": "social",
        "type_code": "cz-pecovatelska-sluzba",
        "registered_from": "2007-10-01",
        "registered_until": None,
        "ended_on": None,
        "target_groups": ["seniori"],
        "forms": [
            {
                "form": "ter",
                "capacities": [[45, "klient", "okamžitá kapacita 45 klientů"]],
                "is_nonstop": False,
                "hours": {},
                "hours_note": "",
            }
        ],
        "phones": [["+420354000000", "vedoucí služby"]],
        "emails": [["pecovatelska@example.cz", ""]],
        "website": "https://www.example.cz",
        "provider": {"name": "Příklad Pomoc, z. s.", "company_id": "00301825"},
        "name": "Pečovatelská služba Vzorov",
        "facilities": [
            {
                "name": "Pečovatelská služba Vzorov",
                "is_secret": False,
                "street": "Příkladná 12/3",
                "postal_code": "363 01",
                "municipality": "Přerov",
                "municipality_code": "511382",
                "address_code": "11111111",
                "latitude": None,
                "longitude": None,
                "access": "",
                "access_note": "",
                "ended_on": None,
            }
        ],
        "unknown_codes": [],
    }


def test_spaces_around_words_are_taken_off_and_repeated_places_are_one() -> None:
    entry = read(
        zarizeni=[place(), place(nazev="Pečovatelská služba Vzorov  ")], telefony=[{"telefon": " 354 000 000 "}]
    )
    assert len(entry.values["facilities"]) == 1
    assert entry.values["phones"] == [["+420354000000", ""]]
    assert noted(entry) == ["doubled_places"]


@pytest.mark.parametrize(
    ("written", "kept"), [("00301825", "00301825"), (301825, "00301825"), ("00301826", None), ("1" * 5000, None)]
)
def test_company_number_is_text_with_its_zeros_and_a_wrong_one_is_left_out(written: Any, kept: str | None) -> None:
    entry = read(poskytovatel={"ico": written, "nazev": "Příklad"})
    assert entry.values["provider"].get("company_id") == kept
    assert noted(entry) == ([] if kept else ["no_company_id"])


def test_closed_place_is_kept_with_its_end_and_lies_in_no_area() -> None:
    there = place(poskytujeDo="2020-01-31", obec={"id": "Obec/555428"})
    entry = read(zarizeni=[place(), there, place(nazev="Teprve bude", poskytujeOd="2027-01-01")])
    assert [each["ended_on"] for each in entry.values["facilities"]] == [None, "2020-01-31"]
    assert entry.municipalities == (("511382", "Přerov"),)


def test_municipality_is_the_one_of_the_address_whatever_its_code_says() -> None:
    entry = read(zarizeni=[place(obec={"id": "Obec/555428"}, kodAdresnihoMista=22222222)])
    assert entry.municipalities == ((ELSEWHERE.code, ELSEWHERE.name),)


@pytest.mark.parametrize("says", [{"utajenaAdresa": True}, {"utajenaAdresa": "ano"}, {"utajenaAdresa": 1}])
@pytest.mark.parametrize("where", ["place", "address"])
def test_nothing_is_kept_of_where_a_secret_place_is(says: dict[str, Any], where: str) -> None:
    secret = place()
    (secret if where == "place" else secret["adresa"]).update(says)
    entry = read(zarizeni=[secret])
    assert entry.is_secret
    assert entry.municipalities == ()
    assert entry.values["facilities"][0]["is_secret"]
    assert entry.values["name"] == "Pečovatelská služba"
    written = json.dumps([entry.values, [note.params for note in entry.notes]], ensure_ascii=False)
    assert not [word for word in SECRET if word in written]


def test_nobody_is_read_at_whatever_place_they_are_named() -> None:
    person = {"jmeno": "Jana", "prijmeni": "Vzorná-Nečtená"}
    entry = read(
        vedouci=person,
        statutarniOrgany=[person],
        zarizeni=[place(vedouci=person)],
        poskytovatel={"nazev": "Příklad", "statutarniOrgany": [person], "vedouci": person, **person},
        doplnkoveUdaje={"personalniZajisteni": [person]},
    )
    assert "Nečtená" not in repr(entry)


def test_unknown_codes_are_reported_and_kept_and_not_guessed() -> None:
    groups = [{"cilovaSkupina": {"id": f"CilovaSkupinaOsoby/{number}"}} for number in (24, 9999)]
    entry = read(ciloveSkupiny=groups, druhSocialniSluzby={"id": "DruhSocialniSluzby/2"})
    assert entry.values["target_groups"] == ["seniori"]
    assert entry.values["type_code"] == ""
    assert entry.values["unknown_codes"] == [
        ["druhy-socialni-sluzby", "DruhSocialniSluzby/2"],
        ["cilove-skupiny-osoby", "CilovaSkupinaOsoby/9999"],
    ]
    assert noted(entry) == ["unknown_code", "unknown_code"]


def test_without_code_lists_only_the_confirmed_codes_count() -> None:
    reader = ItemReader(codes_from(Register.CZECH, []), TODAY)
    assert reader.read(item()).values["type_code"] == "cz-pecovatelska-sluzba"
    assert reader.read(item(druhSocialniSluzby={"id": "DruhSocialniSluzby/20"})).values["type_code"] == ""
    assert reader.read(item()).municipalities == (("511382", ""),)


def test_ended_service_says_when_and_one_that_will_end_is_open() -> None:
    assert read(datumPoskytovaniDo="2025-02-28").ended_on == "2025-02-28"
    later = read(datumPoskytovaniDo="2027-02-28")
    assert (later.ended_on, later.values["registered_until"]) == (None, "2027-02-28")


def test_ages_are_read_wherever_their_codes_stand() -> None:
    ages = {"skupiny": [{"vekovaSkupina": {"id": "VekovaSkupinaOsoby/909"}}, {"id": "VekovaSkupinaOsoby/908"}]}
    assert read(vekoveSkupiny=ages).values["age_groups"] == ["mladsi-seniori", "starsi-seniori"]
    assert "age_groups" not in read(vekoveSkupiny="všichni").values
    assert noted(read(vekoveSkupiny="všichni")) == ["unread"]


def test_hours_are_read_where_they_are_recognisable_and_half_a_week_is_not() -> None:
    monday = {"den": "Pondělí", "od": "8:00", "do": "16:30"}
    form: dict[str, Any] = item()["formy"][0]
    read_hours = read(formy=[{**form, "casoveRozsahy": [monday]}])
    assert read_hours.values["forms"][0]["hours"]["week"][0] == [[["08:00", "16:30", False, ""]], ""]
    strange = read(formy=[{**form, "casoveRozsahy": [monday, {"den": 2, "od": 480}]}])
    assert strange.values["forms"][0]["hours"] == {}
    assert noted(strange) == ["unread"]
    assert read(formy=[{**form, "casoveRozsahy": "dle dohody"}]).values["forms"][0]["hours_note"] == "dle dohody"


@pytest.mark.parametrize("junk", [None, 7, "x", [], {}, [[[]]], {"id": {"id": 1}}, [None, 3, "x", {"id": []}], True])
@pytest.mark.parametrize("key", [*sorted(set(item()) - {"identifikator"}), "vekoveSkupiny"])
def test_no_shape_of_any_value_stops_the_reading(key: str, junk: Any) -> None:
    assert read(**{key: junk}).number == "1234567"


@pytest.mark.parametrize("junk", [None, 7, [], {"polozka": 1}, item(identifikator=None), item(identifikator=" \0 ")])
def test_item_without_a_number_cannot_be_used(junk: Any) -> None:
    with pytest.raises(UnreadableEntry):
        ItemReader(codes(), TODAY).read(junk)


def test_keys_that_nobody_knows_are_told() -> None:
    entry = read(novinka={"x": 1})
    assert [(note.code, note.params["keys"]) for note in entry.notes] == [("unknown_keys", "novinka")]


def test_sample_of_the_domain_is_in_this_shape() -> None:
    sample = Path(__file__).parent / "rpss_sample.json"
    (found,) = json.loads(sample.read_text())["polozky"]
    assert found.keys() <= item().keys()
    assert ItemReader(codes(), TODAY).read(found).municipalities == (("555428", "Vzorov"),)
