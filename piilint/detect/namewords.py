"""Known names that are ordinary words too: whether one stands as somebody's name or as the word."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import islice, pairwise

from piilint.detect import words as bits
from piilint.detect.forms import spellings
from piilint.detect.gazetteer import shipped
from piilint.detect.thingwords import SEASONS, THINGS

__all__ = ["Said", "are_joined", "is_addressed", "is_name", "is_small_word"]

_MOST_SAID = 500
"""Words of the texts beside a name that are looked at, so that long ones take no more time."""
_LEAST_STEM = 3
"""Letters of a word that another begins with: skog in skogdrift."""

_WORDS = frozenset(("bjørn", "jasmin", "rune", "unn"))
"""Given names that are as a rule somebody's, and words in the prose of some fields."""
_PERSONS = frozenset(
    ("fru", "frk", "frøken", "herr", "hr", "fam", "familie", "familien", "ekteparet")
).union(("mr", "mrs", "ms", "miss", "søsken", "søsknene", "enke", "enkefru", "family"))
"""What stands right before a surname, whatever it means otherwise."""
_ADDRESSED = frozenset(("for", "til", "med", "mellom", "hei", "kjære", "to", "with", "hi", "dear"))
"""What stands before the name of the one who is meant."""
_PARTNERS = frozenset(("med", "mellom", "with", "between"))
"""What stands before a party, and seldom before a place."""
_GREETINGS = frozenset(("hei", "kjære", "hi", "hello", "dear"))
_SIGNED = frozenset(
    ("avtale", "kontrakt", "arbeidsavtale", "arbeidskontrakt", "ansettelse", "ansettelsesavtale")
).union(
    ("fullmakt", "samtykke", "husleie", "husleieavtale", "husleiekontrakt", "leiekontrakt"),
    ("leieavtale", "hybelkontrakt", "gjeldsbrev", "lån", "låneavtale", "oppsigelse", "permisjon"),
    ("lonn", "lønn", "søknad", "agreement", "contract", "lease", "employment", "tenancy", "loan"),
)
"""Papers that a person signs, with a surname joined to them: avtale-haugen, haugen-leiekontrakt."""
_SLUG = frozenset("-_")
_ACRONYM = 3
"""Letters of a name in capitals that is sooner short for something: UNN."""
_SEASONAL = ("sommer", "vinter", "vår", "høst", "ferie", "plass", "bryllup", "bursdag", "samvær")
"""What a private matter has in it that may be of a season: feriesøknad vinter."""


class Said:
    """Which words the texts beside a name use as such, made when it is first asked."""

    __slots__ = ("_texts", "_words")

    def __init__(self, texts: Sequence[str]) -> None:
        """``texts`` are those of a page and the titles of its submission."""
        self._texts = texts
        self._words: frozenset[str] | None = None

    def __contains__(self, word: str) -> bool:
        if self._words is None:
            self._words = frozenset(
                stem
                for written in islice(self._written(), _MOST_SAID)
                for stem in spellings(written)
            )
        return word in self._words

    def _written(self) -> Iterator[str]:
        for text in self._texts:
            for field in text.split("\0"):
                yield from _said_in(field)


def _said_in(field: str) -> Iterator[str]:
    """Words in small letters of a sentence that has capitals, and what its compounds begin with."""
    if " " not in field or not field[0].isupper():
        return
    for match in _plain_word().finditer(field):
        word = match[0]
        if word.islower():
            yield word
        lower = word.lower()
        for cut in range(_LEAST_STEM, len(lower) - _LEAST_STEM + 1):
            if shipped().listed(lower[cut:]) & bits.GENERIC:
                yield lower[:cut]
                yield lower[: cut - 1]  # bjørn-e-jakt, skog-s-drift


@cache
def _plain_word() -> re.Pattern[str]:
    return re.compile(r"(?<!\S)[^\W\d_]{3,40}(?=[.,:;!?]?(?:\s|$))")


@cache
def _spelt(words: frozenset[str]) -> frozenset[str]:
    """Words in all their spellings."""
    return frozenset(form for word in words for form in spellings(word))


class _Beside:
    """The words right before and after a span of a field, and what parts them from it."""

    __slots__ = ("after", "before", "gap_after", "gap_before")

    def __init__(self, text: str, start: int, end: int) -> None:
        match = _before().search(text, max(0, start - _FAR), start)
        self.before = match[1].lower() if match else ""
        self.gap_before = match[2] if match else ""
        match = _after().match(text, end)
        self.after = match[2].lower() if match else ""
        self.gap_after = match[1] if match else ""


_FAR = 40


@cache
def _before() -> re.Pattern[str]:
    return re.compile(r"(?<![^\W_])([^\W\d_]{1,30})([ ._/:,–-]{1,3})$")


@cache
def _after() -> re.Pattern[str]:
    return re.compile(r"([ ._/:,–-]{1,3})([^\W\d_]{1,30})")


def is_name(text: str, start: int, end: int, said: Said) -> bool:
    """Whether a surname that is a word too stands as somebody's: with Haugen, Haugen-2026."""
    word = text[start:end].lower()
    beside = _Beside(text, start, end)
    if beside.before in _PERSONS and beside.gap_after != " ":
        return True
    is_season = word in _spelt(SEASONS)
    is_thing = word in _spelt(THINGS)
    if beside.after:
        is_paper = beside.after in _SIGNED and beside.gap_after in _SLUG
        is_named = is_paper and not is_thing and word not in said
        return (is_named or _is_matter(beside.after, is_season)) and _is_first(text, start)
    if _is_matter(beside.before, is_season):
        return True
    if shipped().listed(word) & bits.PLACE:
        return text[start].isupper() and beside.before in _PARTNERS
    if _amount().match(text, end):
        return False  # berg 40 m3
    if beside.before in _SIGNED or _case().search(text, max(0, start - _FAR), start):
        return not is_thing and word not in said
    if _is_first(text, start):
        return not is_thing and word not in said
    is_told_when = is_season and text[end : end + 2].strip(" -_/").isdecimal()
    if not text[start].isupper() or is_told_when:
        return False
    return _with_whom().search(text, max(0, start - _FAR), start) is not None


def _is_matter(word: str, is_season: bool) -> bool:
    """Whether a word is a matter that only persons have."""
    if not word or not shipped().listed(word) & bits.PRIVATE:
        return False
    return not (is_season and any(part in word for part in _SEASONAL))


def is_addressed(text: str, start: int, end: int) -> bool:
    """Whether a given name that is a word too is that of the one who is spoken to: Hei Odd."""
    beside = _Beside(text, start, end)
    if not text[start].isupper() or beside.after or text[start:end].lower() in _spelt(SEASONS):
        return False
    if text[end : end + 2].strip(" -_/").isdecimal() or beside.gap_before != " ":
        return False
    is_thing = text[start:end].lower() in _spelt(THINGS)
    return beside.before in (_GREETINGS if is_thing else _ADDRESSED)


def is_small_word(text: str, start: int, end: int, said: Said) -> bool:
    """Whether a name in small letters is the word that it may be as well: en bjørn, i helga."""
    word = text[start:end]
    if word.isupper() and len(word) <= _ACRONYM:
        field = _field_before(text, start) + text[start : end + _FAR].partition("\0")[0]
        return not field.isupper() and " " in field
    if not word[0].islower():
        return False
    is_small = bool(shipped().listed(word) & bits.SMALL)
    if not is_small and word not in _spelt(_WORDS):
        return False
    beside = _Beside(text, start, end)
    if " " in beside.gap_before + beside.gap_after:
        if is_small or beside.before not in _ADDRESSED or beside.after:
            return True
        return not (beside.before in _GREETINGS or _field_before(text, start).islower())
    return word in said or not all(map(_is_of_papers, (beside.before, beside.after)))


def _field_before(text: str, start: int) -> str:
    """What stands before in a field, as far as is looked at so that long ones take no more time."""
    return text[max(0, start - _FURTHEST) : start].rpartition("\0")[2]


_FURTHEST = 500


def _is_of_papers(word: str) -> bool:
    """Whether a word, if there is one, is such as stand beside names in slugs."""
    return not word or bool(shipped().kinds[word])


def are_joined(text: str, places: Sequence[tuple[int, int]], said: Said) -> bool:
    """Whether names that are all words too stand together as somebody's: stein.sand."""
    written = [text[start:end] for start, end in places]
    if len(written) == 1:
        return written[0] not in said
    if not all(map(str.islower, written)):
        return True
    if not all(shipped().listed(word) & bits.AMBIGUOUS for word in written):
        return True
    gaps = {text[one[1] : two[0]] for one, two in pairwise(places)}
    if gaps & {".", "_"}:
        return True
    return gaps <= {"", " ", "-"} and not all(word in said for word in written)


def _is_first(text: str, start: int) -> bool:
    """Whether nothing but a number stands before in a field."""
    before = text[start - 12 : start] if start >= 12 else f"\0{text[:start]}"
    return _nothing_before().search(before) is not None


@cache
def _nothing_before() -> re.Pattern[str]:
    return re.compile(r"\0[0-9_./#-]*$")


@cache
def _case() -> re.Pattern[str]:
    """A case's number, after which its party may stand."""
    return re.compile(r"(?i)(?<![^\W_])sak(?:en|a|snr)?[ .:_-]{0,2}[0-9/-]{1,12}[ _/-]{1,3}$")


@cache
def _amount() -> re.Pattern[str]:
    """How much there is of what stands before it."""
    return re.compile(
        r"[ _-][0-9][0-9.,]{0,9} ?(?:m[²³23]?|kvm|km|kg|t|tonn|stk|l|liter|kr|cm|mm)\b"
    )


@cache
def _with_whom() -> re.Pattern[str]:
    return re.compile(
        r"(?:^|[^\w])(?:med|for|til|mellom|v/|fru|herr|hr\.?|fam\.?|/)[ /]*$", re.IGNORECASE
    )
