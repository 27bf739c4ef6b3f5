"""Pieces of a Word document's body as XML (ISO/IEC 29500, WordprocessingML).

Written as text and read once, because python-docx looks through the whole table for each of its cells.
"""

import re
from collections.abc import Iterable, Sequence
from xml.sax.saxutils import escape, quoteattr

from docx.oxml.ns import nsdecls, nsmap, qn

from kpss_pages.core.printing.paper import Cell, Section, Table
from sites.word_files import LANGUAGES

BODY = f"<w:body {nsdecls('w', 'r', 'wp', 'a', 'pic')}>{{}}</w:body>"

STYLE_ID = qn("w:styleId")

_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
"""What XML 1.0 has no way to write."""


def run(text: str, language: str = "", bold: bool = False) -> str:
    """Return a piece of text; ``language`` is "" where it is that of the document."""
    properties = "<w:b/>" if bold else ""
    if language in LANGUAGES:
        properties += f'<w:lang w:val="{LANGUAGES[language]}"/>'
    return f'<w:r>{_properties("r", properties)}<w:t xml:space="preserve">{_escaped(text)}</w:t></w:r>'


def paragraph(*runs: str, style: str = "", right: bool = False) -> str:
    properties = f'<w:pStyle w:val="{style}"/>' if style else ""
    properties += '<w:jc w:val="right"/>' if right else ""
    return f"<w:p>{_properties('p', properties)}{''.join(runs)}</w:p>"


def link(text: str, relation: str) -> str:
    """Return a link to the address that the document keeps under ``relation``."""
    return f'<w:hyperlink r:id="{relation}">{_underlined(text)}</w:hyperlink>'


def heading(section: Section, number: int) -> str:
    """Return a heading that the contents can lead to; ``number`` is its own among all."""
    start = f'<w:bookmarkStart w:id="{number}" w:name="{_bookmark(section, number)}"/>'
    return paragraph(start, run(section.heading), f'<w:bookmarkEnd w:id="{number}"/>', style=f"Heading{section.level}")


def link_within(text: str, anchor: str) -> str:
    """Return a link to a section with its page, which Word fills in when it renews the field."""
    page = (
        '<w:r><w:fldChar w:fldCharType="begin" w:dirty="true"/></w:r>'
        rf'<w:r><w:instrText xml:space="preserve"> PAGEREF {anchor} \h </w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t></w:t></w:r>'
        '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )
    return f'<w:hyperlink w:anchor="{anchor}">{run(text)}</w:hyperlink>{run(" … ")}{page}'


def picture(relation: str, number: int, width: int, height: int, text: str) -> str:
    """Return a picture in the line with its alternative text; width and height are in English Metric Units."""
    name, alternative = quoteattr(f"Picture {number}"), quoteattr(_FORBIDDEN.sub("", text))
    size = f'cx="{width}" cy="{height}"'
    shape = (
        f'<pic:pic><pic:nvPicPr><pic:cNvPr id="{number}" name={name} descr={alternative}/><pic:cNvPicPr/></pic:nvPicPr>'
        f'<pic:blipFill><a:blip r:embed="{relation}"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill>'
        f'<pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext {size}/></a:xfrm>'
        '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr></pic:pic>'
    )
    return (
        f'<w:r><w:drawing><wp:inline><wp:extent {size}/><wp:docPr id="{number}" name={name} descr={alternative}/>'
        f'<a:graphic><a:graphicData uri="{nsmap["pic"]}">{shape}</a:graphicData></a:graphic></wp:inline></w:drawing></w:r>'
    )


def contents(sections: Sequence[Section]) -> str:
    """Return the field of contents, filled in with links; Word adds the pages when it renews the field."""
    deepest = max(section.level for section in sections)
    start = (
        '<w:r><w:fldChar w:fldCharType="begin" w:dirty="true"/></w:r>'
        rf'<w:r><w:instrText xml:space="preserve"> TOC \o "1-{deepest}" \h \z \u </w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
    )
    end = '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    lines = []
    for number, section in enumerate(sections):
        entry = f'<w:hyperlink w:anchor="{_bookmark(section, number)}">{run(section.heading)}</w:hyperlink>'
        first, last = number == 0, number == len(sections) - 1
        lines.append(paragraph(start if first else "", entry, end if last else "", style=f"TOC{section.level}"))
    return "".join(lines)


def table(data: Table) -> str:
    """Return a table below its caption, with its first row marked as headers."""
    look = f'<w:tblLook w:firstRow="1" w:lastRow="{int(data.has_total)}" w:firstColumn="0" w:lastColumn="0"/>'
    properties = (
        '<w:tblPr><w:tblStyle w:val="TableGrid"/><w:tblW w:w="5000" w:type="pct"/>'
        f"{look}<w:tblCaption w:val={quoteattr(_FORBIDDEN.sub('', data.caption))}/></w:tblPr>"
    )
    grid = f"<w:tblGrid>{'<w:gridCol/>' * len(data.columns)}</w:tblGrid>"
    last = len(data.rows) - 1
    header = _row([Cell(name) for name in data.columns], data.numbers, bold=True, is_header=True)
    rows = (_row(cells, data.numbers, bold=data.has_total and number == last) for number, cells in enumerate(data.rows))
    caption = paragraph(run(data.caption), style="Caption")
    return f"{caption}<w:tbl>{properties}{grid}{header}{''.join(rows)}</w:tbl>"


def page_number() -> str:
    """Return the number of the page as a field, to be read on its own."""
    return f'<w:fldSimple {nsdecls("w")} w:instr=" PAGE "><w:r><w:t>1</w:t></w:r></w:fldSimple>'


def _row(cells: Iterable[Cell], numbers: Iterable[int], bold: bool = False, is_header: bool = False) -> str:
    written = "".join(
        f"<w:tc>{paragraph(run(cell.text, cell.language, bold), right=column in numbers)}</w:tc>"
        for column, cell in enumerate(cells)
    )
    return f"<w:tr><w:trPr><w:cantSplit/>{'<w:tblHeader/>' if is_header else ''}</w:trPr>{written}</w:tr>"


def _underlined(text: str) -> str:
    return f'<w:r><w:rPr><w:u w:val="single"/></w:rPr><w:t xml:space="preserve">{_escaped(text)}</w:t></w:r>'


def _properties(kind: str, inner: str) -> str:
    return f"<w:{kind}Pr>{inner}</w:{kind}Pr>" if inner else ""


def _escaped(text: str) -> str:
    return escape(_FORBIDDEN.sub("", text))


def _bookmark(section: Section, number: int) -> str:
    return section.anchor or f"section{number}"
