"""PDF made of data: a typst template and the values that it reads; tagged, with title and language (PDF/UA-1)."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import typst


def typeset(template: Path, values: Mapping[str, Any]) -> bytes:
    """Return a PDF/UA-1 file; the template reads ``values`` as JSON from the input "values".

    Raises typst.TypstError when the template is wrong or the file would not be accessible.
    """
    text = json.dumps(values, ensure_ascii=False)
    pdf: bytes = typst.compile(template, sys_inputs={"values": text}, pdf_standards="ua-1")
    return pdf
