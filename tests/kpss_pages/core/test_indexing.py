"""The words by which a page is found are those that stand on it."""

import pytest

from kpss_pages.core.indexing import index_text
from tests.builders import home_of, make_page, make_town

pytestmark = pytest.mark.django_db


def test_block_without_a_heading_adds_no_word() -> None:
    page = make_page(home_of(make_town()), body=[("text", {"heading": None, "text": "<p>Poradna</p>"})])
    page.refresh_from_db()
    assert index_text(page) == "Poradna"
