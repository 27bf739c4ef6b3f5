"""The edit form of an event: what only the event and its different dates together can tell to be wrong."""

from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from kpss_pages.events.choices import EventState
from kpss_pages.events.recurrence import Schedule, days_of
from kpss_pages.events.validation import problems_of_exception
from sites.tenancy.forms import TownPageForm
from sites.tenancy.scope import town_of


class EventPageForm(TownPageForm):
    """An event's form."""

    def is_valid(self) -> bool:
        return super().is_valid() and not self._refuse_exceptions()

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean()
        is_moved = cleaned.get("state") == EventState.MOVED
        if is_moved and not cleaned.get("former_start") and cleaned.get("starts_at"):
            before = self._published_start()
            if before is not None and before != cleaned["starts_at"]:
                cleaned["former_start"] = before
        return cleaned

    def _published_start(self) -> Any:
        """Return the start that the public knows, None for an event that is not published."""
        known = type(self.instance)._default_manager.filter(pk=self.instance.pk, live=True)
        return known.values_list("starts_at", flat=True).first() if self.instance.pk else None

    def _refuse_exceptions(self) -> bool:
        """Refuse dates that the event does not have, and those that are named twice."""
        formset = self.formsets.get("exceptions")
        starts_at = self.cleaned_data.get("starts_at")
        if formset is None or starts_at is None:
            return False
        town = town_of(self.instance if self.instance.path else self.parent_page)
        zone = town.zone if town is not None else starts_at.tzinfo
        repeats, until = self.cleaned_data.get("repeats", ""), self.cleaned_data.get("repeats_until")
        days = set(days_of(Schedule(starts_at, zone, repeats=repeats, until=until)))
        seen: set[date] = set()
        refused = False
        for form in formset.forms:
            if form in formset.deleted_forms or not (form.instance.pk or form.has_changed()):
                continue
            problems = problems_of_exception(form.instance, days)
            if not problems and form.instance.date in seen:
                problems = {"date": _("This day stands here already. Say everything about it in one place.")}
            seen.add(form.instance.date)
            for field, message in problems.items():
                form.add_error(field, message)
                refused = True
        return refused
