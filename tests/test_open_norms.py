"""The check of open data against the official schemas can pass and can fail."""

from typing import Any

import pytest

from tests.open_norms import assert_valid, assert_valid_at, errors_of, sample, schema_of

SAMPLES = [
    ("ofn_aktuality", "aktuality", "aktuality"),
    ("ofn_bezbarierovost", "bezbariérovost", "bezbariérovost"),
    ("ofn_kontakt", "kontakty", "kontakt"),
    ("ofn_udalosti", "události", "události"),
    ("ofn_uredni_deska", "úřední-desky", "úřední-deska"),
    ("ofn_uredni_hodiny", "časová-specifikace", "časová-specifikace"),
]


@pytest.mark.parametrize(("name", "norm", "thing"), SAMPLES)
def test_sample_is_valid(name: str, norm: str, thing: str) -> None:
    assert_valid(sample(name), norm, thing)


@pytest.mark.parametrize(
    ("title", "is_valid"),
    [({"cs": "Zpráva"}, True), ({"cs": "Zpráva", "sk": "Správa"}, True), ({"sk": "Správa"}, False), ("Zpráva", False)],
)
def test_text_needs_czech_or_english(title: Any, is_valid: bool) -> None:
    errors = errors_of([{"typ": "Aktualita", "název": title}], schema_of("aktuality", "aktuality"))
    assert (not errors) is is_valid


def test_address_that_is_not_whole_is_no_iri() -> None:
    for iri in ("/aktuality/", "https://town.example/a b"):
        with pytest.raises(AssertionError):
            assert_valid_at(
                [{"typ": "Aktualita", "iri": iri}],
                "https://ofn.gov.cz/aktuality/2020-07-01/schémata/aktuality.json",
            )


def test_moment_needs_a_real_time() -> None:
    event = {"typ": "Událost", "vytvořeno": {"typ": "Časový okamžik", "datum_a_čas": "tomorrow"}}
    assert errors_of(event, schema_of("události", "událost"))
