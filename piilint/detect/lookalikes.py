"""Letters of other scripts that look like Latin ones, and marks that no letter needs."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from piilint.detect.change import Change
from piilint.detect.normalise import normalise

__all__ = ["GARBLED", "changes", "disguised"]

_LATIN = {
    # Cyrillic
    "а": "a", "в": "b", "е": "e", "ѕ": "s", "і": "i", "ј": "j", "к": "k", "м": "m", "о": "o",
    "п": "n", "р": "p", "с": "c", "т": "t", "у": "y", "х": "x", "һ": "h", "ԁ": "d", "ԛ": "q",
    "ԝ": "w", "ӏ": "l", "ё": "ë", "ї": "ï", "ө": "ø", "ӧ": "ö", "ӓ": "ä", "г": "r",
    "А": "A", "В": "B", "Е": "E", "Ѕ": "S", "І": "I", "Ј": "J", "К": "K", "М": "M", "Н": "H",
    "О": "O", "Р": "P", "С": "C", "Т": "T", "У": "Y", "Х": "X", "Ү": "Y", "Ԁ": "D", "Ԛ": "Q",
    "Ԝ": "W", "Ӏ": "I", "Ё": "Ë", "Ї": "Ï", "Ө": "Ø", "Ӧ": "Ö", "Ӓ": "Ä", "Ѵ": "V", "ѵ": "v",
    # Greek
    "α": "a", "β": "b", "γ": "y", "ε": "e", "η": "n", "ι": "i", "κ": "k", "ν": "v", "ο": "o",
    "ρ": "p", "σ": "o", "τ": "t", "υ": "u", "χ": "x", "ω": "w", "ϳ": "j",
    "Α": "A", "Β": "B", "Ε": "E", "Ζ": "Z", "Η": "H", "Ι": "I", "Κ": "K", "Μ": "M", "Ν": "N",
    "Ο": "O", "Ρ": "P", "Τ": "T", "Υ": "Y", "Χ": "X", "Ϳ": "J",
    # Armenian, and Latin letters of phonetic writing
    "օ": "o", "ո": "n", "ս": "u", "ց": "g", "հ": "h", "Օ": "O", "Տ": "S",
    "ɑ": "a", "ɡ": "g", "ɩ": "i", "ɪ": "i", "ı": "i", "ʏ": "y", "ⲟ": "o", "ᴏ": "o", "ᴀ": "a",
    "ᴇ": "e", "ᴋ": "k", "ᴍ": "m", "ɴ": "n", "ʀ": "r", "ᴛ": "t", "ʟ": "l", "ᴅ": "d", "ʜ": "h",
}  # fmt: skip
_TABLE = str.maketrans(_LATIN)


def changes(text: str) -> list[Change]:
    """Marks taken off their letter, and words of look-alikes as they look.

    Only words that are Latin through and through when read so: a word in Greek or Russian has
    letters that look like no Latin one.
    """
    if text.isascii():
        return []
    return _garbled(text) or sorted([*_marks(text), *_words(text)])


GARBLED = "Ã"
"""What the first byte of a Western letter in UTF-8 looks like where Latin-1 is read."""


def _garbled(text: str) -> list[Change]:
    """Letters in UTF-8 that were read as Latin-1: ``KÃ¥re``."""
    if GARBLED not in text:
        return []
    letters = _letters_by_garbled()
    return [Change(*at.span(), letters[at[0]], "mojibake") for at in _garble().finditer(text)]


@cache
def _letters_by_garbled() -> dict[str, str]:
    """Western letters by what their bytes look like, in the normal form of it."""
    return {
        normalise(letter.encode().decode(charset, "replace")).text: letter
        for letter in "ÀÁÂÃÄÅÆÇÈÉÊËÍÏÐÑÓÔÖØÚÜÝÞßàáâäåæçèéêëíïðñóôöøúüýþ¥¦¸…†˜"
        for charset in ("latin-1", "windows-1252")
    }


@cache
def _garble() -> re.Pattern[str]:
    return re.compile("|".join(map(re.escape, sorted(_letters_by_garbled(), reverse=True))))


@cache
def _marked() -> re.Pattern[str]:
    # A letter with the marks that NFKC leaves beside it: strokes, rings of another letter.
    return re.compile(
        "[\\w .,@/-][\u0300-\u036f\u0483-\u0489\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff"
        "\ufe20-\ufe2f]{1,32}"
    )


def _marks(text: str) -> Iterator[Change]:
    for match in _marked().finditer(text):
        yield Change(match.start(), match.end(), match[0][0], "combining")


def _words(text: str) -> Iterator[Change]:
    for match in _word().finditer(text):
        word = match[0]
        if word.isascii():
            continue
        read = word.translate(_TABLE)
        if read != word and _latin().fullmatch(read):
            yield Change(*match.span(), read, "look-alikes", 1)


@cache
def _word() -> re.Pattern[str]:
    return re.compile(r"[^\W_]+")


@cache
def _latin() -> re.Pattern[str]:
    return re.compile("[\x00-\u024f]*")


def disguised(text: str, start: int, end: int) -> tuple[str, ...]:
    """What the normal form took off a stretch of a text: ``zero-width``, ``full-width``, ..."""
    if text.isascii():
        return ()
    around = text[max(0, start - 1) : end + 1]
    found = [name for name, signs in _disguises() if signs.search(around)]
    return tuple(found)


@cache
def _disguises() -> tuple[tuple[str, re.Pattern[str]], ...]:
    return (
        (
            "zero-width",
            re.compile("[\u00ad\u034f\u180e\u200b-\u200d\u2060-\u2064\ufeff\U000e0020-\U000e007e]"),
        ),
        ("bidi", re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")),
        ("separators", re.compile("[\\u2000-\\u200a\\u205f\\u3000]")),
        ("full-width", re.compile("[\uff01-\uff5e]")),
        ("look-alikes", re.compile("[\u2460-\u24ff\U0001d400-\U0001d7ff\U0001f130-\U0001f189]")),
        ("combining", re.compile("[\u0300-\u036f\u20d0-\u20ff]")),
    )
