"""Words of a text: what each is in the word lists, and where file names and slugs are taken apart."""

from __future__ import annotations

import re
from typing import NamedTuple

__all__ = ["WORD", "Token", "camel_pieces"]

WORD = re.compile(r"[^\W\d_]+")
"""A run of letters."""

GIVEN = 1 << 0
SURNAME = 1 << 1
AMBIGUOUS = 1 << 2
"""A name that is an ordinary word, a place or a brand as well."""
ORDINARY = 1 << 3
PLACE = 1 << 4
ORG_AFTER = 1 << 5
ORG_BEFORE = 1 << 6
ORG_FORM = 1 << 7
TITLE = 1 << 8
ROLE = 1 << 9
PREPOSITION = 1 << 10
GENITIVE = 1 << 11
RARE = 1 << 12
MORPHOLOGY = 1 << 13
"""No name that is known, but with the ending of a surname."""
SPLIT = 1 << 14
"""CamelCase, or two names written together: has pieces of its own."""
STREET = 1 << 15
BIRTH = 1 << 16
SPECIAL = 1 << 17
WAKES_NAMES = 1 << 18
"""Worth a look at the field for names."""

NAME = GIVEN | SURNAME


class Token(NamedTuple):
    """A word, its place in the page, its kind (bits of this module) and what stands before it."""

    start: int
    end: int
    text: str
    kind: int
    gap: str
    """What stands between the word before and this one; empty inside CamelCase."""

    @property
    def is_title(self) -> bool:
        """Begins with a capital and goes on in small letters."""
        text = self.text
        return text[0].isupper() and (len(text) == 1 or text[1:].islower())

    @property
    def is_initial(self) -> bool:
        """One capital letter."""
        return len(self.text) == 1 and self.text.isupper()


def camel_pieces(word: str) -> list[tuple[int, int]]:
    """Where the parts of a CamelCase word stand; one pair for any other word."""
    cuts = [0]
    for index in range(1, len(word)):
        before, here = word[index - 1], word[index]
        after = word[index + 1 : index + 2]
        if here.isupper() and (before.islower() or (before.isupper() and after.islower())):
            cuts.append(index)
    return list(zip(cuts, [*cuts[1:], len(word)], strict=True))

