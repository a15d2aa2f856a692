"""The QR on paper: short, without personal data, and noticed when one character changes."""

import string

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from hypothesis import assume, given
from hypothesis import strategies as st

from tramites.wire.keys import Signer
from tramites.wire.receipt_code import MAX_BYTES, InvalidReceiptCodeError, ReceiptCode, read_receipt_code

SIGNER, OTHER = (Signer(Ed25519PrivateKey.from_private_bytes(bytes([n]) * 32)) for n in (1, 2))
CODE = ReceiptCode("0000-0000-0000-0000", "comprobante", "2026-01-05T17:00:00.000000Z", "ab" * 32)
TEXT = CODE.signed_by(SIGNER)


def test_a_code_states_what_was_signed() -> None:
    assert read_receipt_code(TEXT, SIGNER.verifying()) == CODE


def test_a_code_fits_a_small_qr() -> None:
    assert len(TEXT.encode()) <= MAX_BYTES


@given(st.integers(0, len(TEXT) - 1), st.sampled_from(string.printable))
def test_one_changed_character_is_noticed(position: int, wrong: str) -> None:
    assume(TEXT[position] != wrong)
    changed = TEXT[:position] + wrong + TEXT[position + 1 :]

    with pytest.raises(InvalidReceiptCodeError):
        read_receipt_code(changed, SIGNER.verifying())


@given(st.integers(1, len(TEXT) - 1), st.text(string.printable.strip(), min_size=1, max_size=4))
def test_nothing_can_be_slipped_in(position: int, inserted: str) -> None:
    with pytest.raises(InvalidReceiptCodeError):
        read_receipt_code(TEXT[:position] + inserted + TEXT[position:], SIGNER.verifying())


def test_the_last_character_has_one_spelling_only() -> None:
    spellings = string.ascii_letters + string.digits + "-_"
    read = []
    for character in spellings:
        try:
            read.append(read_receipt_code(TEXT[:-1] + character, SIGNER.verifying()))
        except InvalidReceiptCodeError:
            continue

    assert read == [CODE]


def test_a_code_of_another_terminal_is_not_ours_to_judge() -> None:
    with pytest.raises(InvalidReceiptCodeError, match="unknown key"):
        read_receipt_code(CODE.signed_by(OTHER), SIGNER.verifying())


@given(st.text())
def test_any_other_code_is_refused(text: str) -> None:
    with pytest.raises(InvalidReceiptCodeError):
        read_receipt_code(text, SIGNER.verifying())


def test_bytes_a_shell_could_not_read_are_refused_not_a_crash() -> None:
    with pytest.raises(InvalidReceiptCodeError):
        read_receipt_code(TEXT + "\udcff", SIGNER.verifying())
