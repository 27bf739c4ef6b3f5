"""Cells as the values of a place and of its survey."""

from collections.abc import Iterable, Mapping
from functools import cache
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from kpss_pages.barrier_free.choices import Category, Surveyor, Verdict
from kpss_pages.barrier_free.importing.columns import MEASURE_OF
from kpss_pages.barrier_free.measures import Kind
from kpss_pages.barrier_free.verdicts import editions
from kpss_pages.core.tables.columns import answers, folded, in_all_languages


def code_in(name: str, text: str) -> str:
    """Return the code that a cell of a few words says ("category", "verdict-pram"); raise ValidationError for others."""
    code = _words(name.partition("-")[0]).get(folded(text))
    if code is None:
        sentence = _("“%(text)s” is not known. Write it as the sheet of words in the template has it.")
        raise ValidationError(sentence, code="unknown", params={"text": text[:60]})
    return code


def measure_in(name: str, text: str) -> str:
    """Return the text of a measure's cell as ``measures.cleaned`` takes it: words of choices become their keys."""
    measure = MEASURE_OF[name]
    if measure.kind is Kind.CHOICE:
        return _choices(name).get(folded(text), text)
    if measure.kind is Kind.CLAIM and folded(text) in answers():
        return "yes" if answers()[folded(text)] else "no"
    return text


@cache
def _words(what: str) -> Mapping[str, str]:
    """Return codes by their words in both languages, folded, and by themselves."""
    if what == "edition":
        return {
            folded(word): code
            for code, edition in editions().items()
            for word in (code, edition.name_cs, edition.name_sk)
        }
    choices = {"category": Category, "verdict": Verdict, "surveyor_kind": Surveyor}[what].choices
    return _by_word(choices)


@cache
def _choices(name: str) -> Mapping[str, str]:
    return _by_word((MEASURE_OF[name].choices or {}).items())


def _by_word(choices: Iterable[tuple[Any, Any]]) -> Mapping[str, str]:
    return {word: str(code) for code, label in choices for word in (folded(str(code)), *in_all_languages(label))}
