"""The files below the open data page, by their names: of each data set three (two without a norm), and the catalogue."""

import re
from dataclasses import dataclass
from enum import Enum

from kpss_pages.core.data_sets import DataSet, data_set, data_sets

ENDING = "jsonld"
CATALOGUE = f"catalogue.{ENDING}"

_NAME = re.compile(rf"([a-z][a-z0-9-]*?)(-schema-org|-dataset|)\.{ENDING}", re.ASCII)


class Content(Enum):
    """What a file holds, by what its name says after that of the data set."""

    NORM = ""
    SCHEMA_ORG = "-schema-org"
    ABOUT = "-dataset"
    CATALOGUE = "catalogue"


@dataclass(frozen=True)
class File:
    """A file: of a data set, or the catalogue, which is of none."""

    content: Content
    of: DataSet | None = None

    @property
    def name(self) -> str:
        """The last step of the address: "news.jsonld", "news-schema-org.jsonld", "news-dataset.jsonld"."""
        return CATALOGUE if self.of is None else f"{self.of.key}{self.content.value}.{ENDING}"


def file_named(name: str) -> File | None:
    """Return the file that the last step of an address names, None for what does not exist."""
    if name == CATALOGUE:
        return File(Content.CATALOGUE)
    match = _NAME.fullmatch(name)
    found = data_set(match[1]) if match else None
    return next((file for file in _files(found) if file.name == name), None) if found else None


def all_files() -> list[File]:
    """Return every file that a town can have."""
    return [File(Content.CATALOGUE), *(file for found in data_sets() for file in _files(found))]


def _files(of: DataSet) -> list[File]:
    contents = (Content.NORM, Content.SCHEMA_ORG, Content.ABOUT) if of.norm else (Content.SCHEMA_ORG, Content.ABOUT)
    return [File(content, of) for content in contents]
