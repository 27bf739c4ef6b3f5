"""Form fields of the catalogue: terms of a vocabulary to tick, and the type by the act."""

from abc import ABC, abstractmethod
from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from kpss_pages.catalog.desk.types import Groups, types_by_category
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


class OffersTypes(ABC):
    """Offers the types by the act of a town's country that are valid today, of both countries while no town is known."""

    countries: tuple[str, ...] = tuple(Country.values)
    kept: frozenset[str] = frozenset()

    def for_town(self, town: TownSettings) -> None:
        """Offer the types of a town's country; called by the forms of its rows (see ``sites.tenancy.forms``)."""
        self.countries = (town.country,)
        self.offer()

    def keep(self, codes: Iterable[str]) -> None:
        """Offer also the types that an entry has."""
        self.kept = frozenset(codes)
        self.offer()

    def types(self) -> Groups:
        return types_by_category(self.countries, timezone.localdate(), self.kept)

    @abstractmethod
    def offer(self) -> None:
        """Make the field offer what there is now."""


class TypeField(OffersTypes, forms.ChoiceField):
    """A type by the act."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("widget", forms.Select(attrs={"class": "catalog-select"}))
        super().__init__(**({"required": False} | kwargs))
        self.offer()

    def offer(self) -> None:
        self.choices = lambda: [("", _("– none –")), *self.types()]


class TypesField(OffersTypes, TermsField):
    """Several types by the act."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.offer()

    def offer(self) -> None:
        self.choices = self.types


def _codes(choices: Any) -> list[str]:
    found: list[str] = []
    for code, label in choices:
        found += _codes(label) if isinstance(label, (list, tuple)) else [str(code)]
    return found
