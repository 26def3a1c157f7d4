"""Personal data that is written plainly: names, birth dates, addresses, special categories.

One pass over the words of a page tells which families have anything to look for at all; only
fields that hold such a word are read more closely.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache

from piilint.detect import words as bits
from piilint.detect.addresses import homes, street_addresses
from piilint.detect.ages import ages
from piilint.detect.cadastre import may_be_property
from piilint.detect.dates import birth_dates
from piilint.detect.gazetteer import Words, shipped
from piilint.detect.names import person_names
from piilint.detect.page import FIELD_BREAK, Page
from piilint.detect.particles import particles
from piilint.detect.slashes import branches
from piilint.detect.spans import Spans
from piilint.detect.special import may_tell, special_categories
from piilint.detect.tokens import veiled
from piilint.detect.usernames import DONE, USER_FOLDERS, USER_KEYS
from piilint.detect.words import Token, words_of
from piilint.model import Evidence

__all__ = ["PlainText", "plain_text"]

_DIGIT = re.compile("[0-9]")
_WAKES = bits.WAKES_NAMES | bits.STREET | bits.BIRTH
_NAMES = bits.WAKES_NAMES | bits.WAKES_IN_SLUG | bits.JOINED
_LONG = 20_000
"""Characters of a page in which each special word is looked at more closely, whatever it says."""
_SOUGHT = 16
"""Most waking words that are looked up one by one; with more, every field is read."""


def _places(text: str, word: str) -> Iterator[int]:
    at = text.find(word)
    while at >= 0:
        yield at
        at = text.find(word, at + len(word))


def _is_joined(text: str, word: str) -> bool:
    """Whether a word is joined to another as in a slug or a file's name, where it first stands.

    So is what ends a slug (skilsmisse-solheim), and what a sign and a number stand before:
    oppdrag-24-0193/ødegård.
    """
    start = text.find(word)
    end = start + len(word)
    before, after = text[start - 1 : start], text[end : end + 1]
    if after in _JOINTS or before == ".":
        return True
    if before == after == "/":  # a part of a path by itself, as a user's name is
        return True
    return before in _BEFORE and (after in _ENDS or text[start - 2 : start - 1].isdecimal())


_ENDS = ("", FIELD_BREAK)
_BEFORE = ("-", "_", "/")


def _may_date(label: str) -> bool:
    """Whether a field may hold a birth date and nothing else: a name, a reference or a URL."""
    return any(word in label for word in ("href", "name", "url", "reference"))


def _may_be_initialed(tokens: Sequence[Token], of_signer: bool) -> bool:
    """Whether an initial may make a name of a word that no list has: – H. Sollied, j.maczulskij."""
    if of_signer and len(tokens) == 2:
        return len(tokens[0].text) == 1
    return any(token.gap in (". ", "'") and token.is_title for token in tokens)


@cache
def _old_date() -> re.Pattern[str]:
    return re.compile(
        r"(?<![0-9])(?:19[0-9]{2}[./-][01][0-9][./-]|[0-3][0-9][./-][01][0-9][./-]19[0-9]{2})"
    )


@cache
def _initial() -> re.Pattern[str]:
    """An initial and a word with a capital, which may be somebody of a name that no list has.

    Or one amid words in small letters: tove b. kvamme.
    """
    return re.compile(
        r"(?<![^\W_])(?<![^\W_]\.)(?:[A-ZÆØÅ]\. ?|O')[A-ZÆØÅ][a-zæøå]{3,30}(?![^\W_])"
        r"|(?<=[a-zæøå] )[a-zæøå]\. (?=[a-zæøå]{3})"
    )


@cache
def _masked() -> re.Pattern[str]:
    """An identity number of which a mask leaves the birth date."""
    return re.compile(r"(?<![0-9])[0-9]{6}[ -]?(?:x{5}|\*{5})")


@cache
def _user_key() -> re.Pattern[str]:
    """A key, or a part of a path, whose value is somebody, and a user's name."""
    keys, folders = "|".join(sorted(USER_KEYS)), "|".join(sorted(USER_FOLDERS))
    return re.compile(
        rf"(?i)(?:(?<![^\W_])(?:{keys})[=\v]|(?<=[/\\])(?:{folders})[/\\]|(?-i:[A-Z]{{2}}\\))"
        r"(?=[a-zæøå]{5})"
    )


def _done_by(text: str) -> Iterator[int]:
    """Where a text in small letters says by whom something was done: bestilt av jfossum."""
    for by in _BY:
        if by in text:
            for at in _places(text, by):
                if text[max(0, at - _LONGEST_DONE) : at].endswith(_DONE):
                    yield at


_BY = (" av ", " av: ", " by ", "by: ")
_DONE = tuple(sorted(DONE))
_LONGEST_DONE = max(map(len, DONE))
_FOLDERS = ("/u/", "/user", "/bru", "/profil", "/employee/", "/home/")
"""Where one of the parts of a path may be that somebody's follows."""
_JOINTS = ("_", "-", ".", "+")


def _phrases(special: Sequence[Evidence], text: str) -> Spans:
    """Phrases that tell, of whose words no name is made: eid-feiring."""
    return Spans(
        (told.start, told.end)
        for told in special
        if told.confidence != "low" and not text[told.start : told.end].isalpha()
    )


class PlainText:
    """The detector, bound to word lists; for a user's own ones, see :meth:`Words.extended`."""

    __slots__ = ("__name__", "_words")

    def __init__(self, words: Words) -> None:
        self._words = words
        self.__name__ = "plain_text"

    def __call__(self, page: Page) -> Iterator[Evidence]:
        """Names, birth dates, street addresses and special categories of a page."""
        # A veil leaves all digits, so that the runs need not be looked for again.
        lots = {page.index(run.start) for run in page.runs if may_be_property(page.text, run)}
        if page.has_tokens:
            page = Page(veiled(page.text).split(FIELD_BREAK), page.labels, page.at)
        for index in self._fields(page, lots):
            start = page.starts[index]
            stop = page.text.find(FIELD_BREAK, start)
            end = len(page.text) if stop < 0 else stop
            yield from self._field(page, start, end, index, is_lot=index in lots)

    def _fields(self, page: Page, lots: set[int]) -> Iterable[int]:
        """The fields that hold a word to look closer for, or what may be a property's number."""
        text, kinds, lower = page.text, self._words.kinds, page.text.lower()
        awake, is_long = [], len(text) > _LONG
        for word in set(words_of(text)):
            kind = kinds[word]
            if (
                kind & _WAKES
                or (kind & bits.WAKES_IN_SLUG and _is_joined(text, word))
                or (kind & bits.SPECIAL and (kind & bits.SPLIT or is_long or may_tell(word, lower)))
            ):
                awake.append(word)
                if len(awake) > _SOUGHT:
                    return range(len(page.starts))
        signers = [i for i, label in enumerate(page.labels) if "signer-identifier" in label]
        if "19" in text:
            places = [page.index(match.start()) for match in _old_date().finditer(text)]
            signers += [index for index in places if _may_date(page.labels[index])]
        signers += [page.index(at) for at in branches(text)]
        if ". " in text or "O'" in text:
            signers += [page.index(match.start()) for match in _initial().finditer(text)]
        signers += [page.index(at) for at in particles(lower)]
        signers += [page.index(at) for at in _done_by(lower)]
        if "xxxxx" in text or "*****" in text:
            signers += [page.index(match.start()) for match in _masked().finditer(text)]
        if any(map(text.__contains__, "=\v\\")) or any(map(lower.__contains__, _FOLDERS)):
            signers += [page.index(match.start()) for match in _user_key().finditer(text)]
        found = {page.index(at) for word in awake for at in _places(text, word)}
        return sorted(found.union(signers, lots))

    def _field(
        self, page: Page, start: int, end: int, index: int, *, is_lot: bool
    ) -> Iterator[Evidence]:
        text, label = page.text, page.labels[index]
        of_signer = "signer-identifier" in label
        tokens = self._words.tokens(text, start, end, of_signer=of_signer)
        found = 0
        for token in tokens:
            found |= token.kind
        seen: list[Evidence] = []
        if found & bits.STREET or is_lot:
            seen.extend(street_addresses(text, start, end))
        if found & _NAMES or _may_be_initialed(tokens, of_signer):
            taken = Spans((one.start, one.end) for one in seen)
            names = person_names(text, tokens, label)
            seen.extend(name for name in names if not taken.meets(name.start, name.end))
            if is_lot and any(one.entity == "PERSON" for one in seen):
                taken = Spans((one.start, one.end) for one in seen)
                seen += [
                    home
                    for home in homes(text, start, end)
                    if not taken.meets(home.start, home.end)
                ]
        asked = found & (bits.BIRTH | bits.ROLE) or seen or of_signer
        asked = asked or _may_date(label)
        if asked and _DIGIT.search(text, start, end):
            people = Spans(
                [(one.start, one.end) for one in seen if one.entity == "PERSON"]
                + [(token.start, token.end) for token in tokens if token.kind & bits.ROLE]
            )
            is_private = bool(found & bits.PRIVATE)
            dates = birth_dates(text, (start, end), page.at, people, label, is_private=is_private)
            seen += [*dates, *ages(text, (start, end), people)]
        if found & bits.SPECIAL:
            special = list(special_categories(text, tokens, of_signer=of_signer))
            phrases = _phrases(special, text)
            kept = (
                one
                for one in seen
                if one.entity != "PERSON" or not phrases.hold(one.start, one.end)
            )
            seen = [*kept, *special]
        allowed = self._allowed(text, start, end)
        for one in seen:
            if not allowed.meets(one.start, one.end):
                yield one

    def _allowed(self, text: str, start: int, end: int) -> Spans:
        """Where the phrases stand that a user allowed."""
        places: list[tuple[int, int]] = []
        lower = text[start:end].lower() if self._words.allowed else ""
        for phrase in self._words.allowed:
            at = lower.find(phrase)
            while at >= 0:
                places.append((start + at, start + at + len(phrase)))
                at = lower.find(phrase, at + len(phrase))
        return Spans(places)


@cache
def _shipped() -> PlainText:
    return PlainText(shipped())


def plain_text(page: Page) -> Iterator[Evidence]:
    """Names, birth dates, street addresses and special categories, by the shipped words."""
    return _shipped()(page)
