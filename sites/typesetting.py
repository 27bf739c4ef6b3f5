"""PDF made of data: a typst template and the values that it reads; tagged, with title and language (PDF/UA-1)."""

import json
import re
import subprocess
import sys
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

PROJECT = Path(__file__).resolve().parents[1]
SECONDS = 120
"""For one file that is set apart; a hundred pages take two or three."""


def typeset(template: Path, values: Mapping[str, Any]) -> bytes:
    """Return a PDF/UA-1 file; the template reads ``values`` as JSON from the input "values".

    Only the fonts that typst carries are used, so the same values give the same file on every machine. What these
    cannot draw, emoji for example, becomes the sign of a missing character: the standard forbids an empty box.

    Raises typst.TypstError when the template is wrong or the file would not be accessible.
    """
    text = json.dumps(_drawn(values), ensure_ascii=False)
    pdf: bytes = typst.compile(template, sys_inputs={"values": text}, pdf_standards="ua-1", ignore_system_fonts=True)
    return pdf


def typeset_apart(template: Path, values: Mapping[str, Any]) -> bytes:
    """Do the same in a process of its own, for what is long: some hundred pages take 300 MB, which are never given back.

    Raises RuntimeError where that process fails, and subprocess.TimeoutExpired after ``SECONDS``.
    """
    command = [sys.executable, "-m", "sites.typesetting", str(template)]
    question = json.dumps(values, ensure_ascii=False).encode()
    # Our own interpreter, nothing of a user's in the command.
    done = subprocess.run(command, cwd=PROJECT, input=question, capture_output=True, timeout=SECONDS)  # noqa: S603
    if done.returncode:
        raise RuntimeError(done.stderr.decode(errors="replace")[-1000:])
    return done.stdout


def _drawn(value: Any) -> Any:
    match value:
        case str():
            return _UNDRAWN.sub(_MISSING, value)
        case Mapping():
            return {name: _drawn(part) for name, part in value.items()}
        case list() | tuple():
            return [_drawn(part) for part in value]
    return value


if __name__ == "__main__":
    sys.stdout.buffer.write(typeset(Path(sys.argv[1]), json.loads(sys.stdin.buffer.read())))
