"""Known names in Cyrillic or Greek letters, or in Latin ones as somebody else spells them.

What is romanised is spelt in many ways: Mohammed and Muhammad, Elkhatib and El-Khatib, Tsjernov
and Chernov. Names are compared by a key that such spellings share. As it is coarse, two names of
a person must agree where both are in Latin letters.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache, cached_property, lru_cache
from itertools import pairwise
from typing import Literal, NamedTuple

from piilint.detect.page import Page
from piilint.detect.words import without_accents

__all__ = ["Match", "Romanised", "respelt", "respelt_of"]

_MOST = 64
"""Known names that are looked for."""
_NEAR = 48
"""Characters beside a name in which the others of the same person stand."""
_LEAST = 3
_LEAST_ALONE = 4
"""Letters of the key of a name that leads to somebody beside another, and by itself."""
_ARTICLES = frozenset(("al", "el", "ul"))

_GROUPS = (
    "mohammed muhammad mohamed mohamad mohammad muhammed muhamed",
    "ahmed ahmad ahmet achmed akhmed",
    "hussein hussain husein husain hossein hosein hussien houssein husayn huseyin",
    "hassan hasan hassane",
    "mahmoud mahmud mahmood mehmood",
    "yusuf yousef youssef yousuf yusef yussuf jusuf",
    "omar umar omer",
    "othman osman usman uthman",
    "abdullah abdallah abdulla abdalla abdellah",
    "abdirahman abdulrahman abdurahman abdelrahman abdurrahman abdirahmaan abdalrahman",
    "ibrahim ebrahim ibraheem brahim",
    "ismail ismael esmail ismaeel",
    "khalid khaled kaled chaled halid",
    "said saeed saed saiid",
    "mustafa mostafa moustafa mustapha moustapha",
    "jamal gamal djamal jamaal",
    "rashid rasheed rachid raschid",
    "karim kareem",
    "hamid hameed hamed",
    "fatima fatema fatma fatimah fatuma faduma fadumo",
    "aisha ayesha aicha aysha asha ajsja aisja",
    "khadija khadidja khadijah khadiza hadija",
    "zainab zeinab zaynab zaineb",
    "maryam mariam meryem",
    "layla leila laila leyla lejla",
    "noor nour nur",
    "yasmin jasmin yasmeen yasmine jasmine",
    "halima haleema halimo",
    "oleksandr aleksandr alexander aleksander alexandr oleksander olexandr",
    "oleksandra aleksandra alexandra",
    "serhii sergei sergey sergej serhiy sergiy serhij",
    "mykola nikolai nikolay nikolaj mikola",
    "volodymyr vladimir wladimir volodimir",
    "dmytro dmitri dmitry dmitrij dmitriy dmitrii dmitro",
    "kateryna ekaterina yekaterina jekaterina katerina",
    "olena elena yelena jelena",
    "andrii andriy andrei andrey andrej andrij",
    "oleksii oleksiy aleksei alexey aleksej alexei oleksij",
    "tetiana tatiana tatyana tatjana tetyana tetjana",
    "iryna irina",
    "yuliia yulia julia iuliia juliia yuliya julija",
    "yevhen evgeny yevgeny jevgenij evgenij evgeni yevgeniy jevhen",
    "nataliia natalia natalya natalja nataliya natalija",
    "mykhailo mikhail mihail mikhajlo mykhaylo mikhailo",
    "yurii yuri yury jurij jurii yuriy iurii",
    "viktoriia viktoria victoria viktoriya viktorija",
    "anastasiia anastasia anastasiya anastasija",
    "mariia maria mariya marija",
)  # fmt: skip
"""Spellings of one name each, as documents of different countries have them."""


class Match(NamedTuple):
    """That ``text[start:end]`` is the name of that number, or a part of it."""

    start: int
    end: int
    number: int
    manner: Literal["whole", "part"]


class _Word(NamedTuple):
    start: int
    end: int
    text: str


class _Name(NamedTuple):
    number: int
    words: list[str]
    keys: list[str]


class Romanised:
    """Names as keys, made when something asks for them."""

    def __init__(self, values: Sequence[tuple[str, str]]) -> None:
        """``values`` are entities and texts."""
        self._values = [
            (number, text) for number, (entity, text) in enumerate(values) if entity == "PERSON"
        ][:_MOST]

    def __repr__(self) -> str:
        return f"<{len(self._values)} values, romanised>"

    @cached_property
    def _names(self) -> list[_Name]:
        return [_Name(number, words, list(map(_key, words))) for number, words in self._in_words()]

    @cached_property
    def _of_many(self) -> list[_Name]:
        """The names one of which has many spellings; for others no key is made."""
        return [
            _Name(number, words, list(map(_key, words)))
            for number, words in self._in_words()
            if any(map(respelt, words))
        ]

    def _in_words(self) -> Iterator[tuple[int, list[str]]]:
        for number, text in self._values:
            words = _parts(text)
            if len(words) > 1:
                yield number, words

    def search(self, page: Page) -> Iterator[Match]:
        """Where a name stands that has a name of many spellings in another of them."""
        text, squeezed = page.text, page.squeezed if self._of_many else ""
        anchors: dict[str, list[tuple[_Name, int]]] = {}
        for name in self._of_many:
            for at, word in enumerate(name.words):
                for spelt in respelt(word):
                    if spelt in squeezed:
                        anchors.setdefault(spelt, []).append((name, at))
        if not anchors:
            return
        # Without regard to case in ASCII alone: an i of Turkish would match, and be in no table.
        pattern = rf"(?<![^\W_])(?ai:{'|'.join(anchors)})(?![^\W_])"
        for match in re.finditer(pattern, text):
            for name, at in anchors[match[0].lower()]:
                others = {key for each, key in enumerate(name.keys) if each != at}
                span = _beside(text, *match.span(), others)
                if span is not None:
                    yield Match(*span, name.number, "whole")
                    break

    def search_script(self, text: str, start: int, stop: int) -> Iterator[Match]:
        """Where a name stands in Cyrillic or Greek letters in a stretch of a text."""
        if not self._values or not _has_others(text[start:stop]):
            return
        words = [_Word(*at.span(), at[0]) for at in _of_script().finditer(text, start, stop)]
        index = 0
        while index < len(words):
            run = _run(text, words, index)
            index += len(run)
            match = self._in_run(run)
            if match is not None:
                yield match

    def _in_run(self, run: list[_Word]) -> Match | None:
        """The name that a row of capitalised words is, with a patronymic or initials or without."""
        keys = [_key(_read(word.text)) for word in run]
        for name in self._names:
            at = [place for place, key in enumerate(keys) if key in name.keys]
            if len({keys[place] for place in at}) > 1:
                return Match(run[at[0]].start, run[at[-1]].end, name.number, "whole")
            others = [word for place, word in enumerate(run) if place not in at]
            if len(at) != 1 or len(keys[at[0]]) < _LEAST_ALONE:
                continue
            initials = {key[0] for key in name.keys}
            if all(len(word.text) == 1 and _key(_read(word.text)) in initials for word in others):
                return Match(run[0].start, run[-1].end, name.number, "part")
        return None


def respelt(word: str) -> Sequence[str]:
    """How else a name in small letters is spelt, if it is one of many spellings."""
    return _spellings().get(word, ())


def respelt_of(words: Iterable[str]) -> Iterable[str]:
    """Which of some words in small letters are names of many spellings."""
    return _spellings().keys() & words


@cache
def _spellings() -> dict[str, tuple[str, ...]]:
    return {
        word: tuple(other for other in group.split() if other != word)
        for group in _GROUPS
        for word in group.split()
    }


@cache
def _first_of_group() -> dict[str, str]:
    """The key of a spelling to that of the first of its group."""
    return {
        _sound(word): _sound(group.split()[0])
        for group in reversed(_GROUPS)
        for word in group.split()
    }


@lru_cache(maxsize=1024)
def _key(word: str) -> str:
    """What the spellings of a name share."""
    sound = _sound(word)
    return _first_of_group().get(sound, sound)


def _sound(word: str) -> str:
    """A name by its sound, about."""
    sound = without_accents(word.lower())
    sound = sound.removesuffix("h") if len(sound) > _LEAST else sound
    for written, heard in _SOUNDS:
        sound = sound.replace(written, heard)
    sound = _doubled().sub(r"\1", sound)
    is_with_article = len(sound) > _LEAST_ALONE and sound[:2] in {"al", "ul"}
    return sound[2:] if is_with_article and sound[2] not in "aiu" else sound


_SOUNDS = (
    *(("sjtsj", "sc"), ("shch", "sc"), ("tsch", "c"), ("tsj", "c"), ("tch", "c"), ("ch", "c")),
    *(("sch", "s"), ("sh", "s"), ("sj", "s"), ("zh", "s"), ("zj", "s"), ("kh", "g"), ("gh", "g")),
    *(("dh", "d"), ("th", "t"), ("ph", "f"), ("h", "g"), ("dj", "j"), ("ck", "k"), ("q", "k")),
    *(("x", "ks"), ("w", "v"), ("tz", "c"), ("ts", "c"), ("y", "i"), ("j", "i"), ("ie", "e")),
    *(("ou", "u"), ("oo", "u"), ("ee", "i"), ("e", "a"), ("o", "u")),
)  # fmt: skip
"""Letters that stand for one sound; the vowels are but three, as in Arabic."""


@cache
def _doubled() -> re.Pattern[str]:
    return re.compile(r"(.)\1+")


def _parts(text: str) -> list[str]:
    """The names of somebody in small letters, an article with what it belongs to."""
    words: list[str] = []
    for word in _letters().findall(text.lower()):
        if words and words[-1] in _ARTICLES:
            words[-1] += word
        else:
            words.append(word)
    return words


def _beside(text: str, start: int, end: int, keys: set[str]) -> tuple[int, int] | None:
    """The span of a name with another of those keys right after it or before it."""
    for match in (
        _after().match(text, end, end + _NEAR),
        _before().search(text, max(0, start - _NEAR), start),
    ):
        if match is None:
            continue
        words = list(_letters().finditer(text, *match.span()))
        for one in words:
            if len(key := _key(one[0])) >= _LEAST and key in keys:
                return min(start, one.start()), max(end, one.end())
        for one, two in pairwise(words):
            if one[0].lower() in _ARTICLES and _key(one[0] + two[0]) in keys:
                return min(start, one.start()), max(end, two.end())
    return None


@cache
def _letters() -> re.Pattern[str]:
    return re.compile(r"[^\W\d_]+")


@cache
def _after() -> re.Pattern[str]:
    return re.compile(r"(?:[ ._,'’-]{1,2}[^\W\d_]{1,30}(?![^\W\d_])){1,3}")


@cache
def _before() -> re.Pattern[str]:
    return re.compile(r"(?:(?<![^\W\d_])[^\W\d_]{1,30}[ ._,'’-]{1,2}){1,3}$")


@cache
def _of_script() -> re.Pattern[str]:
    """A word in Cyrillic or Greek letters."""
    return re.compile("[\u0370-\u03ff\u0400-\u04ff][\u0370-\u03ff\u0400-\u04ff'’ʼ]{0,40}")


def _has_others(text: str) -> bool:
    """Whether a text has letters that are not of Western Europe."""
    try:
        text.encode("latin-1")
    except UnicodeEncodeError:
        return True
    return False


_MOST_IN_RUN = 4


def _run(text: str, words: list[_Word], first: int) -> list[_Word]:
    """The words from one on that may be one name: capitalised, or each alike in a slug."""
    run = [words[first]]
    for word in words[first + 1 : first + _MOST_IN_RUN]:
        gap = text[run[-1].end : word.start]
        if (
            len(gap) > 2
            or not set(gap) <= _GAPS
            or word.text[0].islower() != run[0].text[0].islower()
        ):
            break
        run.append(word)
    return run


_GAPS = frozenset(" ._,-")


def _read(word: str) -> str:
    """A word of another script in Latin letters."""
    low = word.lower()
    for written, read in (("ου", "u"), ("'", ""), ("’", ""), ("ʼ", "")):
        low = low.replace(written, read)
    return without_accents(low.translate(_LATIN)).translate(_LATIN)


_LATIN = str.maketrans(
    dict(zip("абвгґдеєэёжзиіїыйклмнопрстуфх", "abvggdeeeezziiiiiklmnoprstufh", strict=True))
    | dict(zip("αβγδεζηθικλμνορστυφχωςπ", "avgdezitiklmnorstifhosp", strict=True))
    | {"ц": "ts", "ч": "ch", "ш": "sh", "щ": "shch", "ю": "yu", "я": "ya", "ь": "", "ъ": ""}
    | {"ж": "zh", "ξ": "ks", "ψ": "ps"}
)
