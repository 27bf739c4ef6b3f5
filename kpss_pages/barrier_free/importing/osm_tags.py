"""What OpenStreetMap's tags say of a place: category, address, measures; its verdict for somebody in a wheelchair.

https://wiki.openstreetmap.org/wiki/Key:wheelchair: "yes", "limited", "no" are somebody's impression and no measures, so
they become a verdict with that reason. Lengths are in metres unless a unit is said (…/wiki/Map_features/Units).
"""

import math
import re
from collections.abc import Callable, Mapping
from functools import partial

from django.core.exceptions import ValidationError

from kpss_pages.barrier_free.choices import OSM_VERDICTS, SHAPES, Category, Shape, Verdict
from kpss_pages.barrier_free.importing.osm_categories import category_of
from kpss_pages.barrier_free.importing.surveys import OPENSTREETMAP
from kpss_pages.barrier_free.querysets import OPENSTREETMAP_KEY
from kpss_pages.core.hours.reading import hours_in
from kpss_pages.core.tables.columns import spaced

WHEELCHAIR = OSM_VERDICTS | {"designated": Verdict.ACCESSIBLE}
_SURFACES = {
    **dict.fromkeys(("asphalt", "concrete", "concrete:plates", "concrete:lanes", "tartan", "metal"), "smooth"),
    **dict.fromkeys(("paving_stones", "bricks", "paving_stones:lanes", "grass_paver", "wood"), "joints"),
    **dict.fromkeys(("sett", "cobblestone", "unhewn_cobblestone", "pebblestone"), "cobbles"),
    **dict.fromkeys(
        (*("gravel", "fine_gravel", "compacted", "unpaved", "dirt", "earth", "ground"), *("sand", "mud", "grass")),
        "loose",
    ),
}
_ROUGH = ("bad", "very_bad", "horrible", "very_horrible", "impassable")
_SMOOTH = ("excellent", "good", "intermediate")
_ANSWERS = {"yes": "yes", "no": "no"}
_AUTOMATIC = {**dict.fromkeys(("yes", "button", "motion", "floor", "continuous", "slowdown_button"), "yes"), "no": "no"}
_RAMPS = {"yes": "fixed", "separate": "fixed", "no": "none", "portable": "mobile"}

_LENGTH = re.compile(r"(\d{1,6}(?:[.,]\d{1,6})?) ?(m|cm|mm)?")
_INCLINE = re.compile(r"[+-]?(\d{1,3}(?:[.,]\d{1,6})?) ?(%|°)")
_KEY = re.compile(r"(?:https?://(?:www\.)?openstreetmap\.org/)?(node|way|relation)/(\d{1,19})")
_DAYS = ("check_date:wheelchair", "survey:date", "check_date")
_SILENT = re.compile(r"@.*|(?:source|fixme|note|created_by|type|building|id|osm_id|osm_type)(?::.*)?", re.IGNORECASE)
"""Tags that say nothing of the place itself."""


def cells_of_tags(tags: Mapping[str, str], *, is_line: bool = False) -> dict[str, str]:
    """Return the cells that tags say, with "unused" for those that say nothing known; a line can be a path only."""
    return _Tags(tags, is_line).cells


class _Tags:
    """Tags from which cells are taken one after another; what nobody takes is unused."""

    def __init__(self, tags: Mapping[str, str], is_line: bool) -> None:
        self.tags = dict(tags)
        self.left = dict(tags)
        self.cells: dict[str, str] = {"source": OPENSTREETMAP, "surveyor": OPENSTREETMAP}
        category, used = category_of(self.tags, is_line)
        for tag in used:
            self.left.pop(tag, None)
        if category is not None:
            self.cells["category"] = category.value
        self.category = category or Category.OTHER
        self._take_place()
        self._take_measures()
        self._take_verdict()
        unused = [f"{tag}={text}"[:60] for tag, text in self.left.items() if not _SILENT.fullmatch(tag)]
        if unused:
            self.cells["unused"] = ", ".join(unused[:40])

    def _take(self, name: str, *tags: str, read: Callable[[str], str | None] = spaced) -> bool:
        """Fill in a cell by the first of the tags that says something which ``read`` understands."""
        for tag in tags:
            if tag in self.left and (text := read(self.left[tag])):
                self.cells[name] = text
                del self.left[tag]
                return True
        return False

    def _take_place(self) -> None:
        tags = self.tags
        self._take("name", "name", "name:cs", "name:sk")
        self._take("postal_code", "addr:postcode")
        self._take("municipality", "addr:city")
        street = tags.get("addr:street") or tags.get("addr:place") or ""
        number = tags.get("addr:housenumber") or tags.get("addr:conscriptionnumber") or ""
        if street or number:
            self.cells["street"] = spaced(f"{street} {number}")
            for tag in [tag for tag in self.left if tag.startswith("addr:")]:
                del self.left[tag]
        self._take("website", "website", "contact:website", "url", read=_address)
        self._take("hours", "opening_hours", read=_hours)
        for suffix in ("", ":cs", ":sk"):
            self._take(f"about{suffix}", f"wheelchair:description{suffix}", f"description{suffix}")
        self._take_key()

    def _take_key(self) -> None:
        text = self.tags.get("@id", "") or self.tags.get("id", "") or self.tags.get("osm_id", "")
        kind = self.tags.get("@type", "") or self.tags.get("osm_type", "") or self.tags.get("type", "")
        found = _KEY.fullmatch(text if "/" in text else f"{kind}/{text}")
        if found:
            self.cells["source_key"] = f"{OPENSTREETMAP_KEY}{found[1]}/{found[2]}"

    def _take_verdict(self) -> None:
        word = self.left.get("wheelchair", "")
        if word in WHEELCHAIR:
            del self.left["wheelchair"]
            self.cells["verdict-wheelchair"] = WHEELCHAIR[word].value
            self.cells["reason-wheelchair"] = f"{OPENSTREETMAP}: {word}"
        self._take("surveyed_on", *_DAYS)

    def _take_measures(self) -> None:
        take = self._take
        shape = SHAPES[self.category]
        if shape == Shape.BUILDING:
            self._take_building()
        else:
            self._take_outside()
        for name, tags in (
            ("guidance-0-loop", ("hearing_loop", "audio_loop")),
            ("guidance-0-sign_language", ("sign_language",)),
            ("guidance-0-braille", ("braille", "tactile_writing:braille")),
            ("guidance-0-beacon", ("speech_output", "voice_beacon")),
        ):
            take(name, *tags, read=_ANSWERS.get)
        if self.category == Category.CAR_PARK or shape == Shape.BUILDING:
            take("parking-0-spaces", "capacity:disabled", read=_count)
        if self.category == Category.TOILET or shape == Shape.BUILDING:
            take("toilets-0-changing_table", "changing_table", "diaper", read=_ANSWERS.get)
            take("toilets-0-euro_key", "centralkey", read={"eurokey": "yes"}.get)
            # "yes" and "limited" are no grade: nobody has measured it.
            take("toilets-0-grade", "toilets:wheelchair", read={"no": "0"}.get)

    def _take_building(self) -> None:
        take = self._take
        take("entrances-0-role", "entrance", read={"main": "main", "secondary": "side", "service": "side"}.get)
        doors = ("door:width", "door width", "door_width", "entrance:width", "width")
        take("entrances-0-door", *(doors if "entrance" in self.tags or "door" in self.tags else doors[:-1]), read=_cm)
        take("entrances-0-is_automatic", "automatic_door", read=_AUTOMATIC.get)
        take("entrances-0-steps", "entrance:step_count", "step_count", read=self._steps)
        take("entrances-0-ramp", "ramp:wheelchair", "ramp", read=_RAMPS.get)
        take("entrances-0-bell", "doorbell", read={"no": "no"}.get)
        take("approach-0-hard_surface", "smoothness", read=_rough)
        take("guidance-0-tactile", "tactile_paving", read=_ANSWERS.get)

    def _take_outside(self) -> None:
        take = self._take
        take("way-0-width", "width", "sidewalk:width", "est_width", read=_cm)
        take("way-0-slope", "incline", read=_percent)
        take("way-0-cross_slope", "incline:across", read=_percent)
        take("way-0-steps", "step_count", read=self._steps)
        take("way-0-lit", "lit", read=_ANSWERS.get)
        take(
            "parking-0-surface" if self.category == Category.CAR_PARK else "way-0-surface",
            "surface",
            read=_SURFACES.get,
        )
        if self.category == Category.BENCH:
            self.cells["way-0-benches"] = "1"
        take("way-0-bench_back", "backrest", read=_ANSWERS.get)
        take("way-0-bench_arms", "armrest", read=_ANSWERS.get)
        take("crossing-0-kerb", "kerb:height", read=_cm)
        take("crossing-0-kerb", "kerb", read={"flush": "0"}.get)
        take("crossing-0-island", "crossing:island", read=_ANSWERS.get)
        lights = {"traffic_signals": "yes", "uncontrolled": "no", "marked": "no", "unmarked": "no", "zebra": "no"}
        take("crossing-0-lights", "crossing:signals", read=_ANSWERS.get)
        take("crossing-0-lights", "crossing", read=lights.get)
        take("crossing-0-sound", "traffic_signals:sound", read=_ANSWERS.get)
        if self.category == Category.STOP:
            take("stop-0-shelter", "shelter", read=_ANSWERS.get)
            take("stop-0-seat", "bench", read=_ANSWERS.get)
            take("stop-0-platform", "height", read=_cm)
            take("stop-0-voice", "passenger_information_display:speech_output", read=_ANSWERS.get)
        tactile = {
            Category.STOP: "stop-0-tactile",
            Category.CROSSING: "crossing-0-tactile",
            Category.KERB: "crossing-0-tactile",
        }
        take(tactile.get(self.category, "guidance-0-tactile"), "tactile_paving", read=_ANSWERS.get)

    def _steps(self, text: str) -> str | None:
        """Return steps in the method's notation: a count says how many, the incline whether they lead down."""
        count = _count(text)
        sign = "-" if self.tags.get("incline", "").startswith(("down", "-")) else "+"
        return count if count in (None, "0") else f"{sign}{count}"


def _count(text: str) -> str | None:
    if text == "no":
        return "0"
    return str(int(text)) if text.isascii() and text.isdigit() and len(text) < 5 else None


def _metric(text: str, times: int) -> str | None:
    """Return a length in the unit of which a metre has so many, None for what is no length."""
    found = _LENGTH.fullmatch(text.strip())
    if found is None:
        return None
    metres = float(found[1].replace(",", ".")) / {"m": 1, "cm": 100, "mm": 1000}[found[2] or "m"]
    return f"{round(metres * times, 1):g}"


_cm = partial(_metric, times=100)


def _percent(text: str) -> str | None:
    """Return a slope in percent, up or down."""
    found = _INCLINE.fullmatch(text.strip())
    if found is None:
        return None
    number = float(found[1].replace(",", "."))
    if found[2] == "°":
        number = 100 * math.tan(math.radians(min(number, 80)))
    return f"{round(number, 1):g}"


def _hours(text: str) -> str | None:
    """Return opening hours that ours can say; others are left out, a place is not refused for them."""
    try:
        return text if hours_in(text) else None
    except ValidationError:
        return None


def _rough(text: str) -> str | None:
    return "yes" if text in _ROUGH else "no" if text in _SMOOTH else None


def _address(text: str) -> str | None:
    return text if text.startswith(("https://", "http://")) and len(text) <= 200 and " " not in text else None
