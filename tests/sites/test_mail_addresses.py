"""Which addresses we take to write to."""

import pytest
from django.core.exceptions import ValidationError
from django.core.mail import EmailMessage

from sites.mail_addresses import MailAddressField


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("Jana@Dum.example", "jana@dum.example"),
        (" jana@žluť.example ", "jana@žluť.example"),
        ("jana+plan@dum.example", "jana+plan@dum.example"),
    ],
)
def test_address_is_kept_in_small_letters_and_a_mail_to_it_can_be_written(written: str, kept: str) -> None:
    assert MailAddressField().clean(written) == kept
    assert EmailMessage("A", "B", "kpss@kpss.example", [kept]).message()["To"]


@pytest.mark.parametrize(
    "written",
    [
        f"jana@{'ž' * 63}.example",  # no label of a domain
        "\u212aarel@dum.example",  # the sign of Kelvin, "k" in small letters
        f"{'İ' * 120}@{'İ' * 60}.{'İ' * 60}.example",  # two characters each in small letters
        f"{'a' * 240}@ž.example",  # longer in the form in which it is sent
        "jana@dum.example\nBcc: petr@dum.example",
        "jana@dum.example,petr@dum.example",
    ],
)
def test_what_no_mail_can_be_sent_to_is_no_address(written: str) -> None:
    field = MailAddressField(error_messages={"invalid": "Not an address."})
    with pytest.raises(ValidationError) as refused:
        field.clean(written)
    assert refused.value.messages == ["Not an address."]


def test_field_may_be_left_empty_where_it_is_not_required() -> None:
    assert MailAddressField(required=False).clean("") == ""
