"""The three extensions that tell a FIEL from a CSD from an authority; odd neighbours do no harm."""

from dataclasses import dataclass
from typing import Final

from tramites.fea import der

_BASIC_CONSTRAINTS: Final = "2.5.29.19"
_KEY_USAGE: Final = "2.5.29.15"
_EXTENDED_KEY_USAGE: Final = "2.5.29.37"
_EMAIL_PROTECTION: Final = "1.3.6.1.5.5.7.3.4"
_CLIENT_AUTH: Final = "1.3.6.1.5.5.7.3.2"
_BOOLEAN: Final = 0x01
_TRUE: Final = b"\xff"
# RFC 5280, 4.2.1.3, in the order of the bits.
_USAGES: Final = (
    *("digitalSignature", "nonRepudiation", "keyEncipherment", "dataEncipherment", "keyAgreement"),
    *("keyCertSign", "cRLSign", "encipherOnly", "decipherOnly"),
)
_SIGNING: Final = frozenset({"digitalSignature", "nonRepudiation"})
_FIEL: Final = _SIGNING | {"dataEncipherment", "keyAgreement"}
_ISSUING: Final = frozenset({"keyCertSign", "cRLSign"})


@dataclass(frozen=True, slots=True)
class Extensions:
    """What a certificate may be used for. `usages` is None when it does not say."""

    is_authority: bool = False
    path_length: int | None = None
    usages: frozenset[str] | None = None
    purposes: frozenset[str] = frozenset()

    @property
    def has_fiel_usage(self) -> bool:
        """The four bits of a FIEL, and no issuing of certificates."""
        return self.usages is not None and self.usages >= _FIEL and not self.usages & _ISSUING

    @property
    def has_fiel_purposes(self) -> bool:
        """Mail and client authentication."""
        return self.purposes >= {_EMAIL_PROTECTION, _CLIENT_AUTH}

    @property
    def has_csd_usage(self) -> bool:
        """Signing and nothing else."""
        return self.usages == _SIGNING

    @property
    def may_issue(self) -> bool:
        """A CA whose key usage, if it has one, lets it sign certificates."""
        return self.is_authority and (self.usages is None or "keyCertSign" in self.usages)


def read_extensions(element: der.Element | None) -> Extensions:
    """From the field `[3]` of a certificate; the same extension twice is an error (RFC 5280, 4.2)."""
    values: dict[str, bytes] = {}
    for extension in _listed(element) if element is not None else ():
        kind, *_, value = extension.expect(der.SEQUENCE).children()
        name = der.oid_of(kind)
        if name in values:
            raise der.DerError(f"the extension {name} stands twice")
        values[name] = value.expect(der.OCTET_STRING).content
    is_authority, path_length = _constraints(values.get(_BASIC_CONSTRAINTS))
    return Extensions(
        is_authority, path_length, _usages(values.get(_KEY_USAGE)), _purposes(values.get(_EXTENDED_KEY_USAGE))
    )


def _listed(element: der.Element) -> tuple[der.Element, ...]:
    (extensions,) = element.children()
    return extensions.expect(der.SEQUENCE).children()


def _constraints(value: bytes | None) -> tuple[bool, int | None]:
    parts = der.read_sequence(value) if value is not None else ()
    if not parts or parts[0].tag != _BOOLEAN or parts[0].content != _TRUE:
        return False, None
    return True, int.from_bytes(parts[1].expect(der.INTEGER).content, "big") if len(parts) > 1 else None


def _usages(value: bytes | None) -> frozenset[str] | None:
    if value is None:
        return None
    bits = der.read(value).expect(der.BIT_STRING).content[1:]
    return frozenset(
        name
        for place, name in enumerate(_USAGES)
        if place // 8 < len(bits) and bits[place // 8] & (0x80 >> place % 8)
    )


def _purposes(value: bytes | None) -> frozenset[str]:
    return (
        frozenset(der.oid_of(each) for each in der.read_sequence(value)) if value is not None else frozenset()
    )
