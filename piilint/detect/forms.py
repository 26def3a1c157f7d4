"""The forms in which a known value is written, whole and in telling parts, and its hashes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from piilint.detect import words
from piilint.detect.gazetteer import shipped

__all__ = [
    "WORDED",
    "birth_dates",
    "born_on",
    "cores",
    "hashed",
    "is_gap",
    "may_be_birth_date",
    "number_parts",
    "shy_parts",
    "spellings",
    "squeeze",
    "whole_numbers",
    "whole_words",
    "word_parts",
]

WORDED = frozenset(("EMAIL_ADDRESS", "PERSON"))
"""Entities whose values are words; the others are figures."""

_ORDINARY = (
    words.ORDINARY | words.AMBIGUOUS | words.PLACE | words.ROLE | words.TITLE | words.SPECIAL
)
_DIGITS = re.compile("[0-9]+")
_LETTERS = re.compile(r"[^\W\d_]+|[0-9]+")
_SQUEEZED_OUT = bytes(
    byte for byte in range(1, 128) if not (chr(byte).isalnum() or byte == ord("\n"))
)
_GENERIC_WORDS = """
    abuse admin administrasjon administrator advokat ansatt archive arkiv avtale avtaler
    bank bedrift bestilling bolig booking bruker butikk contact customer daglig dagligleder
    demo dokument dokumenter drift eiendom eksempel email epost example faktura firma
    firmapost forsikring forvaltning help helpdesk hjelp hostmaster hotell hr ikkesvar info
    invoice jobb kjoper kjøper kommune kontakt kontor kontrakt kunde kunder kundesenter
    kundeservice lan leder ledig lege leietaker lonn lån mail marked marketing media
    medleietaker medlem medlemmer name navn noreply office order ordre part parter
    personvern post postmottak presse privacy regnskap resepsjon restaurant sales salg
    security selger sentral sentralbord service servicedesk shop signatur signer signerer
    signering sikkerhet skole skolen styre styreleder styret support teknisk test user
    utleier verksted web webmaster
"""
"""What stands before the @ of an address that is nobody's own, and words that say nothing."""
_GENERIC = frozenset(_GENERIC_WORDS.split())


def is_gap(between: str) -> bool:
    """Whether two words that this stands between may be one value."""
    return not any(character.isalnum() or character in "\0\n" for character in between)


def squeeze(text: str) -> str:
    """The letters and digits of a text in a row, in small letters; fields stay apart."""
    return text.lower().encode().translate(None, _SQUEEZED_OUT).decode()


def whole_numbers(text: str) -> list[str]:
    """The digits of a number as they are dialled or written, with and without a country code."""
    digits = "".join(_DIGITS.findall(text))
    if len(digits) < 7:
        return []
    if not text.startswith(("+", "00")):
        # Eight digits are a Norwegian phone number; eleven are an identity number.
        return [digits, f"47{digits}", f"0047{digits}"] if len(digits) == 8 else [digits]
    digits = digits.removeprefix("00")
    national = [digits[2:]] if digits.startswith("47") else [digits[n:] for n in (1, 2, 3)]
    trunk = [] if digits.startswith("47") else [f"0{digits[2:]}"]
    return [form for form in (digits, f"00{digits}", *national, *trunk) if len(form) >= 8]


def number_parts(entity: str, text: str) -> tuple[str, ...]:
    """Parts of an identity number as they stand in it: the first six digits, the last five."""
    if not entity.startswith("NO_") or len(text) != 11:
        return ()
    return text[6:], text[:6]


def may_be_birth_date(digits: str, at: date) -> bool:
    """Whether digits are a date in one of the forms of :func:`birth_dates`, at first sight.

    A date of the last ten years is sooner one of a contract than one of a signer's birth.
    """
    if len(digits) == 8:
        pairs = ((digits[:4], digits[4:6], digits[6:]), (digits[4:], digits[2:4], digits[:2]))
        return any(
            1850 < int(year) < at.year - 10 and "01" <= month <= "12" and "01" <= day <= "31"
            for year, month, day in pairs
        )
    pairs = ((digits[:2], digits[2:4], digits[4:]), (digits[4:], digits[2:4], digits[:2]))
    return len(digits) == 6 and any(
        "01" <= day <= "31" and "01" <= month <= "12" for day, month, _ in pairs
    )


def birth_dates(entity: str, text: str, at: date) -> Iterator[str]:
    """The birth date that an identity number holds, in figures as dates are written."""
    for born in born_on(entity, text, at):
        yield f"{born:%d%m%y}"
        yield f"{born:%y%m%d}"
        yield f"{born:%d%m%Y}"
        yield f"{born:%Y%m%d}"


def born_on(entity: str, text: str, at: date) -> Iterator[date]:
    """The birth date that an identity number holds; none of the last ten years."""
    if not entity.startswith("NO_") or len(text) != 11 or text[0] in "89":
        return
    day, month, year = int(text[:2]) % 40, int(text[2:4]), int(text[4:6])
    month -= next(mark for mark in (80, 65, 40, 0) if month >= mark)
    individual = int(text[6:9])
    for century in (1800, 1900, 2000):
        born = _date(century + year, month, day)
        if born and born.year < at.year - 10 and _is_of(century, year, individual):
            yield born


def _is_of(century: int, year: int, individual: int) -> bool:
    """Whether the individual number is one of those given to the century."""
    if century == 1800:
        return 500 <= individual < 750 and year >= 54
    if century == 1900:
        return individual < 500 or (individual >= 900 and year >= 40)
    return individual >= 500 and year < 40


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def whole_words(entity: str, text: str) -> Iterator[str]:
    """An address or a name as the letters and digits of it in a row."""
    if entity == "EMAIL_ADDRESS":
        local, _, domain = text.lower().rpartition("@")
        for spelt in spellings(_join(local)):
            yield spelt + _join(domain)
            yield spelt + "at" + _join(domain)
    elif entity == "PERSON":
        words = _LETTERS.findall(text.lower())
        if len(words) > 1:
            first, last = words[0], words[-1]
            for order in (words, [last, *words[:-1]], [first, last], [last, first]):
                yield from _with_genitive("".join(order))


def cores(entity: str, text: str) -> Iterator[str]:
    """Short texts of which each form of a value holds one, in a row as :func:`squeeze` puts it."""
    if entity == "EMAIL_ADDRESS":
        local = text.lower().rpartition("@")[0].partition("+")[0]
        yield from spellings(squeeze(local).rstrip("0123456789"))
        yield from spellings((_names_in(local) or ("", squeeze(local)))[1])
    elif entity == "PERSON":
        for word in _LETTERS.findall(text.lower()):
            yield from spellings(word)


def word_parts(entity: str, text: str) -> Iterator[str]:
    """What is before the @ of an address; the names of a person, one by one and shortened."""
    if entity == "EMAIL_ADDRESS":
        local = text.lower().rpartition("@")[0].partition("+")[0]
        for name in (local, local.rstrip("0123456789._-")):
            yield from (form for form in spellings(_join(name)) if _tells(form))
        names = _names_in(local)
        if names:
            for form in (names[1] + names[0], names[0][0] + names[1]):
                yield from spellings(form)
    elif entity == "PERSON":
        words = [word for word in _LETTERS.findall(text.lower()) if len(word) > 1]
        for word in words:
            yield from (form for form in _with_genitive(word) if _tells(form))
        if len(words) > 1:
            initials = "".join(word[0] for word in words[:-1])
            for short in {words[0][0], initials}:
                yield from spellings(short + words[-1])
                yield from spellings(words[-1] + short)
            yield from spellings(words[0] + words[-1][0])


def shy_parts(entity: str, text: str) -> Iterator[str]:
    """A surname that is an ordinary word too, such as Haugen; it tells where it is a name."""
    if entity == "PERSON":
        parts = _LETTERS.findall(text.lower())
        if len(parts) > 1 and _is_shy(parts[-1]):
            yield from _with_genitive(parts[-1])


def _is_shy(form: str) -> bool:
    kind = shipped().listed(form)
    is_surname = kind & words.SURNAME and kind & words.AMBIGUOUS and len(form) > 2
    return bool(is_surname and not kind & (_ORDINARY & ~words.AMBIGUOUS))


def _names_in(local: str) -> tuple[str, str] | None:
    """The given name and surname that an address is made of, if it is made of two such."""
    words = _LETTERS.findall(local.rstrip("0123456789"))
    if len(words) != 2 or not all(len(word) > 2 and _tells(word) for word in words):
        return None
    return words[0], words[1]


def _with_genitive(form: str) -> Iterator[str]:
    yield from spellings(form)
    yield from spellings(form + "s")


def _tells(form: str) -> bool:
    """Whether a word by itself leads to the one who is known: no ordinary word, no place."""
    if len(form) < 3 or form.isdecimal() or form in _GENERIC:
        return False
    return not shipped().listed(form) & _ORDINARY


def _join(text: str) -> str:
    return "".join(_LETTERS.findall(text))


def spellings(form: str) -> Iterator[str]:
    """A form as it is, and as it is written where Norwegian letters are not to be had."""
    yield form
    if not form.isascii():
        for table in (_ONE_LETTER, _TWO_LETTERS, _AS_IN_URLS):
            yield form.translate(table)


_ONE_LETTER = str.maketrans("æøåäöéèüóáôçñšžčđŋŧ", "aoaaoeeuoaocnszcdnt")
_AS_IN_URLS: dict[int, int | str] = _ONE_LETTER | {ord("æ"): "ae", ord("þ"): "th"}
"""What libraries make of a name for a URL."""
_TWO_LETTERS = str.maketrans(
    {"æ": "ae", "ø": "oe", "å": "aa", "ä": "ae", "ö": "oe", "é": "e", "è": "e", "ü": "ue"}
)


def hashed(entity: str, text: str) -> Iterator[bytes]:
    """What programs take the hash of to hide a value: with and without its separators."""
    yield f"{text}\n".encode()  # what a shell's echo makes of it
    yield text.encode("utf-16-le")
    for form in _hashed(entity, text):
        yield form.encode()


def _hashed(entity: str, text: str) -> Iterator[str]:
    yield text
    yield text.lower()
    if entity == "EMAIL_ADDRESS":
        yield text.upper()
        return
    if entity == "PERSON":
        yield text.lower().replace(" ", "")
        yield text.upper()
        return
    digits = "".join(_DIGITS.findall(text))
    yield from whole_numbers(text)
    if len(digits) == 11:
        for separator in (" ", "-", "."):
            yield f"{digits[:6]}{separator}{digits[6:]}"
    elif text.startswith("+47") or len(digits) == 8:
        yield f"+47{digits[-8:]}"
        yield f"+47 {digits[-8:]}"
    elif text.startswith("+"):
        yield f"+{digits}"
