from django.template.loader import render_to_string

from kpss_pages.core.templatetags.ways import phone_dialled, phone_shown
from kpss_pages.core.ways import Email, Emails, Phone, Phones


def test_a_number_stays_on_one_line_and_is_dialled_with_its_code() -> None:
    assert phone_shown("+420582329303", "CZ") == "582\u00a0329\u00a0303"
    assert phone_shown("+420582329303", "SK") == "+420\u00a0582\u00a0329\u00a0303"
    assert phone_dialled("+420582329303") == "tel:+420582329303"


def test_numbers_and_addresses_are_lists_with_what_they_are_for() -> None:
    phones = Phones((Phone("+420582329303", "<b>podatelna</b>"), Phone("112")))
    html = render_to_string("kpss_core/ways/_phones.html", {"phones": phones, "country": "CZ"})
    assert html.count("<li>") == 2
    assert "<span>&lt;b&gt;podatelna&lt;/b&gt;</span>" in html
    assert '<a href="tel:+420582329303">582\u00a0329\u00a0303</a>' in html

    emails = Emails((Email("urad@prerov.example", "podatelna"),))
    html = render_to_string("kpss_core/ways/_emails.html", {"emails": emails})
    assert '<a href="mailto:urad@prerov.example">urad@prerov.example</a>' in html


def test_without_any_there_is_no_list() -> None:
    assert "<ul" not in render_to_string("kpss_core/ways/_phones.html", {"phones": Phones()})
    assert "<ul" not in render_to_string("kpss_core/ways/_emails.html", {"emails": Emails()})
