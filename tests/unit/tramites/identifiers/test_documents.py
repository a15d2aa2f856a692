"""Scanned codes: the host must match exactly, nothing is guessed, unknown is an answer."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.unit.tramites.beside import needs_vectors, vectors
from tramites.identifiers.documents import MAX_BYTES, Confidence, DocumentType, read_document

UUID = "11111111-2222-4333-8444-555555555555"
CFDI = f"https://verificacfdi.facturaelectronica.sat.gob.mx/default.aspx?id={UUID}&re=DIM8701081LA&rr=XAXX010101000&tt=459.36&fe=5t+ZhA=="
CONSTANCIA = "https://siat.sat.gob.mx/app/qr/faces/pages/mobile/validadorqr.jsf"
INE = f"http://qr.ine.mx/{'1' * 24}/20240131/M/123456"
CURP = "PEGL890909MJCRMS08"
ROW = f"{CURP}||PEREZ|GOMEZ|LAURA|MUJER|09/09/1989|JALISCO|14|"
LABELS = f"||Número de Validación Legal: 123 |Nombre: LAURA PEREZ GOMEZ|CURP: {CURP}||"
FOLIO = "0000-0000-0000-0000"
RECEIPT = f"V1|{FOLIO}|acuse|2026-11-20T15:30:00Z|{'a' * 64}|{'b' * 16}|{'C' * 86}"


def found(text: str) -> tuple[str, str, dict[str, str]]:
    document = read_document(text)
    return document.type.value, document.confidence.value, dict(document.fields)


def test_a_cfdi_keeps_the_plus_of_its_seal() -> None:
    assert found(CFDI) == (
        "cfdi",
        "high",
        {
            "uuid": UUID,
            "issuer_rfc": "DIM8701081LA",
            "receiver_rfc": "XAXX010101000",
            "total": "459.36",
            "seal_end": "5t+ZhA==",
        },
    )


@pytest.mark.parametrize("written", ["H&amp;E951128469", "H&E951128469", "H%26E951128469"])
def test_an_ampersand_in_an_rfc_is_read_however_it_was_written(written: str) -> None:
    assert found(CFDI.replace("DIM8701081LA", written))[2]["issuer_rfc"] == "H&E951128469"


def test_parameters_come_in_any_order_and_others_are_ignored() -> None:
    address, _, query = CFDI.partition("?")
    shuffled = "&".join(["extra=1", *reversed(query.split("&"))])

    assert found(f"{address}?{shuffled}") == found(CFDI)


def test_the_old_cfdi_is_a_query_alone() -> None:
    kind, confidence, fields = found(f"?re=DIM8701081LA&rr=XAXX010101000&tt=0000001234.567800&id={UUID}")

    assert (kind, confidence, fields["total"]) == ("cfdi", "high", "1234.5678")


@pytest.mark.parametrize(
    ("change", "into"),
    [
        ("https://", "http://"),
        ("sat.gob.mx/", "sat.gob.mx.example/"),
        ("https://", "https://example.mx/?https://"),
        ("https://", "https://sat@"),
        ("sat.gob.mx/", "sat.gob.mx:8443/"),
        ("verificacfdi", "verificacfd1"),
        ("default.aspx", "other.aspx"),
        ("&fe=", "&ef="),
        ("tt=459.36", "tt=459,36"),
        ("tt=459.36", "tt=459.36&tt=1"),
        (UUID, UUID[:-1]),
        ("DIM8701081LA", "DIM8713081LA"),
        ("https://verificacfdi", "https://[verificacfdi"),
    ],
)
def test_whatever_does_not_fit_exactly_is_unknown(change: str, into: str) -> None:
    assert change in CFDI
    assert found(CFDI.replace(change, into)) == ("unknown", "none", {})


@pytest.mark.parametrize(
    ("query", "confidence", "fields"),
    [
        (
            "D1=10&D2=1&D3=12345678901_CAÑF770131PA3",
            "high",
            {"id_cif": "12345678901", "rfc": "CAÑF770131PA3"},
        ),
        ("D1=26&D2=1&D3=777_SAT970701NN3", "medium", {"number": "777", "rfc": "SAT970701NN3"}),
        (
            "D1=1&D2=1&D3=||2024/01/31|SAT970701NN3|SERVICIO DE PRUEBA|_abc",
            "low",
            {"rfc": "SAT970701NN3", "name": "SERVICIO DE PRUEBA", "issued_on": "2024-01-31"},
        ),
    ],
)
def test_a_constancia_says_which_page_it_is(query: str, confidence: str, fields: dict[str, str]) -> None:
    assert found(f"{CONSTANCIA}?{query}") == ("constancia-situacion-fiscal", confidence, fields)


@pytest.mark.parametrize(
    "query", ["D1=16&D2=1&D3=1_SAT970701NN3", "D1=10&D2=1&D3=SAT970701NN3", "D1=10&D2=1", ""]
)
def test_other_documents_of_the_sat_are_unknown(query: str) -> None:
    assert found(f"{CONSTANCIA}?{query}")[0] == "unknown"


def test_the_curp_row_proposes_the_names() -> None:
    assert found(ROW) == (
        "curp",
        "medium",
        {
            "curp": CURP,
            "birth_date": "1989-09-09",
            "sex": "M",
            "state": "JC",
            "first_surname": "PEREZ",
            "second_surname": "GOMEZ",
            "given_names": "LAURA",
            "state_name": "JALISCO",
        },
    )


@pytest.mark.parametrize(
    ("change", "into"), [("MUJER", "HOMBRE"), ("09/09/1989", "09/09/1988"), ("09/09/1989", "x")]
)
def test_a_row_that_contradicts_its_key_proposes_the_key_alone(change: str, into: str) -> None:
    assert set(found(ROW.replace(change, into))[2]) == {"curp", "birth_date", "sex", "state"}


def test_the_labelled_curp_proposes_the_whole_name() -> None:
    kind, confidence, fields = found(LABELS)

    assert (kind, confidence, fields["curp"], fields["name"]) == ("curp", "medium", CURP, "LAURA PEREZ GOMEZ")


def test_a_bare_curp_is_one() -> None:
    assert found(f"{CURP}\r\n")[:2] == ("curp", "medium")


@pytest.mark.parametrize("text", [ROW, LABELS, CURP])
def test_a_curp_with_a_wrong_digit_is_unknown(text: str) -> None:
    assert found(text.replace(CURP, CURP[:-1] + "7"))[0] == "unknown"


def test_the_ine_is_recognised_and_not_decoded() -> None:
    assert found(INE) == ("ine", "medium", {})
    assert found(INE.replace("ine.mx", "ine.mx.example"))[0] == "unknown"


def test_our_own_receipt_is_recognised_by_its_shape() -> None:
    assert found(RECEIPT) == (
        "receipt",
        "high",
        {
            "folio": FOLIO,
            "kind": "acuse",
            "time": "2026-11-20T15:30:00Z",
            "payload_sha256": "a" * 64,
            "key_id": "b" * 16,
        },
    )
    assert found(RECEIPT.replace(FOLIO, "0000-0000-0000-0001"))[0] == "unknown"


def test_a_folio_is_one_as_people_write_it() -> None:
    assert found("oooo 0000 0000 0000") == ("folio", "high", {"folio": FOLIO})


def test_the_bar_code_of_the_constancia_is_an_rfc_of_low_confidence() -> None:
    assert found("CAÑF770131PA3") == ("rfc", "low", {"rfc": "CAÑF770131PA3"})


@pytest.mark.parametrize("text", ["", "123456789", "01" * 15, "@\n\x1e\rANSI 636000", "https://example.mx/"])
def test_unknown_is_an_answer(text: str) -> None:
    assert found(text)[:2] == ("unknown", "none")


@given(st.text(max_size=300))
def test_any_text_is_read_and_shown_without_controls(text: str) -> None:
    raw = read_document(text).raw

    assert raw.isprintable()
    assert len(raw.encode()) <= MAX_BYTES


@given(st.sampled_from([CFDI, ROW, LABELS, RECEIPT, INE, CURP]), st.data())
def test_one_changed_character_never_raises_and_never_shows_controls(text: str, data: st.DataObject) -> None:
    place = data.draw(st.integers(0, len(text) - 1))
    document = read_document(text[:place] + data.draw(st.characters()) + text[place + 1 :])

    assert all(value.isprintable() for value in document.fields.values())


def test_control_characters_hidden_in_a_parameter_do_not_come_out() -> None:
    query = "D1=1&D2=1&D3=||2024/01/31|SAT970701NN3|NOMBRE%1B%5B2J%E2%80%AE|_abc"

    assert found(f"{CONSTANCIA}?{query}")[2]["name"] == "NOMBRE[2J"


def test_a_code_longer_than_4_kb_is_unknown_and_cut() -> None:
    document = read_document(CFDI + "&x=" + "á" * MAX_BYTES)

    assert (document.type, document.confidence) == (DocumentType.UNKNOWN, Confidence.NONE)
    assert MAX_BYTES - 1 <= len(document.raw.encode()) <= MAX_BYTES


def test_what_was_scanned_is_not_shown_in_traces() -> None:
    assert CURP not in repr(read_document(ROW))


@needs_vectors
def test_public_vector_of_the_cfdi() -> None:
    case = vectors()["cfdi_qr"]["cases"][0]
    query = "&".join(f"{name}={case[name]}" for name in ("id", "re", "rr", "tt", "fe"))

    fields = found(f"{CFDI.partition('?')[0]}?{query}")[2]

    assert list(fields.values()) == [case[name] for name in ("id", "re", "rr", "tt", "fe")]
