"""Nothing that somebody typed runs in the spreadsheet of whoever downloads a list."""

from datetime import UTC, datetime
from io import BytesIO
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from openpyxl import load_workbook
from wagtail.log_actions import log
from wagtail.models import Page

from sites.models import Role
from sites.spreadsheets import HarmlessSpreadsheetMixin, csv_of_rows, harmless
from tests.builders import home_of, make_page, make_town, make_user, signed_in


@pytest.mark.parametrize("typed", ["=1+1", "+420", "-1+1", "@SUM(A1)", "\t=1", "\r=1"])
def test_text_that_would_be_a_formula_is_marked_as_text(typed: str) -> None:
    assert harmless(typed) == f"'{typed}"


@pytest.mark.parametrize("typed", ["", "Poradna", "1 = 1", 5, None, -5])
def test_everything_else_stays_as_it_is(typed: Any) -> None:
    assert harmless(typed) is typed


def test_table_opens_in_excel_and_runs_nothing() -> None:
    written = csv_of_rows([["Jméno", "Poznámka"], ["Nováková", "=1+1"], ["a;b", 5]])

    assert written == '\ufeffJméno;Poznámka\r\nNováková;\'=1+1\r\n"a;b";5\r\n'.encode()


def test_times_are_those_of_the_town() -> None:
    view, moment = HarmlessSpreadsheetMixin(), datetime(2026, 7, 1, 10, 30, tzinfo=UTC)

    with timezone.override("Europe/Prague"):
        assert view.preprocess_field_value("at", moment, "csv") == "2026-07-01 12:30:00"
        assert view.preprocess_field_value("at", moment, "xlsx") == datetime(2026, 7, 1, 12, 30)


@pytest.fixture
def manager() -> Client:
    """Somebody with a page whose title is a formula, in every report; another town has one too."""
    town, other = make_town("prostejov"), make_town("prerov")
    person = make_user(town, Role.MANAGER)
    for owner, title in ((town, "=HYPERLINK(1)"), (other, "=FOREIGN(1)")):
        page = make_page(home_of(owner), title)
        Page.objects.filter(pk=page.pk).update(locked=True, locked_by=person, last_published_at=timezone.now())
        log(instance=page, action="wagtail.edit", user=person)
    return signed_in(person)


@pytest.mark.django_db
@pytest.mark.parametrize("report", ["aging_pages", "locked_pages", "site_history"])
def test_reports_hand_out_no_formula(manager: Client, report: str) -> None:
    url = reverse(f"wagtailadmin_reports:{report}")

    table = b"".join(manager.get(url, {"export": "csv"})).decode()
    book = load_workbook(BytesIO(b"".join(manager.get(url, {"export": "xlsx"}))))

    assert "'=HYPERLINK(1)" in table
    assert "FOREIGN" not in table
    cells = [cell for row in book.active.iter_rows() for cell in row]
    assert "'=HYPERLINK(1)" in [cell.value for cell in cells]
    assert "f" not in {cell.data_type for cell in cells}
