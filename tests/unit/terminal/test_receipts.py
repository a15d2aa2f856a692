"""What the slip says: nothing more than what is true at that moment."""

from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from devices.contract import Qr, Receipt, Rule, Text
from terminal.receipts import Copy, Letterhead, acuse, comprobante
from tramites.acuse import Filed, Received

HEAD = Letterhead("Centro Comunitario Las Flores", "079", ZoneInfo("America/Mexico_City"))
FILED = Filed(
    folio="0000-0000-0000-0000",
    tramite="cfe.falla-de-luz",
    name="Reportar una falla de luz",
    agency="Comisión Federal de Electricidad",
    captured_at="2026-11-20T16:42:00Z",
    payload_sha256="ab" * 32,
    code="V1|comprobante",
)
RECEIVED = Received("0000-0000-0000-0000", "2026-11-21T02:30:00Z", "2026-11-23", "V1|acuse")


def _words(receipt: Receipt) -> list[str]:
    return [part.text for part in receipt.parts if isinstance(part, Text)]


def test_a_comprobante_is_called_an_acuse_only_to_deny_it() -> None:
    words = _words(comprobante(FILED, "ABCD-EFGH", HEAD, Copy()))

    named = [line for line in words if "acuse" in line.lower()]

    assert named == ["No es acuse de recibo", "Para pedir su acuse"]
    assert "comprobante de captura" in [line.lower() for line in words]


def test_a_comprobante_says_when_it_was_saved_and_that_nobody_received_it() -> None:
    words = " ".join(_words(comprobante(FILED, None, HEAD, Copy())))

    assert "el 20 de noviembre de 2026, 10:42 de la mañana" in words
    assert "Todavía no lo recibe la dependencia" in words
    assert "Recibido" not in words


def test_an_acuse_states_both_instants() -> None:
    words = " ".join(_words(acuse(FILED, RECEIVED, None, HEAD, Copy())))

    assert "Recibido por la plataforma el 20 de noviembre de 2026, 8:30 de la noche" in words
    assert "Cuenta a partir del 23 de noviembre de 2026" in words
    assert "No es acuse" not in words


def test_each_slip_carries_its_own_code_and_the_folio() -> None:
    for receipt, code in (
        (comprobante(FILED, None, HEAD, Copy()), FILED.code),
        (acuse(FILED, RECEIVED, None, HEAD, Copy()), RECEIVED.code),
    ):
        assert [part.data for part in receipt.parts if isinstance(part, Qr)] == [code]
        assert FILED.folio in _words(receipt)


def test_the_clave_stands_below_the_line_where_the_paper_is_torn() -> None:
    parts = comprobante(FILED, "ABCD-EFGH", HEAD, Copy()).parts
    tear = next(n for n, part in enumerate(parts) if isinstance(part, Rule) and part.label)
    clave = next(n for n, part in enumerate(parts) if isinstance(part, Text) and part.text == "ABCD-EFGH")
    folio = next(n for n, part in enumerate(parts) if isinstance(part, Text) and part.text == FILED.folio)

    assert folio < tear < clave


def test_after_a_crash_there_is_no_clave_and_no_place_for_one() -> None:
    receipt = comprobante(FILED, None, HEAD, Copy())

    assert not any("clave" in line.lower() for line in _words(receipt))
    assert not any(isinstance(part, Rule) and part.label for part in receipt.parts)


@given(st.integers(1, 9))
def test_every_copy_says_at_both_ends_that_it_replaces(number: int) -> None:
    words = _words(comprobante(FILED, None, HEAD, Copy(number)))

    assert words.count(f"REIMPRESIÓN {number} · sustituye al anterior") == 2


def test_the_first_slip_is_no_copy() -> None:
    assert not any("REIMPRESIÓN" in line for line in _words(acuse(FILED, RECEIVED, None, HEAD, Copy())))


def test_a_terminal_without_a_place_leaves_no_empty_line() -> None:
    head = Letterhead("", "079", HEAD.zone)

    assert "" not in _words(comprobante(FILED, None, head, Copy()))
