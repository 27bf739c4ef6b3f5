"""A place as whoever reads of it sees it: verdicts with their reasons, measures in words, when and by whom; one language.

``shown_place`` asks the database nothing when the place comes with its survey (``select_related("survey")``).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from kpss_pages.barrier_free.choices import Profile, Surveyor, Verdict
from kpss_pages.barrier_free.measures import Measure, Part, Values, parts_of
from kpss_pages.barrier_free.measures.wording import item_words, words_of
from kpss_pages.barrier_free.models import Place, Survey
from kpss_pages.barrier_free.pictograms import PICTOGRAMS, KeyFact, Pictogram, key_facts_of, pictograms_of
from kpss_pages.barrier_free.verdicts import Suggestion, edition, suggest
from kpss_pages.barrier_free.verdicts.limits import applies
from kpss_pages.barrier_free.verdicts.wording import basis_of_all, basis_words, sentence_of

__all__ = ["PICTOGRAMS", "Fact", "ShownItem", "ShownPart", "ShownPlace", "ShownSurvey", "ShownVerdict", "shown_place"]


@dataclass(frozen=True)
class ShownVerdict:
    """What a place is for somebody: as it is held, with the reasons of what the measures suggest."""

    profile: Profile
    verdict: Verdict
    suggestion: Suggestion
    values: Values
    category: str
    overridden_because: str = ""
    """Why the surveyor or the town holds something else than the measures suggest; "" where they do not."""

    @property
    def label(self) -> str:
        return str(self.verdict.label)

    @property
    def profile_label(self) -> str:
        return str(self.profile.label)

    @property
    def is_known(self) -> bool:
        return self.verdict is not Verdict.UNKNOWN

    @property
    def suggested(self) -> Verdict:
        return self.suggestion.verdict

    @cached_property
    def reasons(self) -> list[str]:
        """Those that decide as sentences."""
        return [sentence_of(reason, self.values) for reason in self.suggestion.deciding]

    @property
    def basis_words(self) -> str:
        """Whose rules they are: the method's, or ours."""
        return basis_words(self.profile, self.category)


@dataclass(frozen=True)
class Fact:
    """A measure of an item in words; "not surveyed" when it is unknown."""

    measure: Measure
    value: Any

    @property
    def key(self) -> str:
        return self.measure.key

    @property
    def label(self) -> str:
        return str(capfirst(str(self.measure.label)))

    @cached_property
    def words(self) -> str:
        return words_of(self.measure, self.value)

    @property
    def is_known(self) -> bool:
        return self.value is not None


@dataclass(frozen=True)
class ShownItem:
    """One entrance, one toilet; ``number`` from 0."""

    part: Part
    number: int
    label: str
    facts: list[Fact]
    note: str

    @property
    def known(self) -> list[Fact]:
        return [fact for fact in self.facts if fact.is_known]

    @property
    def unknown(self) -> list[Fact]:
        return [fact for fact in self.facts if not fact.is_known]


@dataclass(frozen=True)
class ShownPart:
    """A part of a place with its items; none when nobody has surveyed it."""

    part: Part
    items: list[ShownItem]
    pictograms: list[Pictogram]

    @property
    def key(self) -> str:
        return self.part.key

    @property
    def label(self) -> str:
        return str(self.part.label)

    @property
    def is_surveyed(self) -> bool:
        return bool(self.items)


@dataclass(frozen=True)
class ShownSurvey:
    """A survey as the public may read of it: when, by whom, by which edition, and what it came to."""

    row: Survey

    @property
    def surveyed_on(self) -> date:
        return self.row.surveyed_on

    @property
    def who(self) -> str:
        """The organisation's name; of citizens nothing is said but that they are."""
        if self.row.surveyor_kind == Surveyor.CITIZEN:
            return _("a citizen")
        return self.row.surveyor or _("an organisation")

    @property
    def edition(self) -> str:
        found = edition(self.row.edition)
        return str(found) if found else self.row.edition

    @cached_property
    def verdicts(self) -> list[tuple[Profile, Verdict]]:
        """What it was for each profile."""
        return [(profile, _held(self.row.verdicts, profile)[0]) for profile in Profile]

    @property
    def sentence(self) -> str:
        said = {"day": date_format(self.surveyed_on), "edition": self.edition, "who": self.who}
        if self.row.surveyor_kind == Surveyor.CITIZEN:
            return _("Surveyed on %(day)s by a citizen. Method: %(edition)s.") % said
        if not self.row.surveyor:
            return _("Surveyed on %(day)s. Method: %(edition)s.") % said
        return _("Surveyed on %(day)s, %(who)s. Method: %(edition)s.") % said


@dataclass(frozen=True)
class ShownPlace:
    """A place with the survey that holds."""

    row: Place
    today: date

    @property
    def survey(self) -> Survey | None:
        return self.row.survey

    @cached_property
    def values(self) -> Values:
        return self.row.measures

    @cached_property
    def verdicts(self) -> list[ShownVerdict]:
        """The verdicts for those to whom something matters at such a place, the wheelchair's first."""
        return [self._verdict(profile) for profile in Profile if applies(self.row.category, profile)]

    @cached_property
    def main(self) -> ShownVerdict:
        """The verdict for somebody in a wheelchair alone: that of the method."""
        return self._verdict(Profile.WHEELCHAIR)

    @property
    def basis(self) -> str:
        """Whose rules all these verdicts follow: the method's, or ours."""
        return basis_of_all(self.row.category)

    @cached_property
    def toilet(self) -> Verdict:
        return Verdict(self.row.toilet)

    @cached_property
    def parts(self) -> list[ShownPart]:
        """All parts that such a place can have, in the order in which somebody walks through it."""
        return [self._part(part) for part in parts_of(self.row.category)]

    @cached_property
    def pictograms(self) -> list[Pictogram]:
        """What is known to be there, or known not to be: each with its words."""
        return pictograms_of(self.values, self.row)

    @cached_property
    def key_facts(self) -> list[KeyFact]:
        """The few facts of the list in short words: steps, door, toilet, parking, lift."""
        return key_facts_of(self.values, self.row)

    @cached_property
    def surveyed(self) -> str:
        """When, by whom and by which edition."""
        return ShownSurvey(self.survey).sentence if self.survey is not None else _("Nobody has surveyed it yet.")

    @property
    def is_surveyed(self) -> bool:
        return self.survey is not None

    @property
    def is_stale(self) -> bool:
        """Whether the next survey is overdue."""
        return self.row.is_overdue(self.today)

    @property
    def state_words(self) -> str:
        """How far what is said can be relied on: surveyed or not, overdue or not."""
        if self.survey is None:
            return _("not surveyed")
        if self.row.next_survey_on is None:
            return _("surveyed on %(day)s") % {"day": date_format(self.survey.surveyed_on)}
        due = {"day": date_format(self.row.next_survey_on)}
        if self.is_stale:
            return _("survey overdue since %(day)s, it may be different now") % due
        return _("next survey by %(day)s") % due

    def history(self) -> list[ShownSurvey]:
        """Return the accepted surveys as they were corrected, the newest first; one query."""
        return [ShownSurvey(row) for row in self.row.surveys.history()]

    @cached_property
    def _suggestions(self) -> Mapping[Profile, Suggestion]:
        if self.survey is None:
            return {profile: Suggestion(profile, Verdict.UNKNOWN) for profile in Profile}
        return suggest(self.row.category, self.values, self.survey.edition)

    def _verdict(self, profile: Profile) -> ShownVerdict:
        reason = _held(self.survey.verdicts, profile)[1] if self.survey is not None else ""
        verdict = Verdict(getattr(self.row, profile.value))
        return ShownVerdict(profile, verdict, self._suggestions[profile], self.values, self.row.category, reason)

    def _part(self, part: Part) -> ShownPart:
        items = self.values.get(part.key) or []
        shown = [
            ShownItem(
                part,
                number,
                item_words(part, item, number, len(items)),
                [Fact(one, item.get(one.key)) for one in part.measures if one.key not in ("note", "role")],
                item.get("note", ""),
            )
            for number, item in enumerate(items)
        ]
        return ShownPart(part, shown, [one for one in self.pictograms if one.part == part.key])


def shown_place(place: Place, today: date | None = None) -> ShownPlace:
    """Return a place as it is shown; ``today`` is the day by which surveys are overdue."""
    return ShownPlace(place, today or timezone.localdate())


def _held(verdicts: Mapping[str, Mapping[str, str]], profile: Profile) -> tuple[Verdict, str]:
    """Return what a survey holds for a profile, and why it is not what was suggested."""
    said = verdicts.get(profile.value) or {}
    verdict = said.get("verdict", Verdict.UNKNOWN)
    found = Verdict(verdict) if verdict in Verdict.values else Verdict.UNKNOWN
    return found, said.get("reason", "") if verdict != said.get("suggested") else ""
