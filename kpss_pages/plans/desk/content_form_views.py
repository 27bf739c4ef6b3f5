"""The admin's forms of one goal and one measure."""

from abc import abstractmethod
from typing import Any

from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from wagtail.admin import messages

from kpss_pages.plans.content import Goal, Measure, PlanContent
from kpss_pages.plans.desk.changing import NEW, with_goal, with_measure
from kpss_pages.plans.desk.content_forms import GoalForm, MeasureForm, new_goal, new_measure
from kpss_pages.plans.desk.content_views import ContentScreen
from kpss_pages.plans.desk.editing import draft_of, edit_content, fingerprint, lock_plan, told_of
from kpss_pages.plans.desk.measure_rows import BLANK_ROWS, PART_LABELS
from kpss_pages.plans.desk.wording import row_title, spoken
from kpss_pages.plans.models.structure import DEFAULTS
from kpss_pages.plans.roles import role_names

MORE_ROWS = 6
"""Blank rows of each part after "Save and add rows"."""


class RowFormView(ContentScreen):
    """The form of a goal or measure; without a ``row_id`` that of a new one."""

    what = ""
    header_icon = "edit"
    content: PlanContent
    row: Any
    """The goal or measure as the draft has it."""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        self.content = self.draft.content
        self.row = self.opened()
        return self.show(self.form(None))

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        with transaction.atomic():
            # What the form is checked against stays as it is until it is saved.
            self.page = lock_plan(self.page)
            self.content = draft_of(self.page).content
            loaded = request.POST.get("loaded", "")
            try:
                self.row = self.opened()
            except Http404:
                if not loaded or self.kwargs["row_id"] >= self.content.next_id:
                    raise
                return self.show_deleted()
            form = self.form(request.POST)
            is_stale = self.row.id != NEW and loaded != fingerprint(self.row)
            if not form.is_accepted():
                return self.show(form)
            if is_stale:
                differences = self.differences(form)
                form.forget_loaded(self.row)
                return self.show(form, others=differences)
            saved = self.save(form)
        return self.leave(saved)

    def opened(self) -> Goal | Measure:
        """Return what the form is about, a new one with the suggested number when the address names none."""
        if "row_id" in self.kwargs:
            return self.find(self.what, self.kwargs["row_id"], self.content)
        above = self.request.GET.get("under", "")
        under = int(above) if above.isascii() and above.isdigit() and len(above) <= 9 else None
        if under is not None:
            self.find("goal", under, self.content)
        return self.blank(under)

    @abstractmethod
    def blank(self, under: int | None) -> Goal | Measure:
        """Return what is to be filled in, below a goal or at the top."""

    @abstractmethod
    def form(self, posted: Any) -> Any:
        """Return the form of the row, with what was sent or None."""

    @abstractmethod
    def put(self, content: PlanContent, row: Any) -> tuple[PlanContent, Any]:
        """Return the content with the row in it, and the row as it is there."""

    def save(self, form: Any) -> Any:
        """Save the draft and return the goal or measure with its id."""
        content, row = self.put(self.content, form.written())
        told = told_of(row, "added" if self.row.id == NEW else "changed")
        edit_content(self.page, lambda _content: content, self.user, told)
        return row

    def leave(self, row: Goal | Measure) -> HttpResponse:
        """Say that the row is saved and lead to where the button says."""
        if "publish" in self.request.POST:
            self.publish_and_tell()
            return self.back()  # to the top, where it is said whether it was published
        messages.success(self.request, _("“%(title)s” is saved in the draft.") % {"title": row_title(row)})
        if "rows" in self.request.POST:
            return redirect(f"{self.url(f'kpss_plans_{self.what}', row.id)}?rows={MORE_ROWS}")
        return self.back(self.what, row.id)

    def differences(self, form: Any) -> list[dict[str, str]]:
        """Return where what was filled in differs from what somebody else has saved meanwhile, field by field."""
        mine = vars(form.written())
        labels = {name: field.label for name, field in form.fields.items()} | dict(PART_LABELS)
        return [
            {
                "label": str(labels[name]),
                "theirs": self.said(name, theirs),
                "mine": self.said(name, mine[name]),
            }
            for name, theirs in vars(self.row).items()
            if name in labels and mine[name] != theirs
        ]

    def said(self, name: str, value: Any) -> str:
        if name in ("goal", "parent"):
            goal = self.content.goal(value)
            return row_title(goal) if goal else "–"
        if name == "responsible_role" and value is not None:
            return role_names(self.structure.site_id, [value]).get(
                value, _("a role that is no more among the contacts")
            )
        return spoken(value)

    def show_deleted(self) -> HttpResponse:
        """Show what was filled in for something that somebody has deleted meanwhile; it is saved as a new one."""
        self.row = self.blank(None)
        form = self.form(self.request.POST)
        form.forget_loaded(None)
        return self.show(form, is_gone=True)

    def show(self, form: Any, others: list[dict[str, str]] | None = None, is_gone: bool = False) -> HttpResponse:
        is_new = self.row.id == NEW
        name = f"kpss_plans_{self.what}"
        return self.render_to_response(
            self.get_context_data(
                form=form,
                media=form.media,
                faults=form.faults(),
                others=others,
                is_gone=is_gone,
                is_new=is_new,
                form_url=self.url(f"{name}_add") if is_new else self.url(name, self.row.id),
                delete_url="" if is_new else self.url(f"{name}_delete", self.row.id),
                back_url=f"{self.url('kpss_plans_content')}{'' if is_new else f'#{self.what}-{self.row.id}'}",
            )
        )


class GoalView(RowFormView):
    """The form of a goal of any level."""

    what = "goal"
    template_name = "kpss_plans/admin/goal.html"

    def get_page_title(self) -> str:
        if self.row.id != NEW:
            return row_title(self.row)
        depth = len(self.content.path_to(getattr(self.row, "parent", None))) + 1
        level = self.structure.name_of(f"level_{min(depth, 3)}")
        return _("Add: %(level)s") % {"level": level}

    def blank(self, under: int | None) -> Goal:
        return new_goal(self.content, under)

    def form(self, posted: Any) -> GoalForm:
        return GoalForm(posted, content=self.content, goal=self.row, structure=self.structure)

    def put(self, content: PlanContent, row: Any) -> tuple[PlanContent, Any]:
        return with_goal(content, row)


class MeasureView(RowFormView):
    """The form of a measure."""

    what = "measure"
    template_name = "kpss_plans/admin/measure.html"

    def get_page_title(self) -> str:
        if self.row.id != NEW:
            return row_title(self.row)
        return _("Add: %(level)s") % {"level": self.structure.name_of("measure")}

    def blank(self, under: int | None) -> Measure:
        return new_measure(self.content, under)

    def form(self, posted: Any) -> MeasureForm:
        asked = self.request.GET.get("rows", "")
        blank_rows = MORE_ROWS if asked == str(MORE_ROWS) else BLANK_ROWS
        return MeasureForm(
            posted,
            content=self.content,
            measure=self.row,
            structure=self.structure,
            user=self.user,
            blank_rows=blank_rows,
        )

    def put(self, content: PlanContent, row: Any) -> tuple[PlanContent, Any]:
        return with_measure(content, row)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        form: MeasureForm = kwargs["form"]
        labels = dict(PART_LABELS)
        activity = self.structure.name_of("activity")
        if activity != DEFAULTS["activity"]:
            labels["activities"] = activity
        parts = [{"name": name, "label": label, "formset": form.formsets[name]} for name, label in labels.items()]
        return super().get_context_data(parts=parts, currency=self.content.currency, **kwargs)
