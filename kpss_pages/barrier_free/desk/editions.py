"""Places that were judged by an older edition of the method than the town's: what another judgement changes, and why."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from wagtail.admin import messages

from kpss_pages.barrier_free.choices import Profile, Verdict
from kpss_pages.barrier_free.models import BarrierFreeSettings, Place, Survey
from kpss_pages.barrier_free.settings_of import settings_of
from kpss_pages.barrier_free.surveying.anew import Anew, held_for_reasons, judged_anew
from kpss_pages.barrier_free.surveying.newer import judge_again, judged_by_older
from kpss_pages.barrier_free.surveying.sheet import MOST_REASONS
from kpss_pages.barrier_free.verdicts import Reason, Suggestion, edition, suggest
from kpss_pages.barrier_free.verdicts.wording import sentence_of
from sites.tenancy.town_screens import TownScreen, lead_to

PER_PAGE = 50
MOST = 200
"""Places that are looked at, and judged, at once."""


@dataclass(frozen=True)
class ShownVerdict:
    """A verdict for somebody, with those of its reasons that the other edition does not give."""

    verdict: Verdict
    reasons: list[str]


@dataclass(frozen=True)
class ShownChange:
    """What a place is for somebody by the edition that was used, and by the one that the town uses."""

    who: str
    before: ShownVerdict
    now: ShownVerdict


@dataclass(frozen=True)
class Kept:
    """What a place stays for somebody, because it is held for a reason."""

    who: str
    verdict: Verdict
    reason: str


@dataclass(frozen=True)
class JudgedPlace:
    """A place as its survey has it, and as it would be by the edition ``code``."""

    place: Place
    survey: Survey
    code: str
    anew: Anew

    @property
    def edition(self) -> str:
        """By which it was judged."""
        return str(edition(self.survey.edition) or self.survey.edition)

    @property
    def is_changed(self) -> bool:
        return bool(self.anew.changes)

    @property
    def lines(self) -> int:
        """How many lines its changes and what stays take in a table."""
        return len(self.changes) + len(self.kept) or 1

    @cached_property
    def changes(self) -> list[ShownChange]:
        return list(self._changes())

    @cached_property
    def kept(self) -> list[Kept]:
        held = held_for_reasons(self.survey)
        return [Kept(str(one.label), Verdict(held[one][0]), held[one][1]) for one in Profile if one in held]

    def _changes(self) -> Iterator[ShownChange]:
        if not self.is_changed:
            return
        by_old, by_new = (
            suggest(self.place.category, self.survey.measures, one) for one in (self.survey.edition, self.code)
        )
        for key, before, now in self.anew.changes:
            who, why_before, why_now = _("toilet"), list[str](), list[str]()
            if key in Profile.values:
                old, new = by_old[Profile(key)], by_new[Profile(key)]
                who, why_before = str(Profile(key).label), self._own(old, new)
                why_now = self._own(new, old) or self._said(new.deciding)
            yield ShownChange(who, ShownVerdict(Verdict(before), why_before), ShownVerdict(Verdict(now), why_now))

    def _own(self, suggestion: Suggestion, other: Suggestion) -> list[str]:
        """Return the reasons of a suggestion that another does not give."""
        known = {_gist(reason) for reason in other.reasons}
        return self._said(reason for reason in suggestion.reasons if _gist(reason) not in known)

    def _said(self, reasons: Iterable[Reason]) -> list[str]:
        sentences = (sentence_of(reason, self.survey.measures) for reason in reasons)
        return list(dict.fromkeys(sentences))[:MOST_REASONS]


def _gist(reason: Reason) -> tuple[Any, ...]:
    """What a reason says, by whichever limit."""
    return reason.part, reason.number, reason.key, reason.verdict


class EditionsView(TownScreen):
    """The list, those that change first; POST judges the chosen ones, or all that are looked at, again."""

    page_title = gettext_lazy("Verdicts by an older edition")
    header_icon = "clipboard-list"
    kept_model, above = BarrierFreeSettings, Place
    template_name = "kpss_barrier_free/admin/editions.html"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        places = sorted(self.looked_at, key=lambda one: not one.is_changed)
        count = self.rows.count() if len(places) == MOST else len(places)
        context = self.get_context_data(
            town=self.town,
            edition=edition(self.code),
            code=self.code,
            page=Paginator(places, PER_PAGE).get_page(request.GET.get("p")),
            changed=sum(one.is_changed for one in places),
            count=count,
            following=count - len(places),
            here=self.here,
            settings_url=reverse(
                "wagtailsettings:edit",
                args=["kpss_barrier_free", "barrierfreesettings", self.town.site_id],
            ),
        )
        return self.render_to_response(context)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        chosen, takes_all = set(request.POST.getlist("survey")), request.POST.get("action") == "all"
        numbers = [row.pk for row in self.rows[:MOST] if takes_all or str(row.pk) in chosen]
        if request.POST.get("edition") != self.code:
            messages.warning(
                request, _("The town uses another edition by now. Look at what would change and decide again.")
            )
        elif not takes_all and not chosen:
            messages.warning(request, _("Choose at least one place. Nothing was changed."))
        else:
            self.judge(request, numbers, 0 if takes_all else len(chosen))
        return redirect(self.here)

    def judge(self, request: HttpRequest, numbers: list[int], wanted: int) -> None:
        count = judge_again(self.town, self.code, numbers, self.user)
        if count:
            sentence = ngettext(
                "%(count)d place is judged by the town's edition now. What it was before stays among its surveys.",
                "%(count)d places are judged by the town's edition now. What they were before stays among their surveys.",
                count,
            )
            messages.success(request, sentence % {"count": count})
        if count < max(wanted, 1):
            messages.warning(
                request, _("Some places have been surveyed or judged meanwhile. They were left as they are.")
            )

    @property
    def here(self) -> str:
        return self.url("kpss_barrier_free_editions")

    @cached_property
    def code(self) -> str:
        """The edition that the town uses."""
        return settings_of(self.town.site_id).edition

    @property
    def rows(self) -> Any:
        return judged_by_older(self.town, self.code)

    @property
    def looked_at(self) -> Iterator[JudgedPlace]:
        for survey in self.rows[:MOST]:
            place = survey.place
            yield JudgedPlace(place, survey, self.code, judged_anew(survey, place, place.category, self.code))


def editions_towns(request: HttpRequest) -> HttpResponse:
    """Lead to the screen of the only town whose method somebody chooses, or let them choose."""
    heading = _("Verdicts by an older edition")
    return lead_to(request, "kpss_barrier_free_editions", heading, "clipboard-list", BarrierFreeSettings)
