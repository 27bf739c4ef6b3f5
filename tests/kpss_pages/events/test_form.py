from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from wagtail.models import Locale, Page
from wagtail.test.utils.form_data import inline_formset, nested_form_data, streamfield
from wagtail_localize.models import Translation, TranslationSource

from kpss_pages.events.models import EventIndexPage, EventPage, Occurrence
from sites.models import Role, TownSettings
from tests.builders import make_event, make_user, section_of, signed_in

pytestmark = pytest.mark.django_db

Errors = dict[str, Any]
PRAGUE = ZoneInfo("Europe/Prague")


@pytest.fixture
def editor(prerov: TownSettings) -> Client:
    return signed_in(make_user(prerov, Role.MANAGER), prerov.site.hostname)


def written(exceptions: list[dict[str, Any]] | None = None, **changes: Any) -> dict[str, Any]:
    """Return what the form of a new event sends: every Monday from 2 to 30 November 2026, at four."""
    fields: dict[str, Any] = {
        "title": "Poradna",
        "slug": "poradna",
        "lead": "",
        "starts_at": "02.11.2026 16:00",
        "ends_at": "02.11.2026 18:00",
        "repeats": "weekly",
        "repeats_until": "30.11.2026",
        "state": "planned",
        "state_note": "",
        "former_start": "",
        "place": "",
        "place_access": "",
        "online_url": "",
        "organiser": "",
        "sign_up": "",
        "sign_up_url": "",
        "capacity": "",
        "sign_up_until": "",
        "updated_on": "",
        "body": streamfield([]),
        "exceptions": inline_formset(exceptions or []),
        "attachments": inline_formset([]),
        "comments": inline_formset([]),
    }
    return nested_form_data(fields | changes)


def sent(editor: Client, town: TownSettings, data: dict[str, Any]) -> Any:
    index = section_of(town, EventIndexPage)
    return editor.post(
        f"/admin/pages/add/kpss_events/eventpage/{index.pk}/", data | {"action-publish": "action-publish"}
    )


def errors(response: Any) -> tuple[Errors, list[Errors]]:
    """Return the errors of a refused form by field, and those of its different dates; nothing was saved."""
    assert response.status_code == 200
    assert not EventPage.objects.exists()
    form = response.context["form"]
    return dict(form.errors), [dict(child.errors) for child in form.formsets["exceptions"].forms]


def test_event_with_different_dates_is_published(editor: Client, prerov: TownSettings) -> None:
    exceptions = [
        {"date": "09.11.2026", "kind": "cancelled", "starts_at": "", "ends_at": "", "note": "Nemoc"},
        {"date": "16.11.2026", "kind": "moved", "starts_at": "17.11.2026 10:00", "ends_at": "", "note": ""},
    ]
    response = sent(editor, prerov, written(exceptions))
    assert response.status_code == 302

    dates = list(EventPage.objects.get().occurrences.order_by("rule_start"))
    assert [date.state for date in dates] == ["planned", "cancelled", "moved", "planned", "planned"]
    assert dates[2].starts_at == datetime(2026, 11, 17, 10, tzinfo=PRAGUE)


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"ends_at": "02.11.2026 15:00"}, "__all__"),
        ({"repeats_until": ""}, "repeats_until"),
        ({"repeats_until": "01.11.2026"}, "repeats_until"),
        ({"repeats_until": "01.12.2029"}, "repeats_until"),
        ({"repeats": "daily", "repeats_until": "30.10.2028"}, "repeats_until"),
        ({"repeats": ""}, "repeats_until"),
        ({"state": "moved"}, "state_note"),
        ({"state": "moved", "former_start": "02.11.2026 16:00"}, "former_start"),
        ({"former_start": "01.11.2026 16:00"}, "former_start"),
        ({"starts_at": "02.11.0026 16:00"}, "starts_at"),
        ({"starts_at": "31.02.2026 16:00"}, "starts_at"),
        ({"starts_at": "zítra"}, "starts_at"),
        ({"ends_at": "02.12.2027 15:00", "repeats": "", "repeats_until": ""}, "ends_at"),
        ({"online_url": "schůzka"}, "online_url"),
        ({"capacity": "99999999999999999999"}, "capacity"),
        ({"place": "a\0b"}, "place"),
        ({"repeats": "sometimes"}, "repeats"),
    ],
)
def test_what_cannot_be_is_said_at_its_field(
    editor: Client, prerov: TownSettings, changes: dict[str, Any], field: str
) -> None:
    of_form, _of_dates = errors(sent(editor, prerov, written(**changes)))

    assert field in of_form


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"date": "10.11.2026", "kind": "cancelled"}, "date"),
        ({"date": "07.12.2026", "kind": "cancelled"}, "date"),
        ({"date": "09.11.2026", "kind": "moved"}, "starts_at"),
        ({"date": "09.11.2026", "kind": "cancelled", "starts_at": "10.11.2026 10:00"}, "starts_at"),
        (
            {
                "date": "09.11.2026",
                "kind": "moved",
                "starts_at": "10.11.2026 10:00",
                "ends_at": "10.11.2026 9:00",
            },
            "ends_at",
        ),
        ({"date": "09.11.2026", "kind": "moved", "starts_at": "10.11.9999 10:00"}, "starts_at"),
        ({"date": "nikdy", "kind": "cancelled"}, "date"),
    ],
)
def test_different_date_that_cannot_be_is_said_at_its_field(
    editor: Client, prerov: TownSettings, changes: dict[str, str], field: str
) -> None:
    row = {"starts_at": "", "ends_at": "", "note": ""} | changes
    _of_form, (of_date,) = errors(sent(editor, prerov, written([row])))

    assert field in of_date


def test_day_that_is_named_twice_is_refused(editor: Client, prerov: TownSettings) -> None:
    row = {"date": "09.11.2026", "kind": "cancelled", "starts_at": "", "ends_at": "", "note": ""}
    _of_form, of_dates = errors(sent(editor, prerov, written([row, row])))

    assert ["date" in of_date for of_date in of_dates] == [False, True]


def test_event_that_is_moved_remembers_when_it_was_to_be(editor: Client, prerov: TownSettings) -> None:
    once: dict[str, Any] = {"repeats": "", "repeats_until": ""}
    sent(editor, prerov, written(**once))
    event = EventPage.objects.get()
    later: dict[str, Any] = {"starts_at": "03.11.2026 16:00", "ends_at": "03.11.2026 18:00", "state": "moved"}
    response = editor.post(
        f"/admin/pages/{event.pk}/edit/", written(**once, **later) | {"action-publish": "action-publish"}
    )

    assert response.status_code == 302
    event.refresh_from_db()
    assert event.former_start == datetime(2026, 11, 2, 16, tzinfo=PRAGUE)
    assert event.sequence == 1


def test_draft_may_be_saved_without_a_start(editor: Client, prerov: TownSettings) -> None:
    index = section_of(prerov, EventIndexPage)
    data = written(starts_at="", ends_at="", repeats="", repeats_until="")
    response = editor.post(f"/admin/pages/add/kpss_events/eventpage/{index.pk}/", data)

    assert response.status_code in (200, 302)


def test_preview_shows_dates_that_are_not_published(editor: Client, prerov: TownSettings) -> None:
    event = make_event(prerov)
    path = f"/admin/pages/{event.pk}/edit/preview/"
    assert editor.post(path, written()).json()["is_valid"]

    page = editor.get(path)
    assert page.status_code == 200
    assert len(page.context["dates"]) + len(page.context["further_dates"]) >= 1
    index = section_of(prerov, EventIndexPage)
    assert editor.get(f"/admin/pages/{index.pk}/view_draft/").status_code == 200


def test_rules_hold_without_the_form_too(prerov: TownSettings) -> None:
    event = make_event(prerov)
    event.repeats = "weekly"

    with pytest.raises(ValidationError) as refused:
        event.full_clean()
    assert "repeats_until" in refused.value.message_dict


def test_translated_event_keeps_its_dates_and_what_is_different(bbsk: TownSettings) -> None:
    start = datetime(2030, 11, 4, 16, tzinfo=PRAGUE)
    event = make_event(
        bbsk,
        "Stretnutie",
        starts_at=start,
        repeats="weekly",
        repeats_until=datetime(2030, 11, 25).date(),
        exceptions=[{"date": datetime(2030, 11, 11).date(), "kind": "cancelled", "note": "Choroba"}],
    )
    czech = Locale.objects.get(language_code="cs")
    section_of(bbsk, EventIndexPage, "cs")
    source, _made = TranslationSource.update_or_create_from_instance(event)
    translation = Translation.objects.create(source=source, target_locale=czech)

    def published() -> EventPage:
        """Take over what changed in the source, and publish the translation."""
        source.update_from_db()
        translation.save_target(publish=False)
        page: Any = Page.objects.get(translation_key=event.translation_key, locale=czech).specific
        page.get_latest_revision().publish()
        return EventPage.objects.get(pk=page.pk)

    def dates(page: EventPage) -> list[tuple[datetime, str]]:
        return list(page.occurrences.values_list("starts_at", "state"))

    translated = published()
    assert dates(translated) == dates(event)
    assert [state for _start, state in dates(translated)] == ["planned", "cancelled", "planned", "planned"]

    event.state = "cancelled"
    event.save_revision().publish()
    assert {state for _start, state in dates(published())} == {"cancelled"}
    assert Occurrence.objects.below(section_of(bbsk, EventIndexPage, "cs")).published().count() == 4
