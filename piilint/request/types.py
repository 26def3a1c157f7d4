"""The scalar types of a job: texts that XML can hold, and values that do not show themselves.

Lengths are counted in code points, as XML Schema counts them.
"""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta, timezone
from enum import StrEnum
from os import PathLike
from pathlib import Path
from typing import Annotated, Any, ClassVar, Self

from pydantic import (
    AfterValidator,
    AwareDatetime,
    BeforeValidator,
    Field,
    GetCoreSchemaHandler,
    PlainValidator,
)
from pydantic_core import PydanticCustomError, core_schema

from piilint.model import mask
from piilint.schema.limits import is_absolute_url, is_safe_name

__all__ = [
    "AuthenticationLevel",
    "Content",
    "Description",
    "EmailAddress",
    "FileName",
    "IdentifierInSignedDocuments",
    "IdentityNumber",
    "Level",
    "MaskedText",
    "MediaType",
    "OnBehalfOf",
    "OrganisationNumber",
    "PhoneNumber",
    "Reference",
    "SignatureType",
    "SignerIdentifier",
    "StatusRetrievalMethod",
    "Time",
    "Title",
    "Url",
    "XmlText",
    "broken",
    "xml_text",
]


class SignatureType(StrEnum):
    """How much a signature is worth."""

    ADVANCED = "ADVANCED_ELECTRONIC_SIGNATURE"
    AUTHENTICATED = "AUTHENTICATED_ELECTRONIC_SIGNATURE"


class AuthenticationLevel(StrEnum):
    """How surely a signer is known at log-in."""

    LEVEL_3 = "3"
    LEVEL_4 = "4"


class OnBehalfOf(StrEnum):
    """Whether a signer signs as a private person or for somebody else."""

    SELF = "SELF"
    OTHER = "OTHER"


class IdentifierInSignedDocuments(StrEnum):
    """What the signed document says about its signers."""

    PERSONAL_IDENTIFICATION_NUMBER_AND_NAME = "PERSONAL_IDENTIFICATION_NUMBER_AND_NAME"
    DATE_OF_BIRTH_AND_NAME = "DATE_OF_BIRTH_AND_NAME"
    NAME = "NAME"


class StatusRetrievalMethod(StrEnum):
    """How the sender learns what became of a direct job."""

    WAIT_FOR_CALLBACK = "WAIT_FOR_CALLBACK"
    POLLING = "POLLING"


def broken(message: str) -> PydanticCustomError:
    """A validation error in our own words, which hold nothing of the input."""
    return PydanticCustomError("piilint", message)


class MaskedText:
    """A text that is personal data: it shows its shape, and itself only when asked to."""

    __slots__ = ("_text",)

    FORM: ClassVar[re.Pattern[str]]
    EXPECTED: ClassVar[str]

    def __init__(self, text: str) -> None:
        if not isinstance(text, str) or not self.FORM.fullmatch(text):
            raise ValueError(self.EXPECTED)
        self._text = text

    def reveal(self) -> str:
        """The text itself."""
        return self._text

    def __str__(self) -> str:
        return mask(self._text)

    def __repr__(self) -> str:
        return f"{type(self).__name__}({mask(self._text)!r})"

    def __eq__(self, other: object) -> bool:
        return type(other) is type(self) and other.reveal() == self._text

    def __hash__(self) -> int:
        return hash((type(self), self._text))

    @classmethod
    def __get_pydantic_core_schema__(
        cls, source: type[Any], handler: GetCoreSchemaHandler
    ) -> core_schema.CoreSchema:
        return core_schema.no_info_plain_validator_function(
            cls._from_input, serialization=core_schema.to_string_ser_schema()
        )

    @classmethod
    def _from_input(cls, value: object) -> Self:
        if isinstance(value, cls):
            return value
        if isinstance(value, str) and cls.FORM.fullmatch(value):
            return cls(value)
        raise broken(f"{cls.EXPECTED}, in quotes" if type(value) is int else cls.EXPECTED)


class IdentityNumber(MaskedText):
    """A national identity number or D-number: eleven digits, whether or not the last two hold."""

    __slots__ = ()
    FORM = re.compile(r"[0-9]{11}")
    EXPECTED = "must be a text of eleven digits"


class EmailAddress(MaskedText):
    """One e-mail address and nothing else."""

    __slots__ = ()
    FORM = re.compile(
        r"[^\s@<>(),;:\"\x00-\x1f\x7f\ud800-\udfff\ufffe\uffff]{1,64}"
        r"@[^\s@<>(),;:\"\x00-\x1f\x7f\ud800-\udfff\ufffe\uffff]{1,255}"
    )
    EXPECTED = "must be one e-mail address and nothing else"


class PhoneNumber(MaskedText):
    """One phone number and nothing else: 5 to 15 digits, a plus before them, spaces between."""

    __slots__ = ()
    FORM = re.compile(r"\+?[0-9](?: ?[0-9]){4,14}")
    EXPECTED = "must be one phone number and nothing else"


_NOT_XML = re.compile(r"[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def xml_text(text: str) -> str:
    """The text, if XML can hold it; else a validation error, which is a ``ValueError``."""
    found = _NOT_XML.search(text)
    if found:
        raise broken(
            f"holds U+{ord(found[0]):04X} at character {found.start() + 1}, which XML cannot hold"
        )
    return text


XmlText = Annotated[str, Field(strict=True), AfterValidator(xml_text)]
"""A text that XML 1.0 can hold: no control characters but tab and line ends, no surrogates."""

Reference = Annotated[str, Field(strict=True, max_length=50), AfterValidator(xml_text)]
Title = Annotated[str, Field(strict=True, min_length=1, max_length=80), AfterValidator(xml_text)]
Description = Annotated[str, Field(strict=True, max_length=220), AfterValidator(xml_text)]
SignerIdentifier = Title
MediaType = Annotated[
    str, Field(strict=True, min_length=1, max_length=100), AfterValidator(xml_text)
]


def _file_name(name: str) -> str:
    if not is_safe_name(name):
        raise broken("must be a plain file name, and none that the package uses itself")
    return name


FileName = Annotated[
    str,
    Field(strict=True, min_length=4, max_length=100),
    AfterValidator(xml_text),
    AfterValidator(_file_name),
]


def _url(text: str) -> str:
    if not is_absolute_url(text):
        raise broken("must be an absolute http or https URL")
    return text


Url = Annotated[
    str, Field(strict=True, max_length=500), AfterValidator(xml_text), AfterValidator(_url)
]


def _organisation_number(value: object) -> object:
    if not isinstance(value, str) or not re.fullmatch("[0-9]{9}", value):
        quoted = ", in quotes" if type(value) is int else ""
        raise broken(f"must be a text of nine digits{quoted}")
    return value


OrganisationNumber = Annotated[str, BeforeValidator(_organisation_number)]
"""Nine digits, whether or not the last one holds (``REQ211`` says so)."""


def _level(value: object) -> object:
    return str(value) if type(value) is int else value


Level = Annotated[AuthenticationLevel, BeforeValidator(_level)]
"""An authentication level; the numbers 3 and 4 will do."""


def _fixed_offset(time: datetime) -> datetime:
    """The same time with an offset for ``xs:dateTime``: whole minutes, 14 hours at most."""
    offset = time.utcoffset() or timedelta(0)
    if offset % timedelta(minutes=1) or abs(offset) > timedelta(hours=14):
        if time.year in (1, 9999):
            raise broken("is too near the end of the calendar")
        return time.astimezone(UTC)
    return time.replace(tzinfo=timezone(offset), fold=0)


Time = Annotated[AwareDatetime, Field(strict=True), AfterValidator(_fixed_offset)]
"""A point in time with its zone, down to microseconds."""


def _content(value: object) -> object:
    if isinstance(value, str):
        if value.lstrip().startswith("<") or "\n" in value or "\r" in value:
            raise broken("is a text where a path is expected; give content as bytes")
        return Path(value)
    if value is None or isinstance(value, bytes):
        return value
    if isinstance(value, PathLike):
        return Path(value)
    raise broken("must be bytes, or the path of a file")


Content = Annotated[bytes | str | PathLike[str] | None, PlainValidator(_content)]
"""A document's bytes, or the path of its file; None where a job was read without documents."""
