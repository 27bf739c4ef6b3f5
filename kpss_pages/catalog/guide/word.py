"""The guide as a Word file, for a town that wants to go on working with it."""

from collections.abc import Iterator
from itertools import chain

from django.utils import translation
from django.utils.translation import gettext as _

from kpss_pages.catalog.guide.book import Book, Chapter, Entry, Headings, IndexGroup, Line, Number, Piece
from kpss_pages.contacts.choices import Access
from kpss_pages.core.printing import docx_of
from kpss_pages.core.printing.paper import Fact, Paper, Section

SYMBOLS = {Access.ACCESSIBLE: "♿ ", Access.PARTLY: "♿ "}


def word_of(book: Book) -> bytes:
    """Return the guide as a file."""
    with translation.override(book.language):
        paper = Paper(
            title=book.title,
            language=book.language,
            publisher=book.town,
            kind=book.subtitle,
            lead=(book.data_of, *book.marks, *book.introduction),
            facts=(),
            contents=book.headings.contents,
            sections=tuple(_sections(book)),
            written_on=book.dated,
            pictures=(book.arms,) if book.arms else (),
        )
    return docx_of(paper)


def _sections(book: Book) -> Iterator[Section]:
    headings = book.headings
    web = book.on_the_web
    facts = (Fact(web.sentence.rstrip(":"), web.shown, web.address),) if web else ()
    yield Section(1, headings.how_to_use, text=tuple(_text(piece) for piece in book.how_to_use), facts=facts)
    if book.numbers:
        yield Section(1, headings.numbers, facts=tuple(map(_number, book.numbers)))
    for chapter in book.chapters:
        yield from _chapter(chapter, headings)
    yield from _index(headings.by_situation, book.by_situation)
    yield from _index(headings.by_name, book.by_name)
    yield Section(1, headings.imprint, facts=tuple(Fact("", piece.text, piece.address) for piece in book.imprint))
    for project in book.projects:
        text = tuple(filter(None, (project.statement, project.number)))
        yield Section(2, project.name, text=text, pictures=(project.emblem,) if project.emblem else ())


def _chapter(chapter: Chapter, headings: Headings) -> Iterator[Section]:
    yield Section(1, chapter.title)
    for entry in chapter.entries:
        yield _entry(entry, headings)
    if chapter.elsewhere:
        facts = tuple(Fact("", f"{each.name} ({each.hint})", anchor=each.anchor) for each in chapter.elsewhere)
        yield Section(2, headings.elsewhere, facts=facts)


def _entry(entry: Entry, headings: Headings) -> Section:
    example = headings.example if entry.is_example else ""
    confirmation = (Fact("", entry.confirmation),) if entry.confirmation else ()
    lines = chain.from_iterable(map(_line, entry.lines))
    return Section(
        2,
        entry.name,
        text=tuple(filter(None, (example, *entry.marks, entry.kind, *entry.mission))),
        facts=(Fact(_("Provider"), entry.provider), *lines, *confirmation),
        anchor=entry.anchor,
    )


def _line(line: Line) -> Iterator[Fact]:
    """Yield a line of an entry, its label before the first piece; what is done stands below it, item by item."""
    label = line.label
    if any(piece.is_item for piece in line.pieces[:1]):
        yield Fact(label, "")
        label = ""
    for piece in line.pieces:
        yield Fact(label, _text(piece), piece.address)
        label = ""


def _index(heading: str, groups: tuple[IndexGroup, ...]) -> Iterator[Section]:
    if groups:
        yield Section(1, heading)
    for group in groups:
        facts = (Fact("", f"{each.name} ({each.hint})", anchor=each.anchor) for each in group.pointers)
        yield Section(2, group.heading, facts=tuple(facts))


def _number(number: Number) -> Fact:
    return Fact(number.label, number.number, number.address)


def _text(piece: Piece) -> str:
    symbol = next((sign for access, sign in SYMBOLS.items() if access == piece.access), "")
    return f"{'• ' if piece.is_item else ''}{symbol}{piece.text}"
