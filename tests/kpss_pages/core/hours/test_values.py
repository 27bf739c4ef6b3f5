import json

import pytest

from kpss_pages.core.hours import OfficeHours
from tests.kpss_pages.core.hours.samples import CHRISTMAS, FOOTNOTE, PREROV, STOCK_TAKING, SUMMER, prerov

FULL = prerov(seasons=(SUMMER,), special_days=(CHRISTMAS, STOCK_TAKING), open_on_holidays=True)


@pytest.mark.parametrize("hours", [PREROV, FULL, OfficeHours(), OfficeHours(special_days=(CHRISTMAS,))])
def test_hours_come_back_unchanged_from_what_is_kept(hours: OfficeHours) -> None:
    assert OfficeHours.from_json(json.loads(json.dumps(hours.to_json()))) == hours


def test_nobodys_hours_are_false_and_kept_as_nothing() -> None:
    assert not OfficeHours(footnotes=(("*", FOOTNOTE),), open_on_holidays=True)
    assert OfficeHours().to_json() == {}


@pytest.mark.parametrize("junk", [{"week": [[]]}, [1], "8-12", {"week": [[[["8", "25:00", 0, ""]], ""]] * 7}])
def test_what_was_never_kept_is_refused(junk: object) -> None:
    with pytest.raises((KeyError, TypeError, ValueError)):
        OfficeHours.from_json(junk)


def test_every_change_shows_when_two_versions_are_compared() -> None:
    versions = [
        PREROV,
        FULL,
        prerov(seasons=(SUMMER,)),
        prerov(special_days=(CHRISTMAS,)),
        prerov(footnotes=(("*", "jinak"),)),
        prerov(open_on_holidays=True),
        prerov(week=PREROV.week[1:] + PREROV.week[:1]),
    ]

    assert len({str(hours) for hours in versions}) == len(versions)
    assert str(PREROV).startswith("08.00–11.30, 12.30–17.00 | 08.00–11.30* obj., 12.30–15.00* obj. | ")
