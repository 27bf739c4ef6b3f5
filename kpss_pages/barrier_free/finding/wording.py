"""What is asked for in words. Parts stand beside one another as a list: no language has to inflect a name."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from kpss_pages.barrier_free.choices import Category, Profile, Verdict
from kpss_pages.barrier_free.finding.near import Origin
from kpss_pages.core.positions import position_of

if TYPE_CHECKING:
    from kpss_pages.barrier_free.finding.filters import Filters

ACCESSIBLE_FOR: dict[str, Any] = {
    Profile.WHEELCHAIR: gettext_lazy("accessible for somebody in a wheelchair, alone"),
    Profile.ESCORT: gettext_lazy("accessible for somebody in a wheelchair with an escort"),
    Profile.WALKER: gettext_lazy("accessible for somebody with a walker or crutches"),
    Profile.PRAM: gettext_lazy("accessible for somebody with a pram"),
    Profile.SIGHT: gettext_lazy("accessible for somebody who is blind or has low vision"),
    Profile.HEARING: gettext_lazy("accessible for somebody who is hard of hearing"),
}


@dataclass(frozen=True)
class Part:
    """A part of what is asked for, and the filters without it."""

    words: str
    without: "Filters"


def parts_of(filters: "Filters", origin: Origin | None = None) -> list[Part]:
    """Return what is asked for part by part; ``origin`` is where ``near`` is, if it was found."""
    return list(_parts(filters, origin))


def sentence_of(filters: "Filters", count: int, town: str = "", origin: Origin | None = None) -> str:
    """Return how many places there are, and of what was asked for; a town stands in front by its name."""
    parts = "; ".join(part.words for part in parts_of(filters, origin))
    values = {"count": count, "filters": parts, "town": town}
    if town and parts:
        words = ngettext("%(town)s: %(count)d place – %(filters)s", "%(town)s: %(count)d places – %(filters)s", count)
    elif town:
        words = ngettext("%(town)s: %(count)d place", "%(town)s: %(count)d places", count)
    elif parts:
        words = ngettext("%(count)d place: %(filters)s", "%(count)d places: %(filters)s", count)
    else:
        words = ngettext("%(count)d place", "%(count)d places", count)
    return words % values


def for_whom(profile: str) -> str:
    return str(Profile(profile).label)


def _parts(filters: "Filters", origin: Origin | None) -> Iterator[Part]:
    if filters.q:
        yield Part(_("“%(query)s”") % {"query": filters.q}, filters.without("q"))
    for category in filters.categories:
        yield Part(str(Category(category).label), filters.without("categories", category))
    if filters.verdicts == (Verdict.ACCESSIBLE,):
        yield Part(str(ACCESSIBLE_FOR[filters.profile]), filters.without("verdicts"))
    else:
        for verdict in filters.verdicts:
            words = _("%(profile)s: %(verdict)s") % {
                "profile": for_whom(filters.profile),
                "verdict": Verdict(verdict).label,
            }
            yield Part(words, filters.without("verdicts", verdict))
    ticked = {
        "toilet": _("toilet for a wheelchair"),
        "parking": _("reserved parking"),
        "lift": _("lift"),
        "open_now": _("open now"),
    }
    for name, words in ticked.items():
        if getattr(filters, name):
            yield Part(words, filters.without(name))
    if filters.near:
        yield Part(_near(filters, origin), filters.without("near"))


def _near(filters: "Filters", origin: Origin | None) -> str:
    name = origin.name if origin else _("my place") if position_of(filters.near) else filters.near
    words = _("at most %(km)d km from here: %(place)s") if filters.km else _("by distance from here: %(place)s")
    return words % {"km": filters.km, "place": name}
