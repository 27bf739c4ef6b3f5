"""The admin's screen on which an action plan takes over measures of its plan."""

from typing import Any

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from wagtail.admin import messages

from kpss_pages.plans.desk.content_views import ContentScreen
from kpss_pages.plans.desk.editing import draft_of, edit_content, lock_plan
from kpss_pages.plans.desk.taking_over import offered, source_of, take_over
from kpss_pages.plans.models import PlanPage


class TakeOverView(ContentScreen):
    """Choose among the published measures of the plan that this action plan carries out."""

    page_title = gettext_lazy("Take over measures")
    header_icon = "download"
    template_name = "kpss_plans/admin/take_over.html"
    source: PlanPage

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        source = source_of(self.draft)
        if source is None:
            return self.refuse()
        return self.render_to_response(
            self.get_context_data(source=source, offered=offered(self.draft.content, source))
        )

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        with transaction.atomic():
            page = lock_plan(self.page)
            draft = draft_of(page)
            source = source_of(draft)
            if source is None:
                return self.refuse()
            sent = {value for value in request.POST.getlist("measure") if value.isascii() and value.isdigit()}
            chosen = {measure.id for measure in source.content.measures if str(measure.id) in sent}
            content = take_over(draft.content, source, chosen)
            count = len(content.measures) - len(draft.content.measures)
            if count:
                numbers = ", ".join(m.number for m in source.content.measures if m.id in chosen)
                told = {"what": "plan", "done": "taken", "name": source.title, "number": numbers}
                edit_content(page, lambda _content: content, self.user, told)
        if count:
            sentence = ngettext("%(count)d measure was taken over.", "%(count)d measures were taken over.", count)
            messages.success(request, sentence % {"count": count})
        else:
            messages.info(request, _("Nothing was taken over: choose measures that are not in this plan yet."))
        return self.back()

    def refuse(self) -> HttpResponse:
        """Say what has to be filled in first."""
        messages.warning(
            self.request,
            _(
                "Measures are taken over by an action plan. Choose this kind on the page, and the published plan that "
                "the document is about."
            ),
        )
        return self.back()
