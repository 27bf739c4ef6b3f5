import json
import re

import pytest
from django.template import Context, Template

from kpss_pages.core.chrome import Crumb
from sites.models import TownSettings
from tests.builders import At, home_of, make_page


def test_no_text_ends_the_script_element() -> None:
    name = "</script><script>alert(1)</script> & <!-- \u2028 \" ' Přerov"
    html = Template("{% load linked_data %}{% linked_data value %}").render(Context({"value": {"name": name}}))

    assert html.count("<script") == html.count("</script>") == 1
    assert "Přerov" in html
    body = html.removeprefix('<script type="application/ld+json">').removesuffix("</script>")
    assert not set(body) & set("<>&\u2028")
    assert json.loads(body) == {"@context": "https://schema.org", "name": name}


def test_nothing_is_no_element() -> None:
    assert Template("{% load linked_data %}{% linked_data value %}").render(Context({"value": None})) == ""


@pytest.mark.django_db
def test_way_to_a_page_is_told_with_whole_addresses(at: At, prerov: TownSettings) -> None:
    page = make_page(home_of(prerov), "Kdo <plánuje>", slug="kdo")
    context = {"town": prerov, "crumbs": [Crumb("Kraj", ""), Crumb("Přerov", "/")], "page": page}
    html = Template("{% load linked_data %}{% linked_breadcrumbs crumbs page %}").render(Context(context))

    found = re.search(r">(\{.*\})<", html)
    assert found
    steps = json.loads(found[1])["itemListElement"]
    assert [(step["position"], step["name"], step.get("item")) for step in steps] == [
        (1, "Kraj", None),
        (2, "Přerov", "http://prerov.example/"),
        (3, "Kdo <plánuje>", "http://prerov.example/kdo/"),
    ]
