"""Birth dates: a date is one beside a word that says so, or beside a name."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from functools import cache
from typing import NamedTuple

from piilint.detect import datesigns as signs
from piilint.detect import words as bits
from piilint.detect.ages import OLDEST
from piilint.detect.childdates import (
    is_joined_before_child,
    is_of_group,
    is_right_after_child,
    joined_to_child,
    speaks_of_child,
)
from piilint.detect.datedpapers import is_of_beast, is_of_own_date, is_old_paper, is_persons_paper
from piilint.detect.datewords import any_date, logged, make, read
from piilint.detect.gazetteer import shipped
from piilint.detect.spans import Spans, is_beside
from piilint.model import Confidence, Evidence

__all__ = ["birth_dates"]

_ADULT = 10
"""Years; a younger date beside a name is a contract's far more often than a birth date."""
_EPOCH = date(1970, 1, 1)
"""What a machine writes where it knows no date."""
_ADULTS = 20
"""Years; so old a date in a reference or a file's name is seldom of what is signed now."""


_CHILD = 1
"""Years; the same where the field speaks of a child."""
_PUPIL = 3
"""Years; the same where one child's word stands right before the date."""
_GROWN = 3
"""Years; the same where a slug joins a child's word to it: a younger one says when it begins."""
_OF_AGE = 20
"""Years; nobody older is in a matter of children."""
_RECENT = 8 * 365
"""Days in which a paper was likely dated."""
_CHILDREN = frozenset(
    ("barn", "barnet", "born", "elev", "eleven", "fosterbarn", "gut", "gutt", "gutten", "jente")
).union(("jenta", "jenten", "mindreårig", "pasient", "sønn", "son", "datter", "dotter", "umyndig"))
"""Words for somebody after which a date in brackets is a birth date."""


def birth_dates(
    text: str,
    span: tuple[int, int],
    at: date,
    people: Spans,
    label: str,
    *,
    is_private: bool = False,
) -> Iterator[Evidence]:
    """Birth dates in one field, ``span`` of the page.

    ``people`` are the spans of names and of words for a person (elev, barn) in it, and
    ``is_private`` says whether it names a matter that only persons have.
    """
    start, end = span
    field: _Field | None = None
    told = start
    for match in any_date().finditer(text, start, end):
        if match["y6"]:
            born: date | None = date(int(match["y6"]), 1, 1)
        else:
            born = read(match, at)
        if born is None or not 0 <= at.year - born.year <= OLDEST or born > at:
            continue
        if field is None:  # looked at as a whole, and so only once
            field = _Field(
                label=label,
                is_private=is_private,
                has_child=speaks_of_child(text, start, end),
                is_old=is_old_paper(text, start, end),
                is_persons="reference" in label and is_persons_paper(text, start, end),
                is_slug=_is_slug(text, start, end, label),
                is_one_word=" " not in text[start:end],
                is_beast=people.end_before(end) is None and is_of_beast(text, start, end),
            )
        confidence = _confidence(match, born, at, people, field)
        if confidence is None and told > start and text[told : match.start()] in _AND:
            confidence = "medium"  # født 300520 og 081122
        if confidence is not None:
            yield _evidence(match.start(), match.end(), confidence)
            told = match.end()


_AND = (" og ", " & ", " and ")
"""What stands between the birth dates of two."""


def _evidence(start: int, end: int, confidence: Confidence) -> Evidence:
    return Evidence(
        entity="DATE_OF_BIRTH",
        start=start,
        end=end,
        confidence=confidence,
        detector="dates",
        rests_on=("context",),
    )


class _Field(NamedTuple):
    label: str
    is_private: bool
    has_child: bool
    is_old: bool
    is_persons: bool
    """Whether it is a reference to what one person applies for or bears."""
    is_slug: bool
    is_one_word: bool
    """Whether no space is in it."""
    is_beast: bool
    """Whether it speaks of an animal, and of no child and nobody by name."""


def _confidence(
    match: re.Match[str], born: date, at: date, people: Spans, field: _Field
) -> Confidence | None:
    """How sure it is that a date is a birth date; None where nothing says so."""
    text, start, end = match.string, match.pos, match.endpos
    is_day = not (match["y6"] or match["y7"] or match["y8"])
    sign = signs.sign().search(text, max(start, match.start() - 30), match.start())
    if sign and not is_day and _is_of_many(match, sign, is_young=born.year > at.year - _ADULTS):
        return None
    if (
        match["y6"]
        and text.startswith("-", match.end())
        and text[match.end() + 1 : match.end() + 3].isdecimal()
    ):
        return None  # F-2024-067512
    if sign and (is_day or not _is_for(sign, born, at, people, field)):
        return None if field.is_beast else "high"
    if re.match(
        r"[ _)-]{0,2}\(?(?:født|fødd|born)(?![^\W_])", text[match.end() : match.end() + 12]
    ):
        return "medium"
    if is_day and signs.mask().match(text, match.end()):
        return "high"
    before = text[max(start, match.start() - _LONGEST) : match.start()]
    if before.endswith(_COUNTED) and not (before[-1] == "#" and _is_name(before[:-1])):
        return None  # nr=100482&type=familie, kunde#100482
    if _is_six_digits(match) and signs.counted().search(
        text, max(start, match.start() - 12), match.start()
    ):
        return None
    if (
        is_of_group(match)
        or _is_stamped(text, match.end())
        or signs.until().match(text, match.end())
        or (not field.has_child and _is_recent_backwards(match, at))
    ):
        return None
    if "comment" in field.label and logged(text, match.end(), end):
        return None
    youngest = _ADULT
    joined = joined_to_child(match) if is_day and field.is_one_word else None
    if joined is not None and not field.is_old:
        if _GROWN <= at.year - born.year <= _OF_AGE:
            return "medium"
        if joined["school"]:
            return None
    is_file_s = field.is_one_word and not field.is_old and is_joined_before_child(match)
    is_file_s = is_file_s and not _is_recent_backwards(match, at)
    if is_file_s and _GROWN <= at.year - born.year <= _OF_AGE:
        return "medium"
    is_pupil_s = is_day and field.has_child and _GROWN <= at.year - born.year <= _OF_AGE
    if is_pupil_s and _is_child_s_value(match, people, field):
        return "medium"
    if is_day and field.has_child and match.start() == start and bool(match["y1"]):
        youngest = _PUPIL  # a file is named by the day of its making: 2025-09-30_elevkontrakt
    elif field.has_child or (is_day and _is_in_brackets(match, people)):
        youngest = _CHILD
    elif is_day and _is_after_initial(match):
        youngest = _PUPIL
    adult = at.year - born.year >= youngest
    if match["d2"] and match["y2"] and len(match["y2"]) == 2 and " " in match[0]:
        return None
    if is_day and _is_of_reference(match, born, at, field):
        return "medium"
    if born.year <= at.year - _ADULTS and is_day:
        is_reference = "reference" in field.label and not is_of_own_date(match)
        is_slug = field.is_slug or (is_reference and field.is_private and not _is_six_digits(match))
        is_of_person = is_reference and people.end_before(match.start()) is not None
        if (is_slug and not field.is_old) or is_of_person:
            return "medium"
        if not field.is_old and _is_of_somebody(match, people, field):
            return "medium"
    if (
        adult
        and "signer-identifier" in field.label
        and match.end() == end
        and _is_prefix(text[start : match.start()])
    ):
        return "medium" if is_day else None
    is_theirs = is_beside(match, people) or _is_in_brackets(match, people)
    if is_day and _PUPIL <= at.year - born.year <= _OF_AGE and not field.is_old:
        is_theirs = is_theirs or is_right_after_child(match)
    if not adult or not is_theirs or (youngest == _CHILD and is_of_own_date(match)):
        return None
    if not is_day:
        if match["y6"] and _is_year_of_birth(match, born, at, people, field):
            return "medium"
        bracketed = text[match.start() - 1 : match.start()] == "("
        bracketed = bracketed and text[match.end() : match.end() + 1] == ")"
        return "medium" if bracketed and (field.has_child or not match["y8"]) else None
    return "medium"


def _is_of_many(match: re.Match[str], sign: re.Match[str], *, is_young: bool) -> bool:
    """Whether many are born in a year: Elever født i 2012, Årgang 2013 jenter."""
    earlier = max(match.pos, sign.start() - _LONGEST)
    if signs.cohort().search(match.string, earlier, sign.start()):
        return True
    return is_young and signs.of_many().match(match.string, match.end()) is not None


_COUNTED = ("#", "nr=", "id=", "no=", "nr\v", "id\v", "no\v")
"""What stands before what is counted, in a query too."""


_LONGEST = 24
"""Characters before a number in which somebody's name or a word for its kind stands."""


def _is_name(before: str) -> bool:
    """Whether a text ends in a name and nothing else: klassebytte#abdirahman."""
    word = _last_word().search(before)
    kind = shipped().kinds[word[0]] if word else 0
    return bool(kind & bits.NAME) and not kind & bits.AMBIGUOUS


@cache
def _last_word() -> re.Pattern[str]:
    return re.compile(r"[^\W\d_]{3,}\Z")


def _is_of_reference(match: re.Match[str], born: date, at: date, field: _Field) -> bool:
    """Whether a reference has an old date that is no paper's: TT-kort 03.11.1941.

    A younger one is somebody's where the paper is one that a person bears.
    """
    if "reference" not in field.label or field.is_old or match[0].isdecimal():
        return False
    if is_of_own_date(match) or field.is_beast or born == _EPOCH:
        return False
    is_full, years = len(match["y2"] or "year") == 4, at.year - born.year
    if field.is_persons:
        return years >= (_ADULT if is_full else _ADULTS)
    is_making = bool(match["y1"]) and match.start() == match.pos  # 2014-09-11_elevmappe
    return is_full and years >= (_ADULT if field.has_child and not is_making else _ADULTS)


def _is_of_somebody(match: re.Match[str], people: Spans, field: _Field) -> bool:
    """Whether an old date opens a reference to somebody, or is a URL's value beside them.

    As 04.08.1956-livpolise-thorbjørnsen and ?kunde=hawa.ismail&d=19900122 are.
    """
    text, start = match.string, match.start()
    if "reference" in field.label:
        is_first = start == match.pos and field.is_one_word
        return is_first and people.start_after(match.end()) is not None
    is_value = "url" in field.label and text[start - 1 : start] in ("=", "\v")
    is_value = is_value and not text[match.end() : match.end() + 1].isalnum()
    nobody = people.end_before(start) is None and people.start_after(match.end()) is None
    return is_value and not nobody


def _is_child_s_value(match: re.Match[str], people: Spans, field: _Field) -> bool:
    """Whether a URL tells a date right after who a child is: ?barn=Yusuf&dato=2021-10-03."""
    before = match.string[max(match.pos, match.start() - _LONGEST) : match.start()]
    key = signs.dated_key().search(before)
    if key is None or "url" not in field.label:
        return False
    return people.end_before(match.start()) == match.start() - len(key[0])


def _is_year_of_birth(
    match: re.Match[str], born: date, at: date, people: Spans, field: _Field
) -> bool:
    """Whether an old year is joined to who a private matter is of: livsforsikring_Nysveen_1955."""
    start = match.start()
    is_joined = people.end_before(start) == start - 1 and match.string[start - 1] in "_-/ "
    is_joined = is_joined and field.is_private and not field.is_old
    return is_joined and born.year <= at.year - _ADULTS and not field.is_beast


def _is_for(sign: re.Match[str], born: date, at: date, people: Spans, field: _Field) -> bool:
    """Whether an f. before a year is short for for: Lønn f. mars 2025."""
    if sign[0].strip(" .").lower() != "f" or at.year - born.year >= _ADULT or field.has_child:
        return False
    person = people.end_before(sign.start())
    return person is None or sign.start() - person > 3


def _is_stamped(text: str, end: int) -> bool:
    """Whether the time of day follows to the second: export_1999-12-31_235959."""
    return signs.time().match(text, end) is not None


def _is_six_digits(match: re.Match[str]) -> bool:
    """Whether a date is six digits in a row, which in a reference are a number far more often."""
    return bool(match["d3"]) and len(match["y3"]) == 2


def _is_recent_backwards(match: re.Match[str], at: date) -> bool:
    """Whether six digits are a day of the last years, the year first: 240115."""
    if not match["d3"] or len(match["y3"]) > 2:
        return False
    day = make(int(match["d3"]), int(match["m3"]), int(match["y3"]), at)
    return day is not None and 0 <= (at - day).days <= _RECENT


def _is_prefix(text: str) -> bool:
    """Whether what stands before is nothing, or a role as a slug writes it: selger1-, pas. ."""
    if not text or text.lower() in ("verge for ", "verje for "):
        return True
    is_one = len(text) < 20 and text[0].isalpha() and " " not in text[:-1]
    return is_one and text[-1] in "-._: "


def _is_in_brackets(match: re.Match[str], people: Spans) -> bool:
    """Whether a date stands in brackets right after a person or a child: Liam (04.02.2017)."""
    text, gap = match.string, match.start() - 2
    if text[max(gap, 0) : match.start()] != " (" or text[match.end() : match.end() + 1] != ")":
        return False
    word = text[max(match.pos, gap - 24) : gap].rpartition(" ")[2]
    return people.end_before(match.start()) == gap or word.lower() in _CHILDREN


def _is_after_initial(match: re.Match[str]) -> bool:
    """Whether a given name and an initial, as children are called, stand before: Aksel B. 30.10.20.

    That is so where a field speaks of somebody's consent.
    """
    before = match.string[max(match.pos, match.start() - 80) : match.start()]
    return signs.initial().search(before) is not None and signs.consent().search(before) is not None


def _is_slug(text: str, start: int, end: int, label: str) -> bool:
    """Whether a field is a file's name with no space in it, where an old date is a birth date."""
    return ("href" in label or "name" in label) and " " not in text[start:end]
