"""An address that names another town's object answers as one that names nothing."""

from collections.abc import Iterator
from typing import Any
from urllib.parse import quote

import pytest

from tests.sites.matrix.addresses import View, admin_views, cases_of, tampered, url_of
from tests.sites.matrix.leaks import first_difference, leaks_in, likeness, text_of
from tests.sites.matrix.rows import undone
from tests.sites.matrix.visitors import EVERYBODY, browser_of
from tests.sites.matrix.world import World


def pairs(world: World) -> Iterator[tuple[View, str, str]]:
    """Yield each address with something foreign in it, and the same with ids that nothing has."""
    for view in dict.fromkeys(admin_views()):
        for case in cases_of(view):
            for foreign, nowhere in tampered(case, world.own, world.foreign):
                yield view, url_of(view, foreign), url_of(view, nowhere)


@pytest.mark.parametrize("method", ["get", "post"])
@pytest.mark.parametrize("who", EVERYBODY)
def test_foreign_object_is_as_if_it_were_not_there(world: World, who: str, method: str) -> None:
    browser = browser_of(world, who)
    faults: list[Any] = []
    for view, foreign, nowhere in dict.fromkeys(pairs(world)):
        with undone(world.ledger) as happened:
            answer = getattr(browser, method)(foreign)
            shown, said = likeness(answer), leaks_in(text_of(answer).replace(foreign, "").replace(quote(foreign), ""))
        with undone(world.ledger):
            twin = likeness(getattr(browser, method)(nowhere))
        if shown != twin:
            faults.append((view.name, foreign, shown[0], "differs from", twin[0], first_difference(shown[1], twin[1])))
        if said or happened.harm or answer.status_code >= 500:
            faults.append((view.name, foreign, answer.status_code, said, happened.harm))
    assert not faults, "\n".join([f"{who}, {method}:", *map(str, faults)])
