"""The demonstration certificates as openssl sees them."""

import subprocess
from collections.abc import Sequence
from pathlib import Path
from shutil import which

import pytest

from devices.sim.pki.folder import Pki

pytestmark = pytest.mark.skipif(which("openssl") is None, reason="not installed: openssl")

TRUSTED = ("persona-fisica", "persona-fisica-enie", "persona-moral", "csd", "blocked")


def openssl(*arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        ["openssl", *arguments], capture_output=True, text=True, encoding="utf-8", check=False
    )


def verified(pki: Pki, name: str, folder: Path, authorities: Path) -> subprocess.CompletedProcess[str]:
    pem = folder / f"{name}.pem"
    openssl("x509", "-inform", "DER", "-in", pki.profiles[name]["certificate"], "-out", str(pem))
    chain = ("-CAfile", str(authorities / "root.pem"), "-untrusted", str(authorities / "authority.pem"))
    return openssl("verify", *chain, str(pem))


def subject(pki: Pki, name: str) -> Sequence[str]:
    options = ("-noout", "-subject", "-nameopt", "utf8,sep_multiline,oid,show_type")
    shown = openssl("x509", "-inform", "DER", "-in", pki.profiles[name]["certificate"], *options)
    return [line.strip() for line in shown.stdout.splitlines()[1:]]


@pytest.mark.parametrize("name", TRUSTED)
def test_the_chain_holds(pki: Pki, name: str, tmp_path: Path) -> None:
    assert verified(pki, name, tmp_path, pki.trust).returncode == 0


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("expired", "certificate has expired"),
        ("not-yet-valid", "certificate is not yet valid"),
        ("foreign", "unable to get local issuer certificate"),
    ],
)
def test_what_is_the_matter_is_found(pki: Pki, name: str, words: str, tmp_path: Path) -> None:
    assert words in verified(pki, name, tmp_path, pki.trust).stderr


def test_the_foreign_one_is_good_where_its_issuer_is_trusted(pki: Pki, tmp_path: Path) -> None:
    assert verified(pki, "foreign", tmp_path, pki.folder / "untrusted").returncode == 0


def test_a_persons_name_is_as_sat_writes_it(pki: Pki) -> None:
    assert subject(pki, "persona-fisica-enie") == [
        "2.5.4.3=T61STRING:FERNANDA CANUL ÑAÑEZ",
        "2.5.4.41=T61STRING:FERNANDA CANUL ÑAÑEZ",
        "2.5.4.10=T61STRING:FERNANDA CANUL ÑAÑEZ",
        "2.5.4.6=PRINTABLESTRING:MX",
        "1.2.840.113549.1.9.1=IA5STRING:demostracion@example.mx",
        "2.5.4.45=T61STRING:CAÑF920808Q41",
        "2.5.4.5=PRINTABLESTRING:CAXF920808MYNNXR09",
    ]


def test_a_companys_name_holds_both_and_a_csd_its_branch(pki: Pki) -> None:
    company = subject(pki, "persona-moral")
    seal = subject(pki, "csd")

    assert company[5:] == [
        "2.5.4.45=T61STRING:H&L1903127T1 / IASJ780922M13",
        "2.5.4.5=PRINTABLESTRING: / IASJ780922HGTBTR01",
    ]
    assert seal == [*company[:3], *company[5:], "2.5.4.11=PRINTABLESTRING:SUCURSAL CENTRO"]


def test_a_fiel_shows_its_uses(pki: Pki) -> None:
    shown = openssl(
        "x509", "-inform", "DER", "-in", pki.profiles["persona-fisica"]["certificate"], "-noout", "-text"
    )

    assert "Digital Signature, Non Repudiation, Data Encipherment, Key Agreement" in shown.stdout
    assert "SSL Client, S/MIME" in shown.stdout
    assert "E-mail Protection, TLS Web Client Authentication" in shown.stdout
    assert "Key Identifier" not in shown.stdout


@pytest.mark.parametrize("name", TRUSTED)
def test_the_key_file_opens_with_its_password(pki: Pki, name: str) -> None:
    entry = pki.profiles[name]

    done = openssl(
        "pkey", "-inform", "DER", "-in", entry["key"], "-passin", f"pass:{entry['password']}", "-pubout"
    )

    certificate = openssl("x509", "-inform", "DER", "-in", entry["certificate"], "-noout", "-pubkey")
    assert done.stdout == certificate.stdout
