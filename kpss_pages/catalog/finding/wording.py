"""What is asked for in words. Parts stand beside one another as a list: no language has to inflect a name."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from kpss_pages.catalog.choices import Kind
from kpss_pages.catalog.finding.facets import form_words
from kpss_pages.catalog.finding.filters import Filters
from kpss_pages.catalog.vocabulary import Term, age_groups, service_types, target_groups


@dataclass(frozen=True)
class Part:
    """A part of what is asked for, and the filters without it."""

    words: str
    without: Filters

    @property
    def querystring(self) -> str:
        return self.without.querystring()


def parts_of(filters: Filters, language: str, situation: str = "", place: str = "") -> list[Part]:
    """Return what is asked for part by part; ``situation`` and ``place`` are the names of the chosen ones."""
    return list(_parts(filters, language, situation, place))


def sentence_of(count: int, parts: list[Part]) -> str:
    """Return how many services there are, and of what was asked for."""
    if not parts:
        return ngettext("%(count)d service", "%(count)d services", count) % {"count": count}
    return ngettext("%(count)d service: %(filters)s", "%(count)d services: %(filters)s", count) % {
        "count": count,
        "filters": "; ".join(part.words for part in parts),
    }


def _parts(filters: Filters, language: str, situation: str, place: str) -> Iterator[Part]:
    if filters.q:
        yield Part(_("“%(query)s”") % {"query": filters.q}, filters.without("q"))
    if filters.situation:
        yield Part(_small(situation or filters.situation), filters.without("situation"))
    vocabularies: list[tuple[str, Mapping[str, Term]]] = [
        ("type", service_types()),
        ("group", target_groups()),
        ("age", age_groups()),
    ]
    for name, terms in vocabularies:
        for code in filters.values(name):
            yield Part(_small(terms[code].name_in(language)), filters.without(name, code))
    for name in filters.municipality:
        words = _("in the municipality of %(municipality)s") % {"municipality": name}
        yield Part(words, filters.without("municipality", name))
    for code in filters.form:
        yield Part(form_words(code), filters.without("form", code))
    if filters.near:
        place = place or filters.near
        words = _("at most %(km)d km from here: %(place)s") if filters.km else _("by distance from here: %(place)s")
        yield Part(words % {"km": filters.km, "place": place}, filters.without("near"))
    marks = {
        "open": _("open now"),
        "free": _("free of charge"),
        "access": _("accessible by wheelchair"),
        "places": _("with free places"),
    }
    for name, words in marks.items():
        if getattr(filters, name):
            yield Part(words, filters.without(name))
    if filters.kind:
        words = _("social services") if filters.kind == Kind.SOCIAL else _("related services")
        yield Part(words, filters.without("kind"))


def _small(text: str) -> str:
    """Begin a name in the middle of a sentence; an abbreviation keeps its capitals."""
    return text[:1].lower() + text[1:] if text[1:2].islower() or text[1:2] == " " else text
