"""The admin's screens of a plan's goals and measures: the list, what is done in it, and what is deleted and put back."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin import messages
from wagtail.models import Revision

from kpss_pages.plans.choices import Currency, PlanKind
from kpss_pages.plans.content import Goal, Measure, PlanContent
from kpss_pages.plans.desk.changing import (
    below,
    copied_measure,
    moved_goal,
    moved_measure,
    with_goal_again,
    with_measure_again,
    without_goal,
    without_measure,
)
from kpss_pages.plans.desk.content_forms import CurrencyForm
from kpss_pages.plans.desk.content_list import dropped_rows, rows_of
from kpss_pages.plans.desk.editing import draft_of, edit_content, told_of, with_currency
from kpss_pages.plans.desk.screens import WritingScreen
from kpss_pages.plans.desk.wording import row_title
from kpss_pages.plans.models import PlanPage, PlanStructure
from sites.choices import Country


class ContentScreen(WritingScreen):
    """What the screens about one plan's goals and measures have in common."""

    header_icon = "list-ol"
    way = "content"

    @cached_property
    def draft(self) -> PlanPage:
        return draft_of(self.page)

    @cached_property
    def structure(self) -> PlanStructure:
        structure: PlanStructure = PlanStructure.for_site(self.town.site)
        return structure

    def screens_above(self) -> list[dict[str, str]]:
        return [{"url": self.url("kpss_plans_content"), "label": _("Goals and measures")}]

    def find(self, what: str, row_id: int, content: PlanContent | None = None) -> Goal | Measure:
        """Return a goal or measure of the draft; raises Http404 for one that it does not hold."""
        content = content or self.draft.content
        row = content.goal(row_id) if what == "goal" else content.measure(row_id) if what == "measure" else None
        if row is None:
            raise Http404
        return row

    def back(self, what: str = "", row_id: int | None = None, query: str = "") -> HttpResponse:
        """Lead to the list, to a row of it when one is given."""
        anchor = f"#{what}-{row_id}" if what else ""
        return redirect(f"{self.url('kpss_plans_content')}{query}{anchor}")

    def posted_row(self) -> tuple[str, Goal | Measure, str]:
        """Return what a button of the list is about: "measure-12-up" is the measure 12, and "up"."""
        what, _dash, rest = self.request.POST.get("row", "").partition("-")
        key, _dash, how = rest.partition("-")
        if not (key.isascii() and key.isdigit() and len(key) <= 9):
            raise Http404
        return what, self.find(what, int(key)), how

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(content_url=self.url("kpss_plans_content"), **kwargs)


class ContentView(ContentScreen):
    """The tree of goals and measures."""

    page_title = gettext_lazy("Goals and measures")
    template_name = "kpss_plans/admin/content.html"
    http_method_names = ["get", "head", "options"]

    def screens_above(self) -> list[dict[str, str]]:
        return []

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        content = self.draft.content
        published = self.page.content if self.page.live else None
        country = Currency.EUR if self.town.country == Country.SK else Currency.CZK
        return self.render_to_response(
            self.get_context_data(
                rows=rows_of(content, published, self.structure),
                dropped=dropped_rows(content, published),
                is_live=self.page.live,
                is_ahead=published is not None and content != published,
                count=len(content.measures),
                top_level=self.structure.name_of("level_1") if self.structure.depth else "",
                measure_name=self.structure.name_of("measure"),
                takes_over=self.draft.kind == PlanKind.ACTION_PLAN and self.draft.based_on_id is not None,
                currency_form=CurrencyForm(initial={"currency": content.currency or country}),
                currency=content.currency,
                undo=self.undo(content),
            )
        )

    def undo(self, content: PlanContent) -> dict[str, str] | None:
        """Return what was deleted last and how it is put back, as the address says; None when there is nothing."""
        what, row_id = self.request.GET.get("deleted", ""), self.request.GET.get("id", "")
        former = former_content(self.page, self.request.GET.get("version", ""))
        if former is None or not (row_id.isascii() and row_id.isdigit() and len(row_id) <= 9):
            return None
        rows: dict[str, Any] = {"goal": (former.goal, content.goal), "measure": (former.measure, content.measure)}
        if what not in rows:
            return None
        before, now = (find(int(row_id)) for find in rows[what])
        if before is None or now is not None:
            return None
        return {"what": what, "id": row_id, "version": self.request.GET["version"], "title": row_title(before)}


class DeleteView(ContentScreen):
    """Ask before a goal with all that is below it, or a measure, is deleted; ``what`` is "goal" or "measure"."""

    what = ""
    header_icon = "bin"
    template_name = "kpss_plans/admin/content_delete.html"

    def get_page_title(self) -> str:
        return _("Delete “%(title)s”") % {"title": row_title(self.row)}

    @cached_property
    def row(self) -> Goal | Measure:
        return self.find(self.what, self.kwargs["row_id"])

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        row = self.row
        goals, measures = below(self.draft.content, row.id) if isinstance(row, Goal) else ([], [])
        return self.render_to_response(
            self.get_context_data(
                title=row_title(row),
                goals=[row_title(goal) for goal in goals],
                measures=[row_title(measure) for measure in measures],
                is_published=self.page.live,
                back_url=f"{self.url('kpss_plans_content')}#{self.what}-{row.id}",
            )
        )

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        row = self.row
        delete = without_goal if self.what == "goal" else without_measure
        told = told_of(row, "deleted")
        edited = edit_content(self.page, lambda content: delete(content, row.id), self.user, told, apart=True)
        if edited.former is None:
            return self.back()
        return self.back(query=f"?deleted={self.what}&id={row.id}&version={edited.former.pk}")


class RestoreView(ContentScreen):
    """Put back what was deleted."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        former = former_content(self.page, request.POST.get("version", ""))
        if former is None:
            raise Http404
        what, row_id = request.POST.get("what", ""), request.POST.get("id", "")
        if not (row_id.isascii() and row_id.isdigit() and len(row_id) <= 9):
            raise Http404
        row = self.find(what, int(row_id), former)
        put_back = with_goal_again if what == "goal" else with_measure_again
        told = told_of(row, "restored")
        edit_content(self.page, lambda content: put_back(content, former, row.id), self.user, told)
        messages.success(request, _("“%(title)s” is back.") % {"title": row_title(row)})
        return self.back(what, row.id)


class MoveView(ContentScreen):
    """Move a goal or measure one place up or down among its neighbours."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        what, row, how = self.posted_row()
        steps = {"up": -1, "down": 1}.get(how)
        if steps is None:
            raise Http404
        move = moved_goal if what == "goal" else moved_measure
        edit_content(self.page, lambda content: move(content, row.id, steps), self.user, told_of(row, "moved"))
        return self.back(what, row.id)


class CopyView(ContentScreen):
    """Make a copy of a measure, to be changed."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        what, row, _how = self.posted_row()
        if what != "measure":
            raise Http404
        copies: list[Measure | None] = []

        def copy(content: PlanContent) -> PlanContent:
            changed, made = copied_measure(content, row.id)
            copies.append(made)
            return changed

        edit_content(self.page, copy, self.user, told_of(row, "copied"))
        made = copies[-1]
        if made is None:
            raise Http404
        messages.success(request, _("This is the copy. Change what is different in it."))
        return redirect(self.url("kpss_plans_measure", made.id))


class CurrencyView(ContentScreen):
    """Change the currency of the estimates."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        form = CurrencyForm(request.POST)
        if form.is_valid():
            currency = form.cleaned_data["currency"]
            told = {"what": "plan", "done": "currency", "name": str(Currency(currency).label)}
            edit_content(self.page, lambda content: with_currency(content, currency), self.user, told)
            messages.success(request, _("The currency is saved in the draft."))
        else:
            messages.error(request, _("Choose one of the currencies in the list."))
        return self.back()


class PublishView(ContentScreen):
    """Publish the page's draft."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        self.publish_and_tell()
        return self.back()


def former_content(page: PlanPage, version: str) -> PlanContent | None:
    """Return the content of a former version of a page; None when it has none of that id."""
    if not (version.isascii() and version.isdigit() and len(version) <= 12):
        return None
    revision: Revision | None = page.revisions.filter(pk=int(version)).first()
    return revision.as_object().content if revision else None
