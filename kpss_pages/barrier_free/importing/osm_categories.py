"""Which of our categories OpenStreetMap's tags mean (https://wiki.openstreetmap.org/wiki/Map_features)."""

from collections.abc import Mapping

from kpss_pages.barrier_free.choices import Category

_ANY = "*"
_PATHS = (
    *("footway", "path", "pedestrian", "steps", "living_street", "residential", "cycleway", "service", "track"),
    *("unclassified", "tertiary", "secondary", "primary", "corridor"),
)


def _same(category: Category, words: str) -> dict[str, Category]:
    return dict.fromkeys(words.split(), category)


_RULES: tuple[tuple[str, Mapping[str, Category]], ...] = (
    (
        "amenity",
        {
            **_same(Category.OFFICE, "townhall courthouse police public_building fire_station"),
            **_same(Category.SOCIAL, "social_facility nursing_home social_centre"),
            **_same(Category.HEALTH, "hospital clinic doctors dentist pharmacy"),
            **_same(Category.SCHOOL, "school kindergarten university college music_school language_school childcare"),
            **_same(Category.CULTURE, "theatre cinema arts_centre library community_centre exhibition_centre"),
            **_same(Category.SHOP, "marketplace fuel car_wash driving_school"),
            **_same(Category.FOOD, "restaurant cafe fast_food pub bar ice_cream food_court biergarten"),
            **_same(Category.BANK, "bank post_office bureau_de_change"),
            **_same(Category.WORSHIP, "place_of_worship monastery"),
            **_same(Category.STATION, "bus_station ferry_terminal"),
            **_same(Category.TOILET, "toilets"),
            **_same(Category.BENCH, "bench"),
            **_same(Category.CAR_PARK, "parking parking_space"),
        },
    ),
    ("healthcare", {_ANY: Category.HEALTH}),
    ("social_facility", {_ANY: Category.SOCIAL}),
    ("office", {**_same(Category.OFFICE, "government administrative"), _ANY: Category.OTHER}),
    ("shop", {_ANY: Category.SHOP}),
    ("craft", {_ANY: Category.SHOP}),
    (
        "tourism",
        {
            **_same(Category.LODGING, "hotel hostel guest_house motel apartment chalet"),
            **_same(Category.CULTURE, "museum gallery"),
        },
    ),
    ("information", _same(Category.OFFICE, "office")),
    (
        "leisure",
        {
            **_same(Category.SPORT, "sports_centre sports_hall swimming_pool stadium fitness_centre pitch ice_rink"),
            **_same(Category.SPORT, "water_park track swimming_area"),
            **_same(Category.SQUARE, "park garden playground"),
        },
    ),
    ("railway", {**_same(Category.STATION, "station halt"), **_same(Category.STOP, "tram_stop platform")}),
    (
        "highway",
        {
            **_same(Category.STOP, "bus_stop platform"),
            **_same(Category.CROSSING, "crossing"),
            **_same(Category.BENCH, "rest_area"),
            **dict.fromkeys(_PATHS, Category.PATH),
        },
    ),
    (
        "public_transport",
        {**_same(Category.STOP, "platform stop_position stop_area"), **_same(Category.STATION, "station")},
    ),
    ("place", _same(Category.SQUARE, "square")),
    ("historic", {_ANY: Category.CULTURE}),
    ("barrier", _same(Category.KERB, "kerb")),
    ("kerb", _same(Category.KERB, "lowered flush raised rolled")),
)


def category_of(tags: Mapping[str, str], is_line: bool) -> tuple[Category | None, list[str]]:
    """Return what tags mean, and which of them say it; a building that has a name only is another one.

    None is for what nothing is said of. A line means a path wherever it can.
    """
    if is_line and tags.get("highway") in _PATHS:
        return Category.PATH, ["highway", "footway"]
    for tag, meanings in _RULES:
        word = tags.get(tag, "").split(";")[0].strip()
        found = meanings.get(word) or (meanings.get(_ANY) if word and word != "no" else None)
        if found is not None:
            return found, [one for one in (tag, *_said_besides(tags, tag)) if (one, tags.get(one)) != ("kerb", "flush")]
    if tags.get("building", "no") != "no" or tags.get("name"):
        return Category.OTHER, []
    return None, []


def _said_besides(tags: Mapping[str, str], tag: str) -> list[str]:
    """Return tags that say the same in another way: what is a stop is one of public transport too."""
    same = {
        "highway": ["public_transport", "bus", "footway"],
        "railway": ["public_transport", "tram", "train"],
        "amenity": ["healthcare", "social_facility"],
        "barrier": ["kerb"],
        "tourism": ["information"],
    }
    return same.get(tag, [])
