"""Plain text and tables of text, in UTF-8 or Windows-1250."""

import re

from django.core.files import File
from django.utils.translation import gettext as _

from sites.files.refusal import FileRefused, mismatch

_CONTROL = re.compile("[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")
_MARKUP = re.compile(r"\s*<(!doctype|html|head|body|script|svg|\?xml)\b", re.IGNORECASE)
_UTF_16_MARKS = (b"\xff\xfe", b"\xfe\xff")


def check_text(file: File, ending: str) -> None:
    content = file.read()
    if content.startswith(_UTF_16_MARKS):
        raise FileRefused(
            _("The text is in a coding that many programs cannot read. Save the file in the coding UTF-8."),
            code="coding",
        )
    text = _decoded(content)
    if text is None or _CONTROL.search(text) or _MARKUP.match(text):
        raise mismatch(ending)


def _decoded(content: bytes) -> str | None:
    for coding in ("utf-8-sig", "cp1250"):
        try:
            return content.decode(coding)
        except UnicodeDecodeError:
            continue
    return None
