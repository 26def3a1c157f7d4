"""Names that are written as one word in small letters: ``karihansen``, ``nguyenvanlong``."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cache

from piilint.detect import words as bits
from piilint.detect.words import PLACE_ENDINGS, read_pairs

__all__ = ["Cuts", "after_initial", "are_syllables", "cuts", "is_of_east_asia", "loose_cuts"]

_UNSURE = bits.AMBIGUOUS | bits.RARE
_SHORT = 3
_LONG = 4
_JOINED = 5
"""Letters that a surname before a given name or after an initial has at least, and so the given
name; fewer are found in words by chance."""
_AFTER_INITIAL = 9
"""The same, where a word may begin as the initial and the surname do (bjensvoll)."""
_ENDINGS_TOO = frozenset(
    {
        *("inger", "ingar", "karen", "keren", "ester", "estere", "ernes", "istar", "adane"),
        *("aren", "nene", "nane", "nena", "anen", "anane", "lene", "denes", "gere", "gede"),
        *("iker", "istan", "alen", "elen", "elle", "ellen", "onar", "skare", "vende", "jere"),
        *("jens", "jons", "teri", "nina", "tina", "tine", "lari", "alene", "roni", "amar"),
        *("umar", "umer", "ting", "minna", "ance", "bert", "gene", "rinne", "vister", "attar"),
        *("enger", "nitter", "holta", "holten", "holter", "rosten", "stein", "steiner", "monia"),
        *("antal", "jona", "tere", "kert", "mette"),
    }
)
"""Names that words end in (botanikeren, skolemester)."""
_ONSETS = frozenset(
    {
        *("bj", "bl", "br", "dj", "dr", "dv", "dw", "fj", "fl", "fn", "fr", "gj", "gl", "gn", "gr"),
        *("hj", "hv", "kj", "kl", "kn", "kr", "kv", "lj", "mj", "nj", "pj", "pl", "pn", "pr", "ps"),
        *("sc", "sf", "sh", "sj", "sk", "sl", "sm", "sn", "sp", "st", "sv", "sw", "tj", "tr", "ts"),
        *("tv", "tw", "vr", "wr", "ch", "ph", "rh", "th", "wh", "cl", "cr", "gh", "kh", "zh", "cz"),
    }
)
"""Consonants that words begin with, two together."""
_VOWELS = frozenset("aeiouyæøå")
_SYLLABLES = 3
"""Syllables at most that follow a family name of East Asia."""

Listed = Callable[[str], int]
"""What the lists say of a word in small letters."""
Cuts = Callable[[str, Listed], tuple[int, ...]]
"""How a word is taken apart: where its names meet."""


def cuts(word: str, listed: Listed) -> tuple[int, ...]:
    """Where the names meet that a word in small letters is made of; nothing if it is of none."""
    cut = _two(word, listed) or _after_initials(word, listed) or _before_initial(word, listed)
    if cut:
        return (cut,)
    return _three(word, listed) or _syllables(word) or _by_sign(word, listed)


def _by_sign(word: str, listed: Listed) -> tuple[int, ...]:
    """Where two given names are joined by an x, as couples write them: kadriyexmehmet."""
    at = word.find("x", _LONG)
    if at < 0 or len(word) - at - 1 < _LONG:
        return ()
    first, last = listed(word[:at]), listed(word[at + 1 :])
    are_sure = _is_sure(first) and _is_sure(last) and first & last & bits.GIVEN
    return (at, at + 1) if are_sure else ()


def loose_cuts(word: str, listed: Listed) -> tuple[int, ...]:
    """The same where nothing but a person's name can stand, and so by less: ``torgeirh``."""
    found = cuts(word, listed)
    if found:
        return found
    for cut in range(len(word) - 1, 0, -1):
        first, last = listed(word[:cut]), listed(word[cut:])
        rest = len(word) - cut
        if cut >= _JOINED and rest <= 2 and _VOWELS.isdisjoint(word[cut:]) and _is_sure(first):
            return (cut,)
        if cut <= 2 and rest >= _JOINED and last & bits.SURNAME:
            return (1 if listed(word[1:]) & bits.SURNAME else cut,)  # jfossum: no Ossum
        if cut == 1 and rest == _LONG and last & bits.SURNAME and _is_no_onset(word):
            return (cut,)
        if cut < _SHORT or rest < _SHORT or word[cut:] in _ENDINGS_TOO:
            continue
        if _is_sure(first) and _is_sure(last):
            return (cut,)
        is_pair = rest >= _LONG and first & bits.NAME and last & bits.NAME
        is_pair = is_pair and (first | last) & bits.NAME == bits.NAME
        if is_pair and (_is_sure(first) or _is_sure(last)):
            return (cut,)
    return ()


def after_initial(word: str, listed: Listed) -> tuple[int, ...]:
    """Where a surname begins right after one letter: jfossum."""
    is_surname = len(word) > _JOINED and bool(listed(word[1:]) & bits.SURNAME)
    return (1,) if is_surname else ()


def _is_sure(kind: int) -> bool:
    return bool(kind & bits.NAME) and not kind & _UNSURE


def _two(word: str, listed: Listed) -> int:
    """A given name and a surname, two given names, or a long surname and a given name."""
    for cut in range(len(word) - _LONG, _SHORT - 1, -1):
        first = listed(word[:cut])
        if not _is_sure(first):
            continue
        end = word[cut:]
        last = listed(end)
        is_long = cut >= _JOINED and len(end) >= _JOINED and end not in _ENDINGS_TOO
        # hansenkari: no word is so by chance, where both are sure
        is_long = is_long or (cut > _JOINED and len(end) == _LONG and end not in _ENDINGS_TOO)
        if first & bits.GIVEN and last & bits.SURNAME and not last & _UNSURE:
            return cut
        if first & bits.GIVEN and cut >= _LONG and end not in _ENDINGS_TOO:
            if last & bits.SURNAME and len(end) >= _JOINED and not end.endswith(PLACE_ENDINGS):
                return cut
            if last & bits.GIVEN and not last & _UNSURE:
                return cut
        if is_long and first & bits.SURNAME and last & bits.GIVEN and not last & _UNSURE:
            return cut
    return 0


def _three(word: str, listed: Listed) -> tuple[int, ...]:
    """A given name, another name and a surname, of which the first and one more are sure."""
    for cut in range(_LONG - 1, len(word) - 2 * _SHORT):
        first = listed(word[:cut])
        if not (first & bits.GIVEN and _is_sure(first)):
            continue
        for end in range(cut + _SHORT, len(word) - _LONG + 1):
            last = listed(word[end:])
            if not last & bits.SURNAME or word[end:] in _ENDINGS_TOO:
                continue
            middle = listed(word[cut:end])
            is_sure = _is_sure(middle) or (_is_sure(last) and len(word) - end > _LONG)
            if middle & bits.GIVEN and is_sure:
                return cut, end
    return ()


def _syllables(word: str) -> tuple[int, ...]:
    """A family name of East Asia and one to three syllables of its language."""
    for surnames, given in _languages():
        for cut in range(2, 7):
            if word[:cut] not in surnames:
                continue
            for ends in _split(word, cut, given, _SYLLABLES):
                if len(ends) > 1 or cut > _SHORT:
                    return (cut, *ends[:-1])
    return ()


def are_syllables(one: str, other: str) -> bool:
    """Whether two words are a given name of Vietnam in two syllables: anh-tuan, minh-anh."""
    return one in _VIETNAMESE and other in _VIETNAMESE and one != other


def is_of_east_asia(family: str, given: str) -> bool:
    """Whether two words in small letters are a family name and a given name: li na, wang lei."""
    if len(family) < 2 or len(given) < 2 or (family, given) in _NO_PERSONS:
        return False
    return any(
        family in surnames and any(_split(given, 0, syllables, _TWO))
        for surnames, syllables in _languages()
    )


_TWO = 2
"""Syllables of a given name at most, where a space stands before it."""
_NO_PERSONS = frozenset({("hong", "kong"), ("ha", "long"), ("tai", "chi"), ("lin", "ma")})
"""Places and sports of two such words."""
_VIETNAMESE = frozenset(
    {
        *("anh", "bao", "binh", "chau", "cuong", "dinh", "duc", "dung", "duong", "giang", "hanh"),
        *("hien", "hieu", "hoa", "hoai", "hoang", "hue", "hung", "huong", "huyen", "khanh"),
        *("khoa", "kieu", "lan", "linh", "mai", "minh", "ngan", "ngoc", "nguyet", "nhung"),
        *("phuc", "phuong", "quang", "quoc", "quynh", "thanh", "thao", "thi", "thinh"),
        *("thuy", "tien", "trang", "trinh", "trung", "tuan", "tung", "tuyet", "uyen"),
        *("viet", "vinh", "xuan", "yen"),
    }
)
"""Syllables of given names there, without those that words of Norwegian are (an, my, long)."""


def _split(word: str, start: int, given: frozenset[str], most: int) -> Iterator[tuple[int, ...]]:
    """The ends of the syllables that the rest of a word is made of."""
    if start == len(word):
        yield ()
    elif most:
        for end in range(start + 1, min(start + 6, len(word)) + 1):
            if word[start:end] in given:
                for rest in _split(word, end, given, most - 1):
                    yield (end, *rest)


@cache
def _languages() -> tuple[tuple[frozenset[str], frozenset[str]], ...]:
    """The family names and the syllables of given names of each language."""
    found: dict[str, set[str]] = {}
    for syllable, kind in read_pairs("syllables.txt"):
        found.setdefault(kind, set()).add(syllable)
    languages = {kind.partition("-")[0] for kind in found}
    return tuple(
        (frozenset(found[f"{one}-surname"]), frozenset(found[f"{one}-given"]))
        for one in sorted(languages)
    )


def _after_initials(word: str, listed: Listed) -> int:
    """Where a surname begins after an initial or two: khansen, rvenkataraman, ptkrogstad."""
    lengths = (1, 2) if _is_no_onset(word) else (1,)
    for cut in lengths:
        surname = word[cut:]
        is_sure = len(lengths) > 1 or surname.endswith("sen") or len(surname) >= _AFTER_INITIAL
        if is_sure and len(surname) >= _JOINED and not surname.endswith("nes"):
            kind = listed(surname)
            if kind & bits.SURNAME and not kind & _UNSURE:
                return cut
    return 0


def _before_initial(word: str, listed: Listed) -> int:
    """Where an initial begins after a long name, which no ending of a word is: abdirahmanf."""
    if len(word) <= _BEFORE_INITIAL or word[-1] not in _INITIALS or word.endswith("ng"):
        return 0
    name = listed(word[:-1])
    is_free = word[-1] in _NO_ENDING or (name & bits.GIVEN and word[-2] != "s")
    return len(word) - 1 if is_free and _is_sure(name) else 0


_BEFORE_INITIAL = 7
"""Letters of a name before an initial at least."""
_NO_ENDING = frozenset("bcfhjmpw")
_INITIALS = _NO_ENDING | frozenset("gklv")
"""The last four end words after a surname (sommerlig, kirkeliv) and after an s (-isk)."""


def _is_no_onset(word: str) -> bool:
    """Whether a word begins with two consonants as no word does."""
    return _VOWELS.isdisjoint(word[:2]) and word[:2] not in _ONSETS
