"""What may not break by Czech and Slovak custom, put in when a page is rendered and never into stored text."""

import re

from django.utils.html import conditional_escape
from django.utils.safestring import SafeString, mark_safe

LANGUAGES = frozenset({"cs", "sk"})
NBSP = "\u00a0"

_SKIPPED = frozenset({"code", "kbd", "pre", "samp", "script", "style", "svg", "textarea"})
"""Elements whose text is not prose."""

# One "<" is looked at once: the pattern stops at the next "<" or ">", so the time is linear even in broken HTML.
_TAG = re.compile(r"(<[/!?a-zA-Z][^<>]*>)")
_TAG_NAME = re.compile(r"</?([a-zA-Z][a-zA-Z0-9-]*)")

_TEXT_ALONE = frozenset({"option", "title"})
"""Elements that take no others, so that nothing can be put around a part of their text."""

_CLOCK = r"\d{1,2}[.:]\d{2}"
# "8.00–11.30", "16.00 – 18.00", with the star that refers to a note; not the middle of a longer number.
_TIMES = re.compile(rf"(?<![\d.:–]){_CLOCK}{NBSP}?– ?{_CLOCK}(?![\d:]|[.–]\d)\**")
_UNBROKEN = '<span class="unbroken">'
"""Around times: browsers break behind a dash, and a joiner would be copied along with them."""

# Stands between pieces of text while the rules run over all of them at once; neither a space nor a letter.
_SEAM = "\x00"

_SPACES = r"[ \t\r\n]+"
_CAPITAL = "A-ZÁÄČĎÉÍĹĽŇÓÔŔŘŠŤÚÝŽ"
_MONTHS = (
    "ledna|února|března|dubna|května|června|července|srpna|září|října|listopadu|prosince|"
    "januára|februára|marca|apríla|mája|júna|júla|augusta|septembra|októbra|novembra|decembra"
)
_UNITS = (
    r"%|‰|°C|Kč|€|EUR|CZK|tis\.|mil\.|mld\.|kg|mg|g|t|km²|km|cm|mm|m²|m³|m|ha|l|ml|kWh|h|hod\.|min\.|min|s"
    r"|kB|MB|GB|Sb\.|Z\."
)
_ABBREVIATIONS = (
    "č|čl|odst|str|s|obr|tab|kap|bod|r|roč|sv|tel|př|ul|nám|tř|písm|Ing|Bc|BcA|Mgr|MgA|MUDr|MVDr|MDDr|JUDr|PhDr|"
    "PaedDr|PharmDr|RNDr|ThDr|ThLic|ICDr|Dr|doc|Doc|prof|Prof|arch"
)

# Each rule keeps group 1 and replaces the spaces that follow it.
_RULES = [
    re.compile(rule)
    for rule in (
        # k s v z o u a i, also as capitals; not in an address, and "a)" has no space to replace.
        rf"((?<![\w.@/=&#?'’-])[ksvzouaiKSVZOUAI]){_SPACES}(?=[^\s{_SEAM}–-]|{_SEAM})",
        # "12. 3. 2024", "12. března", "2. KP", "3. ročník"
        rf"((?<![\w.])\d{{1,2}}\.){_SPACES}(?=\w)",
        rf"(\b(?:{_MONTHS})){_SPACES}(?=\d{{4}}\b)",
        # "25 kg", "12 500 Kč", "108/2006 Sb."
        rf"(\d){_SPACES}(?=(?:{_UNITS})(?![\w]))",
        # "18 549", "582 329 303", "+420 581 268 111"
        rf"((?<![\w,.])\d{{1,3}}){_SPACES}(?=\d{{3}}(?!\d))",
        rf"((?<=[ \t\r\n{NBSP}])\d{{3}}){_SPACES}(?=\d{{3}}(?!\d))",
        # "750 02 Přerov 2"
        rf"(\b\d{{3}}){_SPACES}(?=\d{{2}}\b)",
        # "2018 – 2022", "8.00 – 11.30": before the dash only, for browsers break behind one even where no space
        # may be broken, and the next line would then begin with that space
        rf"(\d){_SPACES}(?=–[ \t\r\n{NBSP}]+\d)",
        rf"(§){_SPACES}(?=\d)",
        # Numbered things, streets and titles: "č. 108", "ul. Školní", "Ing. Jan", "Mgr. et Mgr."
        rf"((?<!\w)(?:{_ABBREVIATIONS})\.){_SPACES}(?=[\d{_CAPITAL}]|et\b|arch\.|[a-z]\))",
        rf"((?<=\.{NBSP})et){_SPACES}(?=[A-Z])",
        # "Vzorná, DiS."
        rf"(\w,){_SPACES}(?=(?:DiS\.|Ph\.|PhD\.|CSc\.|DrSc\.|MBA\b|MPA\b|LL\.))",
        # initials and what is written like them: "T. G. Masaryk", "s. r. o.", "Z. z.", "p. o."
        rf"((?<![\w.])[{_CAPITAL}]\.){_SPACES}(?=[{_CAPITAL}])",
        rf"((?<![\w.])\w\.){_SPACES}(?=\w\.)",
        # "Školní 4", "Přerov 2", "Bratrská 709/34", where the number ends the phrase
        rf"(\b[{_CAPITAL}]\w+){_SPACES}(?=\d{{1,4}}(?:/\d+\w?)?(?:[,;.)<]|{_SEAM}|$))",
        # "80 rokov", but not the end of a telephone number
        rf"((?<![\d.,:/–{NBSP}-])\d{{1,3}}){_SPACES}(?=[^\W\d_{_CAPITAL}]{{2}})",
    )
]


def _glued(text: str) -> str:
    for rule in _RULES:
        text = rule.sub(rf"\1{NBSP}", text)
    return text


def typographic_text(text: str, language: str) -> str:
    """Return plain text, which is no HTML, with the same non-breaking spaces, for files that are made of data."""
    return _glued(text) if language[:2] in LANGUAGES and " " in text else text


def typographic(text: str, language: str) -> SafeString:
    """Return ``text`` as HTML with non-breaking spaces where Czech and Slovak custom wants them, and times unbroken.

    Plain text is escaped, safe HTML keeps its tags, attributes and code as they are. In other languages nothing
    but escaping is done. Doing it twice changes nothing.
    """
    html = conditional_escape(text)
    if language[:2] not in LANGUAGES:
        return mark_safe(html)  # noqa: S308 -- escaped above
    pieces = _TAG.split(html.replace(_SEAM, ""))
    prose: list[int] = []
    skipped = ""
    for position, piece in enumerate(pieces):
        if position % 2:
            match = _TAG_NAME.match(piece)
            name = match[1].lower() if match else ""
            if skipped:
                if name == skipped and piece[1] == "/":
                    skipped = ""
            elif name in _SKIPPED and piece[1] != "/" and not piece.endswith("/>"):
                skipped = name
        elif not skipped and piece.strip():
            prose.append(position)
    if not prose:
        return mark_safe(html)  # noqa: S308 -- nothing but tags
    glued = _glued(_SEAM.join(pieces[position] for position in prose)).split(_SEAM)
    for position, piece in zip(prose, glued, strict=True):
        pieces[position] = _with_times_whole(piece, pieces[position - 1] if position else "")
    return mark_safe("".join(pieces))  # noqa: S308 -- escaped HTML, of which spaces and times were changed alone


def _with_times_whole(text: str, tag: str) -> str:
    """Return text of a page in which no span of times can break; ``tag`` is what stands before it."""
    if "–" not in text or tag == _UNBROKEN:
        return text
    match = _TAG_NAME.match(tag)
    if match and tag[1] != "/" and match[1].lower() in _TEXT_ALONE:
        return text
    return _TIMES.sub(rf"{_UNBROKEN}\g<0></span>", text)
