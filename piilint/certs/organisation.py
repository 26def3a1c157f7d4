"""The organisation certificate (virksomhetssertifikat): a certificate with its private key."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from typing import NoReturn, Self

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import padding, rsa
from cryptography.hazmat.primitives.asymmetric.types import PrivateKeyTypes
from cryptography.hazmat.primitives.serialization import (
    BestAvailableEncryption,
    Encoding,
    PrivateFormat,
)

from piilint.certs.identity import CertificateInfo
from piilint.certs.keystore import Entry, KeyStore, Source, read, source_name
from piilint.certs.problem import CertificateProblem
from piilint.certs.table import TABLE, KnownCertificate

__all__ = ["OrganisationCertificate"]


class OrganisationCertificate(CertificateInfo):
    """An organisation's certificate, its chain and its private key.

    The same certificate makes the TLS connection and signs the package. Loading never judges
    whether it is fit for that; :func:`piilint.certs.fitness.fitness` does. Immutable, safe to
    share between threads; shows no key, and refuses to be pickled or copied.
    """

    __slots__ = ("_alias", "_key")

    def __init__(
        self,
        key: PrivateKeyTypes,
        certificate: x509.Certificate,
        pool: Iterable[x509.Certificate] = (),
        *,
        alias: str | None = None,
        table: Sequence[KnownCertificate] = TABLE,
    ) -> None:
        super().__init__(certificate, pool, table)
        self._key = key
        self._alias = alias

    @classmethod
    def load(
        cls,
        source: Source,
        password: str | bytes | None = None,
        alias: str | None = None,
        *,
        table: Sequence[KnownCertificate] = TABLE,
    ) -> Self:
        """Load a key store of any form that is known, recognised by its content.

        ``source`` is a path, or the content as bytes; ``alias`` chooses among several keys,
        else the one that is fit for authentication and valid longest is taken. Raises
        :class:`~piilint.errors.CertificateError`, which says which of the usual problems it is.
        """
        return cls._chosen(read(source, password=password), source_name(source), alias, table)

    @classmethod
    def from_pkcs12(
        cls,
        source: Source,
        password: str | bytes | None = None,
        alias: str | None = None,
        *,
        table: Sequence[KnownCertificate] = TABLE,
    ) -> Self:
        """Load a PKCS#12 file (``.p12``, ``.pfx``); see :meth:`load`."""
        store = read(source, password=password)
        if store.form != "PKCS#12":
            raise CertificateProblem("CRT009", path=source_name(source))
        return cls._chosen(store, source_name(source), alias, table)

    @classmethod
    def from_pem(
        cls,
        *sources: Source,
        password: str | bytes | None = None,
        table: Sequence[KnownCertificate] = TABLE,
    ) -> Self:
        """Load key, leaf and chain from one or more PEM (or DER) sources; see :meth:`load`."""
        if not sources:
            raise CertificateProblem("CRT009")
        store = read(*sources, password=password)
        return cls._chosen(store, ", ".join(map(source_name, sources)), None, table)

    @classmethod
    def _chosen(
        cls, store: KeyStore, name: str, alias: str | None, table: Sequence[KnownCertificate]
    ) -> Self:
        entry = _choose(store, name, alias)
        return cls(entry.key, entry.certificate, store.certificates, alias=entry.alias, table=table)

    @property
    def alias(self) -> str | None:
        """The name that the key store gives it."""
        return self._alias

    def completed(self, certificates: Iterable[x509.Certificate]) -> Self:
        """The same with its chain completed from a trust store's certificates."""
        pool = (*self.chain, *certificates)
        return type(self)(self._key, self.certificate, pool, alias=self._alias, table=self.table)

    def sign(self, data: bytes) -> bytes:
        """RSASSA-PKCS1-v1_5 with SHA-256 over ``data``: deterministic, as the package asks.

        Raises :class:`~piilint.errors.CertificateError` where the key is not RSA.
        """
        if not isinstance(self._key, rsa.RSAPrivateKey):
            raise CertificateProblem("CRT108", values={"key": self.key_type})
        return self._key.sign(data, padding.PKCS1v15(), hashes.SHA256())

    def encrypted_pem(self, password: bytes) -> bytes:
        """Key and whole chain as PEM, the key encrypted (PKCS#8) with ``password``.

        For OpenSSL, which takes a client certificate from a file only.
        """
        key = self._key.private_bytes(
            Encoding.PEM, PrivateFormat.PKCS8, BestAvailableEncryption(password)
        )
        return key + b"".join(c.public_bytes(Encoding.PEM) for c in self.chain)

    def __reduce_ex__(self, protocol: object) -> NoReturn:
        raise TypeError("an organisation certificate holds a private key and is not pickled")


def _choose(store: KeyStore, name: str, alias: str | None) -> Entry:
    entries = store.entries
    if not entries:
        rule = "CRT010" if store.orphans else "CRT007"
        raise CertificateProblem(rule, path=name, values={"certificates": len(store.certificates)})
    aliases = ", ".join(repr(entry.alias or "") for entry in entries)
    if alias is not None:
        wanted = alias.casefold()
        entries = tuple(e for e in entries if (e.alias or "").casefold() == wanted)
        if not entries:
            raise CertificateProblem("CRT012", path=name, values={"aliases": aliases})
    now = datetime.now(UTC)
    infos = [(CertificateInfo(entry.certificate), entry) for entry in entries]
    best = max(_fitness(info, now) for info, _ in infos)
    fittest = [(info, entry) for info, entry in infos if _fitness(info, now) == best]
    if len({info.organisation_number for info, _ in fittest}) > 1:
        raise CertificateProblem("CRT008", path=name, values={"aliases": aliases})
    return max(fittest, key=lambda pair: pair[0].not_after)[1]


def _fitness(info: CertificateInfo, at: datetime) -> tuple[bool, bool, bool]:
    """What makes one of several certificates the one to take."""
    return (
        info.kind == "authentication",
        info.key_type == "RSA",
        info.not_before <= at <= info.not_after,
    )
