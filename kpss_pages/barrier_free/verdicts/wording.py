"""Reasons of verdicts as sentences: "Threshold (main entrance): 5 cm – at most 2 cm for “accessible”."

They are put together of a name, a value and a limit with marks between them, so that nothing has to be inflected.
"""

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from kpss_pages.barrier_free.choices import SHAPES, Category, Profile, Shape, Verdict
from kpss_pages.barrier_free.measures.parts import Kind, Measure, Values
from kpss_pages.barrier_free.measures.vocabulary import part as part_of
from kpss_pages.barrier_free.measures.wording import item_words, number_words, words_of
from kpss_pages.barrier_free.verdicts.judging import Reason
from kpss_pages.barrier_free.verdicts.limits import Limit


def sentence_of(reason: Reason, values: Values) -> str:
    """Return a reason as a sentence; ``values`` are the measures that were judged."""
    measure = part_of(reason.part).measure(reason.key)
    said = {"what": what_of(reason, values)}
    if reason.is_missing:
        if measure.kind in (Kind.NUMBER, Kind.STEPS):
            return _("%(what)s: not measured.") % said
        return _("%(what)s: not surveyed.") % said
    said["value"] = words_of(measure, reason.value)
    limit = reason.limit
    if limit is None or limit.how not in ("at most", "at least"):
        return _("%(what)s: %(value)s.") % said
    return _with_limit(limit, measure, reason.verdict, said)


def what_of(reason: Reason, values: Values) -> str:
    """Return what a reason is about: "Door width (main entrance)"."""
    part = part_of(reason.part)
    label = capfirst(str(part.measure(reason.key).label))
    items = values.get(part.key) or []
    if not part.is_repeated or (part.key != "entrances" and len(items) < 2):
        return label
    item = items[reason.number] if reason.number < len(items) else {}
    name = item_words(part, item, reason.number, len(items))
    return f"{label} ({name[:1].lower()}{name[1:]})"


def basis_words(profile: Profile | str, category: str = Category.OFFICE) -> str:
    """Say whose the rules for somebody at places of a category are; for buildings when no category is given."""
    if SHAPES[Category(category)] is not Shape.BUILDING:
        return _("By our own rules: the published method is about buildings only.")
    if profile == Profile.WHEELCHAIR:
        return _("By the limits of the published method; what it says nothing about follows our own rules.")
    return _("By our own rules derived from the published method, which is about people in a wheelchair only.")


def basis_of_all(category: str) -> str:
    """Say whose the rules are by which all verdicts of a place come about."""
    if SHAPES[Category(category)] is not Shape.BUILDING:
        return _("These verdicts follow our own rules, because the published method is about buildings only.")
    return _(
        "The verdict for somebody in a wheelchair alone goes by the published method. Those for others follow our own "
        "rules, which are derived from it."
    )


def _with_limit(limit: Limit, measure: Measure, verdict: str, said: dict[str, str]) -> str:
    number = limit.partly if verdict == Verdict.INACCESSIBLE and limit.partly else limit.accessible
    if not number:
        if verdict == Verdict.PARTLY:
            return _("%(what)s: %(value)s – “partly accessible” at best.") % said
        return _("%(what)s: %(value)s.") % said
    if verdict == Verdict.ACCESSIBLE and limit.how == "at most" and not float(number):
        return _("%(what)s: %(value)s.") % said  # none, where none may be
    said |= {"limit": number_words(float(number), measure.unit)}
    is_partly = number == limit.partly != limit.accessible
    if limit.when is not None and limit.when.most is not None:
        said |= {"length": number_words(limit.when.most, part_of(limit.part).measure(limit.when.key).unit)}
        if is_partly:
            return _("%(what)s: %(value)s – at most %(limit)s for “partly accessible”, up to %(length)s long.") % said
        return _("%(what)s: %(value)s – at most %(limit)s for “accessible”, up to %(length)s long.") % said
    if limit.how == "at most":
        if is_partly:
            return _("%(what)s: %(value)s – at most %(limit)s for “partly accessible”.") % said
        return _("%(what)s: %(value)s – at most %(limit)s for “accessible”.") % said
    if is_partly:
        return _("%(what)s: %(value)s – at least %(limit)s for “partly accessible”.") % said
    return _("%(what)s: %(value)s – at least %(limit)s for “accessible”.") % said
