"""Small real files, and faulty ones beside them."""

from collections.abc import Mapping, Sequence
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

OLE_SIGNATURE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def upload(name: str, content: bytes) -> SimpleUploadedFile:
    """Return content as a browser would send it."""
    return SimpleUploadedFile(name, content)


def pdf(text: str = "Plan", trailer: str = "") -> bytes:
    """Return a PDF of one page with tags, title and language; ``trailer`` adds entries to its trailer."""
    return pdf_of([text], trailer=trailer)


def pdf_of(
    pages: Sequence[str], *, is_tagged: bool = True, title: str = "Plan", language: str = "cs", trailer: str = ""
) -> bytes:
    """Return a PDF with a page for each text; a page for "" shows none, as a scan."""
    marks = "/MarkInfo<</Marked true>>/StructTreeRoot<</Type/StructTreeRoot>>" if is_tagged else ""
    kids = " ".join(f"{4 + 2 * index} 0 R" for index in range(len(pages)))
    objects = [
        f"<</Type/Catalog/Pages 2 0 R{marks}{f'/Lang({language})' if language else ''}>>",
        f"<</Type/Pages/Kids[{kids}]/Count {len(pages)}>>",
        "<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
    ]
    for text in pages:
        stream = f"BT /F1 12 Tf 72 720 Td ({text}) Tj ET" if text else "0 0 100 100 re f"
        objects += [
            f"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents {len(objects) + 2} 0 R"
            "/Resources<</Font<</F1 3 0 R>>>>>>",
            f"<</Length {len(stream)}>>\nstream\n{stream}\nendstream",
        ]
    objects.append(f"<<{f'/Title({title})' if title else ''}>>")
    content, offsets = b"%PDF-1.4\n", []
    for number, body in enumerate(objects, start=1):
        offsets.append(len(content))
        content += f"{number} 0 obj{body}endobj\n".encode()
    table = "".join(f"{offset:010} 00000 n \n" for offset in offsets)
    size = len(objects) + 1
    end = (
        f"xref\n0 {size}\n0000000000 65535 f \n{table}trailer<</Size {size}/Root 1 0 R/Info {size - 1} 0 R{trailer}>>\n"
        f"startxref\n{len(content)}\n%%EOF\n"
    )
    return content + end.encode()


def inaccessible_pdf(text: str = "Plan") -> bytes:
    """Return a PDF without tags, title and language."""
    return pdf_of([text], is_tagged=False, title="", language="")


def locked_pdf() -> bytes:
    """Return a PDF that asks for a password; no password fits the keys."""
    keys = f"/O<{'41' * 32}>/U<{'42' * 32}>"
    return pdf(trailer=f"/Encrypt<</Filter/Standard/V 1/R 2{keys}/P -4>>/ID[<{'43' * 16}><{'43' * 16}>]")


def cut_pdf() -> bytes:
    """Return a PDF whose end was lost on the way."""
    return pdf()[:-40]


def archive(parts: Mapping[str, bytes], compression: int = ZIP_DEFLATED) -> bytes:
    buffer = BytesIO()
    with ZipFile(buffer, "w", compression) as file:
        for name, content in parts.items():
            file.writestr(ZipInfo(name), content, compression)
    return buffer.getvalue()


_MAIN_TYPES = {
    "docx": ("word/document.xml", "wordprocessingml.document.main"),
    "xlsx": ("xl/workbook.xml", "spreadsheetml.sheet.main"),
    "pptx": ("ppt/presentation.xml", "presentationml.presentation.main"),
}


def office(ending: str, extra: Mapping[str, bytes] | None = None, content: bytes = b"<document/>") -> bytes:
    """Return a document of Office Open XML: "docx", "xlsx" or "pptx"."""
    part, kind = _MAIN_TYPES[ending]
    content_type = f"application/vnd.openxmlformats-officedocument.{kind}+xml"
    types = f'<Types><Override PartName="/{part}" ContentType="{content_type}"/></Types>'
    return archive({"[Content_Types].xml": types.encode(), part: content} | dict(extra or {}))


def office_with_macros() -> bytes:
    return office("docx", {"word/vbaProject.bin": OLE_SIGNATURE})


def locked_office() -> bytes:
    """Return what an office program saves under a password: an OLE container with the encrypted package."""
    return OLE_SIGNATURE + bytes(1016) + "EncryptedPackage".encode("utf-16-le") + bytes(1024)


def old_office() -> bytes:
    """Return the beginning of a document of the old Word."""
    return OLE_SIGNATURE + bytes(1016) + "WordDocument".encode("utf-16-le") + bytes(1024)


def zip_bomb() -> bytes:
    """Return a small document that would unpack to 60 MB."""
    return office("docx", {"word/media/image1.bmp": bytes(60_000_000)})


def overlapping_zip() -> bytes:
    """Return a document whose entries all share the same packed bytes."""
    buffer = BytesIO()
    with ZipFile(buffer, "w", ZIP_STORED) as file:
        file.writestr("first", bytes(10_000))
        first = file.infolist()[0]
        for number in range(50):
            twin = type(first)(f"twin{number}")
            twin.header_offset, twin.file_size, twin.CRC = first.header_offset, first.file_size, first.CRC
            twin.compress_size = first.compress_size
            file.filelist.append(twin)
    return buffer.getvalue()


def cut_office() -> bytes:
    return office("docx")[:-30]


def spoiled_office() -> bytes:
    """Return a document in whose packed bytes one was changed."""
    content = bytearray(archive({"[Content_Types].xml": b"<Types/>" * 50}, ZIP_STORED))
    content[60] ^= 0xFF
    return bytes(content)


_ODF_TYPES = {"odt": "text", "ods": "spreadsheet", "odp": "presentation"}


def open_document(ending: str, extra: Mapping[str, bytes] | None = None, manifest: bytes = b"<manifest/>") -> bytes:
    """Return a document of OpenDocument: "odt", "ods" or "odp"."""
    parts = {
        "mimetype": f"application/vnd.oasis.opendocument.{_ODF_TYPES[ending]}".encode(),
        "content.xml": b"<office/>",
        "META-INF/manifest.xml": manifest,
    }
    return archive(parts | dict(extra or {}), ZIP_STORED)


def locked_open_document() -> bytes:
    return open_document("odt", manifest=b'<manifest><encryption-data checksum="x"/></manifest>')


def open_document_with_macros() -> bytes:
    return open_document("odt", {"Basic/Standard/Module1.xml": b"<module/>"})


def picture(form: str = "PNG") -> bytes:
    buffer = BytesIO()
    Image.new("RGB", (32, 32), "navy").save(buffer, form)
    return buffer.getvalue()


def mp3() -> bytes:
    """Return a tag of ten bytes and one silent frame of MPEG audio."""
    return b"ID3\x04\x00\x00\x00\x00\x00\x0a" + bytes(10) + b"\xff\xfb\x90\x00" + bytes(413)


PROGRAM = b"MZ\x90\x00\x03\x00\x00\x00\x04\x00\x00\x00\xff\xff\x00\x00" + bytes(200)
HTML = b"<!DOCTYPE html><html><script>alert(1)</script></html>"
CZECH = "Příliš žluťoučký kůň;úpěl\r\n"
