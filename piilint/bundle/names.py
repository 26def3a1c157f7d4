"""Names as a package writes them: files in URIs, issuers of certificates."""

from __future__ import annotations

import re
from urllib.parse import quote_plus, unquote, unquote_plus

from cryptography import x509
from cryptography.x509.oid import NameOID

__all__ = ["distinguished_name", "encoded_file_name", "possible_file_names", "same_name"]

_KEYWORDS = {
    NameOID.COMMON_NAME: "CN",
    NameOID.COUNTRY_NAME: "C",
    NameOID.LOCALITY_NAME: "L",
    NameOID.STATE_OR_PROVINCE_NAME: "ST",
    NameOID.ORGANIZATION_NAME: "O",
    NameOID.ORGANIZATIONAL_UNIT_NAME: "OU",
    NameOID.STREET_ADDRESS: "STREET",
    NameOID.DOMAIN_COMPONENT: "DC",
    NameOID.USER_ID: "UID",
}


def encoded_file_name(name: str) -> str:
    """A file name as the URI of a reference, as a form encodes it.

    Letters, digits and ``.-*_`` stay, a space becomes ``+``, all else ``%XX`` of UTF-8, as
    in ``java.net.URLEncoder``.
    """
    return quote_plus(name, safe="*").replace("~", "%7E")


def possible_file_names(uri: str) -> frozenset[str]:
    """The names that a reference's URI can mean: form-encoded (Java), percent-encoded, as it is."""
    return frozenset({unquote_plus(uri), unquote(uri), uri})


def distinguished_name(name: x509.Name) -> str:
    """A name in the form of RFC 2253, most specific first, as ``X500Principal.getName`` has it.

    An attribute type without a keyword in RFC 2253 is written ``oid=#hex`` with the value's
    DER; ``=`` and ``#`` are escaped wherever they stand.
    """
    return ",".join("+".join(_attribute(each) for each in rdn) for rdn in reversed(name.rdns))


def _attribute(attribute: x509.NameAttribute[str | bytes]) -> str:
    keyword = _KEYWORDS.get(attribute.oid)
    if keyword is None or not isinstance(attribute.value, str):
        return f"{attribute.oid.dotted_string}=#{_der_value(attribute).hex()}"
    return f"{keyword}={_escaped(attribute.value)}"


def _escaped(value: str) -> str:
    text = "".join(
        f"\\{character}" if character in ',=+<>#;"\\' else character for character in value
    )
    core = text.strip(" \r")
    start = text.index(core) if core else len(text)
    lead, trail = text[:start], text[start + len(core) :]
    return "".join(f"\\{space}" for space in lead) + core + "".join(f"\\{space}" for space in trail)


def _der_value(attribute: x509.NameAttribute[str | bytes]) -> bytes:
    """The DER of an attribute's value, tag and length included."""
    encoded = x509.Name([attribute]).public_bytes()
    for _ in ("Name", "RelativeDistinguishedName", "AttributeTypeAndValue"):
        encoded = encoded[_header_length(encoded) :]
    return encoded[_header_length(encoded) + encoded[1] :]  # after the type, always short


def _header_length(der: bytes) -> int:
    return 2 + (der[1] & 0x7F if der[1] & 0x80 else 0)


# What writers other than ours call the attribute types that RFC 2253 has no keyword for.
_SYNONYMS = {
    "S": NameOID.STATE_OR_PROVINCE_NAME,
    "E": NameOID.EMAIL_ADDRESS,
    "EMAILADDRESS": NameOID.EMAIL_ADDRESS,
    "SERIALNUMBER": NameOID.SERIAL_NUMBER,
    "ORGANIZATIONIDENTIFIER": NameOID.ORGANIZATION_IDENTIFIER,
    **{keyword: oid for oid, keyword in _KEYWORDS.items()},
}
_HEX_PAIR = re.compile(r"[0-9A-Fa-f]{2}")


def same_name(text: str, name: x509.Name) -> bool:
    """Whether a distinguished name in text form is that name, most specific part first.

    Read are RFC 2253 and what clients write instead: spaces after commas, values in quotes,
    ``OID.`` before a number, keywords beside those of the RFC.
    """
    parts = [_split(part, "+") for part in _split(text, ",")]
    rdns = list(reversed(name.rdns))
    if [len(part) for part in parts] != [len(list(rdn)) for rdn in rdns]:
        return False
    return all(
        all(any(_same_attribute(text, each) for each in rdn) for text in part)
        for part, rdn in zip(parts, rdns, strict=True)
    )


def _same_attribute(text: str, attribute: x509.NameAttribute[str | bytes]) -> bool:
    keyword, _, value = text.strip().partition("=")
    keyword = keyword.strip().upper().removeprefix("OID.")
    oid = _SYNONYMS.get(keyword)
    if (oid.dotted_string if oid else keyword) != attribute.oid.dotted_string:
        return False
    value = value.lstrip()
    if value.startswith("#"):
        return value[1:].lower() == _der_value(attribute).hex()
    return isinstance(attribute.value, str) and _plain(value) == attribute.value.strip()


def _split(text: str, separator: str) -> list[str]:
    """Cut at a separator that is neither escaped nor in quotes."""
    parts, start, quoted, escaped = [], 0, False, False
    for index, character in enumerate(text):
        if escaped:
            escaped = False
        elif character == "\\":
            escaped = True
        elif character == '"':
            quoted = not quoted
        elif character == separator and not quoted:
            parts.append(text[start:index])
            start = index + 1
    return [*parts, text[start:]]


def _plain(value: str) -> str:
    """A value without its escapes and quotes."""
    characters: list[str] = []
    position = 0
    while position < len(value):
        character = value[position]
        pair = _HEX_PAIR.match(value, position + 1) if character == "\\" else None
        if pair:
            characters.append(chr(int(pair[0], 16)))
            position += 3
        elif character == "\\":
            characters.append(value[position + 1 : position + 2])
            position += 2
        else:
            if character != '"':
                characters.append(character)
            position += 1
    return "".join(characters).strip()
