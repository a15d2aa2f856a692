"""What a scanned code is: recognition of the codes that Mexican documents carry. Nothing is ever opened.

Only fields of HIGH confidence may fill an answer without the citizen's confirmation. The layouts of CURP, INE
and the long Constancia come from few sources, so they are proposals. Unknown is a legitimate answer.
"""

import re
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import Enum
from types import MappingProxyType
from typing import Final, TypeAlias
from urllib.parse import SplitResult, unquote, urlsplit

from tramites.identifiers.curp import Curp, InvalidCurpError, Sex
from tramites.identifiers.folio import Folio, InvalidFolioError
from tramites.identifiers.rfc import InvalidRfcError, Rfc

MAX_BYTES: Final = 4096
_CFDI_HOST: Final = "verificacfdi.facturaelectronica.sat.gob.mx"
_CFDI_PATH: Final = "/default.aspx"
_CONSTANCIA_HOST: Final = "siat.sat.gob.mx"
_CONSTANCIA_PATH: Final = "/app/qr/faces/pages/mobile/validadorqr.jsf"
_PARAMETER: Final = re.compile(r"(?:^|&)(\w+)=")
# Unicode categories: what leaves no trace, and blanks of other widths.
_PLAIN: Final = {**dict.fromkeys(("Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"), ""), "Zs": " "}
_UUID: Final = re.compile(r"[0-9A-F]{8}(?:-[0-9A-F]{4}){3}-[0-9A-F]{12}")
_TOTAL: Final = re.compile(r"[0-9]{1,18}(?:\.[0-9]{1,6})?")
_SEAL_END: Final = re.compile(r"[A-Za-z0-9+/=]{8}")
_ID_CIF: Final = re.compile(r"([0-9]{1,20})_(.+)")
_LONG_FORM: Final = re.compile(r"\|\|([0-9]{4}/[0-9]{2}/[0-9]{2})\|([^|]+)\|([^|]+)\|_.+")
_INE: Final = re.compile(r"https?://qr\.ine\.mx/[0-9]{24}/[0-9]{8}/[A-Za-z]/[0-9]{6}")
_CURP_ROW: Final = re.compile(r"[^|]{18}\|\|(?:[^|]*\|){5}[^|]*(?:\|[^|]*){0,2}")
_CURP_LABEL: Final = re.compile(r"\|\s*CURP:\s*([A-Za-z0-9]{18})\s*(?:\||$)")
_NAME_LABEL: Final = re.compile(r"\|\s*Nombre:\s*([^|]*?)\s*\|")
_RECEIPT: Final = re.compile(
    r"V1\|(?P<folio>[^|]{19})\|(?P<kind>comprobante|acuse)\|(?P<time>[0-9TZ:.+-]{16,32})\|(?P<payload>[0-9a-f]{64})"
    r"\|(?P<key>[0-9a-f]{16})\|[A-Za-z0-9_-]{86}"
)
_SEXES: Final = {"HOMBRE": Sex.MAN, "MUJER": Sex.WOMAN, "NO BINARIO": Sex.NON_BINARY}


class DocumentType(Enum):
    """The codes we know."""

    CFDI = "cfdi"
    CONSTANCIA = "constancia-situacion-fiscal"
    CURP = "curp"
    INE = "ine"
    RECEIPT = "receipt"
    FOLIO = "folio"
    RFC = "rfc"
    UNKNOWN = "unknown"


class Confidence(Enum):
    """How well the layout is known, best first."""

    HIGH = "high"
    MEDIUM = "medium"
    LOW = "low"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class ScannedDocument:
    """What a code is. `raw` is the text without control characters, at most 4 kB; shown, never opened."""

    type: DocumentType
    confidence: Confidence
    fields: Mapping[str, str] = field(repr=False)
    raw: str = field(repr=False)


Found: TypeAlias = tuple[DocumentType, Confidence, dict[str, str]]
_UNKNOWN: Final[Found] = (DocumentType.UNKNOWN, Confidence.NONE, {})


def read_document(text: str) -> ScannedDocument:
    """Recognise one scanned code. Never raises; whatever does not fit exactly is unknown.

    A receipt of ours is recognised by its shape: `tramites.wire.receipt_code` verifies its signature.
    """
    clean = _printable(text)
    raw = _capped(clean)
    found = _UNKNOWN
    if raw == clean:
        found = next((each for read in _READERS if (each := read(raw)) is not None), _UNKNOWN)
    kind, confidence, fields = found
    return ScannedDocument(kind, confidence, MappingProxyType(fields), raw)


def _printable(text: str) -> str:
    """Without controls, invisible formatting and line separators; every blank is a plain one."""
    return "".join(_PLAIN.get(unicodedata.category(c), c) for c in text).strip()


def _capped(text: str) -> str:
    return text.encode()[:MAX_BYTES].decode(errors="ignore")


def _cfdi(text: str) -> Found | None:
    """Anexo 20: `id`, `re`, `rr`, `tt` and, from 3.3 on, `fe`; version 3.2 printed the query alone."""
    if text.startswith("?"):
        return _cfdi_fields(_parameters(text[1:]), with_seal=False)
    url = _url(text, _CFDI_HOST)
    if url is None or url.path.lower() != _CFDI_PATH:
        return None
    return _cfdi_fields(_parameters(url.query), with_seal=True)


def _cfdi_fields(given: Mapping[str, str] | None, *, with_seal: bool) -> Found | None:
    if given is None or not {"id", "re", "rr", "tt"} <= given.keys():
        return None
    uuid, issuer, receiver = given["id"].upper(), _rfc_in(given["re"]), _rfc_in(given["rr"])
    if not _UUID.fullmatch(uuid) or not _TOTAL.fullmatch(given["tt"]) or issuer is None or receiver is None:
        return None
    fields = {"uuid": uuid, "issuer_rfc": issuer.text, "receiver_rfc": receiver.text}
    fields["total"] = _amount(given["tt"])
    if with_seal:
        if not _SEAL_END.fullmatch(given.get("fe", "")):
            return None
        fields["seal_end"] = given["fe"]
    return DocumentType.CFDI, Confidence.HIGH, fields


def _constancia(text: str) -> Found | None:
    """D1 chooses among the SAT's documents: 10 this one, 26 its last page, 1 a longer form."""
    url = _url(text, _CONSTANCIA_HOST)
    given = _parameters(url.query) if url is not None and url.path == _CONSTANCIA_PATH else None
    if given is None or given.get("D2") != "1" or "D3" not in given:
        return None
    match given.get("D1"):
        case "10":
            return _id_and_rfc(given["D3"], "id_cif", Confidence.HIGH)
        case "26":
            return _id_and_rfc(given["D3"], "number", Confidence.MEDIUM)
        case "1":
            return _long_constancia(given["D3"])
        case _:
            return None


def _id_and_rfc(text: str, name: str, confidence: Confidence) -> Found | None:
    found = _ID_CIF.fullmatch(text)
    rfc = _rfc_in(found[2]) if found else None
    if found is None or rfc is None:
        return None
    return DocumentType.CONSTANCIA, confidence, {name: found[1], "rfc": rfc.text}


def _long_constancia(text: str) -> Found | None:
    found = _LONG_FORM.fullmatch(text)
    rfc = _rfc_in(found[2]) if found else None
    if found is None or rfc is None:
        return None
    fields = {"rfc": rfc.text, "name": found[3].strip(), "issued_on": found[1].replace("/", "-")}
    return DocumentType.CONSTANCIA, Confidence.LOW, fields


def _curp_row(text: str) -> Found | None:
    """`CURP||PATERNO|MATERNO|NOMBRES|HOMBRE o MUJER|dd/mm/aaaa|ENTIDAD|nn|`: the names are a proposal."""
    curp = _curp_in(text[:18])
    if curp is None or not _CURP_ROW.fullmatch(text):
        return None
    first, second, given, sex, day, state = (part.strip() for part in text[20:].split("|")[:6])
    stated = {"first_surname": first, "second_surname": second, "given_names": given, "state_name": state}
    if _SEXES.get(sex.upper()) is not curp.sex or _day(day) != curp.birth_date:
        stated = {}  # the row contradicts its own key: only the key is proposed
    return _curp_found(curp, stated)


def _curp_labels(text: str) -> Found | None:
    """`||Número de Validación Legal: N |Nombre: … |CURP: …||`."""
    label = _CURP_LABEL.search(text) if text.startswith("||") else None
    curp = _curp_in(label[1]) if label else None
    if curp is None:
        return None
    name = _NAME_LABEL.search(text)
    return _curp_found(curp, {"name": name[1]} if name else {})


def _curp_alone(text: str) -> Found | None:
    curp = _curp_in(text)
    return _curp_found(curp, {}) if curp else None


def _curp_found(curp: Curp, stated: Mapping[str, str]) -> Found:
    fields = {"curp": curp.text, "birth_date": curp.birth_date.isoformat(), "sex": curp.sex.value}
    return DocumentType.CURP, Confidence.MEDIUM, {**fields, "state": curp.state.code, **stated}


def _ine(text: str) -> Found | None:
    """Recognised, not decoded: sources contradict each other on what its parts mean."""
    return (DocumentType.INE, Confidence.MEDIUM, {}) if _INE.fullmatch(text) else None


def _receipt(text: str) -> Found | None:
    found = _RECEIPT.fullmatch(text)
    folio = _folio_in(found["folio"]) if found else None
    if found is None or folio is None or folio.text != found["folio"]:
        return None
    fields = {"folio": folio.text, "kind": found["kind"], "time": found["time"]}
    fields |= {"payload_sha256": found["payload"], "key_id": found["key"]}
    return DocumentType.RECEIPT, Confidence.HIGH, fields


def _folio(text: str) -> Found | None:
    folio = _folio_in(text)
    return (DocumentType.FOLIO, Confidence.HIGH, {"folio": folio.text}) if folio else None


def _rfc(text: str) -> Found | None:
    """The Code 128 of the Constancia."""
    rfc = _rfc_in(text)
    return (DocumentType.RFC, Confidence.LOW, {"rfc": rfc.text}) if rfc else None


def _url(text: str, host: str) -> SplitResult | None:
    """The parts of an https address of exactly this host: no user, no port, nothing in front or behind."""
    try:
        url = urlsplit(text)
    except ValueError:
        return None
    return url if url.scheme == "https" and url.netloc.lower() == host and not url.fragment else None


def _parameters(query: str) -> dict[str, str] | None:
    """Parameters in any order; None when one is repeated.

    Not `parse_qs`: it turns the `+` of base64 into a blank, and an RFC may hold `&`, written `&amp;`.
    """
    starts = list(_PARAMETER.finditer(query))
    ends = [start.start() for start in starts[1:]] + [len(query)]
    found = {
        start[1]: _printable(unquote(query[start.end() : end])).replace("&amp;", "&")
        for start, end in zip(starts, ends, strict=False)
    }
    return found if len(found) == len(starts) else None


def _amount(text: str) -> str:
    """Without the zeros that only fill places: `0000001234.567800` is 1234.5678."""
    return format(Decimal(text).normalize(), "f")


def _day(text: str) -> date | None:
    day, month, year = [*text.split("/"), "", ""][:3]
    try:
        return date.fromisoformat(f"{year}-{month}-{day}")
    except ValueError:
        return None


def _curp_in(text: str) -> Curp | None:
    try:
        return Curp.parse(text)
    except InvalidCurpError:
        return None


def _rfc_in(text: str) -> Rfc | None:
    try:
        return Rfc.parse(text)
    except InvalidRfcError:
        return None


def _folio_in(text: str) -> Folio | None:
    try:
        return Folio.parse(text)
    except InvalidFolioError:
        return None


_READERS: Final[tuple[Callable[[str], Found | None], ...]] = (
    _receipt,
    _cfdi,
    _constancia,
    _ine,
    _curp_row,
    _curp_labels,
    _curp_alone,
    _folio,
    _rfc,
)
