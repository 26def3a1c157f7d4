"""What is wrong with the text of an element or attribute of a simple type.

Types are asked for their facets, and the text is held against those. The library's own
word is taken only where the standard's lexical form holds, because it reads numbers and
times as Python does: digits of other scripts, ``_``, any white space (XML Schema part 2,
3.2.7 and 3.3.13 allow none of them).
"""

from __future__ import annotations

import re

from xmlschema.validators import XsdAtomic, XsdAtomicBuiltin

from piilint.schema.problem import shape

__all__ = ["XML_SPACE", "value_problem"]

XML_SPACE = " \t\r\n"
"""What the standard calls white space; Python calls more so."""

_XSD = "{http://www.w3.org/2001/XMLSchema}"
_INTEGER = re.compile(r"([+-]?)([0-9]+)")
_LONGEST_INTEGER = 20
_TIME = re.compile(
    r"-?(?:[1-9][0-9]{4,8}|[0-9]{4})-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}(?:\.[0-9]+)?"
    r"(?:Z|[+-][0-9]{2}:[0-9]{2})?"
)
_TIME_FORM = "YYYY-MM-DDThh:mm:ss+hh:mm"
_DIGITS = re.compile(r"\[0-9\]\{([0-9]{1,2})\}")


def value_problem(kind: XsdAtomic, text: str) -> tuple[str, dict[str, object]] | None:
    """The rule that a text breaks and the values for its message; None where it is valid."""
    primitive = kind.primitive_type.name
    if primitive == f"{_XSD}decimal":
        return _number(kind, text)
    if primitive == f"{_XSD}dateTime":
        return _time(kind, text)
    if _holds(kind, text):
        return None
    if kind.enumeration is not None:
        allowed = ", ".join(str(value) for value in kind.enumeration)
        return "REQ109", {"expected": allowed, "found": shape(text)}
    if kind.patterns is not None:
        return "REQ108", {"expected": _form(kind.patterns.regexps[0]), "found": shape(text)}
    if kind.max_length is not None:
        limits = {"minimum": kind.min_length or 0, "maximum": kind.max_length}
        return "REQ107", {**limits, "found": len(text)}
    return "REQ108", {"expected": str(kind.local_name), "found": shape(text)}


def _number(kind: XsdAtomic, text: str) -> tuple[str, dict[str, object]] | None:
    least, most = _bound(kind.min_value), _bound(kind.max_value)
    match = _INTEGER.fullmatch(text.strip(XML_SPACE))
    if match:
        digits = match[2].lstrip("0") or "0"
        if len(digits) <= _LONGEST_INTEGER and least <= int(match[1] + digits) <= most:
            return None
    return "REQ110", {"expected": f"{least} … {most}", "found": shape(text)}


def _bound(limit: object) -> int:
    """A limit of an integer type; every type of the schema's has both."""
    if not isinstance(limit, int):
        raise TypeError("the schema has a number without limits")
    return limit


def _time(kind: XsdAtomic, text: str) -> tuple[str, dict[str, object]] | None:
    # The standard allows white space around a time, but the validator that judges does not.
    if _TIME.fullmatch(text) and _holds(kind, text):
        return None
    return "REQ110", {"expected": _TIME_FORM, "found": shape(text)}


def _holds(kind: XsdAtomic, text: str) -> bool:
    """Whether a text is of a type, asked facet by facet.

    The library's ``is_valid`` writes the text to its log where that is at DEBUG.
    """
    level: object = kind
    text = kind.normalize(text)
    try:
        while isinstance(level, XsdAtomic):
            if level.patterns is not None:
                level.patterns(text)
            value = level.to_python(text) if isinstance(level, XsdAtomicBuiltin) else text
            for facet in level.validators:
                facet(value)
            level = level.base_type
    except (ValueError, TypeError, ArithmeticError, LookupError):
        return False
    return True


def _form(pattern: str) -> str:
    """A pattern as the shape of a text, where it has one: ``[0-9]{3}`` is ``###``."""
    digits = _DIGITS.fullmatch(pattern)
    return "#" * int(digits[1]) if digits else pattern
