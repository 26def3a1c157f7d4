"""Peeling: what a text says once its encodings are taken off, with the way back.

A text is peeled in rounds. Each round takes off one kind of thing: first look-alikes and
marks, then what parts the digits of a number, then escapes (percent, references,
quoted-printable, RFC 2047, punycode), then whole tokens (base64, hex, JSON web tokens). There
are few rounds, and none makes a text longer but for compressed data, for which there is a bound;
so the whole is linear in what came in.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from functools import cache

from piilint.detect import bases, charsets, escapes, lookalikes, numerals, rot13, spread, tokens
from piilint.detect.change import Change
from piilint.detect.compressed import Room
from piilint.detect.normalise import Normalised, normalise
from piilint.detect.page import FIELD_BREAK, Page

__all__ = ["MAX_LAYERS", "OVERRIDE", "Layer", "is_deeper", "may_hide", "peel"]

MAX_LAYERS = 6
"""Encodings that are taken off one below the other. Programs nest two or three."""

_ESCAPES = escapes.NAMES | {"bidi", "iso646", "mojibake", "utf-7"}

_CLASSES = bytes(
    ord("a") if chr(byte).islower()
    else ord("A") if chr(byte).isupper()
    else ord("0") if 48 <= byte <= 57
    else byte if chr(byte) in "%&=\\" + FIELD_BREAK
    else ord(")") if chr(byte) in "()[]{}|*~;#<>·^¤¦"
    else ord(" ")
    for byte in range(256)
)  # fmt: skip
_SIGNS = (
    "%",
    "&",
    "=",
    "\\",
    "aA",
    "0a",
    "0A",
    "A" * 16,
    "0" * 10,
    "0" * 8 + " " + "0" * 8,
    "0 0 0 0",
    "00 00 00 00 00",
    "0  0  0",
    "0   0   0",
    "000000 00000",
    "00 00 00 00000",
    "0000 0000 000",
    "000 000 000 00",
    "a a a a",
    "A A A A",
    "A a a a",
)
"""What each encoding leaves in a text whose letters and digits are reduced to their class:
base64 and hex mix them as words do not."""
_SIGNS_IN_BRACKETS = (
    ")aa)",
    "0)0",
    "0))0",
    "a)a)a)a",
    "A)a)a)a",
)
"""The same of those that have a bracket or its like in it, which most texts lack."""

_WORDS = (
    *("xn--", "://", '":', ':"', "krøllalfa", " dot "),
    *escapes.OF_XML,
    lookalikes.GARBLED,
)


class Layer:
    """A text with one more encoding taken off than the layer below it; below all is the text."""

    __slots__ = ("_changes", "_starts", "below", "depth", "normalised")

    def __init__(
        self,
        normalised: Normalised,
        below: Layer | None = None,
        changes: list[Change] | None = None,
        starts: list[int] | None = None,
    ) -> None:
        self.normalised = normalised
        self.below = below
        self.depth: int = 0 if below is None else below.depth + 1
        self._changes = changes or []
        self._starts = starts or []

    @property
    def text(self) -> str:
        """What the detectors search."""
        return self.normalised.text

    def origin(self, start: int, end: int) -> tuple[int, int, tuple[str, ...]]:
        """Where ``text[start:end]`` stands in the text below all layers; not for an empty span.

        With the encodings that hide it there, the outermost first. What an encoding makes of
        a whole token stands where the whole token stands.
        """
        if self.below is None:
            return start, end, ()
        start, end = self.normalised.span(start, end)
        first, last = self._place(start)[0], self._place(end - 1)[1]
        outer_start, outer_end, outer = self.below.origin(first, last)
        return outer_start, outer_end, outer + self._encodings(start, end)

    def is_made(self, start: int, end: int) -> bool:
        """Whether ``text[start:end]`` is all of what one or more encodings hide, and no more."""
        start, end = self.normalised.span(start, end)
        index = bisect_left(self._starts, start)
        while index < len(self._starts) and self._starts[index] == start < end:
            start += len(self._changes[index].made)
            index += 1
        return start == end

    @property
    def is_unescaped(self) -> bool:
        """Whether escapes were taken off, without which a text is as it was meant."""
        return any(change.encoding in _ESCAPES for change in self._changes)

    def tokens(self) -> Iterator[tuple[str, int, int, tuple[str, ...]]]:
        """What each change made of how much, and where that stands in the text below all layers."""
        if self.below is None:
            return
        for change in self._changes:
            start, end, outer = self.below.origin(change.start, change.end)
            yield change.made, start, end, (*outer, change.encoding)

    def _place(self, offset: int) -> tuple[int, int]:
        index = bisect_right(self._starts, offset) - 1
        if index < 0:
            return offset, offset + 1
        change, beyond = self._changes[index], offset - self._starts[index]
        if beyond < len(change.made):
            if change.width:
                place = change.start + beyond * change.width
                return place, place + change.width
            return change.start, change.end
        place = change.end + beyond - len(change.made)
        return place, place + 1

    def _encodings(self, start: int, end: int) -> tuple[str, ...]:
        first = max(0, bisect_right(self._starts, start) - 1)
        stop = bisect_left(self._starts, end)
        names = {
            change.encoding: None
            for at, change in zip(self._starts[first:stop], self._changes[first:stop], strict=True)
            if change.encoding and at + len(change.made) > start
        }
        return tuple(names)


def may_hide(page: Page) -> list[int]:
    """Which of a page's texts may hold something encoded, by a look that costs next to nothing."""
    text = page.text
    try:
        letters = text.encode("latin-1")
        beyond = False
    except UnicodeEncodeError:
        letters = text.encode("latin-1", "replace")
        beyond = True
    # Looking for bytes in bytes makes an exception each time, so the classes become a text again.
    reduced = letters.translate(_CLASSES).decode("ascii")
    found: set[int] = set()
    signs = _SIGNS if ")" not in reduced else _SIGNS + _SIGNS_IN_BRACKETS
    for sign in filter(reduced.__contains__, signs):
        found.update(_texts_with(sign, reduced, page))
    for word in filter(text.__contains__, _WORDS):
        found.update(_texts_with(word, text, page))
    found.update(map(page.index, charsets.may_have(text, reduced)))
    if any(map(text.__contains__, numerals.MARKS)):
        found.update(map(page.index, numerals.may_have(text)))
    if any(map(text.__contains__, rot13.MARKS)):
        found.update(map(page.index, rot13.may_have(text)))
    if "a" * bases.SMALL in reduced:
        found.update(page.index(match.start()) for match in bases.small_base32(text))
    if beyond:
        found.update(
            index for index, part in enumerate(text.split(FIELD_BREAK)) if not part.isascii()
        )
    return sorted(found)


def peel(text: Normalised, written: str = "", room: Room | None = None) -> Iterator[Layer]:
    """The layers of a text, each with one more encoding taken off; none where nothing is.

    ``written`` is the text before it was normalised, where that differs; ``room`` what compressed
    data may become, where the text is one of several.
    """
    layer = Layer(text)
    room = room or Room(len(text.text))
    while layer.depth < MAX_LAYERS:
        changes = _turned(written, layer.text) if layer.depth == 0 else []
        changes = changes or _round(layer.text, room)
        if not changes:
            return
        made, starts = _apply(layer.text, changes)
        layer = Layer(normalise(_strings_apart(made)), layer, changes, starts)
        yield layer


def is_deeper(layer: Layer) -> bool:
    """Whether more could be taken off the last layer that is."""
    return layer.depth == MAX_LAYERS and bool(_round(layer.text, Room(len(layer.text))))


def _round(text: str, room: Room) -> list[Change]:
    for step in _STEPS:
        changes = step(text)
        if changes:
            return changes
    return tokens.changes(text, room)


def _turned(written: str, text: str) -> list[Change]:
    """What a text shows between direction marks that have it run from right to left."""
    if OVERRIDE not in written:
        return []
    found: list[Change] = []
    at = 0
    for part in _parts().findall(written):
        made = normalise(part).text
        if part.startswith(OVERRIDE) and len(made) > 1:
            found.append(Change(at, at + len(made), made[::-1], "bidi"))
        at += len(made)
    return found if at == len(text) else []


OVERRIDE = "\u202e"
"""The mark after which letters run from right to left, whatever they are."""


@cache
def _parts() -> re.Pattern[str]:
    return re.compile("\u202e[^\u202c\u202d\u202e\n\u2029]*+|[^\u202e]++")


def _apply(text: str, changes: list[Change]) -> tuple[str, list[int]]:
    """The text with its changes made, and where each begins in it."""
    parts: list[str] = []
    starts: list[int] = []
    length = done = 0
    for change in changes:
        parts += (text[done : change.start], change.made)
        length += change.start - done
        starts.append(length)
        length += len(change.made)
        done = change.end
    parts.append(text[done:])
    return "".join(parts), starts


def _quotes(text: str) -> list[Change]:
    """JSON that stands plain in a text, as :func:`_strings_apart` has it; it hides nothing."""
    if not _has_strings(text):
        return []
    return [
        Change(*at.span(), _APART if len(at[0]) == 1 else _told_by_key(at), "", 1)
        for at in _quote().finditer(text)
    ]


_STEPS = (
    rot13.changes,
    bases.of_lines,
    bases.of_base85,
    _quotes,
    lookalikes.changes,
    spread.changes,
    charsets.changes,
    escapes.changes,
)
"""What is taken off before whole tokens are, in this order."""

_APART = "\v"
"""A break that no encoding has; lines of base64 and of quoted-printable are joined."""


def _strings_apart(text: str) -> str:
    """The strings of JSON, and the values of a query, on lines of their own; as long as before.

    Each was written without regard to the others, but for a birth date, which is known as one
    by its key alone.
    """
    if _has_strings(text):
        text = text.replace('"aud":', _AUDIENCE)
        text = _birth_key().sub(_told_by_key, text).replace('"', _APART)
    if "://" in text and "?" in text:
        text = _parameter().sub(rf"{_APART}\1{_APART}", text)
        text = _birth_parameter().sub(_told_by_key, text)
    return text


def _has_strings(text: str) -> bool:
    """Whether the quotes in a text are those of JSON, of PHP or of attributes in markup."""
    return '":' in text or '="' in text or ('";' in text and ':"' in text)


_AUDIENCE = f"{_APART}   {_APART}:"
"""For the one key of tokens that is somebody's name too."""


def _told_by_key(key: re.Match[str]) -> str:
    return f"{_APART}{_BORN.rjust(len(key[0]) - 1)}"


_BORN = "dob:"


@cache
def _birth_key() -> re.Pattern[str]:
    return re.compile(rf'"{_BIRTH}"\s{{0,3}}:\s{{0,3}}"?', re.IGNORECASE)


@cache
def _quote() -> re.Pattern[str]:
    return re.compile(f'{_birth_key().pattern}|"', re.IGNORECASE)


@cache
def _birth_parameter() -> re.Pattern[str]:
    return re.compile(rf"{_APART}{_BIRTH}{_APART}", re.IGNORECASE)


_BIRTH = (
    r"(?:[\w.-]{0,20}(?:birth|f(?:ø|oe?)dsels?d|f(?:ø|oe?)d(?:t|d|dato)(?![^\W_]))[\w.-]{0,20}"
    r"|dob|born|f[._-]?dato|bursdag)"
)
"""Keys of a birth date."""


@cache
def _parameter() -> re.Pattern[str]:
    return re.compile(r"[?&]([\w.\[\]-]{1,40})=")


def _texts_with(sign: str, within: str, page: Page) -> Iterator[int]:
    """Which of a page's texts hold a sign; ``within`` is the page, letter by letter."""
    at = within.find(sign)
    while at >= 0:
        index = page.index(at)
        yield index
        if index + 1 == len(page.starts):
            return
        at = within.find(sign, page.starts[index + 1])
