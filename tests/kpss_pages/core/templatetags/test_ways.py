from kpss_pages.core.templatetags.ways import phone_dialled, phone_shown


def test_a_number_stays_on_one_line_and_is_dialled_with_its_code() -> None:
    assert phone_shown("+420582329303", "CZ") == "582\u00a0329\u00a0303"
    assert phone_shown("+420582329303", "SK") == "+420\u00a0582\u00a0329\u00a0303"
    assert phone_dialled("+420582329303") == "tel:+420582329303"
