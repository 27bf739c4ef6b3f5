import pytest
from django.core.exceptions import ValidationError
from django.utils import translation

from kpss_pages.core.ways import Email, Emails, Phone, Phones
from kpss_pages.core.ways.lines import (
    emails_from_text,
    phones_from_text,
    text_of_emails,
    text_of_phones,
)


@pytest.mark.parametrize(
    ("line", "phone"),
    [
        ("582 329 303", Phone("+420582329303")),
        ("582 329 303 – sekretariát", Phone("+420582329303", "sekretariát")),
        ("582 329 303 - sekretariát", Phone("+420582329303", "sekretariát")),
        ("582 329 303—sekretariát", Phone("+420582329303", "sekretariát")),
        ("582-329-303 - 24 hodin", Phone("+420582329303", "24 hodin")),
        ("582–329–303-sekretariát", Phone("+420582329303", "sekretariát")),
        ("582 329 303 – ", Phone("+420582329303")),
        ("582 329 303 – byty – druhé patro", Phone("+420582329303", "byty – druhé patro")),
        ("582 329 303 – klapka 12", Phone("+420582329303", "klapka 12")),
        ("0905 123 456", None),
    ],
)
def test_a_line_is_a_number_and_what_it_is_for(line: str, phone: Phone | None) -> None:
    if phone is None:
        with pytest.raises(ValidationError):
            phones_from_text(line, "CZ")
    else:
        assert phones_from_text(line, "CZ") == Phones((phone,))


def test_a_faulty_line_is_named_and_so_is_every_other() -> None:
    with translation.override("en"), pytest.raises(ValidationError) as refusal:
        phones_from_text("582 329 303\n\nkancelář\n581 268 111 – x\n582 34", "CZ")

    first, second = refusal.value.messages
    assert first.startswith("Line 3: “kancelář” has letters")
    assert second.startswith("Line 5: “582 34” is too short")


def test_numbers_of_either_country_come_back_unchanged_in_either_country() -> None:
    phones = Phones(
        (Phone("+420582329303", "sekretariát"), Phone("+421905123456"), Phone("116111", "linka – děti"), Phone("112"))
    )

    assert all(phones_from_text(text_of_phones(phones), country) == phones for country in ("CZ", "SK"))


def test_addresses_come_back_unchanged() -> None:
    emails = Emails((Email("komunitni-planovani@prerov.example", "e-podatelna – příjem"), Email("a.b+c@d.example")))

    assert emails_from_text(text_of_emails(emails)) == emails


@pytest.mark.parametrize(
    "line", ["urad", "urad@", "a@b.example; c@d.example", "@@@ – x", "a@b.example\x00", "a" * 4000]
)
def test_a_faulty_address_is_refused_at_its_line(line: str) -> None:
    with translation.override("en"), pytest.raises(ValidationError) as refusal:
        emails_from_text(f"a@b.example\n{line}")

    assert refusal.value.messages[0].startswith("Line 2: ")


def test_there_are_no_more_than_twenty_lines_and_purposes_are_short() -> None:
    with translation.override("en"):
        with pytest.raises(ValidationError) as refusal:
            phones_from_text("582 329 303\n" * 2000, "CZ")
        assert refusal.value.messages == ["There are more than 20 lines. Leave those that people need."]
        with pytest.raises(ValidationError) as refusal:
            phones_from_text(f"582 329 303 – {'x' * 101}", "CZ")
        assert "more than 100 characters" in refusal.value.messages[0]
