"""The gate that every uploaded file goes through."""

from collections.abc import Callable, Mapping
from pathlib import PurePath

from django.conf import settings
from django.core.files import File
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext as _

from sites.files import media, office, opendocument, pdf, text
from sites.files.refusal import FileRefused, macros
from sites.files.virus import check_virus

_CHECKS: Mapping[str, Callable[[File, str], None]] = {
    "csv": text.check_text,
    "docx": office.check_office,
    "jpeg": media.check_picture,
    "jpg": media.check_picture,
    "mp3": media.check_mp3,
    "odp": opendocument.check_open_document,
    "ods": opendocument.check_open_document,
    "odt": opendocument.check_open_document,
    "pdf": pdf.check_pdf,
    "png": media.check_picture,
    "pptx": office.check_office,
    "txt": text.check_text,
    "xlsx": office.check_office,
}
_MACRO_ENDINGS = frozenset({"docm", "dotm", "potm", "ppsm", "pptm", "xlsb", "xlsm", "xltm"})
_OLD_ENDINGS = frozenset({"doc", "ppt", "rtf", "xls"})


def accepted_endings() -> list[str]:
    """Return the endings that are taken, in alphabetical order: "csv", "docx"…"""
    return sorted(set(settings.WAGTAILDOCS_EXTENSIONS) & _CHECKS.keys())


def check_file(file: File) -> None:
    """Raise FileRefused, with one sentence that says why and what to do, for a file that must not be stored.

    Reads the file and leaves its position at the start. Whether the town has the file already is not asked here.
    """
    ending = PurePath(file.name or "").suffix.lower().lstrip(".")
    _check_ending(ending)
    _check_size(file)
    file.seek(0)
    try:
        _CHECKS[ending](file, ending)
    finally:
        file.seek(0)
    check_virus(file)


def _check_ending(ending: str) -> None:
    if ending in _MACRO_ENDINGS:
        raise macros()
    if ending in _OLD_ENDINGS:
        raise FileRefused(
            _("%(type)s is an old format that many readers cannot open. Save the file as a PDF or in a newer format."),
            code="type",
            params={"type": ending.upper()},
        )
    if ending not in accepted_endings():
        raise FileRefused(
            _("Files of this type are not taken. Save the file as one of these: %(types)s."),
            code="type",
            params={"types": ", ".join(name.upper() for name in accepted_endings())},
        )


def _check_size(file: File) -> None:
    if not file.size:
        raise FileRefused(_("The file is empty. Check that it was saved and choose it again."), code="empty")
    limit = settings.WAGTAILDOCS_MAX_UPLOAD_SIZE
    if file.size > limit:
        raise FileRefused(
            _("The file has %(size)s, the most that is taken is %(limit)s. Make it smaller or divide it into parts."),
            code="size",
            params={"size": filesizeformat(file.size), "limit": filesizeformat(limit)},
        )
