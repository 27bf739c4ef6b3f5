import pytest
from django.utils import translation

from kpss_pages.contacts.models import Office
from kpss_pages.core.ways import Email, Emails, Phone, Phones
from kpss_pages.core.ways.form_fields import EmailsFormField, PhonesFormField
from sites.models import TownSettings
from sites.tenancy.forms import TownRowForm

pytestmark = pytest.mark.django_db


class OfficeForm(TownRowForm):
    class Meta:
        model = Office
        fields = ["name", "phones", "emails"]


class OfficeInTownForm(TownRowForm):
    class Meta:
        model = Office
        fields = ["site", "name", "phones"]


def test_the_number_of_a_row_is_of_the_country_of_its_town(prerov: TownSettings, bbsk: TownSettings) -> None:
    kept = []
    for town, number in ((prerov, "581 268 111"), (bbsk, "0905 123 456")):
        form = OfficeForm({"name": "Úřad", "phones": number, "emails": ""}, instance=Office(site=town.site))
        assert form.is_valid(), form.errors
        kept.append(form.save().phones.all[0].number)

    assert kept == ["+420581268111", "+421905123456"]


def test_a_town_chosen_in_the_form_counts(prerov: TownSettings, bbsk: TownSettings) -> None:
    data = {"name": "Úrad", "phones": "0905 123 456"}

    assert OfficeInTownForm(data | {"site": bbsk.site_id}).is_valid()
    assert "phones" in OfficeInTownForm(data | {"site": prerov.site_id}).errors
    assert "site" in OfficeInTownForm(data | {"site": "junk"}).errors


def test_a_form_sent_as_it_was_shown_changes_nothing(prerov: TownSettings) -> None:
    office = Office.objects.create(
        site=prerov.site,
        name="Úřad",
        phones=Phones((Phone("+420581268111", "ústředna"), Phone("+421905123456"))),
        emails=Emails((Email("urad@prerov.example", "podatelna"),)),
    )
    shown = OfficeForm(instance=office)
    sent = OfficeForm({name: shown[name].value() or "" for name in shown.fields}, instance=office)

    assert "+420 581 268 111 – ústředna" in str(shown["phones"])
    assert sent.is_valid()
    assert not sent.has_changed()
    sent.save()
    office.refresh_from_db()
    assert [phone.number for phone in office.phones] == ["+420581268111", "+421905123456"]


def test_what_was_typed_is_shown_again_with_the_message_at_the_field(prerov: TownSettings) -> None:
    with translation.override("en"):
        form = OfficeForm(
            {"name": "Úřad", "phones": "581 268 abc", "emails": "x\x00"}, instance=Office(site=prerov.site)
        )
        assert set(form.errors) == {"phones", "emails"}
        assert "Line 1" in form.errors["phones"][0]
        assert "581 268 abc" in str(form["phones"])


def test_fields_can_be_required_and_take_their_own_value() -> None:
    phones = Phones((Phone("112"),))

    assert PhonesFormField().clean(phones) == phones
    assert not PhonesFormField(required=False).clean("")
    assert EmailsFormField(required=False).clean("a@b.example") == Emails((Email("a@b.example"),))
