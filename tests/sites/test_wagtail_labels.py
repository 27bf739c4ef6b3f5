import pytest
from django.utils.translation import override
from wagtail.admin.paginator import WagtailPaginator

from sites.wagtail_labels import LABELS


@pytest.mark.parametrize("language", ["cs", "sk", "sk-sk"])
def test_fields_of_links_speak_the_interface_language(language: str) -> None:
    for form in LABELS:
        with override("en"):
            english = {field.name: str(field.label) for field in form()}
        with override(language):
            labels = {field.name: str(field.label) for field in form()}
        same = {name for name in LABELS[form] if labels[name] == english[name]} - {"email_address"}
        assert (form.__name__, same) == (form.__name__, set())


def test_count_of_a_list_needs_no_declension() -> None:
    with override("cs"):
        assert WagtailPaginator(range(5), 2).items_count_label == "Celkem: 5"
