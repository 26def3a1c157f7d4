"""Whether the sandbox accepts a job, judged as the service would.

Written apart from the package builder and its verifier, so that a mistake there is seen here:
another ZIP reader, another way to canonical XML, another search for what is signed. Only the
parser of messages, the schema and the limits are shared.
"""

from __future__ import annotations

import hashlib
import io
import zipfile
from base64 import b64decode
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from urllib.parse import unquote_plus

from cryptography import x509
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import padding, rsa
from cryptography.hazmat.primitives.serialization import Encoding
from lxml import etree

from piilint.archive import Limits as ArchiveLimits
from piilint.archive import read
from piilint.certs.identity import organisation_number
from piilint.certs.problem import catalog
from piilint.errors import ArchiveError
from piilint.lint.parse import UnreadableError, parse
from piilint.resources import data_folder
from piilint.schema.limits import DOCUMENTS_BYTES, pair_problems, problems, sender_problems
from piilint.schema.xsd import NAMESPACE, MessageSchema

__all__ = ["Accepted", "RefusedError", "judge", "shipped_schema"]

_DS = "{http://www.w3.org/2000/09/xmldsig#}"
_XADES = "{http://uri.etsi.org/01903/v1.3.2#}"
_RSA_SHA256 = "http://www.w3.org/2001/04/xmldsig-more#rsa-sha256"
_SHA256 = "http://www.w3.org/2001/04/xmlenc#sha256"
_PROPERTIES = "http://uri.etsi.org/01903#SignedProperties"
_MOST = 2 * DOCUMENTS_BYTES


class RefusedError(Exception):
    """The job is not accepted. The reason says what the service would say, without values."""

    def __init__(self, code: str, reason: str) -> None:
        super().__init__(reason)
        self.code = code


@dataclass(frozen=True, slots=True, kw_only=True)
class Accepted:
    """A submission that holds."""

    request: etree._Element = field(repr=False)
    manifest: etree._Element = field(repr=False)
    documents: dict[str, bytes] = field(repr=False)


def judge(
    body: bytes,
    *,
    flow: str,
    sender: str,
    anchors: Collection[x509.Certificate],
    signers: Collection[str],
    at: datetime,
    signing_time_seconds: float,
    schema: MessageSchema,
) -> Accepted:
    """Take the body of a create apart and hold it against everything that the service asks.

    ``signers`` are the organisation numbers that may have signed the package. Raises
    :class:`RefusedError`.
    """
    request_data, package = _parts(body)
    request = _message(request_data, f"{flow}-signature-job-request", schema)
    files = _files(package)
    manifest = _message(files["manifest.xml"], f"{flow}-signature-job-manifest", schema)
    documents = {
        name: data
        for name, data in files.items()
        if name not in {"manifest.xml", "META-INF/signatures.xml", "mimetype"}
    }
    _Signature(files, anchors).check(signers, at, signing_time_seconds)
    _limits(request, manifest, documents, sender, at)
    return Accepted(request=request, manifest=manifest, documents=documents)


def shipped_schema() -> MessageSchema:
    """The messages' schema."""
    return MessageSchema.load(data_folder("schemas"))


def _package(reason: str) -> RefusedError:
    return RefusedError("ASICE_VALIDATION_FAILED", reason)


def _request(reason: str) -> RefusedError:
    return RefusedError("INVALID_REQUEST", reason)


def _parts(body: bytes) -> tuple[bytes, bytes]:
    found = None
    try:
        found = [
            (part.header("content-type").partition(";")[0].strip(), part.content())
            for part in read(body, ArchiveLimits())
        ]
    except ArchiveError:
        found = None
    types = [kind for kind, _ in found or ()]
    if found is None or types != ["application/xml", "application/octet-stream"]:
        raise _request("the body must be a request in XML and a package, in this order")
    return found[0][1], found[1][1]


def _message(data: bytes, name: str, schema: MessageSchema) -> etree._Element:
    root = None
    try:
        root = parse(data).root
    except UnreadableError:
        root = None
    if root is None or root.tag != f"{{{NAMESPACE}}}{name}" or not schema.accepts(root):
        raise _request(f"there is no valid {name}")
    return root


def _files(package: bytes) -> dict[str, bytes]:
    files: dict[str, bytes] = {}
    sound = True
    try:
        with zipfile.ZipFile(io.BytesIO(package)) as archive:
            total = 0
            for entry in archive.infolist():
                total += entry.file_size
                if entry.filename in files or total > _MOST or entry.flag_bits & 1:
                    sound = False
                    break
                files[entry.filename] = archive.read(entry)
    except (zipfile.BadZipFile, OSError, ValueError, RuntimeError, NotImplementedError):
        sound = False
    if not sound or not {"manifest.xml", "META-INF/signatures.xml"} <= files.keys():
        raise _package("the package is no sound ZIP file with a manifest and a signature")
    if any(n.startswith("META-INF/") and n != "META-INF/signatures.xml" for n in files):
        raise _package("the package has more than the signature in META-INF")
    return files


def _limits(
    request: etree._Element,
    manifest: etree._Element,
    documents: dict[str, bytes],
    sender: str,
    at: datetime,
) -> None:
    sizes = {name: len(data) for name, data in documents.items()}
    broken = [
        *problems(request, at=at),
        *problems(manifest, at=at, documents=sizes),
        *pair_problems(request, manifest),
        *sender_problems(manifest, sender),
    ]
    severe = [p.rule for p in broken if catalog()[p.rule].severity == "error"]
    if severe:
        raise _request(f"a limit is broken ({severe[0]})")
    if any(not data.startswith((b"%PDF-", b"\xef\xbb\xbf%PDF-")) for data in documents.values()):
        kinds = {d.get("mime") for d in manifest.iter(f"{{{NAMESPACE}}}document")}
        if kinds == {"application/pdf"}:
            raise _package("a document is no PDF")


class _Signature:
    """The one signature of a package."""

    def __init__(self, files: dict[str, bytes], anchors: Collection[x509.Certificate]) -> None:
        self._files = files
        self._anchors = {anchor.public_bytes(Encoding.DER) for anchor in anchors}
        try:
            root = parse(files["META-INF/signatures.xml"]).root
        except UnreadableError:
            root = etree.Element("none")
        found = list(root.iter(f"{_DS}Signature"))
        if len(found) != 1:
            raise _package("the package must hold exactly one signature")
        self._signature = found[0]

    def check(self, signers: Collection[str], at: datetime, tolerance: float) -> None:
        """Raise :class:`RefusedError` for the first thing that does not hold."""
        broken = None
        try:
            broken = next(self._objections(signers, at, tolerance), None)
        except (ValueError, TypeError, AttributeError, KeyError, IndexError):
            broken = "the signature is not of the profile's form"
        if broken:
            raise _package(broken)

    def _objections(
        self, signers: Collection[str], at: datetime, tolerance: float
    ) -> Iterator[str]:
        info = self._one("SignedInfo", self._signature)
        if self._one("SignatureMethod", info).get("Algorithm") != _RSA_SHA256:
            yield "the signature is not RSA with SHA-256"
        chain = [
            x509.load_der_x509_certificate(b64decode(each.text or ""))
            for each in self._signature.iter(f"{_DS}X509Certificate")
        ]
        yield from self._of_chain(chain, at)
        number = organisation_number(chain[0])
        if number is None or number[0] not in signers:
            yield "the package is signed by another organisation"
        yield from self._of_value(info, chain[0])
        yield from self._of_references(info)
        yield from self._of_properties(chain[0], at, tolerance)

    def _one(self, name: str, below: etree._Element) -> etree._Element:
        [found] = below.iter(f"{_DS}{name}")
        return found

    def _of_chain(self, chain: list[x509.Certificate], at: datetime) -> Iterator[str]:
        if chain[-1].public_bytes(Encoding.DER) not in self._anchors:
            yield "the certificate chain does not end in a trusted root"
        for certificate, issuer in zip(chain, [*chain[1:], chain[-1]], strict=True):
            if not certificate.not_valid_before_utc <= at <= certificate.not_valid_after_utc:
                yield "a certificate is not valid now"
            try:
                certificate.verify_directly_issued_by(issuer)
            except InvalidSignature:
                yield "a certificate was not issued by the next one"

    def _of_value(self, info: etree._Element, leaf: x509.Certificate) -> Iterator[str]:
        key = leaf.public_key()
        if not isinstance(key, rsa.RSAPublicKey):
            yield "the key is not RSA"
            return
        value = b64decode(self._one("SignatureValue", self._signature).text or "")
        try:
            key.verify(value, _canonical(info), padding.PKCS1v15(), hashes.SHA256())
        except InvalidSignature:
            yield "the signature does not hold"

    def _of_references(self, info: etree._Element) -> Iterator[str]:
        signed = set()
        for reference in info.iter(f"{_DS}Reference"):
            method, value = (
                self._one("DigestMethod", reference),
                self._one("DigestValue", reference),
            )
            if method.get("Algorithm") != _SHA256:
                yield "a digest is not SHA-256"
            if reference.get("Type") == _PROPERTIES:
                [properties] = self._signature.iter(f"{_XADES}SignedProperties")
                if reference.get("URI") != f"#{properties.get('Id')}":
                    yield "the signed properties are not the ones that are signed"
                data = _canonical(properties)
                signed.add("")
            else:
                name = unquote_plus(reference.get("URI", ""), errors="strict")
                data = self._files[name]
                signed.add(name)
            if hashlib.sha256(data).digest() != b64decode(value.text or ""):
                yield "a digest does not hold"
        wanted = {name for name in self._files if name != "META-INF/signatures.xml"} - {"mimetype"}
        if signed != wanted | {""}:
            yield "the signature does not cover every file"

    def _of_properties(
        self, leaf: x509.Certificate, at: datetime, tolerance: float
    ) -> Iterator[str]:
        [digest] = self._signature.iter(f"{_XADES}CertDigest")
        sha1 = hashlib.sha1(leaf.public_bytes(Encoding.DER)).digest()  # noqa: S324  # the profile's
        if b64decode(self._one("DigestValue", digest).text or "") != sha1:
            yield "the signed certificate is another one"
        [time] = self._signature.iter(f"{_XADES}SigningTime")
        moment = datetime.fromisoformat(time.text or "").astimezone(UTC)
        if abs(moment - at) > timedelta(seconds=tolerance):
            yield "the signing time is not now"


def _canonical(element: etree._Element) -> bytes:
    """Inclusive Canonical XML 1.0 of an element where it stands.

    Of a copy that was written out and read again: it declares every namespace in scope.
    """
    return etree.tostring(etree.fromstring(etree.tostring(element, with_tail=False)), method="c14n")
