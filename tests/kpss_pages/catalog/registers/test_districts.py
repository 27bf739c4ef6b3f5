"""Lists of districts: the statistical office's relation in both orders, plain tables, and what is neither."""

from io import BytesIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from openpyxl import Workbook

from kpss_pages.catalog.choices import Register
from kpss_pages.catalog.models import RegisterCode
from kpss_pages.catalog.registers.codes import codes_of
from kpss_pages.catalog.registers.district_lists import districts_in
from kpss_pages.catalog.registers.districts import DistrictKind, Member, district_with, districts_of, keep, members_of
from kpss_pages.catalog.registers.refusing import RegisterRefused

HEADER = '"kodjaz","typvaz","akrcis1","kodcis1","chodnota1","text1","akrcis2","kodcis2","chodnota2","text2"\n'
PREROV, BENOV = Member("Přerov", "511382", "Přerov"), Member("Přerov", "512231", "Beňov")
OLOMOUC = Member("Olomouc", "500496", "Olomouc")


def relation(*rows: str) -> str:
    return HEADER + "".join(f'"CS","Odvozená vazba",{row}\n' for row in rows)


FROM_ORP = relation(
    '"CISORP",65,"7111","Přerov","CISOB",43,"511382","Přerov"',
    '"CISORP",65,"7111","Přerov","CISOB",43,"512231","Beňov"',
)
FROM_MUNICIPALITIES = relation(
    '"CISOB",43,"511382","Přerov","CISORP",65,"7111","Přerov"',
    '"CISOB",43,"512231","Beňov","CISORP",65,"7111","Přerov"',
).upper()


def sheet(*rows: tuple[object, ...]) -> bytes:
    book = Workbook()
    for row in rows:
        book.active.append(row)
    buffer = BytesIO()
    book.save(buffer)
    return buffer.getvalue()


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (FROM_ORP.encode(), DistrictKind.ORP),
        (FROM_ORP.replace(",", ";").encode("cp1250"), DistrictKind.ORP),
        (FROM_ORP.replace('"CISORP",65', '"OKRES_NUTS",101').encode(), DistrictKind.OKRES),
        (b"\xef\xbb\xbf" + "511382 Přerov;Přerov\n512231 Beňov;Přerov\n".encode(), None),
        ("Obec,ORP\n511382 Přerov,Přerov\n512231 Beňov,Přerov\n".encode(), DistrictKind.ORP),
        (
            sheet(("Kód obce", "Obec", "Okres"), (511382, "Přerov", "Přerov"), (512231, "Beňov", "Přerov")),
            "obce-okresy",
        ),
        (sheet(("SK0322511382 Přerov", "Přerov"), ("512231  Beňov", " Přerov ")), None),
    ],
)
def test_list_is_read_whatever_its_order_separator_and_coding(content: bytes, kind: DistrictKind | None) -> None:
    assert districts_in(content) == (kind, [PREROV, BENOV])


def test_relation_in_capitals_is_read_too() -> None:
    kind, members = districts_in(FROM_MUNICIPALITIES.encode())
    assert (kind, [each.number for each in members]) == (DistrictKind.ORP, ["511382", "512231"])


def test_table_of_names_alone_keeps_several_of_the_same_name() -> None:
    _kind, members = districts_in("Lhota;Přerov\nLhota;Olomouc\n".encode())
    assert [(each.district, each.line) for each in members] == [("Přerov", "Lhota"), ("Olomouc", "Lhota")]


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "empty"),
        (b'{"polozky": []}', "Row 1"),
        (b"<a/>", "Row 1"),
        (b"\x00\x01", "no table"),
        ("511382 Přerov;Přerov\nBeňov\n".encode(), "Row 2"),
        ("511382 Přerov;7111\n".encode(), "Row 1"),
        ("511382 Přerov;Přerov\n511382 Přerov;Olomouc\n".encode(), "two districts"),
        (b"Obec;ORP\n", "no municipalities"),
        (HEADER.encode(), "no municipalities"),
        (relation('"CISKRAJ",100,"3018","Kraj","CISORP",65,"7111","Přerov"').encode(), "other code lists"),
        (relation('"CISOB",43,"511382","Přerov","CISKRAJ",100,"3018","Kraj"').encode(), "other code lists"),
        (FROM_ORP[:-40].encode(), "breaks off"),
        (FROM_ORP[:-20].encode(), "breaks off"),
    ],
)
def test_what_is_no_such_list_is_refused_with_a_sentence(content: bytes, words: str, in_english: None) -> None:
    with pytest.raises(RegisterRefused, match=words):
        districts_in(content)


@pytest.mark.django_db
def test_list_takes_the_place_of_the_one_before_and_is_no_code_of_the_register() -> None:
    assert keep("CZ", DistrictKind.ORP, [PREROV, BENOV, OLOMOUC]) == 3
    assert keep("CZ", DistrictKind.ORP, [PREROV, BENOV, OLOMOUC]) == 0
    keep("CZ", DistrictKind.OKRES, [PREROV])
    keep("SK", DistrictKind.OKRES, [Member("Zvolen", "518158", "Zvolen")])
    assert districts_of("CZ", "cs") == {DistrictKind.ORP: ["Olomouc", "Přerov"], DistrictKind.OKRES: ["Přerov"]}
    assert districts_of("SK", "sk") == {DistrictKind.OKRES: ["Zvolen"]}
    assert set(members_of("CZ", DistrictKind.ORP, "Přerov")) == {PREROV, BENOV}
    assert not codes_of(Register.CZECH).names

    moved = Member("Olomouc", "512231", "Beňov")
    assert keep("CZ", DistrictKind.ORP, [PREROV, moved]) == 2
    assert RegisterCode.objects.filter(register="rpss", list_name="obce-orp").count() == 2
    assert members_of("CZ", DistrictKind.ORP, "Olomouc") == [moved]


@pytest.mark.django_db
def test_area_is_a_district_when_it_has_all_of_it_and_nothing_else() -> None:
    keep("CZ", DistrictKind.ORP, [PREROV, BENOV, OLOMOUC])
    assert district_with("CZ", ["511382 Přerov", "512231 Beňov"]) == (DistrictKind.ORP, "Přerov")
    for lines in ([], ["511382 Přerov"], ["511382", "512231", "500496"], ["511382 Přerov", "512231", "Nikde"]):
        assert district_with("CZ", lines) is None
    assert district_with("SK", ["511382 Přerov", "512231 Beňov"]) is None


@pytest.mark.django_db
def test_administrator_loads_it_under_its_name(tmp_path: Path) -> None:
    path = tmp_path / "obce-orp.csv"
    path.write_text(FROM_ORP)
    call_command("load_register_codes", str(tmp_path))
    assert members_of("CZ", DistrictKind.ORP, "Přerov")
    wrong = path.rename(tmp_path / "obce-okresy.csv")
    with pytest.raises(CommandError, match=r"obce-orp\.csv"):
        call_command("load_register_codes", str(wrong))
