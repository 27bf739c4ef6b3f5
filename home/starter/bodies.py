"""Turns blocks written in TOML into the stored form of a StreamField.

A block is a table with its name under ``block`` and its fields beside it. Pictures, files, pages and roles of the
contacts are named by keys; links in rich text are ``<a page="key">`` and ``<a document="key">``.
"""

import re
import uuid
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from wagtail.blocks import Block, ListBlock, PageChooserBlock, RichTextBlock, StreamBlock, StreamValue, StructBlock
from wagtail.contrib.typed_table_block.blocks import TypedTableBlock
from wagtail.documents.blocks import DocumentChooserBlock
from wagtail.images.blocks import ImageChooserBlock
from wagtail.snippets.blocks import SnippetChooserBlock

_KEYED_LINK = re.compile(r'<a (page|document)="([^"]+)">')
_IDS = uuid.UUID("6f1c1c1e-7f0b-5d6a-9a55-0d7c9f5f3b11")


def _unknown(key: str) -> int:
    raise LookupError(f"The text refers to {key!r}, which is not there.")


@dataclass(frozen=True)
class Keys:
    """Where the keys of a text lead: each function returns a primary key, or raises LookupError."""

    image: Callable[[str], int] = _unknown
    document: Callable[[str], int] = _unknown
    page: Callable[[str], int] = _unknown
    role: Callable[[str], int] = _unknown


@dataclass(frozen=True)
class BodyWriter:
    """Writes bodies in one language.

    ``path`` makes the ids of blocks, so that a page and its translation have the same ones.
    """

    stream: StreamBlock
    keys: Keys
    path: str

    def body(self, blocks: Sequence[Mapping[str, Any]]) -> StreamValue:
        """Return the value of a StreamField; raises LookupError or ValidationError for what editors could not save."""
        raw = [self._stream_child(block, f"{self.path}/{index}") for index, block in enumerate(blocks)]
        value = StreamValue(self.stream, raw, is_lazy=True)
        self.stream.clean(value)
        return value

    def _stream_child(self, fields: Mapping[str, Any], path: str) -> dict[str, Any]:
        name = fields["block"]
        block = self.stream.child_blocks.get(name) or _unknown(name)
        rest = {key: value for key, value in fields.items() if key != "block"}
        return {"type": name, "value": self._value(block, rest, path), "id": _id(path)}

    def _value(self, block: Block, value: Any, path: str) -> Any:
        match block:
            case TypedTableBlock():
                return self._table(block, value, path)
            case StructBlock():
                return self._struct(block, value, path)
            case ListBlock():
                return [
                    {
                        "type": "item",
                        "value": self._value(block.child_block, item, f"{path}/{index}"),
                        "id": _id(f"{path}/{index}"),
                    }
                    for index, item in enumerate(value)
                ]
            case RichTextBlock():
                return rich_text(value, self.keys)
            case ImageChooserBlock():
                return self.keys.image(value)
            case DocumentChooserBlock():
                return self.keys.document(value)
            case PageChooserBlock():
                return self.keys.page(value)
            case SnippetChooserBlock():
                return self.keys.role(value)
        return value

    def _struct(self, block: StructBlock, fields: Mapping[str, Any], path: str) -> dict[str, Any]:
        for name in fields.keys() - block.child_blocks.keys():
            _unknown(f"{path}: {name}")
        return {name: self._value(block.child_blocks[name], field, f"{path}/{name}") for name, field in fields.items()}

    def _table(self, block: TypedTableBlock, fields: Mapping[str, Any], path: str) -> dict[str, Any]:
        columns = fields["columns"]
        kinds = [block.child_blocks[column["type"]] for column in columns]
        rows = [
            {"values": [self._value(kind, cell, path) for kind, cell in zip(kinds, row, strict=True)]}
            for row in fields["rows"]
        ]
        return {"columns": columns, "rows": rows, "caption": fields["caption"]}


def rich_text(html: str, keys: Keys) -> str:
    """Return rich text as Wagtail stores it: keys resolved, line breaks of the source gone, bare text in a paragraph."""
    text = " ".join(html.split())
    text = re.sub(r"> (?=</?(p|ul|ol|li|h3|h4)\b)", ">", text)
    if text and not text.startswith("<"):
        text = f"<p>{text}</p>"
    return _KEYED_LINK.sub(lambda link: _stored_link(link[1], link[2], keys), text)


def _stored_link(kind: str, key: str, keys: Keys) -> str:
    found = keys.page(key) if kind == "page" else keys.document(key)
    return f'<a linktype="{kind}" id="{found}">'


def _id(path: str) -> str:
    return str(uuid.uuid5(_IDS, path))
