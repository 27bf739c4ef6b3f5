"""A table whose texts wagtail-localize can translate; its own extraction passes tables by."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail.blocks import Block, CharBlock, DecimalBlock, RichTextBlock
from wagtail.contrib.typed_table_block.blocks import (
    TypedTable,
    TypedTableBlock,
    TypedTableBlockValidationError,
)
from wagtail_localize.segments import StringSegmentValue
from wagtail_localize.segments.extract import StreamFieldSegmentExtractor
from wagtail_localize.segments.ingest import StreamFieldSegmentsWriter
from wagtail_localize.segments.types import BaseValue

from kpss_pages.core.blocks import groups
from kpss_pages.core.blocks.rich_text import LIST_FEATURES

_CAPTION, _HEADING, _CELL = "caption", "heading", "cell"


class TableBlock(TypedTableBlock):
    """A table with a caption and a heading over every column; a first column of text names the rows."""

    text = CharBlock(label=_("Text"), required=False)
    number = DecimalBlock(label=_("Number"), required=False)
    rich_text = RichTextBlock(label=_("Text with links and lists"), required=False, features=LIST_FEATURES)

    class Meta:
        icon = "table"
        group = groups.TEXT
        label = _("Table")
        description = _("A table with a caption and column headings. A first column of text names the rows.")
        template = "kpss_core/blocks/table.html"
        preview_value = {
            "columns": [
                {"type": "text", "heading": _("Year")},
                {"type": "number", "heading": _("Services")},
            ],
            "rows": [{"values": ["2024", 58]}, {"values": ["2025", 61]}],
            "caption": _("Registered services by year"),
        }

    def get_preview_value(self) -> TypedTable:
        return self.to_python(self.meta.preview_value)

    def clean(self, table: TypedTable) -> TypedTable:
        cleaned = super().clean(table)
        messages = []
        if not (cleaned.caption or "").strip():
            messages.append(_("Fill in the caption: it says what the table is about."))
        if any(not str(column["heading"]).strip() for column in cleaned.columns):
            messages.append(_("Give every column a heading."))
        if messages:
            raise TypedTableBlockValidationError(non_block_errors=[ValidationError(m) for m in messages])
        return cleaned

    def get_translatable_segments(self, table: TypedTable | None) -> list[BaseValue]:
        """Return what there is to translate: caption, headings, and the cells that are text."""
        return list(self._segments(table)) if table else []

    def _segments(self, table: TypedTable) -> Iterator[BaseValue]:
        if table.caption:
            yield StringSegmentValue(_CAPTION, str(table.caption))
        for index, column in enumerate(table.columns):
            if column["heading"]:
                yield StringSegmentValue(f"{_HEADING}.{index}", str(column["heading"]))
        extractor = StreamFieldSegmentExtractor(None)
        for row_index, row in enumerate(table.row_data):
            for index, (column, value) in enumerate(zip(table.columns, row["values"], strict=True)):
                if _is_prose(column["block"]) and value:
                    for segment in extractor.handle_block(column["block"], value):
                        yield segment.wrap(f"{_CELL}.{row_index}.{index}")

    def restore_translated_segments(self, table: TypedTable, segments: Iterable[BaseValue]) -> TypedTable:
        """Return the table with translated texts in place."""
        caption = table.caption
        columns = [dict(column) for column in table.columns]
        rows = [{**row, "values": list(row["values"])} for row in table.row_data]
        cells: dict[tuple[int, int], list[BaseValue]] = defaultdict(list)
        for segment in segments:
            part, rest = segment.unwrap()
            if part == _CAPTION:
                caption = rest.render_text()
            elif part == _HEADING:
                columns[int(rest.path)]["heading"] = rest.render_text()
            else:
                row, inner = rest.unwrap()
                column, cell = inner.unwrap()
                cells[int(row), int(column)].append(cell)
        writer = StreamFieldSegmentsWriter(None, None, None)
        for (row, column), found in cells.items():
            values: list[Any] = rows[row]["values"]
            values[column] = writer.handle_block(columns[column]["block"], values[column], found)
        return TypedTable(columns=columns, row_data=rows, caption=caption)


def _is_prose(block: Block) -> bool:
    return isinstance(block, CharBlock | RichTextBlock)
