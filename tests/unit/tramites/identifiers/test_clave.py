"""The clave: a secret that is never shown by accident."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tramites.identifiers.clave import Clave, InvalidClaveError

FOLIO = "0000-0000-0000-0000"
claves = st.builds(Clave.make, st.binary(min_size=16, max_size=16))


@given(claves)
def test_a_clave_is_read_as_people_write_it(clave: Clave) -> None:
    assert Clave.parse(clave.text.lower().replace("-", "  ")) == clave


@given(claves)
def test_a_clave_does_not_show_itself(clave: Clave) -> None:
    shown = f"{clave} {clave!r}"

    assert clave.text not in shown
    assert clave.text.replace("-", "") not in shown


@settings(max_examples=10)
@given(claves)
def test_a_clave_opens_its_own_folio(clave: Clave) -> None:
    assert clave.opens(FOLIO, clave.verifier(FOLIO))


def test_another_clave_does_not_open_it() -> None:
    verifier = Clave.make(bytes(16)).verifier(FOLIO)

    assert not Clave.make(b"another secret..").opens(FOLIO, verifier)


def test_the_same_clave_does_not_open_another_folio() -> None:
    clave = Clave.make(bytes(16))

    assert not clave.opens("1111-1111-1111-1111", clave.verifier(FOLIO))


@pytest.mark.parametrize("typed", ["", "ABC", "ABCD-EFGHI", "ABCD-EFG!"])
def test_what_is_no_clave_is_refused_without_being_quoted(typed: str) -> None:
    with pytest.raises(InvalidClaveError) as refused:
        Clave.parse(typed)

    assert not typed or typed not in str(refused.value)
