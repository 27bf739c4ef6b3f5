"""Hours are read from one text: what the grammar's writer writes comes back, and nothing is taken by halves."""

import pytest
from django.core.exceptions import ValidationError
from django.utils.translation import override

from kpss_pages.core.hours import OfficeHours, hours_from_lines
from kpss_pages.core.hours.grammar import to_osm
from kpss_pages.core.hours.reading import hours_in

WHOLE = hours_from_lines(
    ["8.00–11.30, 12.30–17.00*", "", "22.00–2.00", "9.00–10.00 obj.", "", "0.00–24.00", "zavřeno"],
    [("*", "vchod ze dvora")],
    special_days="24. 12. 2026 – inventura\n27. 12. 2026 – 2. 1. 2027: 8.00–10.00 – jen podatelna",
    seasons="1. 7. – 31. 8. – Léto\npo, st 8.00–12.00",
)


@pytest.mark.parametrize(
    "hours",
    [WHOLE, OfficeHours(), hours_from_lines(["8.00–9.00"] * 7, open_on_holidays=True), hours_from_lines(["zavřeno"])],
)
def test_what_is_written_comes_back(hours: OfficeHours) -> None:
    text = to_osm(hours)
    assert to_osm(hours_in(text)) == text
    assert hours_in(text, hours) == hours


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("24/7", "Mo,Tu,We,Th,Fr,Sa,Su 00:00-24:00"),
        ("08:00-16:00", "Mo,Tu,We,Th,Fr,Sa,Su 08:00-16:00"),
        ("Mo - Fr: 8:00 - 12:00, 13:00-17:00; Sa,Su,PH off", "Mo,Tu,We,Th,Fr 08:00-12:00,13:00-17:00; PH off"),
        ("Mo-Fr 08:00-16:00; We 08:00-18:00; PH closed", "Mo,Tu,Th,Fr 08:00-16:00, We 08:00-18:00; PH off"),
        ("Mo-Fr 08:00-16:00, Fr 18:00-20:00", "Mo,Tu,We,Th 08:00-16:00, Fr 08:00-16:00,18:00-20:00"),
        ("Fr-Mo 22:00-26:00", "Mo,Fr,Sa,Su 22:00-26:00"),
        ("Jun-Aug Sa 9:00-11:00", "Jun 01-Aug 31 off; Jun 01-Aug 31 Sa 09:00-11:00"),
        ("Mo 08:00-10:00; 2026 Dec 24-31 off", "Mo 08:00-10:00; 2026 Dec 24-2026 Dec 31 off"),
        ("po–pá 8.00–11.30, 12.30–17.00; so 9–12 obj.", "Mo,Tu,We,Th,Fr 08:00-11:30,12:30-17:00, Sa 09:00-12:00 unknown; PH off"),
    ],
)  # fmt: skip
def test_what_maps_and_people_write_is_understood(text: str, written: str) -> None:
    assert to_osm(hours_in(text)) == written


@pytest.mark.parametrize(
    "text",
    [
        "sunrise-sunset",
        "Mo-Fr 08:00+",
        "Mo-Fr 08:00-16:00 || \"na zavolání\"",
        "Mo[1] 08:00-16:00",
        "PH 08:00-16:00",
        "Mo-Fr 08:00-16:00; SH off",
        "Mo 25:00-26:00",
        "Mo 08:99-10:00",
        "2026 Feb 30 off",
        "Jul 45-Aug 31 off",
        "Mo open",
        "Mo 16:00-08:00",
        "week 1-53/2 Mo 08:00-10:00",
        "kdykoli",
        "Mo,Tu,We" * 900,
        ";".join(f'Mo 08:00-09:00 "{number}"' for number in range(20)),
        "po 8–10*",
    ],
)  # fmt: skip
def test_what_our_hours_cannot_say_is_refused_as_a_whole(text: str) -> None:
    with override("en"), pytest.raises(ValidationError) as refused:
        hours_in(text)
    assert refused.value.messages[0].endswith(".")
