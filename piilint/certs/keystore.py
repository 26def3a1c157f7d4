"""Reading key stores: PKCS#12, PEM and DER in, keys and certificates out.

Reading never judges what a certificate is fit for. What cannot be read ends in a
:class:`~piilint.certs.problem.CertificateProblem` that says which of the usual causes it is.
"""

from __future__ import annotations

import os
import threading
import warnings
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal, TypeVar

from cryptography import x509
from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric.types import PrivateKeyTypes
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    PublicFormat,
    load_der_private_key,
    load_pem_private_key,
    pkcs12,
)

from piilint.certs.identity import readable
from piilint.certs.pfx import Pfx, password_bytes
from piilint.certs.problem import CertificateProblem
from piilint.errors import UsageError

__all__ = ["Entry", "Form", "KeyStore", "Source", "read", "read_bytes", "source_name"]

Source = str | os.PathLike[str] | bytes
"""A path, or the content itself as bytes."""

Form = Literal["PKCS#12", "PEM", "DER"]

_MAX_BYTES = 4 * 1024 * 1024
"""A key store is a few kB; what is larger is something else."""

_JAVA_MAGIC = {b"\xfe\xed\xfe\xed": "JKS", b"\xce\xce\xce\xce": "JCEKS"}

_BER_WARNING = threading.Lock()

_T = TypeVar("_T")


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A private key with its certificate and the name that the store gives it."""

    key: PrivateKeyTypes = field(repr=False)
    certificate: x509.Certificate
    alias: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class KeyStore:
    """What a key store holds."""

    form: Form
    entries: tuple[Entry, ...]
    certificates: tuple[x509.Certificate, ...]
    """All certificates in it, those of the entries among them."""
    orphans: int = 0
    """Private keys without a certificate."""


def source_name(source: Source) -> str:
    """The path as given, or a word for bytes."""
    return "(bytes)" if isinstance(source, bytes) else os.fspath(source)


def read_bytes(source: Source) -> bytes:
    """The content of a source, at most 4 MiB of it.

    Raises :class:`~piilint.errors.UsageError` for a ``str`` that is content and no path, and
    :class:`~piilint.certs.problem.CertificateProblem` for a file that cannot be read.
    """
    if isinstance(source, bytes):
        return source
    name = os.fspath(source)
    if name.startswith("<") or "\n" in name or "\r" in name:
        raise UsageError("text was given where a path belongs; give the content as bytes")
    failed = False
    data = b""
    try:
        with Path(name).open("rb") as file:
            data = file.read(_MAX_BYTES + 1)
    except (OSError, ValueError):
        failed = True
    if failed:
        raise CertificateProblem("CRT011", path=name)
    if len(data) > _MAX_BYTES:
        raise CertificateProblem("CRT009", path=name)
    return data


def read(*sources: Source, password: str | bytes | None = None) -> KeyStore:
    """Read one or more sources as one store; each is recognised by its content.

    Several sources are for PEM: key, leaf and chain in files of their own.
    """
    stores = [_read_one(read_bytes(s), source_name(s), password) for s in sources]
    if len(stores) == 1 and not isinstance(stores[0], _Parts):
        return stores[0]
    parts = _Parts([], [], "PEM")
    for store in stores:
        if isinstance(store, _Parts):
            parts.keys += store.keys
            parts.certificates += store.certificates
            parts.form = store.form
        else:
            raise UsageError("a PKCS#12 file stands alone: give it without other files")
    return _paired(parts.form, [(key, None) for key in parts.keys], parts.certificates, {})


@dataclass
class _Parts:
    keys: list[PrivateKeyTypes] = field(repr=False)
    certificates: list[x509.Certificate]
    form: Form


def _read_one(data: bytes, name: str, password: str | bytes | None) -> KeyStore | _Parts:
    if data[:4] in _JAVA_MAGIC:
        kind = _JAVA_MAGIC[data[:4]]
        shown = name if name != "(bytes)" else "keystore.jks"
        raise CertificateProblem("CRT005", path=name, values={"kind": kind, "file": shown})
    if b"-----BEGIN " in data:
        return _read_pem(data, name, password)
    pfx = Pfx.parse(data)
    if pfx is not None:
        return _read_pkcs12(data, pfx, name, password)
    certificate = readable(lambda: x509.load_der_x509_certificate(data))
    if certificate is not None:
        return _Parts([], [certificate], "DER")
    key = _attempt(lambda: load_der_private_key(data, password_bytes(password)))
    if not isinstance(key, _Failed):
        return _Parts([key], [], "DER")
    rule = "CRT004" if Pfx.looks_like(data) else "CRT009"
    raise CertificateProblem(rule, path=name)


@dataclass(frozen=True, slots=True)
class _Failed:
    """A library's exception as a value, so that it never becomes the context of ours."""

    unsupported: bool = False


def _attempt(call: Callable[[], _T]) -> _T | _Failed:
    try:
        return call()
    except UnsupportedAlgorithm:
        return _Failed(unsupported=True)
    except (ValueError, TypeError):
        return _Failed()


def _pem_blocks(data: bytes) -> Iterator[tuple[bytes, bytes]]:
    """Label and whole text of each PEM block, in one pass."""
    start = data.find(b"-----BEGIN ")
    while start >= 0:
        head = data.find(b"-----", start + 11, start + 91)
        if head < 0:
            return
        label = data[start + 11 : head]
        closing = b"-----END " + label + b"-----"
        end = data.find(closing, head)
        if end < 0:
            yield label, data[start:]
            return
        yield label, data[start : end + len(closing)] + b"\n"
        start = data.find(b"-----BEGIN ", end)


def _read_pem(data: bytes, name: str, password: str | bytes | None) -> _Parts:
    parts = _Parts([], [], "PEM")
    for label, block in _pem_blocks(data):
        if label in {b"CERTIFICATE", b"X509 CERTIFICATE"}:
            plain = block.replace(label, b"CERTIFICATE")
            certificate = readable(lambda b=plain: x509.load_pem_x509_certificate(b))  # type: ignore[misc]  # bound now
            if certificate is None:
                raise CertificateProblem("CRT004", path=name)
            parts.certificates.append(certificate)
        elif label.endswith(b"PRIVATE KEY"):
            parts.keys.append(_pem_key(label, block, name, password))
    if not parts.keys and not parts.certificates:
        raise CertificateProblem("CRT009", path=name)
    return parts


def _pem_key(
    label: bytes, block: bytes, name: str, password: str | bytes | None
) -> PrivateKeyTypes:
    encrypted = label.startswith(b"ENCRYPTED") or b"ENCRYPTED" in block[:200]
    if encrypted and password is None:
        raise CertificateProblem("CRT002", path=name)
    key = _attempt(
        lambda: load_pem_private_key(block, password_bytes(password) if encrypted else None)
    )
    if isinstance(key, _Failed) and key.unsupported:
        raise CertificateProblem("CRT003", path=name, values={"algorithm": "?"})
    if isinstance(key, _Failed):
        raise CertificateProblem("CRT001" if encrypted else "CRT004", path=name)
    return key


def _read_pkcs12(data: bytes, pfx: Pfx, name: str, password: str | bytes | None) -> KeyStore:
    secret = password_bytes(password)
    if pfx.laborious():
        raise CertificateProblem("CRT004", path=name)
    store = _load_pkcs12(data, secret)
    if isinstance(store, _Failed):
        raise _pkcs12_problem(pfx, name, secret)
    named = [store.cert, *store.additional_certs]
    found = [c for c in named if c is not None]
    keys: list[tuple[PrivateKeyTypes, str | None]] = []
    bags = pfx.shrouded_keys() if secret else []  # under an empty one, the library's key counts
    for bag in bags:
        key = _attempt(lambda b=bag: load_der_private_key(b.data, secret))  # type: ignore[misc]  # bound now
        if not isinstance(key, _Failed):
            keys.append((key, bag.alias))
        elif len(bags) > 1:  # a single one, the library has opened
            raise CertificateProblem("CRT006", path=name)
    if store.key is not None and not any(_spki(store.key) == _spki(k) for k, _ in keys):
        keys.append((store.key, None))
    aliases = {
        c.certificate: c.friendly_name.decode("utf-8", "replace")
        for c in found
        if c.friendly_name is not None
    }
    certificates = [c.certificate for c in found]
    if any(readable(lambda c=c: c) is None for c in certificates):  # type: ignore[misc]  # bound now
        raise CertificateProblem("CRT004", path=name)
    return _paired("PKCS#12", keys, certificates, aliases)


def _load_pkcs12(data: bytes, secret: bytes | None) -> pkcs12.PKCS12KeyAndCertificates | _Failed:
    """What the library reads, or its exception as a value.

    It warns about the BER that some issuers write; the file is what the user has, and it reads.
    """
    with _BER_WARNING, warnings.catch_warnings():
        warnings.filterwarnings("ignore", message="PKCS#12 bundle could not be parsed as DER")
        return _attempt(lambda: pkcs12.load_pkcs12(data, secret))


def _pkcs12_problem(pfx: Pfx, name: str, secret: bytes | None) -> CertificateProblem:
    unsupported = pfx.unsupported()
    if unsupported:
        return CertificateProblem("CRT003", path=name, values={"algorithm": unsupported})
    if not pfx.whole:
        return CertificateProblem("CRT004", path=name)
    held = pfx.mac_holds(secret or b"")
    if held:
        return CertificateProblem("CRT006", path=name)
    return CertificateProblem("CRT002" if not secret else "CRT001", path=name)


def _spki(owner: PrivateKeyTypes | x509.Certificate) -> bytes:
    return owner.public_key().public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)


def _paired(
    form: Form,
    keys: Sequence[tuple[PrivateKeyTypes, str | None]],
    certificates: Sequence[x509.Certificate],
    aliases: dict[x509.Certificate, str],
) -> KeyStore:
    by_key = {_spki(certificate): certificate for certificate in reversed(certificates)}
    entries = []
    for key, alias in keys:
        certificate = by_key.get(_spki(key))
        if certificate is not None:
            name = alias or aliases.get(certificate)
            entries.append(Entry(key=key, certificate=certificate, alias=name))
    return KeyStore(
        form=form,
        entries=tuple(entries),
        certificates=tuple(dict.fromkeys(certificates)),
        orphans=len(keys) - len(entries),
    )
