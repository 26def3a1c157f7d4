"""The structure of a PKCS#12 file, as far as it shows without a password (RFC 7292).

The library that decrypts says "invalid password or data" to everything; this tells a wrong
password from a damaged file and an algorithm that nobody reads, and finds every key in the
store where the library gives the first.
"""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from asn1crypto import pkcs12 as asn1_pkcs12

__all__ = ["KeyBag", "Pfx", "password_bytes"]

_READABLE_SCHEMES = {
    *(f"pkcs12_sha1_{cipher}" for cipher in ("rc4_128", "rc4_40", "rc2_128", "rc2_40")),
    *("pkcs12_sha1_tripledes_3key", "pkcs12_sha1_tripledes_2key"),
    *("pbes1_md5_des", "pbes1_sha1_des"),
}
_READABLE_CIPHERS = {
    *("aes128_cbc", "aes192_cbc", "aes256_cbc", "tripledes_3key", "rc2", "des"),
    *(f"1.2.392.200011.61.1.1.1.{n}" for n in (2, 3, 4)),  # Camellia in CBC mode
    *(f"1.2.410.200046.1.1.{n}" for n in (2, 7, 12)),  # ARIA in CBC mode
}

Mac = Any
Bag = Any
"""What asn1crypto, which has no types, gives."""

_MAX_ITERATIONS = 5_000_000


def password_bytes(password: str | bytes | None) -> bytes | None:
    """A password as the libraries take it: UTF-8."""
    return password.encode() if isinstance(password, str) else password


@dataclass(frozen=True, slots=True, kw_only=True)
class KeyBag:
    """An encrypted private key (PKCS#8, DER) and the name that the store gives it."""

    data: bytes = field(repr=False)
    alias: str | None


class Pfx:
    """The outer structure of a PKCS#12 file."""

    __slots__ = ("_contents", "_mac", "_signed", "whole")

    def __init__(self, contents: list[Any], signed: bytes, mac: Mac, whole: bool) -> None:
        self._contents = contents
        self._signed = signed
        self._mac = mac
        self.whole = whole
        """Whether every part of the structure could be read."""

    @staticmethod
    def looks_like(data: bytes) -> bool:
        """Whether it begins as a PKCS#12 file does: a sequence, version 3, and PKCS#7 data."""
        return data[:1] == b"\x30" and b"\x02\x01\x03\x30" in data[:16]

    @classmethod
    def parse(cls, data: bytes) -> Pfx | None:
        """The structure, or None where it is none."""
        if not cls.looks_like(data):
            return None
        try:
            outer = asn1_pkcs12.Pfx.load(data, strict=True)
            signed = outer["auth_safe"]["content"].native
            mac = outer["mac_data"]
            mac_there = mac.native is not None
        except (ValueError, TypeError, KeyError):
            return None
        if not isinstance(signed, bytes):
            return None
        try:
            contents = list(asn1_pkcs12.AuthenticatedSafe.load(signed, strict=True))
            kinds = [content["content_type"].native for content in contents]
        except (ValueError, TypeError, KeyError):
            return cls([], signed, mac if mac_there else None, whole=False)
        whole = all(kind in {"data", "encrypted_data"} for kind in kinds)
        return cls(contents, signed, mac if mac_there else None, whole)

    def _bags(self) -> Iterator[Any]:
        """The bags of the parts that are not encrypted as a whole."""
        for content in self._contents:
            if content["content_type"].native == "data":
                yield from asn1_pkcs12.SafeContents.load(content["content"].native)

    def shrouded_keys(self) -> list[KeyBag]:
        """The encrypted private keys in the store."""
        found = []
        try:
            for bag in self._bags():
                if bag["bag_id"].native == "pkcs8_shrouded_key_bag":
                    found.append(  # noqa: PERF401  a loop that may fail midway
                        KeyBag(data=bag["bag_value"].untag().dump(), alias=_alias(bag))
                    )
        except (ValueError, TypeError, KeyError):
            return found
        return found

    def unsupported(self) -> str | None:
        """The name of an encryption in it that is not read here, or None."""
        try:
            for algorithm in self._algorithms():
                name = algorithm["algorithm"].native
                if name == "pbes2":
                    scheme = algorithm["parameters"]["encryption_scheme"]
                    cipher = scheme["algorithm"].native
                    if cipher not in _READABLE_CIPHERS:
                        return str(cipher)
                elif name not in _READABLE_SCHEMES:
                    return str(name)
        except (ValueError, TypeError, KeyError):
            return None
        return None

    def laborious(self) -> bool:
        """Whether it asks for more rounds of key derivation than any real store does."""
        try:
            rounds = [self._mac["iterations"].native] if self._mac is not None else []
            for algorithm in self._algorithms():
                parameters = algorithm["parameters"].native
                function = parameters.get("key_derivation_func", {"parameters": parameters})
                rounds.append(function["parameters"].get("iteration_count") or 0)
                rounds.append(function["parameters"].get("iterations") or 0)
            return max(rounds, default=0) > _MAX_ITERATIONS
        except (ValueError, TypeError, KeyError, AttributeError):
            return False

    def _algorithms(self) -> Iterator[Any]:
        for content in self._contents:
            if content["content_type"].native == "encrypted_data":
                info = content["content"]["encrypted_content_info"]
                yield info["content_encryption_algorithm"]
        for bag in self._bags():
            if bag["bag_id"].native == "pkcs8_shrouded_key_bag":
                yield bag["bag_value"]["encryption_algorithm"]

    def mac_holds(self, password: bytes) -> bool | None:
        """Whether the password makes the store's MAC; None where there is none to hold."""
        try:
            algorithm = self._mac["mac"]["digest_algorithm"]["algorithm"].native
            digest = self._mac["mac"]["digest"].native
            salt = self._mac["mac_salt"].native
            iterations = self._mac["iterations"].native
        except (ValueError, TypeError, KeyError):
            return None
        if algorithm not in hashlib.algorithms_guaranteed:
            return None
        key = _mac_key(algorithm, password, salt, iterations)
        return hmac.compare_digest(hmac.digest(key, self._signed, algorithm), digest)


def _mac_key(algorithm: str, password: bytes, salt: bytes, iterations: int) -> bytes:
    """The MAC key that RFC 7292, appendix B.2, makes of a password (one round is enough)."""
    block = hashlib.new(algorithm, usedforsecurity=False).block_size
    text = password.decode("utf-8", "replace").encode("utf-16-be") + b"\0\0"
    filled = b"".join(
        (part * (block // len(part) + 1))[: block * -(-len(part) // block)] if part else b""
        for part in (salt, text)
    )
    key = hashlib.new(algorithm, b"\x03" * block + filled, usedforsecurity=False).digest()
    for _ in range(iterations - 1):
        key = hashlib.new(algorithm, key, usedforsecurity=False).digest()
    return key


def _alias(bag: Bag) -> str | None:
    attributes = bag["bag_attributes"]
    if attributes.native is None:
        return None
    for attribute in attributes:
        if attribute["type"].native == "friendly_name" and attribute["values"].native:
            return str(attribute["values"].native[0])
    return None
