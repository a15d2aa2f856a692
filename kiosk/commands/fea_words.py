"""What the codes of certificates and signatures mean, in words for people."""

from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Any, Final

from tramites.fea.certificate import Certificate, CertificateProblem
from tramites.fea.signature import SignatureProblem
from tramites.fea.trust import ChainProblem

_WORDS: Final = {
    CertificateProblem.IS_CSD.value: "es un sello para facturas (CSD), no la e.firma de una persona",
    CertificateProblem.IS_CA.value: "es el certificado de una autoridad, no la e.firma de una persona",
    CertificateProblem.NOT_FIEL.value: "no tiene los usos de una e.firma",
    CertificateProblem.NO_RFC.value: "no dice un RFC",
    CertificateProblem.WEAK_KEY.value: "su llave es más corta de lo que se admite",
    CertificateProblem.WEAK_SIGNATURE.value: "lo firmó su emisor con un método que ya no se admite",
    CertificateProblem.EXPIRED.value: "ya venció",
    CertificateProblem.NOT_YET_VALID.value: "todavía no empieza su vigencia",
    ChainProblem.UNKNOWN_ISSUER.value: "lo emitió alguien que no está entre las autoridades de confianza",
    ChainProblem.BAD_SIGNATURE.value: "dice venir de una autoridad de confianza, y ella no lo firmó",
    ChainProblem.PATH_TOO_LONG.value: "hay más autoridades intermedias de las que se admiten",
    ChainProblem.WEAK_SIGNATURE.value: "su autoridad firmó con un método que ya no se admite",
    ChainProblem.AUTHORITY_NOT_CURRENT.value: "su autoridad no estaba vigente en esa fecha",
    SignatureProblem.UNREADABLE.value: "el archivo no se puede leer como firma separada del contenido",
    SignatureProblem.CONTENT_CHANGED.value: "el contenido no es el que se firmó",
    SignatureProblem.NO_CERTIFICATE.value: "el archivo no trae el certificado de quien firmó",
    SignatureProblem.OTHER_CERTIFICATE.value: "el certificado no es el que se nombró al firmar",
    SignatureProblem.DOES_NOT_FIT.value: "la firma no corresponde al certificado",
}


def in_words(codes: Iterable[str]) -> list[str]:
    """One line for each problem, with its code."""
    return [f"- {_WORDS[code]} ({code})" for code in codes]


def stated(certificate: Certificate) -> dict[str, Any]:
    """What a certificate says, with the keys of the contract."""
    representative = certificate.representative
    return {
        "rfc": certificate.rfc,
        "curp": certificate.curp,
        "name": certificate.name,
        "representative": representative and {"rfc": representative.rfc, "curp": representative.curp},
        "serial": certificate.serial,
        "kind": certificate.kind.value,
        "not_before": rfc3339(certificate.not_before),
        "not_after": rfc3339(certificate.not_after),
        "issuer": certificate.issuer,
    }


def rfc3339(moment: datetime) -> str:
    """`2026-01-31T17:05:09Z`."""
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
