"""The demonstration certificates: what each profile says of its own is true."""

import json
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.x509.oid import ExtendedKeyUsageOID
from hypothesis import given
from hypothesis import strategies as st

from devices.sim.pki import der
from devices.sim.pki.__main__ import main
from devices.sim.pki.folder import Pki, PkiFolderError, open_or_make
from devices.sim.pki.people import with_curp_digit, with_rfc_digit
from devices.sim.pki.profiles import NAMES

NOW = datetime(2026, 11, 20, 9, 30, tzinfo=UTC)


@pytest.fixture(scope="module")
def pki(tmp_path_factory: pytest.TempPathFactory) -> Pki:
    return open_or_make(tmp_path_factory.mktemp("pki") / "made", now=NOW, authority_bits=2048)


def certificate(pki: Pki, name: str) -> x509.Certificate:
    return x509.load_der_x509_certificate(pki.credential(name).certificate)


# Published samples: python-stdnum, phpcfdi/rfc.
@pytest.mark.parametrize(
    ("whole", "complete"),
    [
        ("PEGL890909MJCRMS08", with_curp_digit),
        ("BOXW310820HNERXN09", with_curp_digit),
        ("GODE561231GR8", with_rfc_digit),
        ("SAT970701NN3", with_rfc_digit),
        ("MAB9307148T4", with_rfc_digit),
        ("DIM8701081LA", with_rfc_digit),
    ],
)
def test_check_digits_are_those_of_published_samples(whole: str, complete: Callable[[str], str]) -> None:
    assert complete(whole[:-1]) == whole


@pytest.mark.parametrize("name", NAMES)
def test_key_and_certificate_belong_together(pki: Pki, name: str) -> None:
    credential = pki.credential(name)

    assert certificate(pki, name).public_key() == credential.key.public_key()
    assert credential.pin_blocked is (name == "blocked")


@pytest.mark.parametrize("name", NAMES)
def test_the_key_file_opens_with_its_password_only(pki: Pki, name: str) -> None:
    entry = pki.profiles[name]
    locked = Path(entry["key"]).read_bytes()

    key = serialization.load_der_private_key(locked, entry["password"].encode())

    assert isinstance(key, rsa.RSAPrivateKey)
    assert key.private_numbers() == pki.credential(name).key.private_numbers()
    with pytest.raises(ValueError, match="password"):
        serialization.load_der_private_key(locked, b"another")


@pytest.mark.parametrize("name", [name for name in NAMES if name != "csd"])
def test_a_fiel_has_its_four_extensions(pki: Pki, name: str) -> None:
    extensions = certificate(pki, name).extensions
    usage = extensions.get_extension_for_class(x509.KeyUsage).value
    extended = extensions.get_extension_for_class(x509.ExtendedKeyUsage).value

    assert [extension.oid.dotted_string for extension in extensions] == [
        "2.5.29.19", "2.5.29.15", "2.16.840.1.113730.1.1", "2.5.29.37",
    ]  # fmt: skip
    assert usage.digital_signature
    assert usage.content_commitment
    assert usage.data_encipherment
    assert usage.key_agreement
    assert not usage.key_encipherment
    assert list(extended) == [ExtendedKeyUsageOID.EMAIL_PROTECTION, ExtendedKeyUsageOID.CLIENT_AUTH]


def test_a_csd_has_two_extensions_and_signs_only(pki: Pki) -> None:
    extensions = certificate(pki, "csd").extensions
    usage = extensions.get_extension_for_class(x509.KeyUsage).value

    assert [extension.oid.dotted_string for extension in extensions] == ["2.5.29.19", "2.5.29.15"]
    assert usage.digital_signature
    assert usage.content_commitment
    assert not usage.data_encipherment
    assert not usage.key_agreement


@pytest.mark.parametrize("name", NAMES)
def test_the_serial_number_is_twenty_digits(pki: Pki, name: str) -> None:
    number = certificate(pki, name).serial_number.to_bytes(20, "big").decode("ascii")

    assert number.isdigit()
    assert number == pki.profiles[name]["serial"]


def test_dates_are_what_the_profile_says(pki: Pki) -> None:
    assert certificate(pki, "expired").not_valid_after_utc < NOW
    assert certificate(pki, "not-yet-valid").not_valid_before_utc > NOW + timedelta(days=365)
    for name in set(NAMES) - {"expired", "not-yet-valid"}:
        assert certificate(pki, name).not_valid_before_utc < NOW < certificate(pki, name).not_valid_after_utc


def test_only_the_foreign_one_has_another_issuer(pki: Pki) -> None:
    trusted = x509.load_pem_x509_certificate((pki.trust / "authority.pem").read_bytes())
    strange = x509.load_pem_x509_certificate((pki.folder / "untrusted" / "authority.pem").read_bytes())

    for name in NAMES:
        certificate(pki, name).verify_directly_issued_by(strange if name == "foreign" else trusted)
    assert strange.subject != trusted.subject


def test_names_with_other_letters_are_latin_1_in_a_t61string(pki: Pki) -> None:
    enie = pki.credential("persona-fisica-enie").certificate
    company = pki.credential("persona-moral").certificate

    assert b"\x14\x14FERNANDA CANUL \xd1A\xd1EZ" in enie
    assert b"\x03\x55\x04\x2d\x14\x0dCA\xd1F920808" in enie
    assert b"\x03\x55\x04\x2d\x14\x1cH&L190312" in company
    assert b"\x03\x55\x04\x05\x13\x15 / IASJ780922HGTBTR0" in company
    assert b"\x03\x55\x04\x2d\x13\x0dMADR850314" in pki.credential("persona-fisica").certificate


def test_only_the_csd_names_a_branch(pki: Pki) -> None:
    for name in NAMES:
        subject = pki.credential(name).certificate.partition(b"\x17\x0d")[2]  # after the dates begin
        assert (b"\x06\x03\x55\x04\x0b" in subject) is (name == "csd")


def test_what_it_made_is_kept_and_private(pki: Pki) -> None:
    again = open_or_make(pki.folder, authority_bits=2048)

    assert again.credential("csd").certificate == pki.credential("csd").certificate
    assert pki.folder.stat().st_mode & 0o777 == 0o700
    assert {path.stat().st_mode & 0o077 for path in pki.folder.rglob("*")} == {0}


def test_an_empty_folder_is_filled(tmp_path: Path) -> None:
    open_or_make(tmp_path, authority_bits=2048)

    assert (tmp_path / "profiles.json").exists()


def test_a_folder_with_something_else_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "precious").write_text("mine")

    with pytest.raises(PkiFolderError, match="not empty"):
        open_or_make(tmp_path)


def test_a_folder_of_another_version_is_refused(tmp_path: Path) -> None:
    (tmp_path / "profiles.json").write_text('{"shape": 0}')

    with pytest.raises(PkiFolderError, match="another version"):
        open_or_make(tmp_path)


def test_the_command_prints_the_profiles(pki: Pki, capsys: pytest.CaptureFixture[str]) -> None:
    main(["--out", str(pki.folder), "--json"])
    shown = json.loads(capsys.readouterr().out)
    main(["--out", str(pki.folder)])
    lines = capsys.readouterr().out.splitlines()

    assert list(shown["profiles"]) == list(NAMES)
    assert shown["profiles"]["persona-moral"]["representative"] == "JORGE LUIS IBARRA SOTO"
    assert [line.split()[0] for line in lines] == list(NAMES)


@given(st.integers(0, 2**200))
def test_an_integer_is_read_back(number: int) -> None:
    encoded = der.integer(number)

    assert int.from_bytes(encoded[2:], "big", signed=True) == number


@given(st.binary(max_size=70000))
def test_a_length_is_read_back(content: bytes) -> None:
    encoded = der.octets(content)
    many = encoded[1] & 0x7F if encoded[1] & 0x80 else 0

    assert encoded[2 + many :] == content
    assert int.from_bytes(encoded[2 : 2 + many] or encoded[1:2], "big") == len(content)


def test_dates_change_their_type_in_2050() -> None:
    assert der.instant(datetime(2049, 12, 31, 23, 59, 59, tzinfo=UTC)) == b"\x17\x0d491231235959Z"
    assert der.instant(datetime(2050, 1, 1, tzinfo=UTC)) == b"\x18\x0f20500101000000Z"


def test_named_bits_have_no_zero_at_their_end() -> None:
    assert der.named_bits(0, 1, 3, 4) == bytes.fromhex("030203D8")
    assert der.named_bits(0, 1) == bytes.fromhex("030206C0")
    assert der.named_bits(0, 2) == bytes.fromhex("030205A0")
