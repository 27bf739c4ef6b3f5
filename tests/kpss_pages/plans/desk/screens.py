"""What tests of the admin's screens about a plan share."""

from typing import Any

from django.test import Client
from django.urls import reverse

from kpss_pages.plans.content import PlanContent
from kpss_pages.plans.models import PlanPage

HOST = "prostejov.example"


def at_plan(name: str, plan: PlanPage, *args: Any) -> str:
    """Return the address of a screen about a plan."""
    return reverse(f"kpss_plans_{name}", args=[plan.pk, *args])


def draft_content(plan: PlanPage) -> PlanContent:
    """Return goals and measures as the plan's newest version has them."""
    content: PlanContent = PlanPage.objects.get(pk=plan.pk).get_latest_revision_as_object().content
    return content


def filled(form: Any) -> dict[str, str]:
    """Return what a browser sends of a form that was opened and not touched."""
    sent: dict[str, str] = {}
    for part in (form, *(row for formset in getattr(form, "formsets", {}).values() for row in formset.forms)):
        for field in part:
            value = field.value()
            if value not in (None, False):
                sent[field.html_name] = "on" if value is True else str(value)
    for formset in getattr(form, "formsets", {}).values():
        for field in formset.management_form:
            sent[field.html_name] = str(field.value())
    return sent


def opened(client: Client, address: str) -> dict[str, str]:
    """Open a form and return what would be sent of it."""
    response = client.get(address)
    assert response.status_code == 200
    return filled(response.context["form"])
