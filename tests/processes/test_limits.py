"""What strangers may try so often only is counted over both processes together."""

from tests.processes.conftest import Browser
from tests.processes.pair import OTHER_HOST, Pair


def test_wrong_passwords_are_counted_together(pair: Pair, at: Browser) -> None:
    guesser = at(OTHER_HOST)
    for port in (pair.a, pair.b) * 3:  # five are allowed
        assert guesser.sign_in(port, "prerov-editor", password="a guess of many").status == 200
    for port in (pair.a, pair.b):
        assert guesser.sign_in(port, "prerov-editor").status == 200, "the right password came in"
