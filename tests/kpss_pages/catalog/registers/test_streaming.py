"""Files of any size and kind: read piece by piece, and refused with a sentence."""

import gzip
import io
import json
import zipfile
from collections.abc import Callable

import pytest

from kpss_pages.catalog.registers.codes import Codes
from kpss_pages.catalog.registers.json_items import items_in
from kpss_pages.catalog.registers.measured import Measured, opened
from kpss_pages.catalog.registers.refusing import RegisterRefused
from kpss_pages.catalog.registers.slovak import services_in
from tests.kpss_pages.catalog.registers.files import item, register, slovak, slovak_service
from tests.kpss_pages.catalog.registers.test_czech import TODAY

pytestmark = pytest.mark.usefixtures("in_english")

GOOD = register(item(), item(identifikator="2")).getvalue()  # type: ignore[attr-defined]


def zipped(*contents: bytes) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for number, content in enumerate(contents):
            archive.writestr(f"{number}.json", content)
    return file.getvalue()


def encrypted(content: bytes) -> bytes:
    """Return a ZIP whose only member says that it is encrypted."""
    packed = bytearray(zipped(content))
    for signature, flags in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        packed[packed.index(signature) + flags] |= 0x1
    return bytes(packed)


def packed_by(method: int) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", method) as archive:
        archive.writestr("0.json", GOOD)
    return file.getvalue()


def read(content: bytes) -> list[object]:
    with opened(io.BytesIO(content)) as source:
        return list(items_in(source))


@pytest.mark.parametrize(
    "content", [GOOD, b"\xef\xbb\xbf" + GOOD, gzip.compress(GOOD), zipped(GOOD)], ids=["plain", "mark", "gzip", "zip"]
)
def test_items_come_out_of_plain_and_packed_files(content: bytes) -> None:
    assert read(content) == json.loads(GOOD)["polozky"]


HOSTILE: dict[str, tuple[Callable[[], bytes], str]] = {
    "empty": (lambda: b"", "empty"),
    "cut off": (lambda: GOOD[:-30], "breaks off"),
    "cut off, packed": (lambda: gzip.compress(GOOD)[:-20], "breaks off"),
    "cut off, zip": (lambda: zipped(GOOD)[:-40], "damaged"),
    "encrypted": (lambda: encrypted(GOOD), "damaged"),
    "packed by LZMA": (lambda: packed_by(zipfile.ZIP_LZMA), "damaged"),
    "two files": (lambda: zipped(GOOD, GOOD), "one file"),
    "windows-1250": (lambda: '{"polozky": ["č"]}'.encode("cp1250"), "UTF-8"),
    "utf-16": (lambda: GOOD.decode().encode("utf-16"), "UTF-8"),
    "web page": (lambda: b"<html>404</html>", "no JSON"),
    "other JSON": (lambda: b'{"a": []}', "polozky"),
    "nested": (lambda: b'{"polozky": [' + b"[" * 100_000, "nested"),
    "nested beside": (lambda: b'{"x": ' + b'{"a":' * 100_000, "nested"),
    "long text": (lambda: b'{"polozky": ["' + b"a" * 5_000_000, "longer"),
    "long number": (lambda: b'{"polozky": [' + b"9" * 100_000 + b"]}", "no JSON"),
    "bomb": (lambda: gzip.compress(b'{"polozky": ["' + b"a" * 20_000_000), "longer"),
    "bomb in a zip": (lambda: zipped(b" " * 20_000_000), "empty"),
}


@pytest.mark.parametrize(("make", "words"), HOSTILE.values(), ids=HOSTILE.keys())
def test_what_is_no_register_is_refused_with_a_sentence(make: Callable[[], bytes], words: str) -> None:
    with pytest.raises(RegisterRefused) as refusal:
        read(make())
    assert words in str(refusal.value)


def test_error_of_whoever_reads_is_not_taken_for_damage() -> None:
    with pytest.raises(RuntimeError, match="ours"), opened(io.BytesIO(zipped(GOOD))):
        raise RuntimeError("ours")


def test_nothing_is_read_beyond_the_size_of_a_register() -> None:
    source = Measured(io.BytesIO(b"[" + b"1," * 100_000), most_bytes=100_000)
    with pytest.raises(RegisterRefused, match="has more than"):
        list(items_in(source))
    assert source.bytes_read < 200_000


ENTITIES = '<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]>'
HOSTILE_XML: dict[str, tuple[Callable[[], bytes], str]] = {
    "cut off": (lambda: slovak(slovak_service()).read()[:-30], "breaks off"),
    "entities": (lambda: slovak().read().replace(b"?>", b"?>" + ENTITIES.encode()), "declarations"),
    "outside": (lambda: b'<!DOCTYPE x SYSTEM "file:///etc/passwd"><x/>', "declarations"),
    "other XML": (lambda: b"<html/>", "no providers"),
    "nested": (lambda: b"<a>" * 200_000, "nested"),
    "long": (lambda: b"<a>" + b"a" * 5_000_000, "longer"),
    "encoding": (lambda: '<?xml version="1.0"?><a>č</a>'.encode("cp1250"), "UTF-8"),
    "strange encoding": (lambda: b'<?xml version="1.0" encoding="klingon"?><a/>', "UTF-8"),
}


@pytest.mark.parametrize(("make", "words"), HOSTILE_XML.values(), ids=HOSTILE_XML.keys())
def test_hostile_xml_is_refused_with_a_sentence(make: Callable[[], bytes], words: str) -> None:
    with pytest.raises(RegisterRefused) as refusal, opened(io.BytesIO(make())) as source:
        list(services_in(source, Codes(), TODAY))
    assert words in str(refusal.value)
