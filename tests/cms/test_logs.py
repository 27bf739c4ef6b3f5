import logging
import sys

import pytest

from cms.logs import DiscreetFormatter


def written(message: str, *arguments: object) -> str:
    record = logging.LogRecord("kpss", logging.ERROR, __file__, 1, message, arguments, None)
    return DiscreetFormatter().format(record)


@pytest.mark.parametrize(
    ("message", "kept", "left_out"),
    [
        ("Invited anna.novakova@town.example to a role", "to a role", "novakova"),
        ("Not Found: /hledat/?q=dluhy", "/hledat/", "dluhy"),
        ("It failed\nDETAIL:  Key (phone)=(777) already exists.\nmore", "more", "777"),
    ],
)
def test_personal_data_is_left_out_of_the_log(message: str, kept: str, left_out: str) -> None:
    line = written(message)
    assert kept in line
    assert left_out not in line


def test_traceback_is_written_without_the_row_it_quotes() -> None:
    try:
        raise ValueError("duplicate\nDETAIL:  Key (email)=(anna@town.example) already exists.")
    except ValueError:
        record = logging.LogRecord("kpss", logging.ERROR, __file__, 1, "It failed", (), sys.exc_info())
    line = DiscreetFormatter().format(record)
    assert "ValueError: duplicate" in line
    assert "anna" not in line
