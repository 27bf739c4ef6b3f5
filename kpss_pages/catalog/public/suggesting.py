"""Anybody suggests a correction of a service; it goes to the town's editors as a proposal, without who it was from."""

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy

from kpss_pages.catalog.answering import catalog
from kpss_pages.catalog.frame import frame_of
from kpss_pages.catalog.models import CatalogIndexPage
from kpss_pages.catalog.proposing.making import suggest as keep_suggestion
from kpss_pages.catalog.proposing.suggestions import FIELDS
from kpss_pages.catalog.public.service import shown_service
from kpss_pages.core.below import for_nobody_else, refused, town_of_page
from kpss_pages.core.strangers import StrangersForm, opened_now, without_links
from sites.limits import count

LONGEST = 1000
"""Characters of what is suggested, and of why."""


class SuggestionForm(StrangersForm):
    """What is wrong, what it should say, and how the sender knows."""

    field = forms.ChoiceField(
        label=gettext_lazy("What is wrong?"),
        choices=[("", gettext_lazy("Choose one")), *FIELDS.items()],
        error_messages={
            "required": gettext_lazy("Choose what is wrong."),
            "invalid_choice": gettext_lazy("Choose what is wrong."),
        },
    )
    words = forms.CharField(
        label=gettext_lazy("What should it say?"),
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": gettext_lazy("Write what it should say.")},
    )
    reason = forms.CharField(
        label=gettext_lazy("How do you know? (need not be filled in)"),
        max_length=LONGEST,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    def clean_words(self) -> str:
        return without_links(self.cleaned_data["words"])

    def clean_reason(self) -> str:
        return without_links(self.cleaned_data["reason"])


@catalog.register("suggest")
def suggest(page: CatalogIndexPage, request: HttpRequest, number: int) -> HttpResponseBase:
    """Show the form; POST keeps the suggestion and leads to the page that thanks for it."""
    if refusal := refused(request, "GET", "HEAD", "POST"):
        return refusal
    town = town_of_page(page, request)
    shown = shown_service(town, number)
    address = f"{shown.address_below}suggest/"
    is_sent = request.method == "POST"
    if is_sent:
        count(request, "suggest")
    chosen = request.GET.get("field", "")
    form = SuggestionForm(request.POST if is_sent else None, initial={"field": chosen if chosen in FIELDS else ""})
    if is_sent and (form.is_from_a_machine or form.is_valid()):
        if not form.is_from_a_machine:
            values = form.cleaned_data
            keep_suggestion(shown.row, values["field"], values["words"], values["reason"])
        return redirect(f"{page.get_url(request)}{address}?sent=yes")
    context: dict[str, Any] = {
        **frame_of(page, request, address),
        "shown": shown,
        "form": form,
        "opened": opened_now(),
    }
    name = "suggest_sent" if request.GET.get("sent") and not is_sent else "suggest"
    response = page.render(request, context_overrides=context, template=f"kpss_catalog/{name}.html")
    return for_nobody_else(request, response)
