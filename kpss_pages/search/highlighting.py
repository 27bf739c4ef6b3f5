"""Snippets: the place of a text that answers a query best, with the words found marked."""

from dataclasses import dataclass
from itertools import takewhile

from django.utils.html import escape, format_html
from django.utils.safestring import SafeString, mark_safe

from sites.text import fold_word, words

SNIPPET_LENGTH = 200
"""Characters of a snippet, give or take a word."""

_LEAD_IN = 40
_PLACES_TRIED = 100


@dataclass(frozen=True)
class _Match:
    """A word of the text that the query asks for."""

    start: int
    end: int
    stem: str


def highlighted(text: str, stems: list[str]) -> SafeString:
    """Return ``text`` escaped, with the words that have one of the stems in ``<mark>``."""
    return _marked(text, _matches(text, stems), 0, len(text))


def snippet(text: str, stems: list[str], length: int = SNIPPET_LENGTH) -> SafeString:
    """Return about ``length`` characters around the place with most of the stems, the beginning when there is none."""
    matches = _matches(text, stems)
    start, end = _window(text, matches, length)
    before, after = ("… " if start else ""), (" …" if end < len(text) else "")
    inside = [match for match in matches if start <= match.start and match.end <= end]
    return format_html("{}{}{}", before, _marked(text, inside, start, end), after)


def _matches(text: str, stems: list[str]) -> list[_Match]:
    wanted = set(stems)
    found = ((word.start(), word.end(), fold_word(word.group())) for word in words(text))
    return [_Match(start, end, stem) for start, end, stem in found if stem in wanted]


def _window(text: str, matches: list[_Match], length: int) -> tuple[int, int]:
    """Return the bounds, at whole words, of the window that holds most of the stems."""
    start = max(0, matches[_best(matches, length)].start - _LEAD_IN) if matches else 0
    start = min(start, max(0, len(text) - length))
    if start:
        start = max(start, text.find(" ", start, start + _LEAD_IN) + 1)
    end = min(len(text), start + length)
    if end < len(text):
        space = text.rfind(" ", start + 1, end)
        end = space if space != -1 else end
    return start, end


def _best(matches: list[_Match], length: int) -> int:
    """Return the index of the match from which the next ``length`` characters answer most of the query."""

    def worth(first: int) -> tuple[int, int]:
        limit = matches[first].start + length - _LEAD_IN
        near = list(takewhile(lambda match: match.end <= limit, matches[first:]))
        return len({match.stem for match in near}), len(near)

    return max(range(min(len(matches), _PLACES_TRIED)), key=worth)


def _marked(text: str, matches: list[_Match], start: int, end: int) -> SafeString:
    parts, position = [], start
    for match in matches:
        parts += [escape(text[position : match.start]), format_html("<mark>{}</mark>", text[match.start : match.end])]
        position = match.end
    return mark_safe("".join([*parts, escape(text[position:end])]))  # noqa: S308 - every part is escaped
