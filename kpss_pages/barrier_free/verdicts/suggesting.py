"""What measures mean for each profile, by the limits of an edition of the method."""

from dataclasses import dataclass
from typing import Any

from kpss_pages.barrier_free.choices import Profile, Verdict
from kpss_pages.barrier_free.measures import Values


@dataclass(frozen=True)
class Reason:
    """Why: a measure of a part's item and what it allows at most; ``value`` is None for what nobody has measured."""

    part: str
    number: int
    key: str
    value: Any
    verdict: str


@dataclass(frozen=True)
class Suggestion:
    """The verdict for a profile with its reasons, those that decide first."""

    profile: Profile
    verdict: Verdict
    reasons: tuple[Reason, ...] = ()


def suggest(category: str, values: Values, edition: str) -> dict[Profile, Suggestion]:
    """Return a suggestion for every profile."""
    return {profile: Suggestion(profile, Verdict.UNKNOWN) for profile in Profile}


def toilet_verdict(category: str, values: Values, edition: str) -> Verdict:
    """Return what the best toilet is for somebody in a wheelchair; UNKNOWN when nobody has looked at any."""
    return Verdict.UNKNOWN
