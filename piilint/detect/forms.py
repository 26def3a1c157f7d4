"""The forms in which a known name or address is written, whole and in telling parts."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
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
    "cores",
    "dated_initials",
    "is_gap",
    "may_name",
    "spellings",
    "squeeze",
    "tells",
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
_COMPOUNDED = words.GENERIC | words.AMBIGUOUS
_LEAST_COMPOUNDED = 4
"""Letters of each of two words that are one together: rosehage."""
_MOST_NAMES = 5
_OF_EACH = 3
_INFLECTED = ("", "s", "e", "t", "n", "en", "er", "et")
_LEAST_DROPPED = 5
_LONGEST_LABEL = 63
"""Characters of one label of a domain at most."""
_LETTERS = re.compile(r"[^\W\d_]+|[0-9]+")
_SQUEEZED_OUT = bytes(
    byte for byte in range(1, 128) if not (chr(byte).isalnum() or byte == ord("\n"))
)


class Form(NamedTuple):
    """How a part of a value is written in a row, and what it is, where that makes a difference.

    Givens are two names or more without the surname. A shy one is an ordinary word too, and counts
    where it is written as a name; an addressed one is a given name and such a word, and counts
    where somebody is spoken to; a short one has initials, which ``cuts`` part from the rest;
    written as one word it has so many letters.
    """

    text: str
    kind: Literal["", "given", "givens", "surname", "genitive", "shy", "addressed", "short"] = ""
    cuts: frozenset[int] = frozenset()
    least: int = 0


def is_gap(between: str) -> bool:
    """Whether two words that this stands between may be one value, and no two partners."""
    if between == " & ":
        return False
    return not any(character.isalnum() or character in "\0\n" for character in between)


def squeeze(text: str) -> str:
    """The letters and digits of a text in a row, in small letters; fields stay apart."""
    return text.lower().encode().translate(None, _SQUEEZED_OUT).decode()


def may_name(word: str) -> bool:
    """Whether a word, as written, may be a name or a part of one, or of an address."""
    kind = shipped().kinds[word]
    return (bool(kind & _NAMING) or not kind & words.GENERIC or word in _TOPS) and (
        word not in _SUFFIXES
    )


_NAMING = words.NAME | words.SPLIT | words.MORPHOLOGY | words.SMALL
_TOPS = frozenset(("no", "com", "net", "org", "eu"))
"""Top-level domains, of which some are words as well."""
_SUFFIXES = frozenset(("pdf", "PDF", "xml", "docx", "txt"))
"""How the names of files end, which is no word."""


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
        words = [*(_names_in(local) or [squeeze(local)]), *_of_own_domain(text)[1:]]
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
        own = _of_own_domain(text)
        for names in (own, own[::-1]) if own else ():
            yield from map(Form, _with_genitive("".join(names)))
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
                kind: Literal["", "givens"] = "" if words[-1] in some else "givens"
                yield from (Form(form, kind) for form in _with_genitive("".join(some)))
        yield from _names(words)
        if len(words) > 1:
            yield from _shortened(words)


def _local(address: str) -> str:
    return address.lower().rpartition("@")[0].partition("+")[0]


def _of_own_domain(address: str) -> list[str]:
    """The two names that a domain of somebody's own has: meg@karinordmann.no, kari@nordmann.no."""
    local, _, domain = address.lower().rpartition("@")
    label = f".{domain}".split(".")[-2]
    if len(label) > _LONGEST_LABEL or is_general(local) or shipped().listed(label) & words.GENERIC:
        return []
    cuts = range(3, len(label) - 3)
    joined = [(label[:cut], label[cut:]) for cut in cuts]
    # annelunden.no may be a place's
    pairs = [pair for pair in joined if not shipped().listed(pair[1]) & words.AMBIGUOUS]
    given, _, surname = label.partition("-")
    pairs += [(given, surname), (local, label)]
    return next((list(pair) for pair in pairs if _are_names(*pair)), [])


def _are_names(given: str, surname: str) -> bool:
    """Whether both are names, and no words that a company may be called by."""
    kind, other = shipped().listed(given), shipped().listed(surname)
    is_given = kind & words.GIVEN and not kind & (words.AMBIGUOUS | _OF_NOBODY)
    is_surname = other & words.SURNAME and not other & (words.GENERIC | words.PLACE)
    return bool(is_given and is_surname) and len(surname) >= _LEAST_COMPOUNDED


def _names(words: list[str]) -> Iterator[Form]:
    """The names of somebody one by one: the last of them is the surname, others may be one."""
    for index, word in enumerate(words):
        is_last = index == len(words) - 1 > 0
        is_family = is_last or (index > 0 and _is_only_surname(word))
        told = tells(word)
        if not told and not _is_shy(word, is_last=is_last):
            continue
        for form in spellings(word):
            if not told:
                yield Form(form, "shy" if is_last else "addressed")
            elif tells(form):
                yield Form(form, "surname" if is_family else "given")
        for form in spellings(f"{word}s") if told or is_last else ():
            if not shipped().listed(form) & _ORDINARY:
                yield Form(form, "genitive" if is_family else "given")


def _is_only_surname(word: str) -> bool:
    kind = shipped().listed(word)
    return bool(kind & words.SURNAME and not kind & words.GIVEN)


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


def dated_initials(text: str, years: Iterable[str]) -> Iterator[tuple[str, str]]:
    """The initials of a person and the year of a birth, of four digits or two, in either order."""
    said = _LETTERS.findall(text.lower())
    if len(said) < 2:
        return
    all_of_them = "".join(word[0] for word in said)
    for initials in dict.fromkeys((said[0][0] + said[-1][0], all_of_them)):
        if initials in _MEASURES or not initials.isalpha():
            continue
        for year in years:
            for written in (year, year[2:]):
                yield from ((initials, written), (written, initials))


_MEASURES = frozenset(
    ("kl", "km", "kg", "cm", "mm", "dm", "nr", "kr", "kv", "no", "id", "pc", "tv", "hk", "ml")
).union(("st", "rd", "nd", "th", "am", "pm", "ha", "mb", "gb", "kb", "hp", "pk", "sp", "px", "kw"))
"""What stands beside a number and is nobody's initials."""


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
    """Whether a row of letters is a word of a list, one with an ending, or made of two."""
    if any(shipped().listed(form.removesuffix(end)) for end in _INFLECTED):
        return True
    return any(
        shipped().listed(form[:cut]) & _COMPOUNDED and shipped().listed(form[cut:]) & _COMPOUNDED
        for cut in range(_LEAST_COMPOUNDED, len(form) - _LEAST_COMPOUNDED + 1)
    )


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
        for table in _TABLES if "å" in form else _TABLES[:3]:
            yield words.without_accents(form.translate(table))


_ONE_LETTER: Mapping[int, int | str] = str.maketrans(
    "æøåäöéèüóáôçñšžčđŋŧłıð", "aoaaoeeuoaocnszcdntlid"
)
_AS_IN_URLS: Mapping[int, int | str] = {**_ONE_LETTER, ord("æ"): "ae", ord("þ"): "th"}
"""What libraries make of a name for a URL."""
_TWO_LETTERS: Mapping[int, int | str] = {
    **_ONE_LETTER,
    **dict(zip(map(ord, "æøåäöü"), ("ae", "oe", "aa", "ae", "oe", "ue"), strict=True)),
}
_TABLES: tuple[Mapping[int, int | str], ...] = (
    _ONE_LETTER,
    _TWO_LETTERS,
    _AS_IN_URLS,
    {**_AS_IN_URLS, ord("å"): "aa"},
    {**_TWO_LETTERS, ord("å"): "a"},
)
"""The last two are of those who write one letter in two, the other in one: ostgaard, oestgard."""
