"""A printed document as a Word file: real headings, contents, rows of headers, title and language."""

from collections.abc import Iterable, Iterator
from datetime import UTC, datetime, time
from io import BytesIO

from docx.document import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import parse_xml
from docx.shared import Cm, Mm, Pt, RGBColor

from kpss_pages.core.printing import word_parts as parts
from kpss_pages.core.printing.paper import Fact, Paper, Picture
from sites.word_files import UNDATED, new_document, written

HEADINGS = range(1, 6)
DARK = RGBColor(0x1F, 0x1F, 0x1F)
"""The template's blue is too light to be read by everybody."""


def docx_of(paper: Paper) -> bytes:
    """Return a document as a file."""
    day = paper.written_on
    since = datetime.combine(day, time(), UTC) if day else UNDATED
    document = new_document(paper.title, paper.language, paper.publisher, since)
    _set_styles(document)
    _set_page(document, paper)
    body = parse_xml(parts.BODY.format("".join(_body(document, paper))))
    last = document.element.body.sectPr
    for element in list(body):
        last.addprevious(element)
    return written(document)


def _body(document: Document, paper: Paper) -> Iterator[str]:
    pictures = PictureWriter(document)
    yield from pictures.written(paper.pictures)
    yield from _prose([paper.publisher])
    yield parts.paragraph(parts.run(paper.title), style="Title")
    yield parts.paragraph(parts.run(paper.kind), style="Subtitle")
    yield from _prose(paper.lead)
    yield from _facts(document, paper.facts)
    if paper.sections:
        yield parts.paragraph(parts.run(paper.contents), style="TOCHeading")
        yield parts.contents(paper.sections)
    for number, section in enumerate(paper.sections):
        yield parts.heading(section, number)
        yield from pictures.written(section.pictures)
        yield from _prose(section.text)
        yield from _facts(document, section.facts)
        for table in section.tables:
            yield parts.table(table)


def _prose(texts: Iterable[str]) -> Iterator[str]:
    for text in texts:
        yield parts.paragraph(parts.run(text))


def _facts(document: Document, facts: Iterable[Fact]) -> Iterator[str]:
    for fact in facts:
        text = parts.run(fact.text)
        if fact.address:
            relation = document.part.relate_to(fact.address, RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
            text = parts.link(fact.text, relation)
        elif fact.anchor:
            text = parts.link_within(fact.text, fact.anchor)
        label = [parts.run(f"{fact.label}: ", bold=True)] if fact.label else []
        yield parts.paragraph(*label, text, style="ListContinue")


class PictureWriter:
    """Puts pictures into a document and numbers them."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.count = 0

    def written(self, pictures: Iterable[Picture]) -> Iterator[str]:
        for picture in pictures:
            self.count += 1
            relation, image = self.document.part.get_or_add_image(BytesIO(picture.content))
            width = Mm(picture.width)
            height = round(width * image.px_height / max(image.px_width, 1))
            yield parts.paragraph(parts.picture(relation, self.count, width, height, picture.text))


def _set_styles(document: Document) -> None:
    styles = document.styles
    styles["Normal"].paragraph_format.space_after = Pt(6)
    for name in ("Title", "Subtitle", "Caption", "TOC Heading", *(f"Heading {level}" for level in HEADINGS)):
        styles[name].font.color.rgb = DARK
    for level in HEADINGS:
        styles[f"Heading {level}"].paragraph_format.space_after = Pt(4)
        entry = styles.add_style(f"toc {level}", WD_STYLE_TYPE.PARAGRAPH, builtin=True)
        entry.element.set(parts.STYLE_ID, f"TOC{level}")
        entry.base_style = styles["Normal"]
        entry.paragraph_format.left_indent = Cm(0.5 * (level - 1))
        entry.paragraph_format.space_after = Pt(2)
    styles["Heading 1"].paragraph_format.page_break_before = True
    styles["List Continue"].paragraph_format.left_indent = Cm(0)
    styles["List Continue"].paragraph_format.space_after = Pt(3)
    caption = styles["Caption"].paragraph_format
    caption.keep_with_next, caption.space_before, caption.space_after = True, Pt(8), Pt(3)


def _set_page(document: Document, paper: Paper) -> None:
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = Cm(2.2)
    footer = section.footer.paragraphs[0]
    footer.text = f"{paper.title}\t\t"
    footer._p.append(parse_xml(parts.page_number()))
