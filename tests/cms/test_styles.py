"""House rules of styles and templates that a reader cannot see on a screenshot."""

import re
from pathlib import Path

import pytest
from django.conf import settings

STYLES = sorted((settings.BASE_DIR / "cms" / "static" / "cms" / "css").glob("*.css"))
PUBLIC_TEMPLATES = sorted(
    template
    for folder in ("cms", "home", "kpss_pages")
    for template in (settings.BASE_DIR / folder).glob("**/templates/**/*.html")
    if "admin" not in template.parts
)
SHOWN_BY_A_BROWSER = [template for template in PUBLIC_TEMPLATES if "mail" not in template.parts]
"""Programs for mail know no style sheets, and no policy of ours."""
ADMIN_TEMPLATES = sorted((settings.BASE_DIR / "sites").glob("**/templates/**/*.html"))
MOST_BYTES = 30_000
"""Half of what a page may weigh with its HTML (60 kB without pictures)."""

_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_SELECTOR = re.compile(r"([^{}]+)\{")


def test_styles_leave_room_for_the_page() -> None:
    assert sum(style.stat().st_size for style in STYLES) <= MOST_BYTES


@pytest.mark.parametrize("style", STYLES, ids=lambda style: style.name)
def test_styles_stay_in_layers_without_force_and_ids(style: Path) -> None:
    text = _COMMENT.sub("", style.read_text())
    assert "!important" not in text
    assert "@layer" in text
    assert not [selector for selector in _SELECTOR.findall(text) if "#" in selector.split(";")[-1]]


@pytest.mark.parametrize("template", SHOWN_BY_A_BROWSER, ids=lambda path: "/".join(path.parts[-2:]))
def test_public_templates_have_no_inline_style_or_script(template: Path) -> None:
    text = template.read_text()
    assert not re.search(r"<style|<script(?![^>]*\bsrc=)|\sstyle=|\son[a-z]+=", text)


@pytest.mark.parametrize("template", [*PUBLIC_TEMPLATES, *ADMIN_TEMPLATES], ids=lambda path: "/".join(path.parts[-2:]))
def test_templates_name_their_variables_first(template: Path) -> None:
    assert template.read_text().startswith("{#")
