"""A new place, of which nothing is measured yet: the message that it is there leads on to its first survey."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail.admin import messages
from wagtail.snippets.views.snippets import CreateView

from kpss_pages.barrier_free.models import Place
from kpss_pages.core.addresses.filling import TellsPositions


class PlaceCreateView(TellsPositions, CreateView):
    object: Place

    def get_success_buttons(self) -> list[Any]:
        url = reverse("kpss_barrier_free_survey_add", args=[self.object.site_id, self.object.pk])
        return [messages.button(url, _("New survey")), *super().get_success_buttons()]
