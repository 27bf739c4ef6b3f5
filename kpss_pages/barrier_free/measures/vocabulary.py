"""All parts and measures, in the order in which somebody walks through a place."""

from collections.abc import Mapping
from functools import partial
from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from kpss_pages.barrier_free.choices import SHAPES, Category, Shape
from kpss_pages.barrier_free.measures.parts import Kind, Measure, Part

BUILDING = frozenset({Shape.BUILDING})
OUTSIDE = frozenset({Shape.SPOT, Shape.ROUTE})
EVERYWHERE = BUILDING | OUTSIDE

SURFACES: Mapping[str, Any] = {
    "smooth": _("smooth (asphalt, fine paving)"),
    "joints": _("paving with joints"),
    "cobbles": _("cobbles"),
    "loose": _("gravel or soil"),
}
RAMPS: Mapping[str, Any] = {
    "none": _("no ramp"),
    "fixed": _("fixed ramp"),
    "mobile": _("mobile ramp"),
    "rails": _("rails"),
}


def _number(key: str, label: Any, question: Any, unit: str, least: float, most: float, help_text: Any = "") -> Measure:
    return Measure(key, Kind.NUMBER, label, question, unit=unit, least=least, most=most, help_text=help_text)


_cm = partial(_number, unit="cm")
_percent = partial(_number, unit="%")
_metres = partial(_number, unit="m")
_count = partial(_number, unit="")


def _claim(key: str, label: Any, question: Any, help_text: Any = "") -> Measure:
    return Measure(key, Kind.CLAIM, label, question, help_text=help_text)


def _choice(key: str, label: Any, question: Any, choices: Mapping[str, Any]) -> Measure:
    return Measure(key, Kind.CHOICE, label, question, choices=choices)


_NOTE = Measure(
    "note",
    Kind.TEXT,
    _("what else to know"),
    _("What else should people know?"),
    help_text=_("Say what, not who: names of people do not belong here."),
    longest=500,
)
"""Words to a part: the method has them beside the measures."""

_STEPS_HELP = _("Write +3 for three steps up, -1 for one down, +3 -1 for both, 0 for none.")

PARTS: tuple[Part, ...] = (
    Part(
        "parking",
        _("Parking"),
        _("Parking"),
        (
            _count("spaces", _("reserved spaces"), _("How many parking spaces are reserved?"), least=0, most=200),
            _cm("width", _("width of a space"), _("How wide is a reserved space?"), least=150, most=600),
            _metres("distance", _("distance to the entrance"), _("How far is it to the entrance?"), least=0, most=1000),
            _choice("surface", _("surface of the parking"), _("What is its surface like?"), SURFACES),
            _NOTE,
        ),
        BUILDING | {Shape.SPOT},
    ),
    Part(
        "approach",
        _("Way to the entrance"),
        _("Way to the entrance"),
        (
            _claim("hard_surface", _("difficult surface"), _("Is the surface in front difficult (rough, broken)?")),
            _claim("steep", _("difficult slope"), _("Is the way in front steep or does it tilt to a side?")),
            _NOTE,
        ),
        BUILDING,
    ),
    Part(
        "entrances",
        _("Entrances"),
        _("Entrance"),
        (
            _choice(
                "role",
                _("which entrance"),
                _("Which entrance is it?"),
                {"main": _("main entrance"), "side": _("side entrance")},
            ),
            Measure("steps", Kind.STEPS, _("steps"), _("How many steps are there?"), help_text=_STEPS_HELP, longest=40),
            _claim("handrail", _("handrail at the steps"), _("Have the steps a handrail?")),
            _cm("threshold", _("threshold"), _("How high is the threshold?"), least=0, most=50),
            _cm("door", _("door width"), _("How wide is the door when it is open?"), least=30, most=400),
            _claim("is_automatic", _("automatic door"), _("Does the door open by itself?")),
            _claim("bell", _("bell that can be reached"), _("Is there a bell that can be reached sitting?")),
            _choice("ramp", _("ramp"), _("Is there a ramp?"), RAMPS),
            _percent("ramp_slope", _("slope of the ramp"), _("How steep is the ramp?"), least=0, most=50),
            _metres("ramp_length", _("length of the ramp"), _("How long is the ramp?"), least=0, most=100),
            _cm("ramp_width", _("width of the ramp"), _("How wide is the ramp?"), least=30, most=500),
            _claim("platform", _("platform at the entrance"), _("Is there a lifting platform at the entrance?")),
            _claim("lift", _("lift at the entrance"), _("Is there a lift at the entrance?")),
            _NOTE,
        ),
        BUILDING,
        most=5,
    ),
    Part(
        "inside",
        _("Inside"),
        _("Inside"),
        (
            _choice(
                "extent",
                _("how much can be reached"),
                _("How much of what people come for can be reached without a step?"),
                {
                    "whole": _("all of it"),
                    "most": _("the greater part"),
                    "part": _("a part"),
                    "none": pgettext_lazy("how much can be reached", "nothing"),
                },
            ),
            _claim("by_arrangement", _("by arrangement only"), _("Must a visit be arranged beforehand?")),
            _cm("passage", _("narrowest passage"), _("How wide is the narrowest passage?"), least=30, most=500),
            _cm("threshold", _("highest threshold inside"), _("How high is the highest threshold?"), least=0, most=50),
            _count("steps", _("steps inside"), _("How many steps are there within a floor?"), least=0, most=200),
            _claim("has_floors", _("several floors"), _("Do people have to go to another floor?")),
            _claim("lift", _("lift inside"), _("Is there a lift inside?")),
            _claim("platform", _("platform inside"), _("Is there a lifting platform inside?")),
            _claim("handrail", _("handrail on the stairs"), _("Have the stairs a handrail?")),
            _claim("spiral_stairs", _("spiral stairs"), _("Are the stairs spiral?")),
            _claim("ramp", _("ramp inside"), _("Is there a ramp inside?")),
            _percent("ramp_slope", _("slope of the ramp"), _("How steep is the ramp?"), least=0, most=50),
            _metres("ramp_length", _("length of the ramp"), _("How long is the ramp?"), least=0, most=100),
            _claim("public_toilet", _("toilet for the public"), _("Is there a toilet for the public?")),
            _claim("seats", _("seats for waiting"), _("Can one sit down while waiting?")),
            _claim("low_counter", _("counter low enough for sitting"), _("Is the counter low enough for sitting?")),
            _NOTE,
        ),
        BUILDING,
    ),
    Part(
        "lifts",
        _("Lifts"),
        _("Lift"),
        (
            _cm("door", _("width of the lift's door"), _("How wide is the lift's door?"), least=30, most=300),
            _cm("cabin_width", _("width of the cabin"), _("How wide is the cabin?"), least=40, most=400),
            _cm("cabin_depth", _("depth of the cabin"), _("How deep is the cabin?"), least=40, most=500),
            _claim("self_service", _("works without staff"), _("Can everybody use the lift without staff?")),
            _claim("voice", _("voice announcements"), _("Does the lift speak?")),
            _claim("braille", _("buttons with Braille"), _("Have the buttons Braille?")),
            _claim("seat", _("folding seat"), _("Is there a folding seat?")),
            _claim("handrail", _("handrail in the lift"), _("Is there a handrail?")),
            _NOTE,
        ),
        BUILDING,
        most=3,
    ),
    Part(
        "platforms",
        _("Platforms"),
        _("Platform"),
        (
            _cm("door", _("width of the way onto the platform"), _("How wide is the way onto it?"), least=30, most=300),
            _cm("width", _("width of the platform"), _("How wide is the platform?"), least=40, most=300),
            _cm("depth", _("depth of the platform"), _("How deep is the platform?"), least=40, most=300),
            _claim("self_service", _("works without staff"), _("Can everybody use the platform without staff?")),
            _NOTE,
        ),
        BUILDING,
        most=3,
    ),
    Part(
        "toilets",
        _("Toilets"),
        _("Toilet"),
        (
            _choice(
                "grade",
                _("grade of the toilet"),
                _("What kind of toilet is it?"),
                {"1": _("WC I (accessible)"), "2": _("WC II (partly accessible)"), "0": _("ordinary toilet only")},
            ),
            _cm("door", _("width of the toilet's door"), _("How wide is the toilet's door?"), least=30, most=300),
            _cm("cabin_width", _("width of the toilet"), _("How wide is the room?"), least=40, most=1000),
            _cm("cabin_depth", _("depth of the toilet"), _("How deep is the room?"), least=40, most=1000),
            _cm("side_access", _("space beside the bowl"), _("How much space is beside the bowl?"), least=0, most=500),
            _cm("seat_height", _("height of the seat"), _("How high is the seat?"), least=20, most=80),
            _count("bars", _("grab bars"), _("How many grab bars are there?"), least=0, most=6),
            _claim("knee_space", _("space under the basin"), _("Do the knees fit under the basin?")),
            _claim("alarm", _("emergency button"), _("Is there an emergency button?")),
            _claim("is_locked", pgettext_lazy("toilet", "locked"), _("Is it locked?")),
            _claim("euro_key", _("Euro key"), _("Does the Euro key open it?")),
            _claim("changing_table", _("changing table"), _("Is there a changing table?")),
            _NOTE,
        ),
        BUILDING | {Shape.SPOT},
        most=5,
    ),
    Part(
        "guidance",
        _("Guidance for seeing and hearing"),
        _("Guidance for seeing and hearing"),
        (
            _claim("guide_line", _("guiding line"), _("Does a guiding line lead there?")),
            _claim("tactile", _("tactile marks"), _("Are there tactile marks?")),
            _claim("braille", _("signs in Braille"), _("Are there signs in Braille?")),
            _claim("beacon", _("voice beacon"), _("Is there a voice beacon?")),
            _claim("assistant", _("voice assistant"), _("Does a voice tell where things are?")),
            _claim("contrast", _("contrast marks on glass and steps"), _("Are glass and steps marked in contrast?")),
            _claim("loop", _("induction loop"), _("Is there an induction loop?")),
            _claim("screen", _("calls on a screen"), _("Are people called on a screen too?")),
            _claim("sign_language", _("interpreting into sign language"), _("Is there sign language interpreting?")),
            _NOTE,
        ),
        EVERYWHERE,
    ),
    Part(
        "welcome",
        _("Dogs, quiet, help"),
        _("Dogs, quiet, help"),
        (
            _claim("dogs", _("guide and assistance dogs welcome"), _("May guide and assistance dogs come in?")),
            _claim("quiet_room", _("quiet room"), _("Is there a quiet room?")),
            _claim("staff_help", _("staff help"), _("Do the staff help people in and through?")),
            _NOTE,
        ),
        BUILDING,
    ),
    Part(
        "way",
        _("Surface and slope"),
        _("Surface and slope"),
        (
            _choice("surface", _("surface"), _("What is the surface like?"), SURFACES),
            _cm("width", _("width"), _("How wide is the narrowest place?"), least=30, most=5000),
            _percent("slope", _("slope"), _("How steep is it?"), least=0, most=50),
            _percent("cross_slope", _("slope to a side"), _("How much does it tilt to a side?"), least=0, most=30),
            Measure("steps", Kind.STEPS, _("steps"), _("How many steps are there?"), help_text=_STEPS_HELP, longest=40),
            _metres("length", _("length"), _("How long is it?"), least=0, most=20_000),
            _count("benches", _("benches"), _("How many benches are there?"), least=0, most=500),
            _claim("bench_back", _("benches with a back"), _("Have the benches a back?")),
            _claim("bench_arms", _("benches with armrests"), _("Have the benches armrests?")),
            _claim("lit", _("lit at night"), _("Is it lit at night?")),
            _NOTE,
        ),
        OUTSIDE,
    ),
    Part(
        "crossing",
        _("Crossing"),
        _("Crossing"),
        (
            _cm("kerb", _("height of the kerb"), _("How high is the kerb at its lowest?"), least=0, most=50),
            _metres("length", _("length of the crossing"), _("How long is the crossing?"), least=0, most=100),
            _claim("island", _("island in the middle"), _("Is there an island in the middle?")),
            _claim("lights", _("traffic lights"), _("Are there traffic lights?")),
            _claim("sound", _("lights with sound"), _("Do the lights make a sound?")),
            _claim("tactile", _("tactile paving"), _("Is there tactile paving?")),
            _NOTE,
        ),
        OUTSIDE,
    ),
    Part(
        "stop",
        _("Stop"),
        _("Stop"),
        (
            _cm("platform", _("height of the platform"), _("How high is the platform?"), least=0, most=150),
            _cm("width", _("width of the platform"), _("How wide is the platform?"), least=30, most=2000),
            _claim("low_floor", _("low-floor vehicles"), _("Do low-floor vehicles stop here?")),
            _claim("shelter", _("shelter"), _("Is there a shelter?")),
            _claim("seat", _("seat"), _("Is there a seat?")),
            _claim("tactile", _("tactile paving"), _("Is there tactile paving?")),
            _claim("voice", _("voice announcements"), _("Are departures announced by voice?")),
            _NOTE,
        ),
        OUTSIDE,
    ),
)

_BY_KEY = {one.key: one for one in PARTS}


def part(key: str) -> Part:
    """Return the part of a key; raise KeyError when there is none."""
    return _BY_KEY[key]


def parts_of(category: str) -> list[Part]:
    """Return the parts that places of a category can have."""
    shape = SHAPES[Category(category)]
    return [one for one in PARTS if shape in one.shapes]
