"""Certificates once for all card tests, a service and cards for each."""

from collections.abc import Iterator

import pytest

from devices.sim.pki.folder import Pki, open_or_make
from tests.integration.devices.sim.card_service import CardService


@pytest.fixture(scope="session")
def pki(tmp_path_factory: pytest.TempPathFactory) -> Pki:
    return open_or_make(tmp_path_factory.mktemp("pki") / "made", authority_bits=2048)


@pytest.fixture
def card_service(tmp_path_factory: pytest.TempPathFactory, pki: Pki) -> Iterator[CardService]:
    service = CardService(tmp_path_factory.mktemp("card"), pki)
    yield service
    service.close()
