"""Draw the WebP pictures from their SVG sources; run by hand after an SVG changed: `python cms/demo/images/render.py`."""

import re
import subprocess
import sys
import tempfile
from pathlib import Path

from PIL import Image

FOLDER = Path(__file__).parent
PAGE = "<!doctype html><style>*{{margin:0;background:transparent}}svg{{display:block}}</style>{svg}"


def size_of(svg: str) -> tuple[int, int]:
    """Return the width and height in pixels written on the <svg> element."""
    match = re.search(r'width="(\d+)" height="(\d+)"', svg)
    if match is None:
        raise ValueError("The <svg> element needs a width and a height in pixels.")
    return int(match[1]), int(match[2])


def render(source: Path) -> Path:
    """Write the picture beside its source, transparent where the drawing is, and return its path."""
    svg = source.read_text(encoding="utf-8")
    width, height = size_of(svg)
    target = source.with_suffix(".webp")
    with tempfile.TemporaryDirectory() as folder:
        page, shot = Path(folder, "page.html"), Path(folder, "shot.png")
        page.write_text(PAGE.format(svg=svg), encoding="utf-8")
        browser = ["chromium", "--headless", "--no-sandbox", "--disable-gpu", "--hide-scrollbars"]
        look = [f"--window-size={width},{height}", "--default-background-color=00000000", f"--screenshot={shot}"]
        command = [*browser, *look, page.as_uri()]
        subprocess.run(command, check=True, capture_output=True, timeout=60)  # noqa: S603 -- our own drawings
        with Image.open(shot) as picture:
            picture.crop((0, 0, width, height)).save(target, "WEBP", quality=82, method=6)
    return target


if __name__ == "__main__":
    chosen = [Path(name) for name in sys.argv[1:]] or sorted(FOLDER.glob("*.svg"))
    for path in chosen:
        sys.stdout.write(f"{render(path).name}\n")
