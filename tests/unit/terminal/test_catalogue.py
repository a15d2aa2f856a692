"""The catalogue: a bad file is refused with its reason and the others keep serving."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from terminal.catalogue import Catalogue, load_catalogue
from tests.unit.terminal.fakes import EnrolledTerminal, enrolled
from tests.unit.tramites.samples import SHIPPED, changed
from tramites.definition import canonical, definition_sha256
from tramites.wire.keys import Signer

TODAY = date(2026, 11, 20)


@pytest.fixture
def terminal(tmp_path: Path) -> EnrolledTerminal:
    terminal = enrolled(tmp_path)
    terminal.publish("good", SHIPPED.read_bytes())
    return terminal


def _load(terminal: EnrolledTerminal) -> Catalogue:
    return load_catalogue(terminal.catalogue_dir, terminal.identity.catalogue_keys(), TODAY)


def test_a_signed_definition_is_offered_with_its_hash_and_its_theme(terminal: EnrolledTerminal) -> None:
    catalogue = _load(terminal)

    assert catalogue.refused == ()
    assert catalogue.offered["cfe.falla-de-luz"].sha256 == definition_sha256(canonical(SHIPPED.read_bytes()))
    assert [theme.id for theme in catalogue.themes] == ["luz-y-servicios"]


def test_a_definition_somebody_else_signed_is_refused_and_the_rest_serve(terminal: EnrolledTerminal) -> None:
    other = changed(lambda d: d.update(id="cfe.otro"))
    terminal.publish("bad", other, Signer(Ed25519PrivateKey.generate()))

    catalogue = _load(terminal)

    assert set(catalogue.offered) == {"cfe.falla-de-luz"}
    (refused,) = catalogue.refused
    assert (refused.file, refused.code) == ("bad.signed.json", "signature.untrusted")


@pytest.mark.parametrize(
    ("change", "code", "reason"),
    [
        (lambda d: d.update(vigente_desde="2027-01-01"), "definition.not-in-force", "vigente_desde"),
        (lambda d: d.update(vigente_hasta="2026-11-19"), "definition.not-in-force", "vigente_hasta"),
        (lambda d: d["paginas"][0]["campo"].update(tipo="mapa"), "definition.invalid", "campo.tipo"),
    ],
)
def test_a_definition_that_cannot_be_offered_says_why(
    terminal: EnrolledTerminal, change: Callable[[dict[str, Any]], object], code: str, reason: str
) -> None:
    terminal.publish("bad", changed(lambda d: (d.update(id="cfe.otro"), change(d))))

    (refused,) = _load(terminal).refused

    assert refused.code == code
    assert refused.reason.startswith("bad.signed.json: ")
    assert reason in refused.reason


@pytest.mark.parametrize("data", [b"", b"{}", b"\xff\xfe", b'{"key_id": 1}'])
def test_a_file_of_garbage_is_refused_and_the_rest_serve(terminal: EnrolledTerminal, data: bytes) -> None:
    (terminal.catalogue_dir / "x.signed.json").write_bytes(data)

    catalogue = _load(terminal)

    assert set(catalogue.offered) == {"cfe.falla-de-luz"}
    assert [refused.file for refused in catalogue.refused] == ["x.signed.json"]


def test_a_file_the_disk_does_not_give_is_refused_and_the_rest_serve(terminal: EnrolledTerminal) -> None:
    (terminal.catalogue_dir / "folder.signed.json").mkdir()

    catalogue = _load(terminal)

    assert set(catalogue.offered) == {"cfe.falla-de-luz"}
    assert [refused.code for refused in catalogue.refused] == ["definition.unreadable"]


def test_a_definition_holds_on_its_first_and_last_day(terminal: EnrolledTerminal) -> None:
    today = TODAY.isoformat()
    terminal.publish(
        "short", changed(lambda d: d.update(id="cfe.corto", vigente_desde=today, vigente_hasta=today))
    )

    assert "cfe.corto" in _load(terminal).offered


def test_the_newest_version_wins_by_number_not_by_spelling(terminal: EnrolledTerminal) -> None:
    terminal.publish("a", changed(lambda d: d.update(version="1.10.0")))
    terminal.publish("b", changed(lambda d: d.update(version="1.9.0")))

    assert _load(terminal).offered["cfe.falla-de-luz"].definition.version == "1.10.0"


def test_a_newer_version_not_yet_in_force_leaves_the_older_in_service(terminal: EnrolledTerminal) -> None:
    terminal.publish("next", changed(lambda d: d.update(version="2.0.0", vigente_desde="2027-01-01")))

    assert _load(terminal).offered["cfe.falla-de-luz"].definition.version == "1.0.0"


@pytest.mark.parametrize(
    "typed", ["luz", "LUZ", "apagon", "apagón", "apagn", "electrisidad", "no hay luz", "trasformador", "cfe"]
)
def test_a_citizens_own_words_find_it(terminal: EnrolledTerminal, typed: str) -> None:
    assert [each.definition.id for each in _load(terminal).find(typed)] == ["cfe.falla-de-luz"]


@pytest.mark.parametrize("typed", ["", " ", "a", "pasaporte", "¿?"])
def test_other_words_find_nothing(terminal: EnrolledTerminal, typed: str) -> None:
    assert _load(terminal).find(typed) == ()


def test_a_theme_lists_its_tramites_by_name(terminal: EnrolledTerminal) -> None:
    terminal.publish("b", changed(lambda d: d.update(id="cfe.otro", nombre="Aclarar un recibo")))

    found = [each.definition.id for each in _load(terminal).in_theme("luz-y-servicios")]

    assert found == ["cfe.otro", "cfe.falla-de-luz"]


def test_a_terminal_without_definitions_offers_nothing(tmp_path: Path) -> None:
    terminal = enrolled(tmp_path)

    catalogue = _load(terminal)

    assert (dict(catalogue.offered), catalogue.themes) == ({}, ())
