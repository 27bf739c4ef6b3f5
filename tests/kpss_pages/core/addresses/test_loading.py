"""Loading lists of addresses: what is read, what a second loading changes, and what is refused."""

import io
import zipfile
from decimal import Decimal
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.utils.translation import override

from kpss_pages.core.addresses import entries
from kpss_pages.core.models import AddressPoint
from sites.choices import Country
from tests.kpss_pages.core.addresses.files import content, prerov, row, written

pytestmark = pytest.mark.django_db


def load(*paths: Path, **options: object) -> str:
    """Return what the command says, in English."""
    out = io.StringIO()
    with override("en"):
        call_command("load_addresses", *paths, stdout=out, **options)
    return out.getvalue()


def zipped(path: Path, **files: bytes) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, file in files.items():
            archive.writestr(f"CSV/{name}.csv", file)
    return path


def test_an_address_lies_where_it_is(tmp_path: Path) -> None:
    assert "1 read, 1 new" in load(written(tmp_path, row()))
    point = AddressPoint.objects.get()
    assert abs(point.latitude - Decimal("50.08948")) < Decimal("0.00002")
    assert abs(point.longitude - Decimal("14.39861")) < Decimal("0.00002")
    assert (point.country, point.code, point.municipality_code, point.house) == ("CZ", "21690278", "554782", "1")
    assert str(point) == "Hrad I. nádvoří 1, Praha"


def test_same_list_twice_changes_nothing_and_a_newer_one_changes_its_municipality_alone(tmp_path: Path) -> None:
    castle = written(tmp_path, row(), name="praha.csv")
    first = written(tmp_path, prerov("1"), prerov("2", sort="č.ev.", house="5", turn="3", letter="A"))
    assert "2 read, 2 new, 0 changed, 0 gone" in load(castle, first)
    before = list(AddressPoint.objects.order_by("pk").values())
    assert load(castle, first) == "2 lists read\n"
    assert list(AddressPoint.objects.order_by("pk").values()) == before
    assert AddressPoint.objects.values_list("house", "turn").get(code="2") == ("ev. 5", "3a")

    newer = written(tmp_path, prerov("1", street="Vzorová"), prerov("3"), name="newer.csv")
    assert "2 read, 1 new, 1 changed, 1 gone" in load(newer, dry_run=True)
    assert list(AddressPoint.objects.order_by("pk").values()) == before
    load(newer)
    assert set(AddressPoint.objects.values_list("code", "street_key")) == {
        ("21690278", "hrad i nadvori"),
        ("1", "vzorova"),
        ("3", "prikladna"),
    }


def test_rows_that_cannot_be_used_are_told_and_nothing_is_removed_then(tmp_path: Path) -> None:
    load(written(tmp_path, prerov("1"), prerov("9")))
    wrong = (
        prerov("x"),
        prerov("2", municipality_code="554782"),
        prerov("3", sort="č.x."),
        prerov("4", y="1138000.20", x="534900.10"),
        prerov("5", y="-534900.10"),
        prerov("6") + ";;",
        prerov("7", y="", x=""),
        prerov("8"),
    )
    said = load(written(tmp_path, prerov("1"), *wrong))
    assert "9 read, 1 new, 0 changed, 0 gone, 1 without position, 6 wrong" in said
    assert [line.partition(":")[0].strip() for line in said.splitlines()[1:7]] == [f"row {n}" for n in range(3, 9)]
    assert "row 6: Its position does not lie in Czechia." in said
    assert set(AddressPoint.objects.values_list("code", flat=True)) == {"1", "8", "9"}


def test_zip_file_of_the_state_is_read_list_by_list(tmp_path: Path) -> None:
    path = zipped(tmp_path / "state.zip", a=content([row()]), b=content([prerov("1"), prerov("2")]))
    assert "2 lists read" in load(path)
    assert AddressPoint.objects.count() == 3


@pytest.mark.parametrize(
    ("made", "sentence"),
    [
        (content([prerov("1"), prerov("2")])[:-30], "breaks off"),
        (content([prerov("1")], encoding="utf-8"), "not encoded in Windows-1250"),
        (content([prerov("1")], header="Kód ADM;" + "a;" * 17 + "b"), "not encoded in Windows-1250"),
        (content([prerov("1")], header="Kód ADM;" + "a;" * 30), "no list of addresses"),
        (content([prerov("1", street="x" * 5000)]), "damaged"),
        (content([]), "no addresses"),
        (b"", "empty"),
        (b"PK\x03\x04" + b"x" * 100, "damaged"),
        (b"name;street\r\nA;B\r\n", "no list of addresses"),
        (b"\x00\x01\x02\x03", "no table of text"),
    ],
)
def test_file_that_is_no_list_is_refused_with_a_sentence_and_nothing_is_lost(
    tmp_path: Path, made: bytes, sentence: str
) -> None:
    load(written(tmp_path, prerov("1"), prerov("77")))
    path = tmp_path / "faulty.csv"
    path.write_bytes(made)
    with pytest.raises(CommandError, match=sentence):
        load(path)
    assert set(AddressPoint.objects.values_list("code", flat=True)) == {"1", "77"}


def test_packed_lists_that_are_damaged_encrypted_or_too_large_are_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = zipped(tmp_path / "state.zip", a=content([prerov(str(number)) for number in range(1, 400)]))
    packed = path.read_bytes()
    broken = bytearray(packed)
    broken[80:90] = b"\0" * 10
    locked = packed.replace(b"PK\x01\x02\x14\x03\x14\x00\x00", b"PK\x01\x02\x14\x03\x14\x00\x01")
    assert locked != packed
    for faulty in (packed[:-40], bytes(broken), locked):
        path.write_bytes(faulty)
        with pytest.raises(CommandError, match="The packed file is damaged"):
            load(path)
    path.write_bytes(packed)
    monkeypatch.setattr("kpss_pages.core.addresses.files.MOST_BYTES", 1000)
    with pytest.raises(CommandError, match="larger than any list"):
        load(path)
    assert not AddressPoint.objects.exists()


def test_many_rows_are_written_a_thousand_at_a_time(tmp_path: Path) -> None:
    count = entries.AT_ONCE + 1
    load(written(tmp_path, *(prerov(str(number), house=str(number)) for number in range(1, count + 1))))
    assert AddressPoint.objects.count() == count


def test_table_of_ones_own_is_read_and_takes_nothing_away(tmp_path: Path) -> None:
    header = "code;municipality code;municipality;street;number;postal code;latitude;longitude"
    rows = (
        "1;508438;Banská Bystrica;Príkladná;12/3;974 01;48,73630;19.14620",
        "2;508438;Banská Bystrica;Príkladná;5A;974 01;48.7364;19.1463",
        "3;508438;Banská Bystrica;Príkladná;abc;974 01;48.7364;19.1463",
        "4;508438;Banská Bystrica;Príkladná;6;974 01;19.1463;48.7364",
        ";508438;Banská Bystrica;Príkladná;6;974 01;48.7364;19.1463",
        "5;508438;Banská Bystrica;Príkladná;7;974 01;;",
    )
    load(written(tmp_path, prerov("1")))
    own = tmp_path / "own.csv"
    own.write_text("\n".join((header, *rows)), encoding="utf-8")
    assert "6 read, 2 new, 0 changed, 0 gone, 1 without position, 3 wrong" in load(own, country="SK")
    own.write_text("\n".join((header, rows[0])), encoding="utf-8")
    assert load(own, country="SK") == "1 lists read\n"
    assert set(AddressPoint.objects.values_list("country", "code", "house", "turn")) == {
        (Country.CZ, "1", "12", ""),
        (Country.SK, "1", "12", "3"),
        (Country.SK, "2", "5a", ""),
    }
    own.write_text("code;street;number\n1;A;1\n", encoding="utf-8")
    with pytest.raises(CommandError, match="no such columns: municipality code, municipality, latitude, longitude"):
        load(own)
