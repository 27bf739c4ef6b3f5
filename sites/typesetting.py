"""PDF made of data: a typst template and the values that it reads; tagged, with title and language (PDF/UA-1)."""

import json
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import typst

_UNDRAWN = re.compile(
    "[^\t\n\r\x20-\x7e\xa0-\u0377\u037a-\u037f\u0384-\u038a\u038c\u038e-\u03a1\u03a3-\u0484\u0487-\u04ff"
    "\u1e00-\u1eff\u2000-\u2040\u20a0-\u20bf\u2190-\u22ff\u2500-\u25ff]"
)
"""All but Latin, Greek and Cyrillic letters, punctuation, signs of currency, arrows, mathematics, lines and shapes."""

_MISSING = "\ufffd"


def typeset(template: Path, values: Mapping[str, Any]) -> bytes:
    """Return a PDF/UA-1 file; the template reads ``values`` as JSON from the input "values".

    Only the fonts that typst carries are used, so the same values give the same file on every machine. What these
    cannot draw, emoji for example, becomes the sign of a missing character: the standard forbids an empty box.

    Raises typst.TypstError when the template is wrong or the file would not be accessible.
    """
    text = json.dumps(_drawn(values), ensure_ascii=False)
    pdf: bytes = typst.compile(template, sys_inputs={"values": text}, pdf_standards="ua-1", ignore_system_fonts=True)
    return pdf


def _drawn(value: Any) -> Any:
    match value:
        case str():
            return _UNDRAWN.sub(_MISSING, value)
        case Mapping():
            return {name: _drawn(part) for name, part in value.items()}
        case list() | tuple():
            return [_drawn(part) for part in value]
    return value
