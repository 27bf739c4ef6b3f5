"""An issuer to sign in at."""

from collections.abc import Iterator

import pytest

from tests.sites.accounts.issuer import Issuer, running_issuer


@pytest.fixture
def issuer() -> Iterator[Issuer]:
    """A running OpenID Connect issuer."""
    with running_issuer() as running:
        yield running
