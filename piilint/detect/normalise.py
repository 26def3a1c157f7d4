"""One way of writing for what looks the same, with the way back to where it stood."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Sequence
from functools import cache

__all__ = ["Normalised", "is_plain", "normalise", "normalise_all"]

_CLUSTER = 32
"""Most characters composed at once: ordering a longer row of marks would take square time."""

_EMBLEMS = {
    **{first + n: chr(ord("A") + n) for first in (0x1F150, 0x1F170) for n in range(26)},
    **{0x249C + n: chr(ord("a") + n) for n in range(26)},
    **{0xE0000 + code: chr(code) for code in range(0x20, 0x7F)},
}
"""Letters on a dark ground or in brackets, and invisible ones, by their numbers."""


class Normalised:
    """A text in its normal form, and how its offsets map back to the original.

    ``pieces`` are stretches in order, each ``(start, original_start, original_end)``: where
    it starts in ``text`` and what it was made of. Where there are none, nothing was changed.
    """

    __slots__ = ("_pieces", "_starts", "text")

    def __init__(self, text: str, pieces: Sequence[tuple[int, int, int]] = ()) -> None:
        self.text = text
        self._pieces = pieces
        self._starts = [piece[0] for piece in pieces] if pieces else ()

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Where ``text[start:end]`` stood in the original text; not for an empty span.

        Characters that were made together, such as a letter and its accent, come together.
        """
        if not self._pieces:
            return start, end
        return self._original(start)[0], self._original(end - 1)[1]

    def _original(self, offset: int) -> tuple[int, int]:
        index = bisect_right(self._starts, offset) - 1
        start, original, end = self._pieces[index]
        stop = self._starts[index + 1] if index + 1 < len(self._starts) else len(self.text)
        if stop - start != end - original:
            return original, end
        return original + offset - start, original + offset - start + 1


def is_plain(text: str) -> bool:
    """Whether a text is its own normal form at first sight: ASCII and Western letters."""
    return text.isascii() or _beyond().search(text) is None


def normalise(text: str) -> Normalised:
    """The text as detectors search it, with a map back.

    Unicode NFKC; format characters (zero width, bidirectional, soft hyphen) are gone; every
    decimal digit is ASCII, every space character a space, every dash ``-``.
    """
    if is_plain(text) or not _is_changed(text):
        return Normalised(text)
    parts: list[str] = []
    pieces: list[tuple[int, int, int]] = []
    length = done = 0
    for start, end, made in _changes(text):
        for part, first, last in ((text[done:start], done, start), (made, start, end)):
            if part:
                pieces.append((length, first, last))
                parts.append(part)
                length += len(part)
        done = end
    if done < len(text):
        pieces.append((length, done, len(text)))
        parts.append(text[done:])
    return Normalised("".join(parts), pieces)


def normalise_all(texts: Sequence[str]) -> list[Normalised]:
    """The same for many texts, which mostly hold nothing to change."""
    if is_plain("".join(texts)):
        return [Normalised(text) for text in texts]
    return [normalise(text) for text in texts]


@cache
def _beyond() -> re.Pattern[str]:
    """What may have another normal form; the Latin-1 letters have not, unless marks follow."""
    return re.compile("[^\x00-\x7f§«°»À-ÿ]")


@cache
def _run() -> re.Pattern[str]:
    """One of them, or all that is invisible in a row with no mark behind it, which goes at once."""
    invisible = "\xad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff"
    return re.compile(
        rf"(?P<gone>(?<![{invisible}])[{invisible}]++(?=[\x00-\x7f]|\Z))|{_beyond().pattern}"
    )


def _is_changed(text: str) -> bool:
    """Whether anything in a text has another form; texts in other scripts mostly have not."""
    return not unicodedata.is_normalized("NFKC", text) or any(
        _ignored(character) or _replacement(character) != character
        for character in set(text)
        if character > "\x7f"
    )


@cache
def _ignored(character: str) -> bool:
    return unicodedata.category(character) == "Cf" and ord(character) not in _EMBLEMS


@cache
def _replacement(character: str) -> str:
    if ord(character) in _EMBLEMS:
        return _EMBLEMS[ord(character)]
    category = unicodedata.category(character)
    if category == "Nd":
        return str(unicodedata.decimal(character))
    if category == "Zs":
        return " "
    return "-" if category == "Pd" or character == "−" else character


def _changes(text: str) -> list[tuple[int, int, str]]:
    """The clusters that have another normal form, as ``(start, end, normal form)``."""
    changes: list[tuple[int, int, str]] = []
    done = 0
    for match in _run().finditer(text):
        start, end = match.span()
        if start < done:
            continue
        if match.lastgroup is not None:
            changes.append((start, end, ""))
            done = end
            continue
        end = _cluster_end(text, start)
        if (
            start > done
            and _joins(text[start])
            and any(map(unicodedata.combining, text[start:end]))
        ):
            start -= 1  # a mark belongs to the plain letter before it
        cluster = "".join(c for c in text[start:end] if not _ignored(c)).translate(_EMBLEMS)
        made = "".join(map(_replacement, unicodedata.normalize("NFKC", cluster)))
        changes.append((start, end, made))
        done = end
    return changes


def _joins(character: str) -> bool:
    return unicodedata.combining(character) != 0 or _ignored(character)


def _cluster_end(text: str, start: int) -> int:
    """The end of a letter with its marks, and what is ignored between them."""
    limit = min(len(text), start + _CLUSTER)
    end = start + 1
    while end < limit and _joins(text[end]):
        end += 1
    joined = end
    while end > start + 1 and _ignored(text[end - 1]):
        end -= 1
    if end == start + 1 and _ignored(text[start]):
        return joined  # all of it goes, and none of it is looked at again
    return end
