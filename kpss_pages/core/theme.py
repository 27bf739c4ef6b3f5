"""A town's colours: a small stylesheet derived from its brand colour, readable in the light and the dark scheme.

It has an address of its own (named ``kpss_theme``), so that pages need no inline style; the address carries a digest
of the text and may therefore be kept for ever.
"""

import hashlib
from dataclasses import dataclass
from functools import lru_cache

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse

from sites.colours import WHITE, channels, contrast
from sites.towns import current_town

BLACK = "#000000"
TEXT_RATIO = 4.6
"""A little more than WCAG 2.2 asks (4.5, level AA), so that rounding never falls short."""

# The same as in tokens.css: every background that text in the brand colour may stand on.
LIGHT_GROUNDS = ("#ffffff", "#f4f5f1")
DARK_GROUNDS = ("#14181b", "#1f262a")

YEAR = 365 * 24 * 60 * 60


@dataclass(frozen=True)
class Scheme:
    """Colours of one scheme: ``fill`` under ``on_fill`` text, ``text`` on the page, ``soft`` under the page's ink."""

    fill: str
    fill_strong: str
    on_fill: str
    text: str
    soft: str


def mixed(colour: str, other: str, share: float) -> str:
    """Return ``colour`` with ``share`` (0 to 1) of ``other`` mixed in."""
    pairs = zip(channels(colour), channels(other), strict=True)
    return "#" + "".join(f"{round(a + (b - a) * share):02x}" for a, b in pairs)


def readable(colour: str, grounds: tuple[str, ...], towards: str, ratio: float = TEXT_RATIO) -> str:
    """Return ``colour``, moved towards black or white as little as it takes to be read on all ``grounds``."""
    for step in range(51):
        candidate = mixed(colour, towards, step / 50)
        if min(contrast(candidate, ground) for ground in grounds) >= ratio:
            return candidate
    return towards


def light_scheme(brand: str) -> Scheme:
    soft = mixed(WHITE, brand, 0.09)
    fill = readable(brand, (WHITE,), BLACK)
    return Scheme(
        fill=fill,
        fill_strong=mixed(fill, BLACK, 0.25),
        on_fill=WHITE,
        text=readable(brand, (*LIGHT_GROUNDS, soft), BLACK),
        soft=soft,
    )


def dark_scheme(brand: str) -> Scheme:
    soft = mixed(DARK_GROUNDS[0], brand, 0.28)
    text = readable(brand, (*DARK_GROUNDS, soft), WHITE, 6)
    return Scheme(fill=text, fill_strong=mixed(text, WHITE, 0.35), on_fill=DARK_GROUNDS[0], text=text, soft=soft)


def _rules(scheme: Scheme) -> str:
    return (
        f"--colour-brand:{scheme.fill};--colour-brand-strong:{scheme.fill_strong};"
        f"--colour-on-brand:{scheme.on_fill};--colour-brand-text:{scheme.text};--colour-brand-soft:{scheme.soft}"
    )


@lru_cache(maxsize=256)
def stylesheet(brand: str) -> str:
    """Return the stylesheet of a town whose colour is ``brand`` ("#rrggbb")."""
    light, dark = _rules(light_scheme(brand)), _rules(dark_scheme(brand))
    return f"@layer theme{{:root{{{light}}}@media screen and (prefers-color-scheme:dark){{:root{{{dark}}}}}}}\n"


@lru_cache(maxsize=256)
def theme_digest(brand: str) -> str:
    return hashlib.sha256(stylesheet(brand).encode()).hexdigest()[:12]


def theme_url(brand: str) -> str:
    """Return the address of the stylesheet of a town whose colour is ``brand``."""
    return reverse("kpss_theme", args=[theme_digest(brand)])


def theme_css(request: HttpRequest, digest: str) -> HttpResponse:
    """Serve the colours of the town of the request's host; a page kept from before a change gets today's colours."""
    town = current_town(request)
    if town is None:
        raise Http404
    response = HttpResponse(stylesheet(town.colour), content_type="text/css; charset=utf-8")
    is_current = digest == theme_digest(town.colour)
    response["Cache-Control"] = f"public, max-age={YEAR}, immutable" if is_current else "public, max-age=60"
    return response
