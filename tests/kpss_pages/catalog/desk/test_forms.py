"""A clerk's form of a service: types of the own country, errors at the field, and who has said what."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from kpss_pages.catalog.choices import Origin
from kpss_pages.catalog.facts import Facts
from kpss_pages.catalog.models import Provider, Service
from sites.models import Role, TownSettings
from tests.builders import make_provider, make_service, make_user, signed_in
from tests.kpss_pages.screens import address, row, sent

pytestmark = pytest.mark.django_db
LONG_AGO = date(2026, 3, 12)


@pytest.fixture
def clerk(prerov: TownSettings) -> Client:
    return signed_in(make_user(prerov, Role.EDITOR), "prerov.example")


def edit(service: Service) -> str:
    return address(Service, "edit", service.pk)


def errors_of(response: Any) -> dict[str, Any]:
    assert response.status_code == 200
    found = dict(response.context["form"].errors)
    for relation, formset in response.context["form"].formsets.items():
        for number, form in enumerate(formset.forms):
            found |= {f"{relation}-{number}-{name}": errors for name, errors in form.errors.items()}
    return found


def fresh(service: Service) -> Service:
    return Service.objects.whole().get(pk=service.pk)


def test_only_valid_types_of_the_own_country_are_offered_and_the_one_it_has(
    clerk: Client, prerov: TownSettings, bbsk: TownSettings
) -> None:
    ended = make_service(prerov, type_code="cz-soc-sluzby-zdravotnicka-zarizeni")

    def offered(url: str) -> list[str]:
        choices = clerk.get(url).context["form"].fields["type_code"].choices
        return [code for _group, types in list(choices)[1:] for code, _label in types]

    new = offered(address(Service, "add"))
    assert "cz-pecovatelska-sluzba" in new
    assert "cz-soc-sluzby-zdravotnicka-zarizeni" not in new
    assert not [code for code in new if code.startswith("sk-")]
    assert "cz-soc-sluzby-zdravotnicka-zarizeni" in offered(edit(ended))
    assert "28. 2. 2025" in clerk.get(edit(ended)).content.decode().replace("\xa0", " ").replace("28.02.", "28. 2. ")
    wrong = clerk.post(edit(ended), sent(clerk, edit(ended), type_code="sk-opatrovatelska-sluzba"))
    assert errors_of(wrong)["type_code"]


def test_what_is_changed_is_said_by_the_town_and_the_rest_keeps_its_source(clerk: Client, prerov: TownSettings) -> None:
    facts = Facts().said(["name", "price", "forms", "facilities"], Origin.REGISTER, LONG_AGO)
    service = make_service(prerov, facts=facts, confirmed_on=LONG_AGO, languages=["cs"])
    shown = clerk.get(edit(service)).content.decode()
    assert shown.count("catalog-fact") >= 4  # at both fields, and above of forms and places

    response = clerk.post(
        edit(service), sent(clerk, edit(service), price="free", **{"forms-0-capacities": "45 klientů"})
    )
    assert response.status_code == 302

    kept = fresh(service)
    said = {name: kept.facts.of(name).origin for name in kept.facts}
    assert said == {
        "name": Origin.REGISTER,
        "price": Origin.TOWN,
        "forms": Origin.TOWN,
        "facilities": Origin.REGISTER,
    }
    assert kept.facts.of("price").said_on == timezone.localdate()
    assert kept.confirmed_on == LONG_AGO
    assert [form.capacities.to_json() for form in kept.forms.all()] == [[[45, "klient", ""]]]
    assert kept.latest_revision is not None


def test_saving_what_is_there_changes_nothing(clerk: Client, prerov: TownSettings) -> None:
    facts = Facts().said(["name"], Origin.PROVIDER, LONG_AGO)
    service = make_service(
        prerov,
        facts=facts,
        target_groups=["seniori", "no-such"],
        facilities=[{"latitude": "49.455", "longitude": "17.45", "name": "A"}],
    )
    assert clerk.post(edit(service), sent(clerk, edit(service))).status_code == 302
    assert fresh(service).facts == facts
    assert fresh(service).target_groups == ["seniori", "no-such"]


def test_everything_is_confirmed_by_its_own_button(clerk: Client, prerov: TownSettings) -> None:
    facts = Facts().said(["name"], Origin.REGISTER, LONG_AGO)
    service = make_service(prerov, facts=facts, confirmed_on=LONG_AGO, confirmed_by="provider")
    assert 'name="action-confirm"' in clerk.get(edit(service)).content.decode()
    clerk.post(edit(service), sent(clerk, edit(service), **{"action-confirm": "x"}))
    kept, today = fresh(service), timezone.localdate()
    assert (kept.confirmed_on, kept.confirmed_by) == (today, Origin.TOWN)
    fact = kept.facts.of("name")
    assert fact is not None
    assert (fact.origin, fact.said_on, fact.confirmed_on) == (Origin.REGISTER, LONG_AGO, today)


def test_new_service_is_confirmed_by_whoever_writes_it(clerk: Client, prerov: TownSettings) -> None:
    provider = make_provider(prerov)
    url = address(Service, "add")
    data = sent(clerk, url, name="Klub", kind="related", related_type="kluby", provider=provider.pk)
    assert clerk.post(url, data).status_code == 302
    service = Service.objects.get(site=prerov.site)
    assert (service.confirmed_on, service.confirmed_by) == (timezone.localdate(), Origin.TOWN)
    assert {"name", "kind", "related_type"} <= set(service.facts)
    assert "website" not in service.facts


def test_secret_place_loses_its_address_and_position(clerk: Client, prerov: TownSettings) -> None:
    place = {"street": "Tajná 1", "municipality": "Přerov", "latitude": "49.455", "longitude": "17.45"}
    service = make_service(prerov, facilities=[place | {"municipality_code": "511382", "address_code": "1"}])
    data = sent(clerk, edit(service), **{"facilities-0-is_secret": "on", "facilities-0-latitude": "x"})
    assert clerk.post(edit(service), data).status_code == 302
    kept = fresh(service).facilities.get()
    assert (kept.is_secret, kept.street, kept.municipality, kept.latitude) == (True, "", "", None)
    assert (kept.municipality_code, kept.address_code) == ("", "")


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"kind": "related", "related_type": "x"}, "type_code"),
        ({"kind": "related", "type_code": ""}, "related_type"),
        ({"type_code": ""}, "type_code"),
        ({"type_code": "\x00"}, "type_code"),
        ({"related_type": "x"}, "related_type"),
        ({"register_number": "12"}, "register"),
        ({"registered_from": "2026-01-02", "registered_until": "2026-01-01"}, "registered_until"),
        ({"target_groups": ["nobody"]}, "target_groups"),
        ({"phones": "abc"}, "phones"),
        ({"provider": "99999999999999999999"}, "provider"),
        ({"forms-0-capacities": "hodně"}, "forms-0-capacities"),
        ({"forms-0-free_places": "-1"}, "forms-0-free_places"),
        ({"forms-0-free_places": "100000"}, "forms-0-free_places"),
        ({"forms-0-free_places": "1", "forms-0-free_places_on": "2099-01-01"}, "forms-0-free_places_on"),
        ({"forms-0-hours-0": "ráno"}, "forms-0-hours"),
        ({"facilities-0-latitude": "49.4"}, "facilities-0-longitude"),
        ({"facilities-0-latitude": "91", "facilities-0-longitude": "17.4"}, "facilities-0-latitude"),
        ({"website": "xx yy"}, "website"),
        ({"facilities-0-street": "", "facilities-0-municipality": ""}, "facilities-0-street"),
        (row("forms", 1, form="ter"), "forms-1-__all__"),
    ],
)
def test_mistakes_are_told_at_the_field(
    clerk: Client, prerov: TownSettings, changes: dict[str, Any], field: str
) -> None:
    service = make_service(prerov)
    assert errors_of(clerk.post(edit(service), sent(clerk, edit(service), **changes)))[field]


def test_position_is_taken_as_people_write_it(clerk: Client, prerov: TownSettings) -> None:
    service = make_service(prerov)
    position = {"facilities-0-latitude": "49,45512345°", "facilities-0-longitude": "17.4512"}
    assert clerk.post(edit(service), sent(clerk, edit(service), **position)).status_code == 302

    place = service.facilities.get()
    assert (str(place.latitude), str(place.longitude)) == ("49.455123", "17.451200")


def test_two_forms_can_change_places(clerk: Client, prerov: TownSettings) -> None:
    service = make_service(prerov, forms=[{"form": "ter", "hours_note": "a"}, {"form": "amb", "hours_note": "b"}])
    data = sent(clerk, edit(service), **{"forms-0-form": "amb", "forms-1-form": "ter"})
    assert clerk.post(edit(service), data).status_code == 302
    assert {form.form: form.hours_note for form in fresh(service).forms.all()} == {"amb": "a", "ter": "b"}


def test_free_places_that_were_just_counted_are_as_of_today(clerk: Client, prerov: TownSettings) -> None:
    service = make_service(prerov, forms=[{"form": "ter", "free_places": 1, "free_places_on": LONG_AGO}])
    clerk.post(edit(service), sent(clerk, edit(service), **{"forms-0-free_places": "3"}))
    form = fresh(service).forms.get()
    assert (form.free_places, form.free_places_on) == (3, timezone.localdate())
    clerk.post(edit(service), sent(clerk, edit(service), **{"forms-0-free_places": ""}))
    assert fresh(service).forms.get().free_places_on is None


def test_unknown_code_is_shown_and_goes_when_the_type_is_chosen(clerk: Client, prerov: TownSettings) -> None:
    unknown = [["druhy-socialni-sluzby", "DruhSocialniSluzby/99"]]
    service = make_service(prerov, type_code="", unknown_codes=unknown)
    assert "DruhSocialniSluzby/99" in clerk.get(edit(service)).content.decode()
    assert clerk.post(edit(service), sent(clerk, edit(service))).status_code == 302
    assert fresh(service).unknown_codes == unknown
    clerk.post(edit(service), sent(clerk, edit(service), type_code="cz-rana-pece"))
    assert fresh(service).unknown_codes == []


def test_nothing_of_another_town_is_taken(clerk: Client, prerov: TownSettings, bbsk: TownSettings) -> None:
    service, foreign = make_service(prerov), make_service(bbsk, type_code="sk-opatrovatelska-sluzba")
    wrong = clerk.post(edit(service), sent(clerk, edit(service), provider=foreign.provider_id))
    assert errors_of(wrong)["provider"]
    assert clerk.get(edit(foreign)).status_code == 404
    assert clerk.post(edit(foreign), {"action-confirm": "x"}).status_code == 404


def test_provider_remembers_who_said_what(clerk: Client, prerov: TownSettings) -> None:
    provider = make_provider(prerov, facts=Facts().said(["name"], Origin.REGISTER, LONG_AGO))
    url = address(Provider, "edit", provider.pk)
    data = sent(clerk, url, website="https://pomoc.example", asked_at="a@b.example", asked_at_second="a@b.example")
    assert clerk.post(url, data).context["form"].errors["asked_at_second"]
    assert clerk.post(url, data | {"asked_at_second": ""}).status_code == 302
    facts = Provider.objects.get(pk=provider.pk).facts
    assert {name: fact.origin for name, fact in facts.by_field.items()} == {
        "name": Origin.REGISTER,
        "website": Origin.TOWN,
    }


def test_deleting_says_what_goes_and_what_is_better(clerk: Client, prerov: TownSettings) -> None:
    service = make_service(prerov, "Stará služba")

    assert len(clerk.get(address(Service, "delete", service.pk)).context["going"]) == 2
    assert "Stará služba" in clerk.get(address(Provider, "delete", service.provider_id)).content.decode()
    clerk.post(address(Provider, "delete", service.provider_id))
    assert not Service.objects.filter(pk=service.pk).exists()


def test_day_that_no_calendar_has_is_told_and_no_script_makes_another_of_it(
    clerk: Client, prerov: TownSettings
) -> None:
    service = make_service(prerov, forms=[{"form": "ter"}], facilities=[{"street": "Příkladná 1"}])
    days = ["registered_from", "registered_until", "ended_on", "forms-0-free_places_on", "facilities-0-ended_on"]
    shown = clerk.get(edit(service)).context["form"]
    parts = {"": shown, **{name: shown.formsets[name].forms[0] for name in ("forms", "facilities")}}
    for name in days:
        part, _number, field = name.rpartition("-0-")
        # The picker of days would write today's date over what it cannot read.
        assert parts[part].fields[field].widget.get_config()["validateOnBlur"] is False
    response = clerk.post(edit(service), sent(clerk, edit(service), **dict.fromkeys(days, "31. 2. 2026")))
    assert set(days) <= errors_of(response).keys()
    assert Service.objects.get(pk=service.pk).registered_from is None


def test_service_whose_end_is_known_beforehand_has_not_ended_yet(clerk: Client, prerov: TownSettings) -> None:
    today = timezone.localdate()
    over = make_service(prerov, ended_on=today - timedelta(days=9))
    going_on = make_service(prerov, "Noclehárna", ended_on=today + timedelta(days=300))
    sentence = "Služba skončila a nenabízí se."
    assert sentence in clerk.get(edit(over)).content.decode()
    assert sentence not in clerk.get(edit(going_on)).content.decode()
