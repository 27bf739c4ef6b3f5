"""Issuers are called over TLS and on the public internet only, whatever their names resolve to."""

import pytest
from django.conf import LazySettings
from requests import RequestException

from sites.accounts.issuers import ForbiddenAddress, check_peer, issuer_session
from tests.sites.accounts.issuer import Issuer

PRIVATE = ["127.0.0.1", "10.0.0.8", "192.168.1.1", "172.16.0.1", "169.254.169.254", "0.0.0.0", "::1", "fe80::1%eth0"]  # noqa: S104
PRIVATE += ["fd00::1", "::ffff:127.0.0.1", "::ffff:10.0.0.1", "100.64.0.1"]


@pytest.mark.parametrize("address", PRIVATE)
def test_peer_in_a_private_network_is_refused(settings: LazySettings, address: str) -> None:
    settings.ISSUERS_MAY_BE_PRIVATE = False
    with pytest.raises(ForbiddenAddress):
        check_peer(address)


@pytest.mark.parametrize("address", ["1.1.1.1", "2606:4700::1111", "::ffff:1.1.1.1"])
def test_public_peer_is_called(settings: LazySettings, address: str) -> None:
    settings.ISSUERS_MAY_BE_PRIVATE = False
    check_peer(address)


@pytest.mark.parametrize("name", ["127.0.0.1", "localhost"])
def test_nothing_is_sent_to_this_machine_by_number_or_name(settings: LazySettings, issuer: Issuer, name: str) -> None:
    settings.ISSUERS_MAY_BE_PRIVATE = False
    address = issuer.address.replace("127.0.0.1", name)
    with pytest.raises(RequestException, match="not of the public internet"):
        issuer_session().get(f"{address}/jwks")
    assert issuer.asked == []


def test_private_issuer_is_called_where_that_is_allowed(issuer: Issuer) -> None:
    assert issuer_session().get(f"{issuer.address}/jwks").status_code == 200


def test_address_without_tls_is_refused(settings: LazySettings, issuer: Issuer) -> None:
    settings.ISSUERS_NEED_HTTPS = True
    with pytest.raises(ForbiddenAddress):
        issuer_session().get(f"{issuer.address}/jwks")
    assert issuer.asked == []
