"""Quick looks at free text: what in it may be somebody's, and whether that stands in a page."""

from __future__ import annotations

import re
from functools import cache
from string import digits

from piilint.detect import Page, forms
from piilint.detect.gazetteer import shipped
from piilint.detect.words import NAME, ORDINARY, SPLIT

__all__ = ["full_name", "may_be_value", "may_have_number", "stands"]

_ENDS = ".:!?\0"
"""After these, whatever word begins with a capital."""
_LEAST_DIGITS = 8
"""Digits of the shortest number that is somebody's: a phone's."""
_FIGURES = f"{digits}¹²³"
"""Those of Latin-1, raised ones with them."""


def may_have_number(text: str) -> bool:
    """Whether a text has as many digits as somebody's number, or may have them in disguise."""
    try:
        text.encode("latin-1")
    except UnicodeEncodeError:
        return True
    return sum(map(text.count, _FIGURES)) >= _LEAST_DIGITS


def stands(word: str, page: Page) -> bool:
    """Whether a word stands in a page: as it is, without some letters, or turned round."""
    low, squeezed = word.lower(), page.squeezed
    if any(form in page.readings for form in forms.spellings(low)):
        return True
    dropped = forms.without_others(low)
    return len(dropped) > 1 and dropped in squeezed


@cache
def full_name() -> re.Pattern[str]:
    """A given name with a surname near it, as far as capitals tell."""
    # Spelt so, that a character is a letter is looked up, and what stands before is looked at
    # after the capital, which few letters are.
    first, letter = "[A-ZÆØÅÄÖÉ]", r"[^\x00-@\[-`{-¿×÷]"
    name = f"{first}{letter}{{3,30}}+"
    return re.compile(
        rf"({first}(?<!{letter}.){letter}{{3,30}}+)(?=[ ](?:{letter}{{1,30}}+[ ]){{0,2}}({name}))"
    )


def may_be_value(word: str, text: str) -> bool:
    """Whether a word of a text may be a name or a number, or a part of one."""
    if not word.isalpha():
        return True
    kind = shipped().kinds[word]
    if kind & (NAME | SPLIT) or word.islower():
        return bool(kind & (NAME | SPLIT))
    return not kind & ORDINARY and not _only_begins(word, text)


def _only_begins(word: str, text: str) -> bool:
    """Whether a word has its capital because a sentence begins with it, as far as can be seen.

    A name that no list knows is found by the capitals of the words beside it.
    """
    start = text.find(word)
    while start >= 0:
        end = start + len(word)
        before = text[max(start - 2, 0) : start].strip()
        if (before and before[-1] not in _ENDS) or text[end + 1 : end + 2].isupper():
            return False
        start = text.find(word, end)
    return True
