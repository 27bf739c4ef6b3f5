"""What can be measured at a place: parts, their measures with units and limits of what is believable.

A survey keeps its measures as plain values: ``{"entrances": [{"role": "main", "door": 90, "threshold": 2}], "inside":
[{"passage": 80}]}``. Each part is a list, of one item where there can be one only; what is absent was not surveyed.
``vocabulary`` says what there is, ``cleaning`` takes values in and refuses what cannot be, ``wording`` says them in words,
``steps`` reads the method's notation of steps.
"""

from kpss_pages.barrier_free.measures.cleaning import Trouble, cleaned
from kpss_pages.barrier_free.measures.parts import Kind, Measure, Part, Values, first_of, items_of
from kpss_pages.barrier_free.measures.vocabulary import PARTS, part, parts_of

__all__ = [
    "PARTS",
    "Kind",
    "Measure",
    "Part",
    "Trouble",
    "Values",
    "cleaned",
    "first_of",
    "items_of",
    "part",
    "parts_of",
]
