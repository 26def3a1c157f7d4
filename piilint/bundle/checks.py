"""The requirements of the profile, each a function from a package to what is wrong with it.

A check gives the reasons why its requirement is not met, in our own words and with files by
number, and nothing where it is met. The sources are those of :mod:`piilint.bundle.profile`.
"""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import pairwise

from cryptography import x509
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import padding, rsa

from piilint.bundle.contents import Contents
from piilint.bundle.manifest import documents_in_package, manifest_is_valid
from piilint.bundle.names import possible_file_names, same_name
from piilint.bundle.profile import (
    C14N,
    C14N11,
    MANIFEST,
    MIMETYPE,
    MIMETYPE_CONTENT,
    RSA_SHA256,
    SHA1,
    SHA256,
    SIGNATURES,
    SIGNED_PROPERTIES_TYPE,
)
from piilint.bundle.report import PackagedFile
from piilint.bundle.signature import Reference, Signature
from piilint.certs.identity import CertificateInfo, is_self_signed, issued
from piilint.certs.trust import TrustStore

__all__ = ["OF_CONTENTS", "OF_SIGNATURE", "NotApplicableError", "Package", "signing_time"]

_DATE_TIME = re.compile(
    r"[0-9]{4}(-[0-9]{2}){2}T[0-9]{2}(:[0-9]{2}){2}(\.[0-9]{1,9})?(Z|[+-][0-9]{2}:[0-9]{2})"
)

CLOCK_TOLERANCE = timedelta(seconds=5)
"""How far the service lets a signing time be from its own clock."""


class NotApplicableError(Exception):
    """A requirement that does not concern this package; the message says why."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Package:
    """What was read of a package, and by whom and when it is judged."""

    contents: Contents
    signature: Signature
    trust: TrustStore | None = field(repr=False)
    environment: str
    at: datetime

    @property
    def signer(self) -> x509.Certificate:
        """The certificate that the signature names by its digest; the first where none is named."""
        certificates = self.signature.certificates
        named = (each for each in certificates if _sha1(each) == self.signature.certificate_digest)
        return next(named, certificates[0])

    @property
    def file_references(self) -> tuple[Reference, ...]:
        """The references to files, in their order."""
        references = self.signature.references
        return tuple(each for each in references if each.type != SIGNED_PROPERTIES_TYPE)

    @property
    def property_references(self) -> tuple[Reference, ...]:
        """The references to SignedProperties; there must be one."""
        references = self.signature.references
        return tuple(each for each in references if each.type == SIGNED_PROPERTIES_TYPE)

    def files(self, reference: Reference) -> list[PackagedFile]:
        """The files that a reference can mean; exactly one in a good package."""
        names = possible_file_names(reference.uri)
        return [file for file in self.contents.signable if file.name in names]


def meta_inf(contents: Contents) -> Iterator[str]:
    """``META-INF`` holds the signature and nothing else."""
    if SIGNATURES not in contents.kept:
        yield f"{SIGNATURES} is missing"
    for file in contents.meta:
        if file.name == f"META-INF/{MANIFEST}":
            yield "META-INF/manifest.xml is there, which must not be"
        elif file.name != SIGNATURES:
            yield f"file {file.number} in META-INF does not belong there"


def mimetype(contents: Contents) -> Iterator[str]:
    """The ``mimetype`` entry, which need not be there, is first, stored, and says ASiC-E."""
    content = contents.kept.get(MIMETYPE)
    if content is None:
        raise NotApplicableError("there is no entry mimetype, and none is needed")
    if contents.files[0].name != MIMETYPE or contents.compressed_mimetype:
        yield "the entry mimetype is not the first, or is compressed"
    if content != MIMETYPE_CONTENT:
        yield "the entry mimetype names another kind of container"


def algorithms(package: Package) -> Iterator[str]:
    """Only the algorithms of the profile are used, and files are signed as they are."""
    signature = package.signature
    if signature.canonicalization not in {C14N, C14N11}:
        yield "SignedInfo is not canonicalised with Canonical XML 1.0 or 1.1"
    if signature.signature_method != RSA_SHA256:
        yield "the signature is not RSA with SHA-256"
    if signature.certificate_digest_method != SHA1:
        yield "CertDigest is not SHA-1, which the profile demands"
    for number, reference in enumerate(signature.references, 1):
        if reference.digest_method != SHA256:
            yield f"reference {number} is not digested with SHA-256"
    if any(reference.transforms for reference in package.file_references):
        yield "a file is transformed before it is digested"
    if any(reference.transforms != (C14N,) for reference in package.property_references):
        yield "SignedProperties is not canonicalised with Canonical XML 1.0"


def coverage(package: Package) -> Iterator[str]:
    """Every file outside of ``META-INF`` is referenced once, and nothing else is."""
    times: Counter[int] = Counter()
    for number, reference in enumerate(package.file_references, 1):
        files = package.files(reference)
        if len(files) != 1 or reference.type is not None:
            yield f"reference {number} does not mean one file of the package"
        times.update(file.number for file in files)
    for file in package.contents.signable:
        if times[file.number] != 1 and (file.name != MIMETYPE or times[file.number]):
            yield f"file {file.number} is referenced {times[file.number]} times instead of once"


def file_digests(package: Package) -> Iterator[str]:
    """Each file has the digest that its reference says."""
    for reference in package.file_references:
        for file in package.files(reference):
            if file.sha256 != reference.digest:
                yield f"file {file.number} is not the one that was signed"


def signed_properties(package: Package) -> Iterator[str]:
    """The properties that are read are the ones that are signed, and belong to the signature."""
    signature = package.signature
    if len(package.property_references) != 1:
        yield f"there are {len(package.property_references)} references to SignedProperties"
    for reference in package.property_references:
        if reference.uri != f"#{signature.properties_id}":
            yield "the reference does not point to SignedProperties"
        if reference.digest != hashlib.sha256(signature.properties).digest():
            yield "SignedProperties is not what was signed"
    if signature.target != f"#{signature.id}":
        yield "QualifyingProperties is meant for another signature"


def signature_value(package: Package) -> Iterator[str]:
    """The signature over SignedInfo was made with the signer's key."""
    key = package.signer.public_key()
    if not isinstance(key, rsa.RSAPublicKey):
        yield "the signer's key is not RSA"
        return
    try:
        key.verify(
            package.signature.value,
            package.signature.signed_info,
            padding.PKCS1v15(),
            hashes.SHA256(),
        )
    except InvalidSignature:
        yield "the signature does not fit SignedInfo and the signer's key"


def signing_certificate(package: Package) -> Iterator[str]:
    """SigningCertificate names the certificate in KeyInfo, by digest, issuer and serial number."""
    signature, signer = package.signature, package.signer
    if _sha1(signer) != signature.certificate_digest:
        yield "CertDigest is that of no certificate in KeyInfo"
    if not same_name(signature.issuer_name, signer.issuer):
        yield "X509IssuerName is not the issuer of the signer's certificate"
    if signature.serial_number != str(signer.serial_number):
        yield "X509SerialNumber is not that of the signer's certificate"


def key_info(package: Package) -> Iterator[str]:
    """KeyInfo holds the chain from the signer to its root, or the signer alone (C# client)."""
    certificates = package.signature.certificates
    if certificates[0] != package.signer:
        yield "the signer's certificate is not the first"
    for number, (child, issuer) in enumerate(pairwise(certificates), 2):
        if not issued(child, issuer):
            yield f"certificate {number} did not issue the one before it"
    if len(set(certificates)) < len(certificates):
        yield "a certificate is there twice"
    if len(certificates) > 1 and not is_self_signed(certificates[-1]):
        yield "the chain does not reach its root"


def trusted_chain(package: Package) -> Iterator[str]:
    """A valid path leads from the signer's certificate to a root that counts."""
    from piilint.certs.validate import validate  # loads what only this check needs

    if package.trust is None:
        raise NotApplicableError("whom to trust was not asked")
    if not package.trust.anchors(package.environment):
        yield "no root that counts in the environment was given"
        return
    chain = CertificateInfo(package.signer, package.signature.certificates, package.trust.table)
    found = validate(chain, package.trust, package.environment, at=package.at)
    yield from (f"{finding.message} ({finding.rule})" for finding in found.findings)


def certificate_use(package: Package) -> Iterator[str]:
    """The signer's certificate is an organisation's, and the one for authentication."""
    certificate = CertificateInfo(package.signer)
    if certificate.organisation_number is None:
        yield "the certificate names no organisation number"
    if certificate.kind not in {"authentication", "unknown"}:
        yield f"it is a certificate for {certificate.kind}, not for authentication"


def signing_time_in_bounds(package: Package) -> Iterator[str]:
    """SigningTime has a zone, lies in the certificate's validity, and is not in the future."""
    time = signing_time(package.signature)
    if time is None:
        yield "SigningTime is not a time with a zone"
        return
    signer = package.signer
    if not signer.not_valid_before_utc <= time <= signer.not_valid_after_utc:
        yield "the certificate was not valid at SigningTime"
    if time > package.at + CLOCK_TOLERANCE:
        yield f"SigningTime is more than {CLOCK_TOLERANCE.seconds} seconds in the future"


def media_types(package: Package) -> Iterator[str]:
    """Each signed file has one DataObjectFormat with its media type."""
    said = Counter(target for target, _ in package.signature.media_types)
    wanted = {f"#{reference.id}" for reference in package.file_references}
    if set(said) != wanted or any(count != 1 for count in said.values()):
        yield "DataObjectFormat does not name each signed file once"
    if any(not media_type for _, media_type in package.signature.media_types):
        yield "a DataObjectFormat has no MimeType"


OF_CONTENTS: Sequence[tuple[str, str, Callable[[Contents], Iterator[str]]]] = (
    ("BUN102", "meta-inf", meta_inf),
    ("BUN103", "mimetype", mimetype),
    ("BUN104", "manifest", manifest_is_valid),
    ("BUN105", "documents", documents_in_package),
)
"""Rule, name and check of what the archive alone tells."""

OF_SIGNATURE: Sequence[tuple[str, str, Callable[[Package], Iterator[str]]]] = (
    ("BUN107", "algorithms", algorithms),
    ("BUN108", "coverage", coverage),
    ("BUN109", "file-digests", file_digests),
    ("BUN110", "signed-properties", signed_properties),
    ("BUN111", "signature-value", signature_value),
    ("BUN112", "certificate-digest", signing_certificate),
    ("BUN113", "key-info", key_info),
    ("BUN114", "trusted-chain", trusted_chain),
    ("BUN115", "certificate-use", certificate_use),
    ("BUN116", "signing-time", signing_time_in_bounds),
    ("BUN117", "media-types", media_types),
)
"""Rule, name and check of what takes the signature to know."""


def signing_time(signature: Signature) -> datetime | None:
    """SigningTime, or None where it is no time with a zone."""
    if not _DATE_TIME.fullmatch(signature.signing_time):
        return None
    try:
        return datetime.fromisoformat(signature.signing_time)
    except ValueError:
        return None


def _sha1(certificate: x509.Certificate) -> bytes:
    return certificate.fingerprint(hashes.SHA1())  # noqa: S303  # the profile's identifier
