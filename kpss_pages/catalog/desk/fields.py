"""Form fields of the catalogue: terms of a vocabulary to tick, and the type by the act."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from kpss_pages.catalog.desk.types import types_by_category
from sites.choices import Country
from sites.models import TownSettings


class TickedTerms(forms.CheckboxSelectMultiple):
    """Check boxes in columns."""

    template_name = "kpss_catalog/admin/terms.html"

    class Media:
        css = {"all": ["kpss_catalog/desk.css"]}


class PictureSelect(forms.RadioSelect):
    """Pictures of life situations to choose from, each with its name."""

    option_template_name = "kpss_catalog/admin/picture.html"
    template_name = "kpss_catalog/admin/terms.html"

    class Media:
        css = {"all": ["kpss_catalog/desk.css"]}


class TermsField(forms.MultipleChoiceField):
    """Codes of a vocabulary, in its order; codes that an entry has and the vocabulary has not can be kept."""

    widget = TickedTerms

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**({"required": False} | kwargs))

    def keep(self, codes: Iterable[Any]) -> None:
        """Offer codes that are not among the choices, by themselves."""
        offered: Any = self.choices
        known = set(_codes(offered))
        more = [(str(code), str(code)) for code in codes if str(code) not in known]
        if more:
            self.choices = [*offered, *more]

    def clean(self, value: Any) -> list[str]:
        chosen: list[str] = super().clean(value)
        order = {code: place for place, code in enumerate(_codes(self.choices))}
        return sorted(set(chosen), key=lambda code: order.get(code, len(order)))


class TypeField(forms.ChoiceField):
    """A type by the act of the town's country that is valid today; the one that an entry has may stay."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**({"required": False} | kwargs))
        self.country: str = Country.CZ
        self.kept: frozenset[str] = frozenset()
        self._offer()

    def for_town(self, town: TownSettings) -> None:
        """Offer the types of a town's country; called by the forms of its rows (see ``sites.tenancy.forms``)."""
        self.country = town.country
        self._offer()

    def keep(self, codes: Iterable[str]) -> None:
        self.kept = frozenset(codes)
        self._offer()

    def _offer(self) -> None:
        self.choices = lambda: [("", _("– none –")), *types_by_category(self.country, timezone.localdate(), self.kept)]


class TypesField(TermsField):
    """Several types by the act."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.kept: frozenset[str] = frozenset()

    def for_town(self, town: TownSettings) -> None:
        country = town.country
        self.choices = lambda: types_by_category(country, timezone.localdate(), self.kept)

    def keep(self, codes: Iterable[str]) -> None:
        self.kept = frozenset(codes)


def _codes(choices: Any) -> list[str]:
    found: list[str] = []
    for code, label in choices:
        found += _codes(label) if isinstance(label, (list, tuple)) else [str(code)]
    return found
