"""The forms in which a known value is written, whole and in telling parts, and its hashes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from itertools import combinations
from typing import Literal, NamedTuple

from piilint.detect import words
from piilint.detect.gazetteer import shipped
from piilint.detect.mailboxes import GENERIC, is_general
from piilint.detect.thingwords import SEASONS, THINGS
from piilint.detect.usernames import user_names

__all__ = [
    "WORDED",
    "Form",
    "as_user",
    "birth_dates",
    "born_on",
    "cores",
    "endings",
    "is_gap",
    "may_be_birth_date",
    "number_parts",
    "reordered_numbers",
    "spellings",
    "squeeze",
    "tells",
    "turned_numbers",
    "whole_numbers",
    "whole_words",
    "without_others",
    "word_parts",
]

WORDED = frozenset(("EMAIL_ADDRESS", "PERSON"))
"""Entities whose values are words; the others are figures."""

_ORDINARY = (
    words.ORDINARY | words.AMBIGUOUS | words.PLACE | words.ROLE | words.TITLE | words.SPECIAL
)
_NO_NAME = words.ROLE | words.TITLE | words.SPECIAL | words.ORG_FORM
_OF_NOBODY = words.ORDINARY | words.PLACE | words.ORG_BEFORE | words.ORG_AFTER
_MOST_NAMES = 5
_OF_EACH = 3
_INFLECTED = ("", "s", "e", "t", "n", "en", "er", "et")
_LEAST_DROPPED = 5
_DIGITS = re.compile("[0-9]+")
_LETTERS = re.compile(r"[^\W\d_]+|[0-9]+")
_SQUEEZED_OUT = bytes(
    byte for byte in range(1, 128) if not (chr(byte).isalnum() or byte == ord("\n"))
)


class Form(NamedTuple):
    """How a part of a value is written in a row, and what it is, where that makes a difference.

    A shy one is an ordinary word too, and counts where it is written as a name; an addressed one
    is a given name and such a word, and counts where somebody is spoken to; a short one has
    initials, which ``cuts`` part from the rest; written as one word it has so many letters.
    """

    text: str
    kind: Literal["", "given", "surname", "genitive", "shy", "addressed", "short"] = ""
    cuts: frozenset[int] = frozenset()
    least: int = 0


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


def turned_numbers(entity: str, text: str) -> tuple[str, ...]:
    """An identity number with the last five digits before the first six."""
    return (text[6:] + text[:6],) if _is_identity_number(entity, text) else ()


def reordered_numbers(entity: str, text: str, at: date) -> Iterator[str]:
    """An identity number with its birth date as dates are sorted or written, then its last five."""
    if _is_identity_number(entity, text):
        yield text[4:6] + text[2:4] + text[:2] + text[6:]
        for born in born_on(entity, text, at):
            for order in ("%d%m%y", "%y%m%d", "%d%m%Y", "%Y%m%d"):
                yield born.strftime(order) + text[6:]


def number_parts(entity: str, text: str) -> Iterator[str]:
    """Parts of a number as they stand in it: its last five digits, and more of it than that."""
    if _is_identity_number(entity, text):
        yield text[6:]
        for part in (text[6:], text[:6]):  # in hex, which for digits has digits alone
            yield part.encode().hex()
        for length in range(6, len(text)):
            yield text[-length:]
            if length != 9:  # as many as an organisation's number, which stands in URLs
                yield text[:length]
    elif entity == "PHONE_NUMBER":
        digits = "".join(_DIGITS.findall(text))
        yield from (digits[-5:], digits[-6:], digits[-7:])


def endings(entity: str, text: str) -> Iterator[str]:
    """The last four digits of a number, which tell of it where a sign says that it is its end."""
    if _is_identity_number(entity, text) or entity == "PHONE_NUMBER":
        yield "".join(_DIGITS.findall(text))[-4:]


def _is_identity_number(entity: str, text: str) -> bool:
    return entity.startswith("NO_") and len(text) == 11


def may_be_birth_date(digits: str, at: date) -> bool:
    """Whether digits are a date in one of the forms of :func:`birth_dates`, at first sight.

    A date of the last ten years is sooner one of a contract than one of a signer's birth.
    """
    if len(digits) == 8:
        pairs = (
            (digits[:4], digits[4:6], digits[6:]),
            (digits[4:], digits[2:4], digits[:2]),
            (digits[4:], digits[:2], digits[2:4]),
        )
        return any(
            1850 < int(year) < at.year - 10 and "01" <= month <= "12" and "01" <= day <= "31"
            for year, month, day in pairs
        )
    days = ((digits[:2], digits[2:4]), (digits[4:], digits[2:4]), (digits[2:4], digits[:2]))
    return len(digits) == 6 and any(
        "01" <= day <= "31" and "01" <= month <= "12" for day, month in days
    )


def birth_dates(entity: str, text: str, at: date) -> Iterator[str]:
    """The birth date that an identity number holds, in figures as dates are written."""
    for born in born_on(entity, text, at):
        for order in ("%d%m%y", "%y%m%d", "%d%m%Y", "%Y%m%d", "%m%d%y", "%m%d%Y"):
            yield born.strftime(order)


def born_on(entity: str, text: str, at: date) -> Iterator[date]:
    """The birth date that an identity number holds; none of the last ten years."""
    if not _is_identity_number(entity, text) or text[0] in "89":
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
        if is_general(local):
            return
        for spelt in spellings(_join(local)):
            yield spelt + _join(domain)
            yield spelt + "at" + _join(domain)
    elif entity == "PERSON":
        words = _LETTERS.findall(text.lower())
        if len(words) > 1:
            first, last = words[0], words[-1]
            for order in (words, [last, *words[:-1]], [first, last], [last, first]):
                yield from _with_genitive("".join(order))
            dropped = without_others("".join(words))
            if len(dropped) >= _LEAST_DROPPED:
                yield dropped


def without_others(form: str) -> str:
    """A form without the letters that some systems have not, and drop: k?re s?rb?."""
    return form.encode("ascii", "ignore").decode()


def cores(entity: str, text: str) -> Iterator[str]:
    """Short texts of which each form of a value holds one, in a row as :func:`squeeze` puts it."""
    if entity == "EMAIL_ADDRESS":
        local = _local(text)
        yield from spellings(squeeze(local).rstrip("0123456789"))
        words = _names_in(local) or [squeeze(local)]
    elif entity == "PERSON":
        words = _LETTERS.findall(text.lower())
        yield from (without_others(word) for word in words if not word.isascii())
    else:
        return
    for word in words:
        if len(word) > 1:
            yield from spellings(word)
    if len(words) > 1:
        yield from as_user(words)


def word_parts(entity: str, text: str) -> Iterator[Form]:
    """What is before the @ of an address; the names of a person, one by one and shortened."""
    if entity == "EMAIL_ADDRESS":
        local = _local(text)
        said = [word for word in _LETTERS.findall(local) if word.isalpha()]
        if _is_nobodys(said):
            return
        words = _names_in(local)
        for name in (local, local.rstrip("0123456789._-")):
            is_told = words is not None or tells(_join(name))
            yield from (Form(form) for form in spellings(_join(name)) if is_told or tells(form))
        if words is not None:
            for some in ([words[-1], *words[:-1]], *_some_of(words)):
                yield from map(Form, spellings("".join(some)))
            yield from _names(words)
            yield from _shortened(words)
    elif entity == "PERSON":
        words = _LETTERS.findall(text.lower())
        if len(words) > 1:
            for some in _some_of(words):
                yield from map(Form, _with_genitive("".join(some)))
        yield from _names(words)
        if len(words) > 1:
            yield from _shortened(words)


def _local(address: str) -> str:
    return address.lower().rpartition("@")[0].partition("+")[0]


def _names(words: list[str]) -> Iterator[Form]:
    """The names of somebody one by one: the last of them is the surname."""
    for index, word in enumerate(words):
        is_last = index == len(words) - 1 > 0
        told = tells(word)
        if not told and not _is_shy(word, is_last=is_last):
            continue
        for form in spellings(word):
            if not told:
                yield Form(form, "shy" if is_last else "addressed")
            elif tells(form):
                yield Form(form, "surname" if is_last else "given")
        for form in spellings(f"{word}s") if told or is_last else ():
            if not shipped().listed(form) & _ORDINARY:
                yield Form(form, "genitive" if is_last else "given")


def _some_of(words: list[str]) -> Iterator[list[str]]:
    """Two names of somebody or more, in order; and the last before the first."""
    if len(words) <= _MOST_NAMES:
        for count in range(2, len(words)):
            yield from map(list, combinations(words, count))
    for name in words[1:]:
        yield [name, words[0]]


def _shortened(words: list[str]) -> Iterator[Form]:
    """A name with an initial: knordmann, Nordmann K, Kari N, kanord."""
    first, last = words[0], words[-1]
    initials = "".join(word[0] for word in words[:-1])
    spelt_initials = dict.fromkeys(
        form for short in (first[0], initials) for form in spellings(short)
    )
    names = {last, "".join(words[-2:])} if len(words) > 2 else {last}
    for short in spelt_initials:
        for spelt in (spelt for name in names for spelt in spellings(name)):
            yield _short(("", short), (spelt, ""))
            yield _short((spelt, short), least=5)
    for given in spellings(first) if len(first) > 1 else ():
        yield _short((given, last[0]), least=5)
        if len(words) > 2:
            yield from (_short((given, initials[1:]), (name, "")) for name in spellings(last))
    yield from map(Form, (form for form in as_user(words) if not _is_word(form)))


def _short(*pieces: tuple[str, str], least: int = 4) -> Form:
    """A form of names, each with the initials that follow it, which may be parted."""
    cuts: set[int] = set()
    length = 0
    for name, initials in pieces:
        length += len(name)
        cuts.update(range(length, length + len(initials) + 1))
        length += len(initials)
    return Form("".join(map("".join, pieces)), "short", frozenset(cuts), least)


def as_user(words: list[str]) -> Iterator[str]:
    """The name of a user, out of the first letters of each name."""
    first, last = words[0], words[-1]
    if len(first) > _OF_EACH and len(last) > _OF_EACH:
        for short in user_names(first, last):
            yield from spellings(short)


def _is_word(form: str) -> bool:
    """Whether a row of letters is a word of a list, or one with an ending."""
    return any(shipped().listed(form.removesuffix(end)) for end in _INFLECTED)


def _is_shy(form: str, *, is_last: bool) -> bool:
    """Whether a name, given or not, is an ordinary word too."""
    kind = shipped().listed(form)
    name = words.SURNAME if is_last else words.GIVEN
    is_name = kind & name and kind & words.AMBIGUOUS and len(form) > 2
    other = _ORDINARY & ~words.AMBIGUOUS & ~(words.PLACE if is_last else 0)
    return bool(is_name and not kind & other)


def _names_in(local: str) -> list[str] | None:
    """The names that an address is made of, the surname last, if it is made of such."""
    parts = _LETTERS.findall(local.rstrip("0123456789"))
    if not 2 <= len(parts) <= _MOST_NAMES or not all(part.isalpha() for part in parts):
        return None
    if any(map(_is_no_name, parts[:-1])):
        return None
    *given, surname = parts
    if len(surname) > 2 and tells(surname):
        return parts
    if not shipped().listed(surname) & words.SURNAME or _is_no_name(surname):
        return None
    return parts if any(_is_given(name, surname) for name in given) else None


def _is_given(name: str, surname: str) -> bool:
    """Whether a word before a surname that is a word too is a given name, or short for one."""
    if len(name) == 1:
        return surname not in THINGS
    kind = shipped().listed(name)
    if not kind & words.GIVEN:
        return False
    return not kind & _ORDINARY or not (name in THINGS or surname in THINGS)


def _is_nobodys(said: list[str]) -> bool:
    """Whether no word before the @ names anybody; a season names nobody beside one: drift.mai."""
    without = [word for word in said if not _is_no_name(word)]
    return bool(said) and (not without or (without != said and SEASONS.issuperset(without)))


def _is_no_name(word: str) -> bool:
    kind = shipped().kinds[word]
    return (
        word in GENERIC
        or bool(kind & _NO_NAME)
        or (bool(kind & _OF_NOBODY) and not kind & words.NAME)
    )


def _with_genitive(form: str) -> Iterator[str]:
    yield from spellings(form)
    yield from spellings(form + "s")


def tells(form: str) -> bool:
    """Whether a word by itself leads to the one who is known: no ordinary word, no place."""
    if len(form) < 3 or form.isdecimal() or form in GENERIC:
        return False
    kind = shipped().listed(form) or shipped().kinds[form]
    return not kind & _ORDINARY


def _join(text: str) -> str:
    return "".join(_LETTERS.findall(text))


def spellings(form: str) -> Iterator[str]:
    """A form as it is, and as it is written where Norwegian letters are not to be had."""
    yield form
    if not form.isascii():
        for table in (_ONE_LETTER, _TWO_LETTERS, _AS_IN_URLS):
            yield words.without_accents(form.translate(table))


_ONE_LETTER = str.maketrans("æøåäöéèüóáôçñšžčđŋŧłıð", "aoaaoeeuoaocnszcdntlid")
_AS_IN_URLS: dict[int, int | str] = _ONE_LETTER | {ord("æ"): "ae", ord("þ"): "th"}
"""What libraries make of a name for a URL."""
_TWO_LETTERS = str.maketrans(
    {"æ": "ae", "ø": "oe", "å": "aa", "ä": "ae", "ö": "oe", "é": "e", "è": "e", "ü": "ue"}
)
