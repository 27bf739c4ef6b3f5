"""Checks of a town's legal data and look."""

import pytest
from django.core.exceptions import ValidationError

from sites.colours import contrast
from sites.validators import validate_brand_colour, validate_company_id, validate_data_box, validate_vat_id


@pytest.mark.parametrize("value", ["00301825", "00288659", "00231401"])
def test_company_number_with_a_right_check_digit_is_accepted(value: str) -> None:
    validate_company_id(value)


@pytest.mark.parametrize("value", ["00301826", "301825", "003018250", "CZ301825", "0030 825", "٠٠٣٠١٨٢٥"])
def test_wrong_company_number_is_refused(value: str) -> None:
    with pytest.raises(ValidationError):
        validate_company_id(value)


@pytest.mark.parametrize("value", ["CZ00301825", "SK2021234567"])
def test_vat_number_is_accepted(value: str) -> None:
    validate_vat_id(value)


@pytest.mark.parametrize("value", ["CZ 00301825", "00301825", "CZ00301826", "SK123", "PL1234567890", ""])
def test_wrong_vat_number_is_refused(value: str) -> None:
    with pytest.raises(ValidationError):
        validate_vat_id(value)


@pytest.mark.parametrize(("value", "is_right"), [("etwb5sh", True), ("E0005593577", True), ("etwb5s", False)])
def test_data_box_of_either_country(value: str, is_right: bool) -> None:
    if is_right:
        validate_data_box(value)
    else:
        with pytest.raises(ValidationError):
            validate_data_box(value)


def test_contrast_is_that_of_wcag() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.478, abs=0.001)


def test_colour_that_is_too_light_names_the_ratio_it_has_and_needs() -> None:
    with pytest.raises(ValidationError) as refused:
        validate_brand_colour("#777777")
    message = refused.value.messages[0]
    assert "4,47" in message
    assert "4,5" in message


@pytest.mark.parametrize("value", ["red", "#fff", "#12345g", "123456"])
def test_colour_is_six_hexadecimal_digits(value: str) -> None:
    with pytest.raises(ValidationError):
        validate_brand_colour(value)
