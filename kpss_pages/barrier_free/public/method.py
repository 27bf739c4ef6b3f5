"""How places are measured and what the verdicts mean, with all limits: the method's by edition, and our own."""

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponseBase
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from kpss_pages.barrier_free.answering import barrier_free
from kpss_pages.barrier_free.choices import Profile, Verdict
from kpss_pages.barrier_free.measures.wording import steps_words
from kpss_pages.barrier_free.models import BarrierFreeIndexPage
from kpss_pages.barrier_free.pictograms import pictogram_words
from kpss_pages.barrier_free.public.frame import frame_of
from kpss_pages.barrier_free.settings_of import settings_of
from kpss_pages.barrier_free.verdicts import edition, editions
from kpss_pages.barrier_free.verdicts.tables import LimitTable, method_table, own_table, sources_of
from kpss_pages.barrier_free.verdicts.wording import basis_words
from kpss_pages.core.below import refused, town_of_page
from sites.page_cache.showing import withhold

ADDRESS = "method/"


@dataclass(frozen=True)
class MeaningOfVerdict:
    """What a verdict says."""

    value: str
    label: str
    words: str


@dataclass(frozen=True)
class RulesForSomebody:
    """Whose rules there are for somebody, and our own ones."""

    key: str
    label: str
    basis: str
    tables: list[LimitTable]


@barrier_free.register("method")
def show_method(page: BarrierFreeIndexPage, request: HttpRequest) -> HttpResponseBase:
    if refusal := refused(request, "GET", "HEAD"):
        return refusal
    if request.GET:
        # It reads no parameter.
        withhold(request)
    used = edition(settings_of(town_of_page(page, request).site_id).edition)
    context: dict[str, Any] = {
        **frame_of(page, request, ADDRESS),
        "below_title": _("How we measure and what the verdicts mean"),
        "verdicts": meanings(),
        "edition": used,
        "method_tables": [method_table(one.code, str(one)) for one in editions().values()],
        "sources": list(dict.fromkeys(source for code in editions() for source in sources_of(code))),
        "profiles": [rules_for_somebody(profile) for profile in Profile],
        "pictograms": pictogram_words(),
        "steps": [steps_words(notation) for notation in ("+3", "-1", "+3 -1", "0")],
    }
    return page.render(request, context_overrides=context, template="kpss_barrier_free/method.html")


def meanings() -> list[MeaningOfVerdict]:
    words = {
        Verdict.ACCESSIBLE: _("Everything that decides was measured, and nothing of it is in the way."),
        Verdict.PARTLY: _(
            "Only a part can be reached, or something is harder than it should be: a higher threshold, a narrower door, "
            "one step. The reasons say what."
        ),
        Verdict.INACCESSIBLE: _(
            "There is a barrier that was measured and that nothing leads past. The reasons say which."
        ),
        Verdict.UNKNOWN: _(
            "Nobody has looked, or not at all that decides. That is neither good nor bad news: it may be fine, and it may "
            "not. The reasons say what is missing."
        ),
    }
    return [MeaningOfVerdict(verdict.value, str(verdict.label), words[verdict]) for verdict in Verdict]


def rules_for_somebody(profile: Profile) -> RulesForSomebody:
    said = {"profile": profile.label}
    tables = [
        own_table(profile, outside=False, caption=_("Our own rules for buildings: %(profile)s") % said),
        own_table(profile, outside=True, caption=_("Our own rules outdoors: %(profile)s") % said),
    ]
    return RulesForSomebody(
        profile.value, capfirst(str(profile.label)), basis_words(profile), [table for table in tables if table.groups]
    )
