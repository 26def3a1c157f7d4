"""``META-INF/signatures.xml``: a XAdES signature at B level, as the official Java client makes it.

With the same key, files and signing time the file is the same, byte for byte: RSA PKCS#1 v1.5
is deterministic, and order, prefixes and line breaks are kept.
"""

from __future__ import annotations

import hashlib
import re
from base64 import b64encode
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from typing import cast

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.serialization import Encoding
from lxml import etree
from lxml.etree import SubElement

from piilint.archive import check_name, name_key
from piilint.bundle.canonical import canonical
from piilint.bundle.names import distinguished_name, encoded_file_name
from piilint.bundle.profile import (
    ASIC,
    C14N,
    C14N11,
    DS,
    RSA_SHA256,
    SHA1,
    SHA256,
    SIGNED_PROPERTIES_TYPE,
    XADES,
)
from piilint.certs.organisation import OrganisationCertificate
from piilint.errors import BundleError

__all__ = ["SignedFile", "signatures_xml", "signed", "signing_time_text"]

_DECLARATION = b'<?xml version="1.0" encoding="UTF-8" standalone="no"?>'
# A default namespace has no prefix, which lxml knows and its stubs do not.
_ASIC_SCOPE = cast("dict[str, str]", {None: ASIC})
_DS_SCOPE = cast("dict[str, str]", {None: DS})
_XADES_SCOPE = cast("dict[str, str]", {None: XADES, "ns2": DS})
_MEDIA_TYPE = re.compile(r"[\w.+-]{1,60}/[\w.+-]{1,60}", re.ASCII)


@dataclass(frozen=True, slots=True, kw_only=True)
class SignedFile:
    """A file as the signature knows it."""

    name: str = field(repr=False)
    sha256: bytes
    media_type: str


def signatures_xml(
    files: Sequence[tuple[str, bytes | Path, str]],
    certificate: OrganisationCertificate,
    signing_time: datetime,
    *,
    c14n11: bool = False,
) -> bytes:
    """Sign files, given as name, content and media type, in the order of their references.

    ``signing_time`` has a time zone, which is kept in the signature. ``c14n11`` names
    Canonical XML 1.1 for SignedInfo instead of 1.0, which both official clients use.
    Raises :class:`BundleError` for names, media types, times or chains that a package cannot
    have, and :class:`OSError` where a file cannot be read.
    """
    digested = [
        SignedFile(name=name, sha256=_sha256(content), media_type=media_type)
        for name, content, media_type in files
    ]
    return signed(digested, certificate, signing_time, c14n11=c14n11)


def signed(
    files: Sequence[SignedFile],
    certificate: OrganisationCertificate,
    signing_time: datetime,
    *,
    c14n11: bool = False,
) -> bytes:
    """The same for files whose digests are known."""
    _check_files(files)
    chain = certificate.chain
    if chain[-1].issuer != chain[-1].subject:
        raise BundleError(
            "the certificate chain does not end in a root, and the package must hold all of it: "
            "complete it with the issuer's certificates, see OrganisationCertificate.completed"
        )
    root = etree.Element(f"{{{ASIC}}}XAdESSignatures", nsmap=_ASIC_SCOPE)
    signature = SubElement(root, f"{{{DS}}}Signature", {"Id": "Signature"}, nsmap=_DS_SCOPE)
    signed_info = SubElement(signature, f"{{{DS}}}SignedInfo")
    signature_value = SubElement(signature, f"{{{DS}}}SignatureValue")
    x509_data = SubElement(SubElement(signature, f"{{{DS}}}KeyInfo"), f"{{{DS}}}X509Data")
    for each in chain:
        x509_certificate = SubElement(x509_data, f"{{{DS}}}X509Certificate")
        x509_certificate.text = _base64_lines(each.public_bytes(Encoding.DER))
    properties = _add_signed_properties(signature, files, certificate, signing_time)
    _fill_signed_info(signed_info, files, canonical(properties), C14N11 if c14n11 else C14N)
    signature_value.text = _base64_lines(certificate.sign(canonical(signed_info)))
    return _DECLARATION + etree.tostring(root, encoding="UTF-8", xml_declaration=False)


def signing_time_text(time: datetime) -> str:
    """A time as SigningTime: whole seconds, or milliseconds where they are not zero, and a zone."""
    offset = time.utcoffset()
    if offset is None or offset % timedelta(minutes=1):
        raise BundleError("the signing time has no time zone of whole minutes: give it one")
    milliseconds = time.microsecond // 1000
    precision = "milliseconds" if milliseconds else "seconds"
    text = time.isoformat(timespec=precision)
    return text if offset else text[: -len("+00:00")] + "Z"


def _check_files(files: Sequence[SignedFile]) -> None:
    for number, file in enumerate(files, 1):
        check_name(file.name, number)
        if "/" in file.name:
            raise BundleError(f"file {number} has a folder in its name: a package has none")
        if not _MEDIA_TYPE.fullmatch(file.media_type):
            raise BundleError(f"file {number} has no media type such as application/pdf")
    if len({name_key(file.name) for file in files}) < len(files):
        raise BundleError("two files of the package have the same name: each needs its own")


def _fill_signed_info(
    signed_info: etree._Element, files: Sequence[SignedFile], properties: bytes, c14n: str
) -> None:
    SubElement(signed_info, f"{{{DS}}}CanonicalizationMethod", {"Algorithm": c14n})
    SubElement(signed_info, f"{{{DS}}}SignatureMethod", {"Algorithm": RSA_SHA256})
    for index, file in enumerate(files):
        reference = SubElement(
            signed_info,
            f"{{{DS}}}Reference",
            {"Id": f"ID_{index}", "URI": encoded_file_name(file.name)},
        )
        _add_digest(reference, SHA256, file.sha256)
    reference = SubElement(
        signed_info,
        f"{{{DS}}}Reference",
        {"Type": SIGNED_PROPERTIES_TYPE, "URI": "#SignedProperties"},
    )
    transforms = SubElement(reference, f"{{{DS}}}Transforms")
    SubElement(transforms, f"{{{DS}}}Transform", {"Algorithm": C14N})
    _add_digest(reference, SHA256, hashlib.sha256(properties).digest())


def _add_signed_properties(
    signature: etree._Element,
    files: Sequence[SignedFile],
    certificate: OrganisationCertificate,
    signing_time: datetime,
) -> etree._Element:
    qualifying = SubElement(
        SubElement(signature, f"{{{DS}}}Object"),
        f"{{{XADES}}}QualifyingProperties",
        {"Target": "#Signature"},
        nsmap=_XADES_SCOPE,
    )
    properties = SubElement(qualifying, f"{{{XADES}}}SignedProperties", {"Id": "SignedProperties"})
    of_signature = SubElement(properties, f"{{{XADES}}}SignedSignatureProperties")
    SubElement(of_signature, f"{{{XADES}}}SigningTime").text = signing_time_text(signing_time)
    cert = SubElement(
        SubElement(of_signature, f"{{{XADES}}}SigningCertificate"), f"{{{XADES}}}Cert"
    )
    leaf = certificate.certificate
    digest = SubElement(cert, f"{{{XADES}}}CertDigest")
    _add_digest(digest, SHA1, leaf.fingerprint(hashes.SHA1()))  # noqa: S303  # the profile's identifier
    issuer_serial = SubElement(cert, f"{{{XADES}}}IssuerSerial")
    SubElement(issuer_serial, f"{{{DS}}}X509IssuerName").text = distinguished_name(leaf.issuer)
    SubElement(issuer_serial, f"{{{DS}}}X509SerialNumber").text = str(leaf.serial_number)
    of_files = SubElement(properties, f"{{{XADES}}}SignedDataObjectProperties")
    for index, file in enumerate(files):
        data_object = SubElement(
            of_files, f"{{{XADES}}}DataObjectFormat", {"ObjectReference": f"#ID_{index}"}
        )
        SubElement(data_object, f"{{{XADES}}}MimeType").text = file.media_type
    return properties


def _add_digest(parent: etree._Element, algorithm: str, digest: bytes) -> None:
    SubElement(parent, f"{{{DS}}}DigestMethod", {"Algorithm": algorithm})
    SubElement(parent, f"{{{DS}}}DigestValue").text = b64encode(digest).decode("ascii")


def _base64_lines(data: bytes) -> str:
    """Base64 in lines of 76 characters, separated by CR LF, as MIME and the Java client have it."""
    text = b64encode(data).decode("ascii")
    return "\r\n".join(text[start : start + 76] for start in range(0, len(text), 76))


def _sha256(content: bytes | Path) -> bytes:
    if isinstance(content, bytes):
        return hashlib.sha256(content).digest()
    with Path(content).open("rb") as file:
        return hashlib.file_digest(file, "sha256").digest()
