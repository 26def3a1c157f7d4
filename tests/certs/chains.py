"""Chains of certificates made link by link, each as right or wrong as a test wants it."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.serialization import Encoding
from cryptography.x509.oid import NameOID

from piilint.sandbox.pki import private_key

NOW = datetime.now(UTC).replace(microsecond=0)
DAY = timedelta(days=1)
CA_USAGE = ("key_cert_sign", "crl_sign")
FLAGS = (
    "digital_signature", "content_commitment", "key_encipherment", "data_encipherment",
    "key_agreement", "key_cert_sign", "crl_sign", "encipher_only", "decipher_only",
)  # fmt: skip


def named(name, country="NO"):
    return x509.Name(
        [
            x509.NameAttribute(NameOID.COUNTRY_NAME, country),
            x509.NameAttribute(NameOID.ORGANIZATION_NAME, "Piilint throw-away"),
            x509.NameAttribute(NameOID.COMMON_NAME, name),
        ]
    )


@dataclass(frozen=True, kw_only=True)
class Link:
    """A certificate that is to be made, below the one before it in a chain."""

    name: str
    country: str = "NO"
    ca: bool | None = True
    """None: without basic constraints."""
    length: int | None = None
    usage: tuple[str, ...] = CA_USAGE
    start: datetime = NOW - 30 * DAY
    end: datetime = NOW + 300 * DAY
    issuer: str | None = None
    """Another name than the issuer's own."""
    extra: tuple[tuple[x509.ExtensionType, bool], ...] = ()
    key_ids: bool = True
    forged: bool = False
    left_out: bool = False
    """Not given to those who judge."""
    bits: int = 2048

    def made(self, above, above_key):
        key = private_key(f"path {self.name}", self.bits)
        issuer = above.subject if above else named(self.name)
        builder = (
            x509.CertificateBuilder()
            .subject_name(named(self.name, self.country))
            .issuer_name(named(self.issuer) if self.issuer else issuer)
            .public_key(key.public_key())
            .serial_number(x509.random_serial_number())
            .not_valid_before(self.start)
            .not_valid_after(self.end)
        )
        extensions = list(self.extra)
        if self.ca is not None:
            extensions.append((x509.BasicConstraints(self.ca, self.length), True))
        usage = x509.KeyUsage(**{flag: flag in self.usage for flag in FLAGS})
        extensions.append((usage, True))
        if self.key_ids:
            issuers = (above_key or key).public_key()
            own = x509.SubjectKeyIdentifier.from_public_key(key.public_key())
            extensions.append((own, False))
            extensions.append((x509.AuthorityKeyIdentifier.from_issuer_public_key(issuers), False))
        for extension, critical in extensions:
            builder = builder.add_extension(extension, critical)
        certificate = builder.sign(above_key or key, hashes.SHA256())
        if self.forged:
            data = bytearray(certificate.public_bytes(Encoding.DER))
            data[-1] ^= 1
            certificate = x509.load_der_x509_certificate(bytes(data))
        return certificate, key


ROOT = Link(name="root")
INTER = Link(name="intermediate")
LEAF = Link(name="leaf", ca=False, usage=("digital_signature",))


@dataclass(frozen=True)
class Chain:
    anchor: x509.Certificate
    leaf: x509.Certificate
    others: tuple[x509.Certificate, ...]


def chain(links, anchor=None):
    certificates, above, key = [], None, None
    for link in links:
        above, key = link.made(above, key)
        certificates.append(above)
    given = [c for c, link in zip(certificates, links, strict=True) if not link.left_out]
    return Chain(anchor or given[0], given[-1], tuple(given[1:-1]))
