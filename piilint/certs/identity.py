"""What a certificate says about itself: whose it is, what for, and who issued it.

Nothing here judges; :mod:`piilint.certs.fitness` does. Sources: the Norwegian certificate
profiles SEID 1 and 2, RFC 5280.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Literal

from cryptography import x509
from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import dsa, ec, ed448, ed25519, rsa
from cryptography.x509.oid import NameOID

from piilint.certs.table import TABLE, Family, KnownCertificate, TrustEnvironment

__all__ = [
    "CertificateInfo",
    "Kind",
    "NumberSource",
    "Origin",
    "common_name",
    "fingerprint",
    "is_self_signed",
    "issued",
    "ordered_chain",
    "organisation_number",
    "readable",
]

NumberSource = Literal["organizationIdentifier", "serialNumber", "commonName"]
Kind = Literal["authentication", "signing", "encryption", "authority", "unknown"]

_NUMBER_FORMS: tuple[tuple[NumberSource, x509.ObjectIdentifier, re.Pattern[str]], ...] = (
    (
        "organizationIdentifier",
        NameOID.ORGANIZATION_IDENTIFIER,
        re.compile(r"NTRNO-([0-9]{9})\Z"),
    ),
    ("serialNumber", NameOID.SERIAL_NUMBER, re.compile(r"([0-9]{9})\Z")),
    ("commonName", NameOID.COMMON_NAME, re.compile(r"([0-9]{9})(?![0-9])")),
)
"""Where an organisation number stands, in the order to look: SEID 2, SEID 1, some older ones."""

_FAMILY_PREFIXES: tuple[tuple[str, Family], ...] = (
    ("Buypass AS", "Buypass"),
    ("Commfides Norge AS", "Commfides"),
    ("Posten", "Posten"),
)


def fingerprint(certificate: x509.Certificate) -> str:
    """SHA-256 of the certificate, lower-case hex."""
    return certificate.fingerprint(hashes.SHA256()).hex()


def organisation_number(certificate: x509.Certificate) -> tuple[str, NumberSource] | None:
    """The organisation number in the subject and where it stands, or None.

    Whole values only: a number that merely contains nine digits is none. The first attribute
    that is there decides, so that a certificate of another country's register is not taken
    by its serial number; the older common name is looked at last. An attribute that occurs
    twice says nothing. The check digit is not judged here.
    """
    for source, oid, form in _NUMBER_FORMS:
        values = {str(a.value) for a in certificate.subject.get_attributes_for_oid(oid)}
        matches = [form.match(value) for value in values]
        if len(matches) == 1 and matches[0]:
            return matches[0].group(1), source
        if values and source == "organizationIdentifier":
            return None
    return None


def common_name(name: x509.Name) -> str:
    """The common name, else the organisation's, else nothing; safe on a terminal."""
    return _first(name, NameOID.COMMON_NAME, NameOID.ORGANIZATION_NAME)


def _first(name: x509.Name, *oids: x509.ObjectIdentifier) -> str:
    """The first of these attributes that is there, with ``?`` for what cannot be printed."""
    for oid in oids:
        for attribute in name.get_attributes_for_oid(oid):
            return "".join(c if c.isprintable() else "?" for c in str(attribute.value))
    return ""


_UNREADABLE = (
    ValueError,
    TypeError,
    UnsupportedAlgorithm,
    x509.DuplicateExtension,
    x509.InvalidVersion,
    x509.UnsupportedGeneralNameType,
)
"""What the library raises for a certificate that is broken or too strange."""


def readable(load: Callable[[], x509.Certificate]) -> x509.Certificate | None:
    """The certificate that ``load`` gives, or None where any part of it cannot be read.

    The library reads a certificate's parts when they are asked for, so each is, once, here;
    afterwards nothing about it raises.
    """
    try:
        certificate = load()
        for name in (certificate.subject, certificate.issuer):
            list(name)
        certificate.public_key()
        list(certificate.extensions)
        _ = certificate.not_valid_before_utc, certificate.not_valid_after_utc
        _ = certificate.signature_algorithm_oid, certificate.serial_number
    except _UNREADABLE:
        return None
    return certificate


def issued(child: x509.Certificate, issuer: x509.Certificate) -> bool:
    """Whether the issuer's key made the child's signature, and the names agree.

    A signature over a digest that the library has dropped (SHA-1) is taken by the key
    identifiers, so that a chain through one can be shown; path validation refuses it.
    """
    if child.issuer != issuer.subject:
        return False
    try:
        child.verify_directly_issued_by(issuer)
    except UnsupportedAlgorithm:
        return _authority_key_id(child) in {None, _subject_key_id(issuer)}
    except (ValueError, TypeError, InvalidSignature):
        return False
    return True


def is_self_signed(certificate: x509.Certificate) -> bool:
    """Whether a certificate is its own issuer, as a root is."""
    return issued(certificate, certificate)


def ordered_chain(
    leaf: x509.Certificate, pool: Iterable[x509.Certificate]
) -> tuple[x509.Certificate, ...]:
    """The leaf and its issuers as far as the pool goes, up to and including the root.

    Where the pool holds an issuer more than once (renewed with the same key), the one that is
    valid longest is taken.
    """
    candidates = sorted(set(pool), key=lambda c: c.not_valid_after_utc, reverse=True)
    chain = [leaf]
    while not is_self_signed(chain[-1]):
        issuer = next((c for c in candidates if c not in chain and issued(chain[-1], c)), None)
        if issuer is None:
            break
        chain.append(issuer)
    return tuple(chain)


@dataclass(frozen=True, slots=True, kw_only=True)
class Origin:
    """Who issued a certificate, and for which environment."""

    family: Family | None
    environment: TrustEnvironment | None
    verified: bool
    """True where the chain reaches a known certificate; else the issuer's name only claims it."""


class CertificateInfo:
    """A certificate and its chain, and what they say.

    ``table`` are the issuers' certificates to know it by.
    """

    __slots__ = ("_certificate", "_chain", "_table")

    def __init__(
        self,
        certificate: x509.Certificate,
        pool: Iterable[x509.Certificate] = (),
        table: Sequence[KnownCertificate] = TABLE,
    ) -> None:
        self._certificate = certificate
        self._chain = ordered_chain(certificate, pool)
        self._table = tuple(table)

    def __repr__(self) -> str:
        return (
            f"<{type(self).__name__} {self.organisation_number or 'without number'}"
            f" {self.kind} {self.sha256[:16]}>"
        )

    @property
    def certificate(self) -> x509.Certificate:
        """The leaf."""
        return self._certificate

    @property
    def chain(self) -> tuple[x509.Certificate, ...]:
        """The leaf first, then its issuers as far as they are known, the root last."""
        return self._chain

    @property
    def table(self) -> tuple[KnownCertificate, ...]:
        """The issuers' certificates that it is known by."""
        return self._table

    @property
    def chain_complete(self) -> bool:
        """Whether the chain reaches a root."""
        return is_self_signed(self._chain[-1])

    @property
    def organisation_number(self) -> str | None:
        """Nine digits, see :func:`organisation_number`."""
        found = organisation_number(self._certificate)
        return found[0] if found else None

    @property
    def organisation_number_from(self) -> NumberSource | None:
        """The subject attribute that holds the organisation number."""
        found = organisation_number(self._certificate)
        return found[1] if found else None

    @property
    def seid(self) -> Literal[1, 2] | None:
        """The SEID generation, by where the number stands; None without a number."""
        source = self.organisation_number_from
        return None if source is None else 2 if source == "organizationIdentifier" else 1

    @property
    def name(self) -> str:
        """The organisation's name, else the common name."""
        return _first(self._certificate.subject, NameOID.ORGANIZATION_NAME, NameOID.COMMON_NAME)

    @property
    def issuer(self) -> str:
        """The issuer's common name."""
        return common_name(self._certificate.issuer)

    @property
    def origin(self) -> Origin:
        """Issuer family and environment, by the chain, else by the issuer's name and key."""
        by_fingerprint = {known.sha256: known for known in self._table}
        for certificate in reversed(self._chain):
            known = by_fingerprint.get(fingerprint(certificate))
            if known:
                return Origin(family=known.family, environment=known.environment, verified=True)
        key_id = _authority_key_id(self._chain[-1])
        name = common_name(self._chain[-1].issuer)
        for known in self._table:
            if known.name == name and key_id in {known.key_id, None}:
                return Origin(family=known.family, environment=known.environment, verified=False)
        issuer_name = _first(self._chain[-1].issuer, NameOID.ORGANIZATION_NAME)
        family = next((f for prefix, f in _FAMILY_PREFIXES if issuer_name.startswith(prefix)), None)
        return Origin(family=family, environment=None, verified=False)

    @property
    def issuer_family(self) -> Family | None:
        """Buypass, Commfides or Posten, or None."""
        return self.origin.family

    @property
    def environment(self) -> TrustEnvironment | None:
        """``production`` or ``test``, or None where neither the chain nor the issuer says."""
        return self.origin.environment

    @property
    def key_usage(self) -> frozenset[str] | None:
        """The key usages by their names in RFC 5280; None where the certificate has no such list.

        For example ``{"digitalSignature", "keyEncipherment"}``.
        """
        try:
            usage = self._certificate.extensions.get_extension_for_class(x509.KeyUsage).value
        except (x509.ExtensionNotFound, ValueError):
            return None
        flags = {
            "digitalSignature": usage.digital_signature,
            "contentCommitment": usage.content_commitment,
            "keyEncipherment": usage.key_encipherment,
            "dataEncipherment": usage.data_encipherment,
            "keyAgreement": usage.key_agreement,
            "keyCertSign": usage.key_cert_sign,
            "cRLSign": usage.crl_sign,
        }
        return frozenset(name for name, on in flags.items() if on)

    @property
    def kind(self) -> Kind:
        """What the issuer made it for, by its key usage."""
        usage = self.key_usage
        if usage is None:
            return "unknown"
        if "keyCertSign" in usage:
            return "authority"
        if "digitalSignature" in usage:
            return "authentication"
        if "contentCommitment" in usage:
            return "signing"
        if usage & {"keyEncipherment", "dataEncipherment", "keyAgreement"}:
            return "encryption"
        return "unknown"

    @property
    def policies(self) -> frozenset[str]:
        """The certificate policies, as dotted numbers."""
        try:
            value = self._certificate.extensions.get_extension_for_class(
                x509.CertificatePolicies
            ).value
        except (x509.ExtensionNotFound, ValueError):
            return frozenset()
        return frozenset(policy.policy_identifier.dotted_string for policy in value)

    @property
    def not_before(self) -> datetime:
        """The first moment of validity, in UTC."""
        return self._certificate.not_valid_before_utc

    @property
    def not_after(self) -> datetime:
        """The last moment of validity, in UTC."""
        return self._certificate.not_valid_after_utc

    def days_left(self, at: datetime | None = None) -> int:
        """Whole days until it expires; negative once it has."""
        return (self.not_after - (at or datetime.now(UTC))).days

    @property
    def key_type(self) -> str:
        """``RSA``, ``EC``, ``DSA``, ``Ed25519``, ``Ed448``, else ``other``."""
        key = self._certificate.public_key()
        names: tuple[tuple[type, str], ...] = (
            (rsa.RSAPublicKey, "RSA"),
            (ec.EllipticCurvePublicKey, "EC"),
            (dsa.DSAPublicKey, "DSA"),
            (ed25519.Ed25519PublicKey, "Ed25519"),
            (ed448.Ed448PublicKey, "Ed448"),
        )
        return next((name for kind, name in names if isinstance(key, kind)), "other")

    @property
    def key_size(self) -> int | None:
        """Bits of the key; None for a key type whose size says nothing."""
        return getattr(self._certificate.public_key(), "key_size", None)

    @property
    def sha256(self) -> str:
        """Fingerprint, lower-case hex."""
        return fingerprint(self._certificate)

    @property
    def sha1(self) -> str:
        """The old fingerprint, lower-case hex: an identifier, not a protection."""
        return self._certificate.fingerprint(hashes.SHA1()).hex()  # noqa: S303  an identifier


def _authority_key_id(certificate: x509.Certificate) -> str | None:
    try:
        value = certificate.extensions.get_extension_for_class(x509.AuthorityKeyIdentifier).value
    except (x509.ExtensionNotFound, ValueError):
        return None
    return value.key_identifier.hex() if value.key_identifier else None


def _subject_key_id(certificate: x509.Certificate) -> str | None:
    try:
        value = certificate.extensions.get_extension_for_class(x509.SubjectKeyIdentifier).value
    except (x509.ExtensionNotFound, ValueError):
        return None
    return value.digest.hex()
