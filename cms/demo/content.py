"""Reads the demo's prose from ``content/``: files of a town, of a plan with measures, and one of what they share."""

import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parent / "content"
TOWNS = ("prostejov", "prerov", "benesov", "ostrov", "bbsk")
LANGUAGES = frozenset({"cs", "sk"})


@dataclass(frozen=True)
class Content:
    """A town as it is written; values with the keys cs and sk are still in both languages."""

    town: Mapping[str, Any]
    topics: list[dict[str, Any]]
    pages: list[dict[str, Any]]
    documents: Mapping[str, Mapping[str, Any]]
    structure: Mapping[str, Any]
    plans: Mapping[str, Mapping[str, Any]]
    """What plans consist of, by the key of their page."""
    contacts: Mapping[str, Any]
    catalogue: Mapping[str, Any]
    """Where the town's services lie, and under "services" those of its country."""
    places: Mapping[str, Any]
    """The barrier-free map, and under "measures" what was measured at places of one kind."""
    shared: Mapping[str, Any]

    @property
    def languages(self) -> list[str]:
        """The town's languages, the default one first."""
        return list(self.town["languages"])

    def used_images(self) -> set[str]:
        """Return the keys of the pictures that the town shows."""
        return set(_values(self.town, {"coat_of_arms", "emblem"})) | set(_values([self.pages, self.places], {"image"}))


def read_content(name: str) -> Content:
    """Return the content of a town by the name of its file."""
    written = _read(name)
    pages = [*written["pages"], *_read(f"sections/{name}")["pages"]]
    return Content(
        town=written["town"],
        topics=written["topics"],
        pages=pages,
        documents=written["documents"],
        structure=written["structure"],
        plans={page["key"]: read_plan(page["measures"]) for page in pages if "measures" in page},
        contacts=_read(f"contacts/{name}"),
        catalogue=_read_catalogue(name),
        places={**_read(f"barrier_free/{name}"), "measures": _read("barrier_free/measures")},
        shared=_read("common"),
    )


def read_plan(name: str) -> dict[str, Any]:
    """Return the goals and measures of a plan; "@office" in it stands for what its table ``names`` has under "office"."""
    written = _read(f"plans/{name}")
    names = written.pop("names", {})
    named: dict[str, Any] = _named(written, names)
    return named


def _read_catalogue(name: str) -> dict[str, Any]:
    place = _read(f"catalog/{name}")
    return {**place, "services": _read(f"catalog/{place['text']}")}


def in_language(value: Any, language: str) -> Any:
    """Return ``value`` with every text in one language; raises KeyError where its translation is missing."""
    match value:
        case dict() if value and value.keys() <= LANGUAGES:
            return in_language(value[language], language)
        case dict():
            return {name: in_language(item, language) for name, item in value.items()}
        case list():
            return [in_language(item, language) for item in value]
    return value


def _read(name: str) -> dict[str, Any]:
    with (FOLDER / f"{name}.toml").open("rb") as file:
        return tomllib.load(file)


def _named(value: Any, names: Mapping[str, Any]) -> Any:
    match value:
        case str() if value.startswith("@"):
            return names[value[1:]]
        case dict():
            return {name: _named(item, names) for name, item in value.items()}
        case list():
            return [_named(item, names) for item in value]
    return value


def _values(written: Any, names: Iterable[str]) -> Iterator[str]:
    """Yield what stands under the given names anywhere in a file."""
    if isinstance(written, Mapping):
        for name, item in written.items():
            if name in names and isinstance(item, str):
                yield item
            yield from _values(item, names)
    elif isinstance(written, list):
        for item in written:
            yield from _values(item, names)
