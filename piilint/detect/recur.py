"""Known values that stand again: whole, in a telling part, reversed, or hashed.

Nothing is guessed here. What is looked for is known, so that each stretch of a text is looked
up in a table, and the time does not grow with how much is known.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date
from functools import cache, cached_property
from typing import Literal, NamedTuple

from piilint.detect import forms
from piilint.detect.birthdays import Birthdays
from piilint.detect.digits import Run
from piilint.detect.hashes import Hashes
from piilint.detect.page import Page

__all__ = ["Known", "KnownValue", "Manner", "Recurrence"]

Manner = Literal["whole", "hash", "part"]
"""How a value stands again, the gravest first."""

_FEW = 64
_LONGEST_GAP = 3
_MOST_WORDS = 8
_MOST_DIGITS = 19
_MOST_OF_DATE = 3
"""Groups of digits that a date has; more of them are a number, if they begin like one."""


class KnownValue(NamedTuple):
    """A value of a submission: what it is, what it says, and the number of where it stands."""

    entity: str
    text: str
    origin: int


class Recurrence(NamedTuple):
    """That a known value stands again in ``text[start:end]`` of a page."""

    start: int
    end: int
    value: KnownValue
    manner: Manner
    reversed: bool = False


class _Entry(NamedTuple):
    value: KnownValue
    manner: Manner
    reversed: bool = False
    shy: bool = False
    """Whether it is an ordinary word too, and counts only where it is written as a name."""


class Known:
    """The values of a submission as tables; each table is made when something asks for it."""

    def __init__(self, values: Sequence[KnownValue], at: date) -> None:
        self.values = values
        self.at = at

    def __repr__(self) -> str:
        return f"<{len(self.values)} known values>"

    def search(self, page: Page, opaque: Sequence[int] = ()) -> Iterator[Recurrence]:
        """Where a page's texts hold one of the values; ``opaque`` texts may hold hashes too."""
        if not self.values:
            return
        yield from self._in_digits(page)
        yield from self._in_dates(page)
        yield from self._in_words(page)
        for index in opaque:
            yield from self._in_hashes(page, index)

    @cached_property
    def _in_figures(self) -> list[KnownValue]:
        return [value for value in self.values if not value.text.strip("+ -0123456789")]

    @cached_property
    def _numbers(self) -> dict[str, _Entry]:
        table: dict[str, _Entry] = {}
        for value in self._in_figures:
            for form in forms.whole_numbers(value.text):
                table[form] = _Entry(value, "whole")
        for form, entry in list(table.items()):
            table.setdefault(form[::-1], entry._replace(reversed=True))
        for value in self._in_figures:
            for form in forms.number_parts(value.entity, value.text):
                table.setdefault(form, _Entry(value, "part"))
        return table

    @cached_property
    def _birth_dates(self) -> dict[str, _Entry]:
        table: dict[str, _Entry] = {}
        for value in self._in_figures:
            for form in forms.birth_dates(value.entity, value.text, self.at):
                table.setdefault(form, _Entry(value, "part"))
        return table

    @cached_property
    def _birthdays(self) -> Birthdays:
        return Birthdays(
            [
                (born, number)
                for number, value in enumerate(self.values)
                for born in forms.born_on(value.entity, value.text, self.at)
            ]
        )

    def _in_dates(self, page: Page) -> Iterator[Recurrence]:
        text = page.text
        if not any(len(each.text) == 11 and each.text[4:6] in text for each in self._in_figures):
            return  # without a year there is no date, and this look costs next to nothing
        for first, last, number in self._birthdays.search(page.text):
            yield Recurrence(first, last, self.values[number], "part")

    @cached_property
    def _first_digits(self) -> frozenset[str]:
        return frozenset(form[:_MOST_OF_DATE] for form in self._numbers)

    def _number(self, digits: str, shape: tuple[int, ...]) -> _Entry | None:
        entry = self._numbers.get(digits)
        if entry is None and shape in _ALONE:
            if len(shape) == 3:
                digits = _filled(digits, shape)
            if forms.may_be_birth_date(digits, self.at):
                return self._birth_dates.get(digits)
        return entry

    def _in_digits(self, page: Page) -> Iterator[Recurrence]:
        for run in page.runs:
            if run.end - run.start >= 5:
                yield from self._in_run(page, run)

    def _in_run(self, page: Page, run: Run) -> Iterator[Recurrence]:
        """Neighbouring groups that say a known number together, the most of them first."""
        groups, first = run.groups, 0
        while first < len(groups):
            found = self._from_group(page, groups, first)
            if found is None:
                start, end = groups[first]
                if end - start > 11:
                    yield from self._inside(page.text, start, end)
                first += 1
                continue
            count, recurrence = found
            yield recurrence
            first += count

    def _from_group(
        self, page: Page, groups: list[tuple[int, int]], first: int
    ) -> tuple[int, Recurrence] | None:
        digits, found = "", None
        shape: tuple[int, ...] = ()
        for count, (start, end) in enumerate(groups[first : first + 11], 1):
            if len(digits) + end - start > _MOST_DIGITS:
                break
            digits += page.text[start:end]
            if count > _MOST_OF_DATE and digits[:_MOST_OF_DATE] not in self._first_digits:
                break
            shape = (*shape, end - start)
            entry = self._number(digits, shape)
            if entry is None:
                continue
            if entry.manner == "part" and not _is_alone(page, groups[first][0], end, shape):
                continue
            found = count, Recurrence(groups[first][0], end, *entry[:3])
        return found

    def _inside(self, text: str, start: int, end: int) -> Iterator[Recurrence]:
        """An identity number inside a longer row of digits."""
        for at in range(start, end - 10):
            entry = self._numbers.get(text[at : at + 11])
            if entry is not None and entry.manner == "whole":
                yield Recurrence(at, at + 11, *entry[:3])

    @cached_property
    def _words(self) -> dict[str, _Entry]:
        table: dict[str, _Entry] = {}
        for value in self.values:
            for form in forms.whole_words(value.entity, value.text):
                table.setdefault(form, _Entry(value, "whole"))
        for value in self.values:
            for form in forms.word_parts(value.entity, value.text):
                table.setdefault(form, _Entry(value, "part"))
        for value in self.values:
            for form in forms.shy_parts(value.entity, value.text):
                table.setdefault(form, _Entry(value, "part", shy=True))
        return table

    @cached_property
    def _beginnings(self) -> frozenset[str]:
        return frozenset(form[:2] for form in self._words)

    def _in_words(self, page: Page) -> Iterator[Recurrence]:
        if not self._may_hold_words(page):
            return
        words = list(_split(page.text))
        index = 0
        while index < len(words):
            found = self._from_word(page.text, words, index)
            if found is None:
                index += 1
                continue
            count, recurrence = found
            yield recurrence
            index += count

    def _may_hold_words(self, page: Page) -> bool:
        """A quick look for few values; many are looked up without it."""
        worded = [value for value in self.values if value.entity in forms.WORDED]
        return len(worded) > _FEW or any(
            core in page.squeezed
            for value in worded
            for core in forms.cores(value.entity, value.text)
        )

    def _from_word(
        self, text: str, words: list[tuple[int, int, str]], first: int
    ) -> tuple[int, Recurrence] | None:
        joined, found = "", None
        start, last, word = words[first]
        if word[:2] not in self._beginnings and len(word) > 1:
            return None
        for count, (at, end, word) in enumerate(words[first : first + _MOST_WORDS], 1):
            if at - last > _LONGEST_GAP and count > 1:
                break
            if count > 1 and not forms.is_gap(text[last:at]):
                break
            joined, last = joined + word, end
            entry = self._words.get(joined)
            if entry is not None and (not entry.shy or _is_name(text, start, end)):
                found = count, Recurrence(start, end, entry.value, entry.manner)
        return found

    @cached_property
    def _hashes(self) -> Hashes:
        return Hashes([(value.entity, value.text) for value in self.values])

    def _in_hashes(self, page: Page, index: int) -> Iterator[Recurrence]:
        start = page.starts[index]
        stop = page.starts[index + 1] - 1 if index + 1 < len(page.starts) else len(page.text)
        for first, last, number in self._hashes.search(page.text, start, stop):
            yield Recurrence(first, last, self.values[number], "hash")


@cache
def _word() -> re.Pattern[str]:
    return re.compile(r"[^\W\d_]+|[0-9]+")


@cache
def _camel() -> re.Pattern[str]:
    return re.compile(r"(?<=[a-zß-öø-ÿ])(?=[A-ZÀ-ÖØ-Þ])")


def _split(text: str) -> Iterator[tuple[int, int, str]]:
    """The words and digits of a text in small letters, with CamelCase taken apart."""
    for match in _word().finditer(text):
        start, end = match.span()
        cuts = [cut.start() for cut in _camel().finditer(text, start, end)]
        for first, last in zip((start, *cuts), (*cuts, end), strict=True):
            yield first, last, text[first:last].lower()


def _is_name(text: str, start: int, end: int) -> bool:
    """Whether a surname that is a word too stands as somebody's: with Haugen, Haugen-2026."""
    before = text[start - 12 : start] if start >= 12 else f"\0{text[:start]}"
    after = text[end : end + 2]
    if after[:1].isalpha() or (after[:1] in " -_" and after[1:].isalpha()):
        return False  # Haugen skole, haugen-barnehage
    return _is_first().search(before) is not None or (
        text[start].isupper() and _with_whom().search(before) is not None
    )


@cache
def _is_first() -> re.Pattern[str]:
    return re.compile(r"\0[0-9_./#-]*$")


@cache
def _with_whom() -> re.Pattern[str]:
    return re.compile(
        r"(?:^|[^\w])(?:med|for|til|mellom|v/|fru|herr|hr\.?|fam\.?|/)[ /]*$", re.IGNORECASE
    )


def _filled(digits: str, shape: tuple[int, ...]) -> str:
    """A date with zeroes before a day or month of one digit."""
    first, second = shape[0], shape[0] + shape[1]
    parts = (digits[:first], digits[first:second], digits[second:])
    return "".join(part.zfill(2) for part in parts)


_DAYS = tuple((first, second) for first in (1, 2) for second in (1, 2))
_ALONE = frozenset(
    (
        *((5,), (6,), (8,)),
        *((*days, year) for days in _DAYS for year in (2, 4)),
        *((4, *days) for days in _DAYS),
    )
)


def _is_alone(page: Page, start: int, end: int, shape: tuple[int, ...]) -> bool:
    """Whether a part of a number stands as one, and not as an amount or in a longer number."""
    if shape not in _ALONE:
        return False
    before, after = page.before(start, 3), page.after(end, 5)
    if re.search(r"[0-9][.,]$|(?:kr|nok|eur|usd|[€$£])\.? ?$", before, re.IGNORECASE):
        return False
    return re.match(r"[.,][0-9-]| ?(?:kr|nok|eur|usd|,-|%|€)", after, re.IGNORECASE) is None
