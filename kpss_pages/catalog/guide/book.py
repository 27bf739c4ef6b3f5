"""What the guide consists of, in the words of one language, whatever kind of file it becomes."""

from dataclasses import dataclass
from datetime import date

from kpss_pages.core.printing.paper import Picture


@dataclass(frozen=True)
class Piece:
    """A paragraph of a line; ``address`` is where it leads; ``access`` is a value of ``contacts.choices.Access`` whose
    symbol stands before it, ``is_item`` says that it is one of a list."""

    text: str
    address: str = ""
    access: str = ""
    is_item: bool = False


@dataclass(frozen=True)
class Line:
    """What is known of a service under one label."""

    label: str
    pieces: tuple[Piece, ...]


@dataclass(frozen=True)
class Entry:
    """A service; ``marks`` are warnings above everything else; where one says how old it is, ``confirmation`` is ""."""

    anchor: str
    name: str
    kind: str
    provider: str
    is_example: bool
    marks: tuple[str, ...]
    mission: tuple[str, ...]
    lines: tuple[Line, ...]
    confirmation: str


@dataclass(frozen=True)
class Pointer:
    """The name of a service that stands elsewhere; ``hint`` tells those of the same name apart."""

    name: str
    anchor: str
    hint: str = ""


@dataclass(frozen=True)
class Chapter:
    """Services for one group of people, and those for them too that stand in another chapter."""

    title: str
    entries: tuple[Entry, ...]
    elsewhere: tuple[Pointer, ...] = ()


@dataclass(frozen=True)
class IndexGroup:
    """A letter, or a situation, with the services below it."""

    heading: str
    pointers: tuple[Pointer, ...]


@dataclass(frozen=True)
class Number:
    """A telephone number, and what it is."""

    label: str
    number: str
    address: str


@dataclass(frozen=True)
class Project:
    """A project with public money whose publicity the guide must show."""

    statement: str
    name: str
    number: str
    emblem: Picture | None


@dataclass(frozen=True)
class OnTheWeb:
    """Where the catalogue is; ``path`` draws the QR code of its address (SVG) in a square of so many units."""

    sentence: str
    shown: str
    address: str
    picture_text: str
    path: str
    units: int


@dataclass(frozen=True)
class Headings:
    """What the parts of the guide are called."""

    contents: str
    how_to_use: str
    numbers: str
    elsewhere: str
    example: str
    by_name: str
    by_situation: str
    imprint: str


@dataclass(frozen=True)
class Book:
    """The whole guide; ``colour`` is the town's ("#1f4e79")."""

    title: str
    subtitle: str
    town: str
    language: str
    colour: str
    dated: date
    services: int
    data_of: str
    """The date of the data as a sentence."""
    arms: Picture | None
    introduction: tuple[str, ...]
    how_to_use: tuple[Piece, ...]
    on_the_web: OnTheWeb | None
    marks: tuple[str, ...]
    """What holds of the whole guide: that it shows invented examples."""
    numbers: tuple[Number, ...]
    chapters: tuple[Chapter, ...]
    by_name: tuple[IndexGroup, ...]
    by_situation: tuple[IndexGroup, ...]
    imprint: tuple[Piece, ...]
    projects: tuple[Project, ...]
    headings: Headings
