"""The repeating parts of a measure's form: activities, costs, indicators and links, a blank row being none."""

from abc import abstractmethod
from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Model
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.widgets import AdminPageChooser
from wagtail.documents import get_document_model
from wagtail.documents.widgets import AdminDocumentChooser
from wagtail.models import Page

from kpss_pages.plans.choices import MoneySource
from kpss_pages.plans.content import Activity, Cost, Indicator, Link, Measure, PlanContent
from kpss_pages.plans.desk.changing import NEW
from kpss_pages.plans.desk.fields import AmountField
from kpss_pages.plans.models import PlanPage
from kpss_pages.plans.models.reports import FIRST_YEAR, LAST_YEAR
from kpss_pages.plans.validation import LONGEST_ADDRESS, LONGEST_LINE, LONGEST_NAME, LONGEST_UNIT, MOST_PARTS
from sites.models import User
from sites.tenancy.forms import NOT_THERE
from sites.tenancy.references import foreign_references
from sites.tenancy.scope import rows_in_scope

BLANK_ROWS = 2


class RowForm(forms.Form):
    """One row; one in which nothing is filled in is left out."""

    use_required_attribute = False

    def is_blank(self) -> bool:
        return not any(value not in (None, "") for value in self.cleaned_data.values())

    @abstractmethod
    def row(self) -> Any:
        """Return the part of a measure that the row describes."""


class ActivityForm(RowForm):
    name = forms.CharField(label=gettext_lazy("What is done"), max_length=LONGEST_NAME, required=False)
    term = forms.CharField(label=gettext_lazy("Term"), max_length=LONGEST_LINE, required=False)
    responsible = forms.CharField(label=gettext_lazy("Responsible"), max_length=LONGEST_LINE, required=False)

    def clean(self) -> dict[str, Any]:
        cleaned = self.cleaned_data
        if not self.is_blank() and not cleaned.get("name") and not self.errors:
            self.add_error("name", _("Write what is done, or clear the row."))
        return cleaned

    def row(self) -> Activity:
        return Activity(**self.cleaned_data)


class CostForm(RowForm):
    year = forms.IntegerField(
        label=gettext_lazy("Year"),
        required=False,
        min_value=FIRST_YEAR,
        max_value=LAST_YEAR,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
    )
    source = forms.ChoiceField(
        label=gettext_lazy("Source of money"), required=False, choices=[("", "–"), *MoneySource.choices]
    )
    amount = AmountField(label=gettext_lazy("Amount"))

    def clean(self) -> dict[str, Any]:
        cleaned = self.cleaned_data
        if not self.is_blank() and not self.errors:
            for name, sentence in (
                ("year", _("Write the year, or clear the row.")),
                ("source", _("Choose where the money comes from, or clear the row.")),
                ("amount", _("Write the amount, or clear the row.")),
            ):
                if cleaned.get(name) in (None, ""):
                    self.add_error(name, sentence)
        return cleaned

    def row(self) -> Cost:
        return Cost(**self.cleaned_data)


class IndicatorForm(RowForm):
    id = forms.IntegerField(widget=forms.HiddenInput, required=False)
    name = forms.CharField(label=gettext_lazy("Indicator"), max_length=LONGEST_NAME, required=False)
    unit = forms.CharField(label=gettext_lazy("Unit"), max_length=LONGEST_UNIT, required=False)
    baseline = AmountField(label=gettext_lazy("Baseline"), places=4, signed=True)
    target = AmountField(label=gettext_lazy("Target"), places=4, signed=True)

    def is_blank(self) -> bool:
        cleaned = self.cleaned_data
        return all(cleaned.get(name) in (None, "") for name in ("name", "unit", "baseline", "target"))

    def clean(self) -> dict[str, Any]:
        if not self.is_blank() and not self.cleaned_data.get("name") and not self.errors:
            self.add_error("name", _("Write what is measured, or clear the row."))
        return self.cleaned_data

    def row(self) -> Indicator:
        return Indicator(**self.cleaned_data | {"id": self.cleaned_data["id"] or NEW})


class LinkForm(RowForm):
    label = forms.CharField(label=gettext_lazy("Text of the link"), max_length=LONGEST_LINE, required=False)
    url = forms.URLField(
        label=gettext_lazy("Address"),
        max_length=LONGEST_ADDRESS,
        required=False,
        assume_scheme="https",
        widget=forms.TextInput,
    )
    page = forms.IntegerField(label=gettext_lazy("Or a page"), required=False, widget=AdminPageChooser)
    document = forms.IntegerField(label=gettext_lazy("Or a document"), required=False, widget=AdminDocumentChooser)

    refused: frozenset[str] = frozenset()
    """Names of fields whose choice was taken out of the data before anybody saw it."""

    def clean(self) -> dict[str, Any]:
        for name in self.refused:
            self.add_error(name, NOT_THERE)
        cleaned = self.cleaned_data
        if self.is_blank() or self.errors:
            return cleaned
        if cleaned["url"] and not cleaned["url"].startswith(("https://", "http://")):
            self.add_error("url", _("Write the whole address, for example https://www.mpsv.cz/."))
        named = [name for name in ("url", "page", "document") if cleaned.get(name)]
        if len(named) != 1:
            self.add_error(None, _("Give each link one target: an address, a page or a document."))
        elif not cleaned["label"]:
            self.add_error("label", _("Write the text of the link."))
        return cleaned

    def row(self) -> Link:
        return Link(**self.cleaned_data)


class RowFormSet(forms.BaseFormSet):
    """Rows of one part of a measure."""

    data: Any

    def rows(self) -> tuple[Any, ...]:
        """Return what was filled in, of a formset that is valid."""
        return tuple(form.row() for form in self.forms if not form.is_blank())


class IndicatorFormSet(RowFormSet):
    """Keeps the ids of the measure's own indicators and of no others."""

    def rows(self) -> tuple[Any, ...]:
        known = {initial["id"] for initial in self.initial or ()}
        rows = []
        for row in super().rows():
            is_own = row.id in known
            known.discard(row.id)
            rows.append(row if is_own else Indicator(NEW, row.name, row.unit, row.baseline, row.target))
        return tuple(rows)


class LinkFormSet(RowFormSet):
    """Takes pages and documents of the town that the person may know of; what was chosen before may stay."""

    def __init__(self, *args: Any, user: User, site_id: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user, self.site_id = user, site_id
        self.refused = self._forget_the_foreign() if self.is_bound else {}

    def _construct_form(self, i: int, **kwargs: Any) -> Any:
        form = super()._construct_form(i, **kwargs)  # type: ignore[misc]
        form.refused = self.refused.get(i, frozenset())
        return form

    def _forget_the_foreign(self) -> dict[int, frozenset[str]]:
        """Take out of the data what is not the town's, before its title is shown; return where it was."""
        named: dict[str, dict[tuple[int, str], str]] = {"page": {}, "document": {}}
        for index in range(self.total_form_count()):
            for name, found in named.items():
                value = self.data.get(f"{self.add_prefix(index)}-{name}", "").strip()
                if value:
                    found[index, name] = value
        kept = {(name, str(initial[name])) for initial in self.initial or () for name in named if initial[name]}
        usable = self._usable("page", named["page"].values()) | self._usable("document", named["document"].values())
        refused = defaultdict(set)
        for (index, name), value in (named["page"] | named["document"]).items():
            if (name, value) not in kept | usable:
                refused[index].add(name)
        if refused:
            self.data = self.data.copy()
            for index, names in refused.items():
                for name in names:
                    self.data[f"{self.add_prefix(index)}-{name}"] = ""
        return {index: frozenset(names) for index, names in refused.items()}

    def _usable(self, name: str, values: Iterable[str]) -> set[tuple[str, str]]:
        model: type[Model] = Page if name == "page" else get_document_model()
        keys = {int(value) for value in values if value.isascii() and value.isdigit() and len(value) < 10}
        known = set(rows_in_scope(model, self.user).filter(pk__in=keys).values_list("pk", flat=True))
        links = tuple(Link("", **{name: key}) for key in known)
        probe = PlanPage(content=PlanContent(measures=(Measure(1, None, "", "", links=links),)))
        foreign = {reference.pk for reference in foreign_references(probe, self.site_id)}
        return {(name, str(key)) for key in known if str(key) not in foreign}


def _formset(form: type[RowForm], base: type[RowFormSet], blank: int) -> Any:
    return forms.formset_factory(
        form, formset=base, extra=blank, max_num=MOST_PARTS, absolute_max=2 * MOST_PARTS, validate_max=True
    )


PART_LABELS: Mapping[str, Any] = {
    "activities": gettext_lazy("Activities"),
    "costs": gettext_lazy("Estimated costs"),
    "indicators": gettext_lazy("Indicators"),
    "links": gettext_lazy("Links"),
}
PARTS: Mapping[str, tuple[type[RowForm], type[RowFormSet]]] = {
    "activities": (ActivityForm, RowFormSet),
    "costs": (CostForm, RowFormSet),
    "indicators": (IndicatorForm, IndicatorFormSet),
    "links": (LinkForm, LinkFormSet),
}


def formsets_of(measure: Measure, data: Any, user: User, site_id: int, blank: int = BLANK_ROWS) -> dict[str, Any]:
    """Return the formsets of a measure by field; ``data`` is None for those that are only shown."""
    found: dict[str, Any] = {}
    for name, (form, base) in PARTS.items():
        initial = [dict(vars(row)) for row in getattr(measure, name)]
        named = {"user": user, "site_id": site_id} if base is LinkFormSet else {}
        found[name] = _formset(form, base, blank)(data, initial=initial, prefix=name, **named)
    return found


def add_rows_error(formset: Any, sentence: str) -> None:
    """Say what is wrong with the rows as a whole."""
    formset.non_form_errors()  # validates
    formset._non_form_errors.extend(ValidationError(sentence).messages)
