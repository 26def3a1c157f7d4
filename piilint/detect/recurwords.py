"""Known names and addresses where they stand again as words, however these are joined."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache, cached_property
from itertools import pairwise
from typing import Literal, NamedTuple

from piilint.detect import forms
from piilint.detect import words as bits
from piilint.detect.callednames import (
    is_called_after,
    is_called_so,
    is_company,
    is_firm,
    is_organisation,
    is_saint,
)
from piilint.detect.gazetteer import shipped
from piilint.detect.namewords import (
    Said,
    are_joined,
    is_addressed,
    is_name,
    is_small_word,
)
from piilint.detect.othernames import OtherNames
from piilint.detect.page import Page
from piilint.detect.rot13 import rotate

__all__ = ["Match", "RecurringWords"]

_FEW = 64
_LONGEST_GAP = 3
_MOST_WORDS = 8
_LEAST_IN_WORD = 8
"""Letters of a name that is found in a word with another: avtalekarinordmann."""
_MOST_IN_WORD = 60
_SHORT = 4
"""Letters of a name that are as often something else."""


class Match(NamedTuple):
    """That ``text[start:end]`` is the value of that number, or a part of it."""

    start: int
    end: int
    number: int
    manner: Literal["whole", "part"]
    turned: str = ""


class _Entry(NamedTuple):
    number: int
    manner: Literal["whole", "part"]
    form: forms.Form
    turned: str = ""


class _Word(NamedTuple):
    start: int
    end: int
    text: str
    """In small letters."""


class RecurringWords:
    """Names and addresses as a table, made when something asks for it."""

    def __init__(
        self,
        values: Sequence[tuple[str, str, int]],
        beside: Sequence[str] = (),
        years: Sequence[str] = (),
    ) -> None:
        """``values`` are entities, texts, and the numbers of where they stand.

        ``beside`` are the titles and descriptions of the submission; ``years`` those of births.
        """
        self._beside = beside
        self._years = years
        self._values = [
            (number, entity, text)
            for number, (entity, text, _) in enumerate(values)
            if entity in forms.WORDED
        ]

    def __repr__(self) -> str:
        return f"<{len(self._values)} values of words>"

    def search(self, page: Page) -> Iterator[Match]:
        """Where one of the values stands in a page."""
        if self._years:
            yield from self._search_dated(page)
        if not (self._may_hold(page) if page.may_name else self._has_address(page)):
            return
        words = list(_split(page.text))
        said = Said([*self._beside, page.text])
        index = 0
        while index < len(words):
            found = self._from(page.text, words, index, said)
            if found is not None:
                count, match = found
                yield match
                index += count
                continue
            inner = self._within(words[index])
            if inner is not None:
                yield inner
            index += 1

    @cached_property
    def _dated(self) -> dict[tuple[str, str], int]:
        """Initials and years of birth, in either order."""
        return {
            pair: number
            for number, entity, text in reversed(self._values[:_FEW])
            if entity == "PERSON"
            for pair in forms.dated_initials(text, self._years)
        }

    def _search_dated(self, page: Page) -> Iterator[Match]:
        """Where initials and a year of birth stand as a token, with one sign between at most."""
        for (one, other), number in self._dated.items():
            if one + other not in page.squeezed:
                continue
            token = rf"(?<![^\W_]){one}[-_.]?{other}(?![^\W_])"
            for match in re.finditer(token, page.text, re.IGNORECASE):
                yield Match(*match.span(), number, "part")

    def search_spelt(self, page: Page) -> Iterator[Match]:
        """The same where signs stand for letters that they look like: ``n0rdm4nn``."""
        text = page.text
        if not self._values or _sign().search(text) is None:
            return
        found = {}
        for table in _LETTERS:
            read = _read(text, table)
            for match in self.search(Page([read], (), page.at)):
                written = text[match.start : match.end]
                if len(written) >= _LEAST_TURNED and _sign().search(written) is not None:
                    found[match.start, match.end] = match
        yield from found.values()

    def _has_address(self, page: Page) -> bool:
        """Whether a whole address stands in a page, of words that may be no name at all."""
        return any(
            forms.squeeze(text) in page.squeezed
            for _, entity, text in self._values
            if entity == "EMAIL_ADDRESS"
        )

    def _may_hold(self, page: Page) -> bool:
        """A quick look for few values; many are looked up without it."""
        return len(self._values) > _FEW or any(
            core in page.readings
            for _, entity, text in self._values
            for core in forms.cores(entity, text)
        )

    @cached_property
    def _table(self) -> dict[str, _Entry]:
        table: dict[str, _Entry] = {}
        for number, entity, text in self._values:
            for whole in forms.whole_words(entity, text):
                table.setdefault(whole, _Entry(number, "whole", forms.Form(whole)))
        for number, entity, text in self._values:
            for part in forms.word_parts(entity, text):
                table.setdefault(part.text, _Entry(number, "part", part))
        for form, entry in list(table.items()):
            if not _is_told_turned(form, entry):
                continue
            for turned, how in ((form[::-1], "reversed"), (rotate(form), "rot13")):
                if not shipped().listed(turned):
                    table.setdefault(turned, entry._replace(form=forms.Form(turned), turned=how))
        return table

    @cached_property
    def _beginnings(self) -> frozenset[str]:
        return frozenset(form[:2] for form in self._table)

    @cached_property
    def _others(self) -> OtherNames:
        return OtherNames(self._table, self._initials)

    @cached_property
    def _initials(self) -> frozenset[str]:
        return frozenset(
            spelt[0]
            for _, entity, text in self._values
            for core in forms.cores(entity, text)
            for spelt in forms.spellings(core)
        )

    def _from(
        self, text: str, words: list[_Word], first: int, said: Said
    ) -> tuple[int, Match] | None:
        """The longest value that begins with a word, and how many words it has."""
        joined, found = "", None
        start, last, word = words[first]
        if word[:2] not in self._beginnings and len(word) > 1:
            return None
        for count, (at, end, word) in enumerate(words[first : first + _MOST_WORDS], 1):
            if count > 1 and (at - last > _LONGEST_GAP or not forms.is_gap(text[last:at])):
                break
            joined, last = joined + word, end
            entry = self._table.get(joined)
            chosen = words[first : first + count]
            if entry is not None and self._holds(text, chosen, entry.form, said):
                found = count, Match(start, end, entry.number, entry.manner, entry.turned)
        return found

    def _holds(self, text: str, words: list[_Word], form: forms.Form, said: Said) -> bool:
        """Whether words that spell a form stand there as one."""
        start, end = words[0].start, words[-1].end
        if form.kind == "shy":
            is_firms = is_firm(text, end) or is_company(text, start, end)
            return not is_firms and is_name(text, start, end, said)
        if form.kind == "addressed":
            return is_addressed(text, start, end)
        if form.kind == "short":
            return _is_parted_as(text, words, form) and not self._others.has_initial(text, start)
        if len(words) == 1 and form.kind and is_small_word(text, start, end, said):
            return False
        if form.kind == "givens":
            is_others = self._others.has_given(text, start, end)
            return not is_others and are_joined(text, [word[:2] for word in words], said)
        if form.kind and any(one.end < two.start for one, two in pairwise(words)):
            return False  # tur-id
        if form.kind and (is_saint(text, start) or is_called_so(text, start)):
            return False
        if form.kind == "given":
            return not (
                self._others.has_given(text, start, end) or is_called_after(text, start, end)
            )
        if form.kind in {"surname", "genitive"}:
            genitive = form.kind == "genitive"
            return not (
                is_organisation(text, start, end, genitive=genitive)
                or self._others.has_surname(text, start, end)
            )
        if len(words) == 1 and _is_place(form.text):
            return False
        return are_joined(text, [word[:2] for word in words], said)

    def _within(self, word: _Word) -> Match | None:
        """A name in a word together with an ordinary one."""
        length = len(word.text)
        if not _LEAST_IN_WORD + 3 <= length <= _MOST_IN_WORD:
            return None
        for cut in range(3, length - 2):
            before, after = word.text[:cut], word.text[cut:]
            if after[:2] in self._beginnings and self._is_long(after) and _is_ordinary(before):
                entry = self._table[after]
                return Match(word.start + cut, word.end, entry.number, entry.manner)
            if before[:2] in self._beginnings and self._is_long(before) and _is_ordinary(after):
                entry = self._table[before]
                # A surname alone is one of a street or a house.
                if entry.manner == "whole" or entry.form.kind in {"", "givens"}:
                    return Match(word.start, word.start + cut, entry.number, entry.manner)
        return None

    def _is_long(self, form: str) -> bool:
        entry = self._table.get(form)
        return entry is not None and len(form) >= _LEAST_IN_WORD and entry.form.kind != "short"


def _read(text: str, letters: dict[int, int]) -> str:
    """A text with letters for the signs in its words that look like them."""
    return _sign().sub(lambda signs: signs[0].translate(letters), text)


_LETTERS = tuple(str.maketrans("013457@$", f"o{one}eastas") for one in "il")


@cache
def _sign() -> re.Pattern[str]:
    """One or two signs in a word that may be read as letters."""
    signs = "[013457@$]{1,2}"
    return re.compile(
        rf"(?<=[^\W\d_]){signs}(?![\d@$])|(?<![^\W_]){signs}(?=[^\W\d_]{{2}})", re.ASCII
    )


@cache
def _word() -> re.Pattern[str]:
    return re.compile(r"[^\W\d_]+|[0-9]+")


@cache
def _camel() -> re.Pattern[str]:
    return re.compile(r"(?<=[a-zß-öø-ÿ])(?=[A-ZÀ-ÖØ-Þ])")


def _split(text: str) -> Iterator[_Word]:
    """The words and digits of a text in small letters, with CamelCase taken apart."""
    for match in _word().finditer(text):
        start, end = match.span()
        cuts = [cut.start() for cut in _camel().finditer(text, start, end)]
        for first, last in zip((start, *cuts), (*cuts, end), strict=True):
            yield _Word(first, last, text[first:last].lower())


_LEAST_TURNED = 6
"""Letters of a name that is found turned round; of shorter ones many are other words."""


def _is_told_turned(form: str, entry: _Entry) -> bool:
    """Whether a form leads to its value from right to left or in ROT13: the whole, a long name."""
    is_name = entry.manner == "whole" or entry.form.kind in {"", "givens", "given", "surname"}
    return is_name and len(form) >= _LEAST_TURNED


def _is_place(word: str) -> bool:
    """Whether a name in one word is a place: kristiansand is no Kristian Sand."""
    kind = shipped().listed(word)
    return bool(kind & bits.PLACE) and not kind & bits.NAME


def _is_ordinary(word: str) -> bool:
    return len(word) > 2 and bool(shipped().listed(word) & bits.GENERIC)


def _is_parted_as(text: str, words: list[_Word], form: forms.Form) -> bool:
    """Whether a name with an initial is written with nothing between or with it in its place."""
    if len(words) == 1:  # Eidet is no Trond Eide, but eidet may be a user's name
        is_title = text[words[0].start : words[0].end].istitle()
        is_long = len(form.text) >= form.least
        return is_long and not is_title and not shipped().listed(form.text)
    length, cuts = 0, set()
    for word in words[:-1]:
        length += len(word.text)
        cuts.add(length)
    if not cuts <= form.cuts:
        return False
    name = max(words, key=lambda word: len(word.text))
    if " " not in text[words[0].start : words[-1].end] or text[name.start].isupper():
        return True
    return len(name.text) >= _SHORT and forms.tells(name.text)
