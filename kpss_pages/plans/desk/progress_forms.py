"""The table in which all measures of a year are reported: one form a measure."""

from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kpss_pages.plans.choices import MeasureState
from kpss_pages.plans.content import Measure, PlanContent
from kpss_pages.plans.desk.fields import AmountField, TextField, amount_text
from kpss_pages.plans.desk.progress import Reported
from kpss_pages.plans.validation import LARGEST_AMOUNT, LONGEST_TEXT

STATES = [("", "–"), *MeasureState.choices]


class ReportForm(forms.Form):
    """What is reported of one measure; ``loaded`` tells what its row was when the table was opened."""

    data: Any

    state = forms.ChoiceField(label=gettext_lazy("State"), choices=STATES, required=False)
    comment = TextField(
        label=gettext_lazy("Comment"), max_length=LONGEST_TEXT, required=False, widget=forms.Textarea(attrs={"rows": 2})
    )
    comment_by = forms.CharField(label=gettext_lazy("Comment by"), max_length=160, required=False)
    spent = AmountField(label=gettext_lazy("Spent"))
    loaded = forms.CharField(max_length=64, required=False, widget=forms.HiddenInput)

    use_required_attribute = False

    def __init__(self, data: Any, *, measure: Measure, stored: Reported | None) -> None:
        self.measure, self.stored = measure, stored
        # Whoever is responsible is likely to be the one who comments.
        self.shown = stored or Reported(comment_by=measure.responsible[:160])
        values = {f"value-{key}": Decimal(value) for key, value in self.shown.values.items()}
        initial = {**vars(self.shown), **values, "loaded": self.shown.fingerprint}
        super().__init__(data, prefix=f"m{measure.id}", initial=initial)
        for indicator in measure.indicators:
            unit = f" ({indicator.unit})" if indicator.unit else ""
            self.fields[f"value-{indicator.id}"] = AmountField(label=f"{indicator.name}{unit}", places=4, signed=True)

    def was_sent(self) -> bool:
        """Whether the row was in the table that came: a measure may have been published since."""
        return self.add_prefix("loaded") in self.data

    def clean_spent(self) -> Decimal | None:
        spent: Decimal | None = self.cleaned_data["spent"]
        if spent is not None and spent >= LARGEST_AMOUNT:
            raise forms.ValidationError(_("An amount has to be a number from 0 up."))
        return spent

    def written(self) -> Reported:
        """Return what was filled in; values of indicators that the measure no longer has stay."""
        cleaned = self.cleaned_data
        own = {str(indicator.id) for indicator in self.measure.indicators}
        values = {key: value for key, value in self.shown.values.items() if key not in own}
        for key in own:
            amount = cleaned[f"value-{key}"]
            if amount is not None:
                values[key] = str(amount)
        return Reported(cleaned["state"], cleaned["comment"], cleaned["comment_by"], cleaned["spent"], values)

    def change(self) -> Reported | None:
        """Return what is to be written, None when nothing is; what is wrong is said at the row's fields."""
        if not self.was_sent() or not self.is_valid():
            return None
        written = self.written()
        loaded = self.cleaned_data["loaded"]
        if written.fingerprint in (loaded, self.shown.fingerprint) or not (written or self.stored):
            return None
        if written and not written.state:
            self.add_error("state", _("Choose how the measure stands."))
            return None
        if loaded != self.shown.fingerprint:
            self.data = self.data.copy()
            self.data[self.add_prefix("loaded")] = self.shown.fingerprint
            self.add_error(None, self._meanwhile())
            return None
        return written

    def _meanwhile(self) -> str:
        parts = [dict(STATES).get(self.shown.state, ""), self.shown.comment, self.shown.comment_by]
        if self.shown.spent is not None:
            parts.append(amount_text(self.shown.spent))
        said = "; ".join(str(part) for part in parts if part)
        return _(
            "Somebody has reported this measure meanwhile: %(said)s. What you wrote is in the row; save again to replace it."
        ) % {"said": said}

    def indicator_fields(self) -> list[Any]:
        return [self[f"value-{indicator.id}"] for indicator in self.measure.indicators]

    def has_faults(self) -> bool:
        return self.is_bound and self.was_sent() and bool(self.errors)


def report_forms(data: Any, content: PlanContent, stored: Mapping[int, Reported]) -> list[ReportForm]:
    """Return a form for each measure in the order of the tree; ``data`` is None for those that are only shown."""
    return [
        ReportForm(
            data if data is None or f"m{measure.id}-loaded" in data else None,
            measure=measure,
            stored=stored.get(measure.id),
        )
        for measure in in_order(content)
    ]


def in_order(content: PlanContent) -> Iterator[Measure]:
    for branch in content.tree():
        yield from branch.all_measures()


def priority_of(content: PlanContent, measure: Measure) -> str:
    """Return "number name" of the goal at the top that a measure belongs to, "" without one."""
    path = content.path_to(measure.goal)
    return f"{path[0].number} {path[0].name}".strip() if path else ""
