"""Known values that stand again: whole, in a telling part, reversed, or hashed.

Nothing is guessed here. What is looked for is known, so that each stretch of a text is looked
up in a table, and the time does not grow with how much is known.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from functools import cached_property
from typing import Literal, NamedTuple

from piilint.detect import numberforms
from piilint.detect.alone import ALONE, is_alone
from piilint.detect.birthdays import Birthdays
from piilint.detect.coded import Codes, in_letters, lettered, may_be_lettered, shifted
from piilint.detect.digits import Run
from piilint.detect.hashes import Hashes
from piilint.detect.masked import Masked
from piilint.detect.page import Page
from piilint.detect.recurwords import RecurringWords
from piilint.detect.romanised import Romanised

__all__ = ["MOST_HASHED", "Known", "KnownValue", "Manner", "Recurrence"]

Manner = Literal["whole", "hash", "part"]
"""How a value stands again, the gravest first."""

MOST_HASHED = 1000
"""Values whose hashes are known: a job has some forty, and each costs half a millisecond."""

_DIGITS = 11
_MOST_DIGITS = 19
_MOST_BORN = 8
"""Values whose years of birth are looked for beside initials."""
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
    turned: str = ""
    """What hides it, where nothing was taken off: its order, a number base, a cipher."""


class _Entry(NamedTuple):
    value: KnownValue
    manner: Manner
    turned: str = ""


class Known:
    """The values of a submission as tables; each table is made when something asks for it."""

    def __init__(
        self,
        values: Sequence[KnownValue],
        at: date,
        beside: Sequence[str] = (),
        others: Known | None = None,
    ) -> None:
        """``beside`` are the titles and descriptions; ``others`` the values of another table."""
        self.values = values
        self.at = at
        self._others = others.values if others is not None else ()
        self._has_people = "PERSON" in {each.entity for each in values}
        self._in_figures = [each for each in values if not each.text.strip("+ -0123456789")]
        self._year_ends = [each.text[4:6] for each in self._in_figures if len(each.text) == _DIGITS]
        self._masked = Masked(values)
        self._words = RecurringWords(values, beside, others.years if others is not None else ())

    def __repr__(self) -> str:
        return f"<{len(self.values)} known values>"

    @cached_property
    def _romanised(self) -> Romanised:
        return Romanised([(value.entity, value.text) for value in self.values])

    @cached_property
    def years(self) -> list[str]:
        """The years of birth that the first few of the identity numbers hold."""
        return [
            str(born.year)
            for value in self.values[:_MOST_BORN]
            for born in numberforms.born_on(value.entity, value.text, self.at)
        ]

    @property
    def is_cut(self) -> bool:
        """Whether hashes were asked for, and some values are too many to be among them."""
        return "_hashes" in self.__dict__ and len(self.values) > MOST_HASHED

    def search(self, page: Page, opaque: Sequence[int] = ()) -> Iterator[Recurrence]:
        """Where a page's texts hold one of the values; ``opaque`` texts may hold hashes too."""
        if not self.values:
            return
        if page.runs:
            yield from self._in_digits(page)
        yield from self._behind_masks(page)
        yield from self._in_dates(page)
        yield from self._in_words(page)
        yield from self._in_letters(page)
        for index in opaque:
            yield from self._in_tokens(page, index)
        if opaque:
            yield from self._in_signs(page, opaque)

    @cached_property
    def _numbers(self) -> dict[str, _Entry]:
        table: dict[str, _Entry] = {}
        for value in self._in_figures:
            for form in numberforms.whole_numbers(value.text):
                table[form] = _Entry(value, "whole")
        for form, entry in list(table.items()):
            table.setdefault(form[::-1], entry._replace(turned="reversed"))
        for value in self._in_figures:
            for form in numberforms.turned_numbers(value.entity, value.text):
                table.setdefault(form, _Entry(value, "whole"))
            for form in numberforms.number_parts(value.entity, value.text):
                table.setdefault(form, _Entry(value, "part"))
        return table

    @cached_property
    def _birth_dates(self) -> dict[str, _Entry]:
        table: dict[str, _Entry] = {}
        for value in self._in_figures:
            for form in numberforms.birth_dates(value.entity, value.text, self.at):
                table.setdefault(form, _Entry(value, "part"))
        return table

    @cached_property
    def _birthdays(self) -> Birthdays:
        return Birthdays(
            [
                (born, number)
                for number, value in enumerate(self.values)
                for born in numberforms.born_on(value.entity, value.text, self.at)
            ]
        )

    def _in_dates(self, page: Page) -> Iterator[Recurrence]:
        if not self.may_date(page.text):
            return
        for first, last, number in self._birthdays.search(page.text):
            yield Recurrence(first, last, self.values[number], "part")

    def may_date(self, text: str) -> bool:
        """Whether a text has the last two digits of a year of birth, without which is no date."""
        return any(map(text.__contains__, self._year_ends))

    @cached_property
    def _first_digits(self) -> frozenset[str]:
        return frozenset(form[:_MOST_OF_DATE] for form in self._numbers)

    def _number(self, digits: str, shape: tuple[int, ...]) -> _Entry | None:
        entry = self._numbers.get(digits)
        if entry is None and shape in ALONE:
            if len(shape) == 3:
                digits = _filled(digits, shape)
            if numberforms.may_be_birth_date(digits, self.at):
                entry = self._birth_dates.get(digits)
        if entry is None and shape in _TURNED:
            return self._turned(digits)
        return entry

    def _turned(self, digits: str) -> _Entry | None:
        """The number whose digits stand in another order, or for each of which another stands."""
        backwards = digits[::-1]
        if len(digits) == _LAST:
            entry = self._numbers.get(backwards)
            return entry and entry._replace(turned="reversed")
        if len(digits) == 8 and numberforms.may_be_birth_date(backwards, self.at):
            entry = self._birth_dates.get(backwards)
            if entry is not None:
                return entry._replace(turned="reversed")
        return self._reordered.get(digits) or self._shifted.get(shifted(digits))

    @cached_property
    def _reordered(self) -> dict[str, _Entry]:
        return {
            form: _Entry(value, "whole")
            for value in self._in_figures
            for form in numberforms.reordered_numbers(value.entity, value.text, self.at)
        }

    @cached_property
    def _shifted(self) -> dict[str, _Entry]:
        """Identity and phone numbers by what shifting their digits leaves as it is."""
        return {
            shifted(form, sign): _Entry(value, "whole", "digit-cipher")
            for value in self._in_figures
            for form in numberforms.whole_numbers(value.text)
            if len(form) in _SHIFTED and len(set(form)) >= _LEAST_VARIED
            for sign in _SIGNS
        }

    @cached_property
    def _lettered(self) -> dict[str, KnownValue]:
        return {
            letters: value
            for value in self._in_figures
            for number in numberforms.whole_numbers(value.text)
            if len(number) in _SHIFTED
            for letters in in_letters(number)
        }

    def _in_letters(self, page: Page) -> Iterator[Recurrence]:
        """Numbers with letters for their digits: ABIBJABABJC."""
        if not may_be_lettered(page.squeezed):
            return
        for match in lettered().finditer(page.text):
            value = self._lettered.get(match[0].lower())
            if value is not None:
                yield Recurrence(*match.span(), value, "whole", "digit-cipher")

    def _in_digits(self, page: Page) -> Iterator[Recurrence]:
        for run in page.runs:
            if run.end - run.start >= 5:
                yield from self._in_run(page, run)

    def _behind_masks(self, page: Page) -> Iterator[Recurrence]:
        for first, last, number in self._masked.search(page):
            yield Recurrence(first, last, self.values[number], "part")

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
            if entry.manner == "part" and not (
                is_alone(page, groups[first][0], end, shape)
                and not (entry.turned and _is_in_word(page, groups[first][0], end))
            ):
                continue
            found = count, Recurrence(groups[first][0], end, *entry[:3])
        return found

    def _inside(self, text: str, start: int, end: int) -> Iterator[Recurrence]:
        """An identity number inside a longer row of digits."""
        for at in range(start, end - 10):
            entry = self._numbers.get(text[at : at + 11])
            if entry is not None and entry.manner == "whole":
                yield Recurrence(at, at + 11, *entry[:3])

    def _in_words(self, page: Page) -> Iterator[Recurrence]:
        for first, last, number, manner, turned in self._words.search(page):
            yield Recurrence(first, last, self.values[number], manner, turned)
        if not self._has_people:
            return
        for first, last, number, manner in self._romanised.search(page):
            yield Recurrence(first, last, self.values[number], manner)

    @cached_property
    def _pairs(self) -> list[tuple[str, str]]:
        """Entities and texts of as many values as are hashed."""
        return [(value.entity, value.text) for value in self.values[:MOST_HASHED]]

    @cached_property
    def _hashes(self) -> Hashes:
        others = [(value.entity, value.text) for value in self._others]
        return Hashes(self._pairs, self.at, others)

    def _in_tokens(self, page: Page, index: int) -> Iterator[Recurrence]:
        start, stop = _extent(page, index)
        for first, last, number in self._hashes.search(page.text, start, stop):
            yield Recurrence(first, last, self.values[number], "hash")
        for first, last, number, manner in self._romanised.search_script(page.text, start, stop):
            yield Recurrence(first, last, self.values[number], manner, "script")
        for first, last, number, how in self._codes.search(page.text, start, stop):
            yield Recurrence(first, last, self.values[number], "whole", how)

    def _in_signs(self, page: Page, opaque: Sequence[int]) -> Iterator[Recurrence]:
        """Names with signs for their letters, in all opaque texts at once."""
        texts = Page([page.text[slice(*_extent(page, index))] for index in opaque], (), page.at)
        for first, last, number, manner, _ in self._words.search_spelt(texts):
            index = texts.index(first)
            moved = page.starts[opaque[index]] - texts.starts[index]
            value = self.values[number]
            yield Recurrence(first + moved, last + moved, value, manner, "look-alikes")

    @cached_property
    def _codes(self) -> Codes:
        return Codes(self._pairs)


def _extent(page: Page, index: int) -> tuple[int, int]:
    """Where the text of a field begins and ends in a page."""
    is_last = index + 1 == len(page.starts)
    return page.starts[index], len(page.text) if is_last else page.starts[index + 1] - 1


def _filled(digits: str, shape: tuple[int, ...]) -> str:
    """A date with zeroes before a day or month of one digit."""
    first, second = shape[0], shape[0] + shape[1]
    parts = (digits[:first], digits[first:second], digits[second:])
    return "".join(part.zfill(2) for part in parts)


_LAST = 5
_TURNED = frozenset(((_LAST,), (8,), (11,), (6, 5), (13,), (8, 5)))
"""Groups of numbers whose digits are looked for in another order, or as other digits."""
_SHIFTED = (8, 11)
"""Digits of a phone number and of an identity number."""
_LEAST_VARIED = 4
"""Digits that differ in a number, so that no row of the same or of the next is one like it."""
_SIGNS: tuple[Literal[1, -1], ...] = (1, -1)


def _is_in_word(page: Page, start: int, end: int) -> bool:
    """Whether digits touch letters, as they do by chance in hex."""
    return page.before(start, 1).isalpha() or page.after(end, 1).isalpha()
