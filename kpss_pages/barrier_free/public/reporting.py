"""Anybody reports a barrier or an error; it goes to the town's editors, and nothing changes by itself."""

from typing import Any

from django import forms
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy

from kpss_pages.barrier_free.answering import barrier_free
from kpss_pages.barrier_free.choices import ReportSubject
from kpss_pages.barrier_free.models import BarrierFreeIndexPage, BarrierReport, Place
from kpss_pages.barrier_free.public.frame import frame_of
from kpss_pages.barrier_free.public.place import public_place
from kpss_pages.core.below import for_nobody_else, refused
from kpss_pages.core.strangers import StrangersForm, opened_now, without_links
from sites.limits import count

LONGEST = 2000
"""Characters of a report."""


class ReportForm(StrangersForm):
    """What it is about, what it is like there, and where an answer may go."""

    subject = forms.ChoiceField(
        label=gettext_lazy("What is it about?"),
        choices=ReportSubject.choices,
        widget=forms.RadioSelect,
        error_messages={
            "required": gettext_lazy("Choose what it is about."),
            "invalid_choice": gettext_lazy("Choose what it is about."),
        },
    )
    words = forms.CharField(
        label=gettext_lazy("What is it like there?"),
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 6, "aria-describedby": "words-hint"}),
        error_messages={"required": gettext_lazy("Write what it is like there.")},
    )
    email = forms.EmailField(
        label=gettext_lazy("E-mail for an answer (need not be filled in)"),
        max_length=254,
        required=False,
        widget=forms.EmailInput(attrs={"autocomplete": "email", "aria-describedby": "email-hint"}),
        error_messages={
            "invalid": gettext_lazy("This is not an e-mail address. It looks like this: name@example.com."),
        },
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("words", "email"):
            if self.is_bound and name in self.errors:
                self.fields[name].widget.attrs["aria-describedby"] = f"{name}-error {name}-hint"

    def clean_words(self) -> str:
        return without_links(self.cleaned_data["words"])


@barrier_free.register("report")
def report(page: BarrierFreeIndexPage, request: HttpRequest, number: int) -> HttpResponseBase:
    """Show the form; POST keeps the report and leads to the page that thanks for it."""
    if refusal := refused(request, "GET", "HEAD", "POST"):
        return refusal
    shown = public_place(page, request, number)
    address = f"{shown.row.address_below}report/"
    is_sent = request.method == "POST"
    if is_sent:
        count(request, "suggest")
    form = ReportForm(request.POST if is_sent else None)
    if is_sent and (form.is_from_a_machine or form.is_valid()):
        if not form.is_from_a_machine:
            _keep(shown.row, {name: form.cleaned_data[name] for name in ("subject", "words", "email")})
        return redirect(f"{page.get_url(request)}{address}?sent=yes")
    context: dict[str, Any] = {
        **frame_of(page, request, address),
        "shown": shown,
        "form": form,
        "opened": opened_now(),
        "is_thanked": bool(request.GET.get("sent")) and not is_sent,
    }
    response = page.render(request, context_overrides=context, template="kpss_barrier_free/report.html")
    return for_nobody_else(request, response)


def _keep(place: Place, values: dict[str, str]) -> None:
    """Save a report of a place; 404 when somebody has just deleted the place."""
    with transaction.atomic():
        if not Place.objects.filter(pk=place.pk).held(for_deletion=False):
            raise Http404
        BarrierReport.objects.create(site_id=place.site_id, place=place, **values)
