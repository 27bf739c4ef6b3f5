"""The forms of a goal and of a measure; the rules are those of ``validation``, shown at the field they belong to."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kpss_pages.plans.choices import Currency
from kpss_pages.plans.content import Goal, Measure, PlanContent
from kpss_pages.plans.desk.changing import NEW, below, next_goal_number, next_measure_number, with_goal, with_measure
from kpss_pages.plans.desk.editing import fingerprint
from kpss_pages.plans.desk.fields import DayField, LinesField, TextField
from kpss_pages.plans.desk.measure_rows import PART_LABELS, add_rows_error, formsets_of
from kpss_pages.plans.models import PlanStructure
from kpss_pages.plans.roles import role_names
from kpss_pages.plans.validation import LONGEST_LINE, LONGEST_NAME, LONGEST_NUMBER, LONGEST_TEXT, problems_of
from sites.models import User

NO_NAME = gettext_lazy("Write the name.")
NO_NUMBER = gettext_lazy("Write the number, for example 1.2.")


def _line(label: Any, **kwargs: Any) -> forms.CharField:
    return forms.CharField(**{"label": label, "max_length": LONGEST_LINE, "required": False} | kwargs)


def _text(label: Any, rows: int = 4, **kwargs: Any) -> TextField:
    widget = forms.Textarea(attrs={"rows": rows})
    return TextField(**{"label": label, "max_length": LONGEST_TEXT, "required": False, "widget": widget} | kwargs)


@dataclass(frozen=True)
class Fault:
    """What is wrong in a form, for the list above it; ``target`` is the id of the field, "" for the form as a whole."""

    label: str
    target: str
    sentence: str


class ContentForm(forms.Form):
    """What the forms of goals and measures have in common; ``loaded`` tells whether somebody has changed it since."""

    data: Any

    number = _line(
        gettext_lazy("Number"), max_length=LONGEST_NUMBER, required=True, error_messages={"required": NO_NUMBER}
    )
    name = _line(gettext_lazy("Name"), max_length=LONGEST_NAME, required=True, error_messages={"required": NO_NAME})
    loaded = forms.CharField(widget=forms.HiddenInput, required=False, max_length=64)

    use_required_attribute = False

    def offer(self, name: str, choices: list[tuple[Any, str]]) -> None:
        field: Any = self.fields[name]
        field.choices = choices

    def show_problems(self, content: PlanContent, what: str, row_id: int) -> bool:
        """Show what is wrong with the row as it is in the content; return whether there is anything."""
        found = [problem for problem in problems_of(content) if problem.what == "plan" or problem.id == row_id]
        found = [problem for problem in found if problem.what in ("plan", what)]
        for problem in found:
            self.show(problem.field, problem.sentence)
        return bool(found)

    def show(self, field: str, sentence: str) -> None:
        self.add_error(field if field in self.fields else None, sentence)

    def faults(self) -> list[Fault]:
        """Return what is wrong in the order of the form; nothing of a form that was only opened."""
        return list(_faults_of(self)) if self.is_bound else []

    def forget_loaded(self, row: Goal | Measure | None) -> None:
        """Let the next attempt be made on what somebody else has saved meanwhile."""
        self.data = self.data.copy()
        self.data["loaded"] = fingerprint(row) if row is not None else ""


class GoalForm(ContentForm):
    """A goal of any level."""

    parent = forms.TypedChoiceField(
        label=gettext_lazy("Belongs to"), required=False, coerce=int, empty_value=None, choices=()
    )
    description = _text(gettext_lazy("Description"))

    field_order = ("parent", "number", "name", "description", "loaded")

    def __init__(self, data: Any, *, content: PlanContent, goal: Goal, structure: PlanStructure, **kwargs: Any) -> None:
        initial = dict(vars(goal)) | {"loaded": fingerprint(goal) if goal.id != NEW else ""}
        super().__init__(data, initial=initial, **kwargs)
        self.content, self.goal = content, goal
        own = {goal.id, *(row.id for row in below(content, goal.id)[0])} if goal.id != NEW else set()
        height = max((len(content.path_to(row)) for row in own), default=0) - len(content.path_to(goal.parent))
        places = [
            (row.id, text)
            for row, depth, text in _indented(content)
            if row.id not in own and (depth + max(height, 1) <= structure.depth or row.id == goal.parent)
        ]
        self.offer("parent", [("", _("nothing: it stands at the top")), *places])

    def written(self) -> Goal:
        """Return the goal as it was filled in."""
        cleaned = self.cleaned_data
        return replace(self.goal, **{name: cleaned[name] for name in ("parent", "number", "name", "description")})

    def is_accepted(self) -> bool:
        """Whether the goal breaks no rule in its plan."""
        if not self.is_valid():
            return False
        content, goal = with_goal(self.content, self.written())
        return not self.show_problems(content, "goal", goal.id)


class MeasureForm(ContentForm):
    """A measure with its repeating parts, which are ``formsets``."""

    goal = forms.TypedChoiceField(label=gettext_lazy("Belongs to"), required=False, coerce=int, empty_value=None)
    description = _text(gettext_lazy("Description"))
    reason = _text(gettext_lazy("Reason"))
    target_groups = LinesField(
        label=gettext_lazy("Target groups"),
        required=False,
        max_length=LONGEST_TEXT,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    working_group = _line(gettext_lazy("Working group"))
    territory = _line(gettext_lazy("Territory"))
    responsible_role = forms.TypedChoiceField(
        label=gettext_lazy("Responsible role"),
        required=False,
        coerce=int,
        empty_value=None,
        help_text=gettext_lazy("One of the town's contacts: whoever holds the role is shown, also when that changes."),
    )
    responsible = _line(gettext_lazy("Responsible"), help_text=gettext_lazy("An office or a role."))
    realised_by = _line(gettext_lazy("Realised by"))
    partners = _text(gettext_lazy("Partners"), rows=2)
    starts_on = DayField(
        label=gettext_lazy("Begins"), help_text=gettext_lazy("For example 12. 3. 2026, or only the year.")
    )
    ends_on = DayField(
        label=gettext_lazy("Ends"), is_end=True, help_text=gettext_lazy("The last day, or only the year.")
    )
    term_note = _line(gettext_lazy("Note on the term"))
    output = _text(gettext_lazy("Output"), rows=2)
    is_example = forms.BooleanField(
        label=gettext_lazy("An invented example"),
        required=False,
        help_text=gettext_lazy("The measure is shown with a mark that it is only an example."),
    )

    field_order = ("goal", "number", "name")

    def __init__(
        self,
        data: Any,
        *,
        content: PlanContent,
        measure: Measure,
        structure: PlanStructure,
        user: User,
        blank_rows: int,
        **kwargs: Any,
    ) -> None:
        initial = dict(vars(measure)) | {"loaded": fingerprint(measure) if measure.id != NEW else ""}
        super().__init__(data, initial=initial, **kwargs)
        self.content, self.measure = content, measure
        self.formsets = formsets_of(measure, data, user, structure.site_id, blank_rows)
        places = [(row.id, text) for row, _depth, text in _indented(content)]
        self.offer("goal", [("", _("nothing: it stands by itself")), *places])
        self.offer("responsible_role", [("", _("none")), *_roles(structure.site_id, measure.responsible_role)])
        used = sorted({group for known in content.measures for group in known.target_groups})
        self.fields["target_groups"].help_text = (
            _("One a line. Used in this plan: %(groups)s.") % {"groups": ", ".join(used)} if used else _("One a line.")
        )

    def written(self) -> Measure:
        """Return the measure as it was filled in."""
        cleaned = {name: value for name, value in self.cleaned_data.items() if name != "loaded"}
        rows = {name: formset.rows() for name, formset in self.formsets.items()}
        return replace(self.measure, **cleaned, **rows)

    def is_accepted(self) -> bool:
        """Whether the form, its rows and the measure in its plan break no rule."""
        # All are asked, so that every error shows at once.
        if not all([self.is_valid(), *(formset.is_valid() for formset in self.formsets.values())]):
            return False
        content, measure = with_measure(self.content, self.written())
        return not self.show_problems(content, "measure", measure.id)

    def show(self, field: str, sentence: str) -> None:
        if field in self.formsets:
            add_rows_error(self.formsets[field], sentence)
        else:
            super().show(field, sentence)

    def faults(self) -> list[Fault]:
        found = super().faults()
        for name, formset in self.formsets.items() if self.is_bound else ():
            label = str(PART_LABELS[name])
            found += [Fault(label, f"part-{name}", str(sentence)) for sentence in formset.non_form_errors()]
            for number, row in enumerate(formset.forms, start=1):
                found += _faults_of(row, f"{label} {number}")
        return found

    @property
    def media(self) -> Any:
        media = super().media
        for formset in self.formsets.values():
            media += formset.empty_form.media
        return media


def _faults_of(form: Any, part: str = "") -> Iterator[Fault]:
    """Yield what is wrong in a form; ``part`` names the row of a measure that it is."""
    for name, sentences in form.errors.items():
        field = form[name] if name in form.fields else None
        label = ", ".join(filter(None, [part, str(field.label) if field else ""]))
        for sentence in sentences:
            yield Fault(label, field.id_for_label if field else "", str(sentence))


class CurrencyForm(forms.Form):
    """The currency of a plan's estimates."""

    currency = forms.ChoiceField(label=gettext_lazy("Currency of the estimates"), choices=Currency.choices)


def new_goal(content: PlanContent, parent: int | None) -> Goal:
    """Return a goal that is not in the plan yet, with the number that comes next."""
    return Goal(NEW, parent, next_goal_number(content, parent), "")


def new_measure(content: PlanContent, goal: int | None) -> Measure:
    """Return a measure that is not in the plan yet, with the number that comes next."""
    return Measure(NEW, goal, next_measure_number(content, goal), "")


def _roles(site_id: int, chosen: int | None) -> list[tuple[Any, str]]:
    """Return the roles of a town to choose from; one that is chosen and no more there may stay."""
    names = role_names(site_id)
    gone = [(chosen, _("a role that is no more among the contacts"))] if chosen and chosen not in names else []
    return [*gone, *names.items()]


def _indented(content: PlanContent) -> Iterator[tuple[Goal, int, str]]:
    """Yield the goals in the order of the tree with their depth and how they read in a list."""
    waiting = list(reversed(content.tree()))
    while waiting:
        branch = waiting.pop()
        if branch.goal is not None:
            indent = "\N{NO-BREAK SPACE}" * 3 * (branch.depth - 1)
            yield branch.goal, branch.depth, f"{indent}{branch.goal.number} {branch.goal.name}"
        waiting.extend(reversed(branch.branches))
