"""The form of a place: saved only while the place is there."""

from typing import Any

from django.db import transaction
from django.http import HttpResponse
from django.utils.translation import gettext as _
from wagtail.snippets.views.snippets import EditView

from kpss_pages.barrier_free.models import Place
from kpss_pages.core.addresses.filling import TellsPositions


class PlaceEditView(TellsPositions, EditView):
    object: Place

    def form_valid(self, form: Any) -> HttpResponse:
        """Save the place, or show what was written with a sentence when somebody has deleted it meanwhile."""
        with transaction.atomic():
            if Place.objects.select_for_update().filter(pk=self.object.pk).first() is not None:
                response: HttpResponse = super().form_valid(form)
                return response
        form.add_error(None, _("The place is not there any more; somebody has deleted it. Nothing was saved."))
        self.produced_error_message = self.get_error_message()
        return self.form_invalid(form)
