import pytest
from django.core.exceptions import ValidationError
from django.utils import translation

from kpss_pages.contacts.models import Office
from kpss_pages.core.hours import OfficeHours, hours_from_lines
from kpss_pages.core.hours.form_fields import HoursFormField
from kpss_pages.core.hours.widgets import PARTS, HoursWidget
from sites.models import TownSettings
from sites.tenancy.forms import TownRowForm
from tests.kpss_pages.core.hours.samples import CHRISTMAS, FOOTNOTE, PREROV, STOCK_TAKING, SUMMER, prerov

FULL = prerov(seasons=(SUMMER,), special_days=(CHRISTMAS, STOCK_TAKING), open_on_holidays=True)
TYPED = {
    "hours-0": "8.00 - 11.30, 12:30-17",
    "hours-1": "8-11.30* obj.; 12.30-15* na pozvání",
    "hours-2": "8.00–11.30 12.30–17.00",
    "hours-3": "8-11.30* obj., 12.30-15* obj.",
    "hours-4": "ZAVŘENO*",
    "hours-footnotes": f"*) {FOOTNOTE}",
}


class OfficeForm(TownRowForm):
    class Meta:
        model = Office
        fields = ["name", "hours"]


def form_for(town: TownSettings, typed: dict[str, str], office: Office | None = None) -> OfficeForm:
    return OfficeForm({"name": "Úřad"} | typed, instance=office or Office(site=town.site))


def shown_in(form: OfficeForm) -> dict[str, str]:
    widget = form["hours"].subwidgets[0].data
    inputs = [*widget["days"], *widget["boxes"], widget["on_holidays"]]
    return {each.name: each.value for each in inputs}


@pytest.mark.django_db
@pytest.mark.parametrize("language", ["cs", "sk"])
@pytest.mark.parametrize("hours", [PREROV, FULL, OfficeHours(), OfficeHours(special_days=(CHRISTMAS,))])
def test_a_form_sent_as_it_was_shown_changes_nothing(prerov: TownSettings, hours: OfficeHours, language: str) -> None:
    office = Office.objects.create(site=prerov.site, name="Úřad", hours=hours)
    with translation.override(language):
        sent = form_for(prerov, shown_in(OfficeForm(instance=office)), office)
        assert sent.is_valid(), sent.errors
        assert sent.changed_data == []
        sent.save()
    office.refresh_from_db()
    assert office.hours == hours


@pytest.mark.django_db
def test_hours_are_kept_as_they_were_meant_and_shown_in_one_form(prerov: TownSettings) -> None:
    form = form_for(prerov, TYPED)
    assert form.is_valid(), form.errors
    office = form.save()
    office.refresh_from_db()

    assert office.hours == PREROV
    assert shown_in(OfficeForm(instance=office))["hours-1"] == "8.00–11.30* obj., 12.30–15.00* obj."


@pytest.mark.django_db
def test_mistakes_are_said_at_the_field_by_their_day_and_nothing_typed_is_lost(prerov: TownSettings) -> None:
    typed = TYPED | {
        "hours-0": "8-25",
        "hours-2": "ráno",
        "hours-5": "8-10, 9-11",
        "hours-special_days": "Vánoce\x00",
        "hours-seasons": "x",
    }
    with translation.override("en"):
        form = form_for(prerov, typed)
        messages = form.errors["hours"]
        html = str(form["hours"])

    assert [message.split(":")[0] for message in messages] == [
        "Monday",
        "Wednesday",
        "Saturday",
        "Closures and exceptional openings",
        "Seasons",
    ]
    assert shown_in(form)["hours-0"] == "8-25"
    assert html.count('aria-invalid="true"') == 5
    assert 'value="ráno"' in html


@pytest.mark.django_db
def test_impossible_hours_are_refused_by_the_form_and_by_the_model(prerov: TownSettings) -> None:
    with translation.override("en"):
        form = form_for(prerov, {"hours-1": "8-12, 11-13"})
        assert form.errors["hours"] == ["Tuesday: 8.00–12.00 and 11.00–13.00 overlap. Correct one of them."]
    hours = OfficeHours(footnotes=(), week=(PREROV.week[4],) * 7)
    with pytest.raises(ValidationError) as refusal:
        Office(site=prerov.site, name="Úřad", hours=hours).full_clean()
    assert set(refusal.value.message_dict) == {"hours"}


def test_every_input_has_a_label() -> None:
    html = HoursWidget().render("hours", PREROV, {"id": "id_hours"})

    assert all(f'for="id_hours-{part}"' in html and f'id="id_hours-{part}"' in html for part in PARTS)


def test_footnotes_alone_are_not_lost_and_nothing_written_is_no_hours() -> None:
    field = HoursFormField(required=False)

    assert field.clean(dict.fromkeys(PARTS, " ")) == OfficeHours()
    assert field.clean({"open_on_holidays": "on"}) == OfficeHours()
    with translation.override("en"):
        with pytest.raises(ValidationError, match="footnotes but no hours"):
            field.clean({"footnotes": "* na pozvání"})
        with pytest.raises(ValidationError, match="at least one day"):
            HoursFormField().clean({})


def test_what_is_typed_has_a_limit() -> None:
    with translation.override("en"), pytest.raises(ValidationError) as refusal:
        HoursFormField().clean({"0": "8-12 " * 100, "seasons": "x\n" * 10_000})
    assert [message.split(":")[0] for message in refusal.value.messages] == ["Monday", "Seasons"]


def test_hours_are_made_of_lines_as_they_stand_on_a_door() -> None:
    days = [TYPED[f"hours-{day}"] for day in range(5)]

    assert hours_from_lines(days, [("*", FOOTNOTE)]) == PREROV
    assert hours_from_lines([]) == OfficeHours()
    with pytest.raises(ValidationError):
        hours_from_lines(["8-7"])
