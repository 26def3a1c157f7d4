"""Fields to evidence: all texts go through the detectors at once, in one buffer.

What may hold something encoded is peeled, and the layers go through the same detectors in a
buffer of their own; what is seen there stands where the encoded text stands.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from functools import cache
from itertools import groupby
from operator import itemgetter

from piilint.detect import Detector, Normalised, Page, find, normalise, normalise_all
from piilint.detect.calls import is_mobile
from piilint.detect.compressed import Room
from piilint.detect.context import CASE, PART, is_preceded
from piilint.detect.lookalikes import disguised
from piilint.detect.peel import OVERRIDE, Layer, is_deeper, may_hide, peel
from piilint.lint.fields import Field
from piilint.lint.keyed import BY_CHOICE, encoded_mobiles, named_by_key, national
from piilint.model import CONFIDENCES, Confidence, Evidence

__all__ = ["MOST_TEXT", "Searched", "search"]

MOST_TEXT = 50_000
"""Characters of one document, other than plain words, in fields that may hold something encoded.

Taking encodings off costs many times what plain words cost.
"""

_ON_PURPOSE = frozenset(
    f"peeled:{name}"
    for name in ("zero-width", "bidi", "separators", "full-width", "look-alikes", "combining")
)
_MOBILE = frozenset("49４９")
"""What mobile numbers begin with, as it stands in a field's text."""

_THINGS = f"{CASE} {PART}"
"""Words before a number that say whose it is, and that it is nobody's."""
_OF_DIGITS = BY_CHOICE | {"references", "rfc2047"}
_OF_TOKENS = frozenset(
    f"peeled:{name}"
    for name in (
        "base32",
        "base58",
        "base85",
        "binary",
        "base64",
        "base64url",
        "compressed",
        "hex",
        "jwt",
    )
)
_OF_WORDS = frozenset(("names", "special", "addresses", "dates"))
"""Detectors to which the words beside a word tell what it is."""


class Searched:
    """Fields made ready for the search: one page of their texts, and the layers below them."""

    __slots__ = (
        "below",
        "fields",
        "is_cut",
        "is_deeper",
        "layers",
        "page",
        "room",
        "texts",
        "woken",
    )

    def __init__(
        self, fields: Sequence[Field], at: date, labels: Sequence[str] | None = None
    ) -> None:
        """``labels`` say what each field is for; without them, the pack says it."""
        self.fields = fields
        self.texts = normalise_all([field.text for field in fields])
        if labels is None:
            labels = [field.spec.label if field.spec is not None else "" for field in fields]
        self.page = Page([text.text for text in self.texts], labels, at)
        self.woken = may_hide(self.page)
        """The fields that may hold something encoded or hashed, by number."""
        turned = [index for index, field in enumerate(fields) if OVERRIDE in field.text]
        if turned:
            self.woken = sorted({*turned, *self.woken})
        self.is_cut = len(self.page.text) > MOST_TEXT and self._cut()
        """Whether the end of what may hold something encoded is left out."""
        self.page.has_tokens = bool(self.woken)
        self.room = Room(sum(len(self.texts[index].text) for index in self.woken))
        """What compressed data may become in these fields, and whether it became more."""
        self.layers: list[tuple[int, Layer]] = [
            (index, layer)
            for index in self.woken
            for layer in peel(self.texts[index], fields[index].text, self.room)
        ]
        """Each layer with the number of its field."""
        self.is_deeper = any(is_deeper(layer) for _, layer in self.layers)
        """Whether something is encoded deeper than is looked."""
        self.below = self._page_of_layers(at) if self.layers else None
        """The layers as a page, one after the other."""

    def _cut(self) -> bool:
        """Leave out what is beyond :data:`MOST_TEXT`, as nobody's request comes near it."""
        left, is_cut = MOST_TEXT, False
        for index in self.woken:
            place, left = _readable(self.texts[index].text, left)
            if place < len(self.texts[index].text):
                self.texts[index] = _beginning(self.fields[index].text, place)
                is_cut = True
        if not is_cut:
            return False
        texts = [text.text for text in self.texts]
        self.page = Page(texts, self.page.labels, self.page.at)
        return True

    def _page_of_layers(self, at: date) -> Page:
        labels = [self.page.labels[index] for index, _ in self.layers]
        page = Page([layer.text for _, layer in self.layers], labels, at)
        page.has_tokens = True
        return page

    def in_field(self, index: int, start: int, end: int) -> tuple[int, int]:
        """A span of a field's normalised text, counted in the text as it stands."""
        return self.texts[index].span(start, end)


def _readable(text: str, left: int) -> tuple[int, int]:
    """How much of a text is read where ``left`` characters may be, and how many are left then.

    Plain words cost little, and are not counted.
    """
    for match in _piece().finditer(text):
        if match.lastgroup == "word":
            continue
        length = match.end() - match.start() + 1  # with the space behind it
        if length > left:
            return match.start() + left, 0
        left -= length
    return len(text), left


@cache
def _piece() -> re.Pattern[str]:
    """Plain words in a row, or what else stands between spaces."""
    return re.compile(
        r"(?P<word>(?:(?<!\S)[A-ZÆØÅ]?[a-zæøåéèêóòôüöä]++[.,;:!?]{0,3}+(?:\s++|\Z))++)|\S++"
    )


def _beginning(text: str, length: int) -> Normalised:
    """As much of a text as is so long in its normal form, where one letter may become many."""
    made = normalise(text[:length])
    if len(made.text) > length:
        made = normalise(text[: length * length // len(made.text)])
    return made


def search(
    searched: Searched,
    detectors: tuple[Detector, ...],
    on_failure: Callable[[str], None],
    on_bound: Callable[[], None] = lambda: None,
) -> Iterator[tuple[Field, Evidence]]:
    """What the detectors see, each with its field; spans count in the field's own text.

    ``on_failure`` is told the name of a detector that failed, ``on_bound`` that one saw so much
    that it was stopped.
    """
    page = searched.page
    seen = find(page, on_failure, detectors, on_bound)
    if searched.below is not None:
        # A detector that fails has been told of already.
        found = find(searched.below, _pass_by, detectors, on_bound)
        peeled = [
            *_peeled(searched, searched.below, found),
            *encoded_mobiles(searched.layers, page),
            *named_by_key(searched.layers, page),
        ]
        seen = _with_peeled(*_as_meant(searched, seen, peeled))
    for evidence in seen:
        index = page.index(evidence.start)
        yield searched.fields[index], _in_field(evidence, searched, index)


def _in_field(seen: Evidence, searched: Searched, index: int) -> Evidence:
    field, text, offset = searched.fields[index], searched.texts[index], searched.page.starts[index]
    start, end = text.span(seen.start - offset, seen.end - offset)
    rests_on = seen.rests_on
    confidence = seen.confidence
    disguises = disguised(field.text, start, end)
    if disguises:
        is_peeled = any(reason.startswith("peeled:") for reason in rests_on)
        rests_on += tuple(f"peeled:{name}" for name in disguises)
        if not is_peeled and not is_preceded(searched.page, seen.start, _THINGS):
            first = next(filter(str.isdecimal, field.text[start:end]), "")
            confidence = _surer(seen, rests_on, first)
    rests_on = tuple(dict.fromkeys(rests_on))
    return replace(seen, start=start, end=end, rests_on=rests_on, confidence=confidence)


def _surer(seen: Evidence, rests_on: Sequence[str], first: str) -> Confidence:
    """How sure what is hardly a number by itself is, written so that nobody finds it.

    ``first`` is its first digit: in the form of a phone number that is no mobile number, ratings
    and versions stand as well, and in that of a plate what bears a number. And soft hyphens stand
    in words for a good reason.
    """
    if seen.confidence != "low" or seen.detector in _OF_WORDS:
        return seen.confidence
    if seen.entity == "NO_VEHICLE_REGISTRATION":
        return "low"
    if seen.entity == "PHONE_NUMBER" and first not in _MOBILE:
        return "low"
    return "medium" if _is_hidden_on_purpose(rests_on) else "low"


def _is_hidden_on_purpose(rests_on: Sequence[str]) -> bool:
    return "check-digits-failed" not in rests_on and not _ON_PURPOSE.isdisjoint(rests_on)


def _with_peeled(seen: list[Evidence], below: Iterable[tuple[int, Evidence]]) -> list[Evidence]:
    """What is seen in the texts as they are and in their layers, each in one place of the page.

    A layer repeats what was not encoded in the one before it, so that what it adds is only
    what it shows in a new place, or more of, or more surely.
    """
    peeled = sorted(below, key=itemgetter(0))
    for _, group in groupby(peeled, itemgetter(0)):
        seen = _merged(seen, [evidence for _, evidence in group])
    return sorted(seen, key=lambda evidence: (evidence.start, -evidence.end))


def _peeled(
    searched: Searched, below: Page, found: Iterable[Evidence]
) -> Iterator[tuple[int, Evidence]]:
    """Evidence of all layers with the depth it was seen at, where it stands in the page."""
    for evidence in found:
        number = below.index(evidence.start)
        offset = below.starts[number]
        index, layer = searched.layers[number]
        start, end, encodings = layer.origin(evidence.start - offset, evidence.end - offset)
        first = searched.page.starts[index]
        rests_on = (*evidence.rests_on, *(f"peeled:{name}" for name in encodings))
        confidence = evidence.confidence
        if encodings and confidence == "low":
            is_made = layer.is_made(evidence.start - offset, evidence.end - offset)
            confidence = _surer_below(evidence, rests_on, below, encodings if is_made else None)
        told = replace(
            evidence,
            start=first + start,
            end=first + end,
            rests_on=rests_on,
            confidence=confidence,
        )
        yield layer.depth, told


def _surer_below(
    seen: Evidence, rests_on: Sequence[str], below: Page, made_by: Sequence[str] | None
) -> Confidence:
    """How sure what is unsure by itself is in a layer.

    ``made_by`` are the encodings, where nothing else was encoded than it.
    """
    if seen.entity != "PERSON" and is_preceded(below, seen.start, _THINGS):
        return "low"
    written = below.text[seen.start : seen.end]
    if _is_written_as_dialled(seen, written):
        return "medium"
    if made_by is not None and _may_be_all(seen, written, made_by):
        return "medium"
    return _surer(seen, rests_on, next(filter(str.isdecimal, written), ""))


def _may_be_all(seen: Evidence, written: str, encodings: Sequence[str]) -> bool:
    """Whether what is unsure by itself is meant where nothing else was encoded than it.

    Digits need no character references, and letters do.
    """
    if seen.entity == "PHONE_NUMBER":
        return is_mobile(national(written)) and _OF_DIGITS.issuperset(encodings)
    return seen.entity == "PERSON" and BY_CHOICE.issuperset(encodings)


def _as_meant(
    searched: Searched, seen: list[Evidence], peeled: list[tuple[int, Evidence]]
) -> tuple[list[Evidence], list[tuple[int, Evidence]]]:
    """The same, with words only as they read once all escapes are taken off their text.

    ``skolem=C3=A5ltid`` holds a name, and a school meal none.
    """
    last = {index: layer.depth for index, layer in searched.layers if layer.is_unescaped}
    if not last:
        return seen, peeled

    def is_kept(depth: int, one: Evidence) -> bool:
        if one.detector not in _OF_WORDS and not _has_read_a_space(searched.page, one):
            return True
        return depth >= last.get(searched.page.index(one.start), 0)

    return (
        [one for one in seen if is_kept(0, one)],
        [(depth, one) for depth, one in peeled if is_kept(depth, one)],
    )


def _has_read_a_space(page: Page, seen: Evidence) -> bool:
    """Whether the plus of a phone number may be the space after a word in a query."""
    if seen.detector != "phone_number" or not page.text.startswith("+", seen.start):
        return False
    return page.before(seen.start, 1).isalnum() or page.before(seen.start, 1) in {".", ",", ":"}


def _is_written_as_dialled(seen: Evidence, written: str) -> bool:
    """Whether what was encoded is in the groups of a phone number, which no other number has."""
    return seen.entity == "PHONE_NUMBER" and " " in written


def _pass_by(_: str) -> None:
    pass


def _merged(kept: list[Evidence], more: Iterable[Evidence]) -> list[Evidence]:
    """Evidence of the layers above, and what one layer adds to it; ``kept`` never overlaps much."""
    kept = sorted(kept, key=lambda evidence: (evidence.start, evidence.end))
    starts = [evidence.start for evidence in kept]
    replaced: set[int] = set()
    added: dict[tuple[int, int, str], Evidence] = {}
    for evidence in more:
        first = bisect_right(starts, evidence.start)
        while first and kept[first - 1].end > evidence.start:
            first -= 1
        last = bisect_left(starts, evidence.end)
        overlapped = [
            index
            for index in range(first, last)
            if kept[index].end > evidence.start and not _is_in_same_token(evidence, kept[index])
        ]
        if all(_says_more(evidence, kept[index]) for index in overlapped):
            replaced.update(overlapped)
            place = (evidence.start, evidence.end, evidence.entity)
            rival = added.get(place)  # a token may hide two names, one of them surer
            if rival is None or _says_more(evidence, rival):
                added[place] = evidence
    return [one for index, one in enumerate(kept) if index not in replaced] + list(added.values())


def _is_in_same_token(evidence: Evidence, kept: Evidence) -> bool:
    """Whether a token hides one thing in one encoding, and another in the one below."""
    same = (evidence.start, evidence.end) == (kept.start, kept.end)
    return (
        same
        and evidence.entity != kept.entity
        and not _OF_TOKENS.isdisjoint(evidence.rests_on)
        and not _OF_TOKENS.isdisjoint(kept.rests_on)
    )


def _says_more(evidence: Evidence, kept: Evidence) -> bool:
    """Whether a lower layer is to be believed rather than the one above it."""
    surer = CONFIDENCES.index(evidence.confidence) - CONFIDENCES.index(kept.confidence)
    longer = (evidence.end - evidence.start) - (kept.end - kept.start)
    return surer < 0 or (surer == 0 and longer > 0)
