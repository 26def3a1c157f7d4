"""A throw-away public key infrastructure in the shapes of Buypass and Commfides.

Every authority, key and certificate is made anew and kept in memory; none of it means anything
outside of the process. Shapes (subjects, key usage, policies) follow what the issuers' test
certificates show; the names say that they are none.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from typing import Literal

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.serialization import (
    BestAvailableEncryption,
    Encoding,
    NoEncryption,
    PrivateFormat,
    pkcs12,
)
from cryptography.x509.oid import AuthorityInformationAccessOID, ExtendedKeyUsageOID, NameOID

from piilint.certs.identity import fingerprint
from piilint.certs.organisation import OrganisationCertificate
from piilint.certs.table import Family, KnownCertificate, TrustEnvironment

__all__ = ["Authority", "Issued", "Pki", "Usage", "private_key"]

Usage = Literal["auth", "sign", "enc", "web"]
Seid = Literal[1, 2, "cn"]

SERVICE_NUMBER = "984661185"
SENDER_NUMBER = "100101688"

_POLICIES: Mapping[Family, tuple[str, ...]] = {
    "Buypass": ("2.16.578.1.26.1.3.2", "0.4.0.2042.1.1"),
    "Commfides": ("2.16.578.1.29.913.200.1.0", "0.4.0.2042.1.1"),
    "Posten": (),
}

_USAGES: Mapping[tuple[Family, Usage], frozenset[str]] = {
    ("Buypass", "auth"): frozenset({"digital_signature", "key_encipherment"}),
    ("Buypass", "sign"): frozenset({"content_commitment"}),
    ("Buypass", "enc"): frozenset({"key_encipherment", "data_encipherment"}),
    ("Commfides", "auth"): frozenset({"digital_signature"}),
    ("Commfides", "sign"): frozenset({"content_commitment"}),
    ("Commfides", "enc"): frozenset({"key_encipherment"}),
}

_FLAGS = (
    "digital_signature",
    "content_commitment",
    "key_encipherment",
    "data_encipherment",
    "key_agreement",
    "key_cert_sign",
    "crl_sign",
    "encipher_only",
    "decipher_only",
)


def _now() -> datetime:
    return datetime.now(UTC).replace(microsecond=0)


@lru_cache(maxsize=64)
def private_key(label: str, bits: int = 2048) -> rsa.RSAPrivateKey:
    """An RSA key, made once for each label in this process: making one takes a while."""
    del label  # only tells keys apart
    return rsa.generate_private_key(public_exponent=65537, key_size=bits)


@dataclass(frozen=True, slots=True, kw_only=True)
class Issued:
    """A certificate with its key and the authorities above it."""

    key: rsa.RSAPrivateKey = field(repr=False)
    certificate: x509.Certificate
    chain: tuple[x509.Certificate, ...]
    """The leaf first, the root last."""

    def organisation(self, table: Sequence[KnownCertificate] = ()) -> OrganisationCertificate:
        """As the organisation certificate that loading its key store would give."""
        return OrganisationCertificate(self.key, self.certificate, self.chain, table=table)

    def key_pem(self, password: bytes | None = None) -> bytes:
        """The private key, PKCS#8 in PEM, encrypted where a password is given."""
        encryption = BestAvailableEncryption(password) if password else NoEncryption()
        return self.key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, encryption)

    def chain_pem(self, upto: int | None = None) -> bytes:
        """The chain as PEM, the leaf first; ``upto`` certificates of it."""
        return b"".join(c.public_bytes(Encoding.PEM) for c in self.chain[:upto])

    def pkcs12(self, password: bytes, alias: str = "piilint", *, chain: bool = True) -> bytes:
        """A key store as issuers send it, with or without the certificates above the leaf."""
        return pkcs12.serialize_key_and_certificates(
            alias.encode(),
            self.key,
            self.certificate,
            list(self.chain[1:]) if chain else None,
            BestAvailableEncryption(password),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Authority:
    """A root and its intermediate, which issues."""

    family: Family
    environment: TrustEnvironment
    root: x509.Certificate
    root_key: rsa.RSAPrivateKey = field(repr=False)
    intermediate: x509.Certificate
    key: rsa.RSAPrivateKey = field(repr=False)
    ocsp_url: str | None = None
    crl_url: str | None = None

    @property
    def certificates(self) -> tuple[x509.Certificate, ...]:
        """Root and intermediate, what a trust store holds of it."""
        return self.root, self.intermediate

    @property
    def table(self) -> tuple[KnownCertificate, ...]:
        """Its rows for a table of known certificates."""
        kinds: tuple[tuple[x509.Certificate, Literal["root", "intermediate"]], ...] = (
            (self.intermediate, "intermediate"),
            (self.root, "root"),
        )
        return tuple(
            KnownCertificate(
                environment=self.environment,
                kind=kind,
                family=self.family,
                name=str(certificate.subject.get_attributes_for_oid(NameOID.COMMON_NAME)[0].value),
                valid_to=certificate.not_valid_after_utc.date(),
                needed="yes",
                sha256=fingerprint(certificate),
                key_id=x509.SubjectKeyIdentifier.from_public_key(
                    certificate.public_key()
                ).digest.hex(),
            )
            for certificate, kind in kinds
        )

    def issue(
        self,
        number: str = SENDER_NUMBER,
        *,
        usage: Usage = "auth",
        seid: Seid = 2,
        name: str = "PIILINT PROEVESENDER AS",
        subject: x509.Name | None = None,
        not_before: datetime | None = None,
        not_after: datetime | None = None,
        bits: int = 2048,
        extra: Sequence[tuple[x509.ExtensionType, bool]] = (),
        dns: str = "www.example.test",
    ) -> Issued:
        """A leaf certificate; ``seid`` says where its organisation number stands.

        ``web`` is a web page's certificate: a DNS name, and no organisation number.
        """
        key = private_key(f"leaf {usage} {number}", bits)
        start = not_before or _now() - timedelta(days=1)
        end = not_after or _now() + timedelta(days=3 * 365)
        builder = (
            x509.CertificateBuilder()
            .subject_name(subject or (_web(dns) if usage == "web" else _leaf(name, number, seid)))
            .issuer_name(self.intermediate.subject)
            .public_key(key.public_key())
            .serial_number(x509.random_serial_number())
            .not_valid_before(start)
            .not_valid_after(end)
            .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=False)
            .add_extension(_key_id(key), critical=False)
            .add_extension(_authority(self.key), critical=False)
        )
        flags = _USAGES.get((self.family, usage), frozenset({"digital_signature"}))
        builder = builder.add_extension(_usage(flags), critical=True)
        if usage == "web":
            builder = builder.add_extension(
                x509.SubjectAlternativeName([x509.DNSName(dns)]), critical=False
            ).add_extension(
                x509.ExtendedKeyUsage([ExtendedKeyUsageOID.SERVER_AUTH]), critical=False
            )
        elif policies := _POLICIES[self.family]:
            builder = builder.add_extension(
                x509.CertificatePolicies(
                    [x509.PolicyInformation(x509.ObjectIdentifier(p), None) for p in policies]
                ),
                critical=False,
            )
        if self.ocsp_url:
            builder = builder.add_extension(_ocsp(self.ocsp_url), critical=False)
        if self.crl_url:
            builder = builder.add_extension(_crl(self.crl_url), critical=False)
        for extension, critical in extra:
            builder = builder.add_extension(extension, critical=critical)
        certificate = builder.sign(self.key, hashes.SHA256())
        return Issued(
            key=key, certificate=certificate, chain=(certificate, self.intermediate, self.root)
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Pki:
    """The authorities of the throw-away world: two issuers in two environments."""

    authorities: Mapping[tuple[TrustEnvironment, Family], Authority]

    @classmethod
    def create(
        cls,
        *,
        environments: Sequence[TrustEnvironment] = ("test",),
        ocsp_url: str | None = None,
        crl_url: str | None = None,
    ) -> Pki:
        """Make the authorities; the addresses go into what they issue."""
        families: tuple[Family, ...] = ("Buypass", "Commfides")
        return cls(
            authorities={
                (environment, family): authority(
                    family, environment, ocsp_url=ocsp_url, crl_url=crl_url
                )
                for environment in environments
                for family in families
            }
        )

    def __getitem__(self, key: tuple[TrustEnvironment, Family]) -> Authority:
        return self.authorities[key]

    @property
    def table(self) -> tuple[KnownCertificate, ...]:
        """The table that knows these authorities as the shipped one knows the real ones."""
        return tuple(row for authority in self.authorities.values() for row in authority.table)

    def certificates(self, environment: TrustEnvironment = "test") -> tuple[x509.Certificate, ...]:
        """Roots and intermediates of an environment: what its trust store holds."""
        return tuple(
            certificate
            for (where, _), authority in self.authorities.items()
            if where == environment
            for certificate in authority.certificates
        )


def authority(
    family: Family,
    environment: TrustEnvironment,
    *,
    ocsp_url: str | None = None,
    crl_url: str | None = None,
    label: str = "",
) -> Authority:
    """A root and an intermediate in the shape of an issuer."""
    mark = f"{environment} {label}".strip()
    root_key = private_key(f"root {family} {mark}")
    key = private_key(f"intermediate {family} {mark}")
    organisation, number = {
        "Buypass": ("Piilint throw-away B", "983163327"),
        "Commfides": ("Piilint throw-away C", "988312495"),
        "Posten": ("Piilint throw-away P", "984661185"),
    }[family]

    def name(common: str) -> x509.Name:
        return x509.Name(
            [
                x509.NameAttribute(NameOID.COUNTRY_NAME, "NO"),
                x509.NameAttribute(NameOID.ORGANIZATION_IDENTIFIER, f"NTRNO-{number}"),
                x509.NameAttribute(NameOID.ORGANIZATION_NAME, organisation),
                x509.NameAttribute(NameOID.COMMON_NAME, common),
            ]
        )

    root_name = name(f"{family}-shaped Root CA G2 {mark}")
    root = _authority_certificate(
        subject=root_name,
        issuer=root_name,
        key=root_key,
        issuer_key=root_key,
        days=20 * 365,
    )
    intermediate = _authority_certificate(
        subject=name(f"{family}-shaped CA G2 HT Business {mark}"),
        issuer=root_name,
        key=key,
        issuer_key=root_key,
        days=10 * 365,
        crl_url=crl_url,
    )
    return Authority(
        family=family,
        environment=environment,
        root=root,
        root_key=root_key,
        intermediate=intermediate,
        key=key,
        ocsp_url=ocsp_url,
        crl_url=crl_url,
    )


def _authority_certificate(
    *,
    subject: x509.Name,
    issuer: x509.Name,
    key: rsa.RSAPrivateKey,
    issuer_key: rsa.RSAPrivateKey,
    days: int,
    crl_url: str | None = None,
) -> x509.Certificate:
    root = subject == issuer
    builder = (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(issuer)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(_now() - timedelta(days=2))
        .not_valid_after(_now() + timedelta(days=days))
        .add_extension(
            x509.BasicConstraints(ca=True, path_length=None if root else 0), critical=True
        )
        .add_extension(_usage(frozenset({"key_cert_sign", "crl_sign"})), critical=True)
        .add_extension(_key_id(key), critical=False)
    )
    if not root:
        any_policy = x509.PolicyInformation(x509.ObjectIdentifier("2.5.29.32.0"), None)
        builder = builder.add_extension(_authority(issuer_key), critical=False).add_extension(
            x509.CertificatePolicies([any_policy]), critical=False
        )
        if crl_url:
            builder = builder.add_extension(_crl(f"{crl_url}/root"), critical=False)
    return builder.sign(issuer_key, hashes.SHA512())


def _leaf(name: str, number: str, seid: Seid) -> x509.Name:
    country = x509.NameAttribute(NameOID.COUNTRY_NAME, "NO")
    organisation = x509.NameAttribute(NameOID.ORGANIZATION_NAME, name)
    if seid == 2:
        return x509.Name(
            [
                country,
                organisation,
                x509.NameAttribute(NameOID.COMMON_NAME, name),
                x509.NameAttribute(NameOID.ORGANIZATION_IDENTIFIER, f"NTRNO-{number}"),
            ]
        )
    if seid == 1:
        return x509.Name(
            [
                country,
                organisation,
                x509.NameAttribute(NameOID.COMMON_NAME, name),
                x509.NameAttribute(NameOID.SERIAL_NUMBER, number),
            ]
        )
    return x509.Name([country, organisation, x509.NameAttribute(NameOID.COMMON_NAME, number)])


def _web(dns: str) -> x509.Name:
    return x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, dns)])


def _usage(flags: frozenset[str]) -> x509.KeyUsage:
    return x509.KeyUsage(**{flag: flag in flags for flag in _FLAGS})


def _key_id(key: rsa.RSAPrivateKey) -> x509.SubjectKeyIdentifier:
    return x509.SubjectKeyIdentifier.from_public_key(key.public_key())


def _authority(key: rsa.RSAPrivateKey) -> x509.AuthorityKeyIdentifier:
    return x509.AuthorityKeyIdentifier.from_issuer_public_key(key.public_key())


def _ocsp(url: str) -> x509.AuthorityInformationAccess:
    return x509.AuthorityInformationAccess(
        [
            x509.AccessDescription(
                AuthorityInformationAccessOID.OCSP, x509.UniformResourceIdentifier(url)
            )
        ]
    )


def _crl(url: str) -> x509.CRLDistributionPoints:
    point = x509.DistributionPoint([x509.UniformResourceIdentifier(url)], None, None, None)
    return x509.CRLDistributionPoints([point])
