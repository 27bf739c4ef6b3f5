"""How the history of a page tells of its goals, measures, reports and closed years."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from wagtail.log_actions import LogFormatter

from kpss_pages.plans.desk.editing import CONTENT_ACTION
from kpss_pages.plans.desk.progress import CLOSE_ACTION, REOPEN_ACTION, REPORT_ACTION
from kpss_pages.plans.desk.wording import history_sentence


class ContentFormatter(LogFormatter):
    label = gettext_lazy("Change goals and measures")

    def format_message(self, log_entry: Any) -> str:
        return history_sentence(log_entry.data)


class ReportFormatter(LogFormatter):
    label = gettext_lazy("Report progress")

    def format_message(self, log_entry: Any) -> str:
        count, year = log_entry.data.get("count", 0), log_entry.data.get("year", 0)
        sentence = ngettext(
            "Reported on %(count)d measure in %(year)d", "Reported on %(count)d measures in %(year)d", count
        )
        return sentence % {"count": count, "year": year}


class CloseFormatter(LogFormatter):
    label = gettext_lazy("Close an evaluation")

    def format_message(self, log_entry: Any) -> str:
        return _("Closed the evaluation of %(year)d") % {"year": log_entry.data.get("year", 0)}


class ReopenFormatter(LogFormatter):
    label = gettext_lazy("Open an evaluation again")

    def format_message(self, log_entry: Any) -> str:
        return _("Opened the evaluation of %(year)d again: %(reason)s") % {
            "year": log_entry.data.get("year", 0),
            "reason": log_entry.data.get("reason", ""),
        }


FORMATTERS: dict[str, type[LogFormatter]] = {
    CONTENT_ACTION: ContentFormatter,
    REPORT_ACTION: ReportFormatter,
    CLOSE_ACTION: CloseFormatter,
    REOPEN_ACTION: ReopenFormatter,
}
